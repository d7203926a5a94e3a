"""How each group stands, kept once a week so that a page shows where it comes from."""

import datetime as dt

from django.db import transaction

from deliverables.models import GroupWeek
from deliverables.selectors.health import standings
from groups.models import WorkingGroup
from naio_portal.dates import kl_today


def keep_week(*, today: dt.date | None = None) -> int:
    """Keep how every group stands now as its week's row; how many were added. Once a week: whoever comes
    second finds the rows and adds none. `today`: the day in Kuala Lumpur."""
    today = today or kl_today()
    monday = today - dt.timedelta(days=today.weekday())
    with transaction.atomic():
        # Two workers at once: the second waits, and then finds the rows of the first.
        groups = list(WorkingGroup.objects.select_for_update().order_by("pk"))
        kept = set(GroupWeek.objects.filter(monday=monday).values_list("group", flat=True))
        rows = [
            GroupWeek(
                group=standing.group,
                monday=monday,
                red=standing.red,
                amber=standing.amber,
                green=standing.green,
                late=standing.late,
                stale=standing.stale,
                slipped=standing.slipped,
                slippage_days=standing.slippage_days,
                percent=standing.percent,
            )
            for standing in standings(None, groups, today)
            if standing.group.pk not in kept
        ]
        return len(GroupWeek.objects.bulk_create(rows))

"""How groups stand: colours, lateness, staleness, slippage against the baseline, and the weeks before."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Avg, Count, F, Max, Q, Sum

from deliverables import rag
from deliverables.enums import Rag
from deliverables.models import Deliverable, GroupWeek
from groups.models import WorkingGroup
from naio_portal.dates import kl_today

WEEKS = 12


@dataclass
class Standing:
    """How a group's running deliverables stand. `slipped`: due later than their baseline; `slippage_days`:
    the sum of those days; `worst_slip`: the most of one. `percent`: mean."""

    group: WorkingGroup
    red: int = 0
    amber: int = 0
    green: int = 0
    late: int = 0
    stale: int = 0
    overridden: int = 0
    slipped: int = 0
    slippage_days: int = 0
    worst_slip: int = 0
    percent: int = 0
    weeks: list[GroupWeek] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.red + self.amber + self.green

    @property
    def worst(self) -> str:
        """The group's colour is the worst of its deliverables; "" when nothing runs."""
        return rag.worst(colour for colour in Rag.values if getattr(self, colour))


SLIP = F("due_on") - F("baseline_on")


def standings(user, groups: Iterable[WorkingGroup], today: dt.date | None = None) -> list[Standing]:
    """By the running deliverables that this person sees; all of them when `user` is None. One query."""
    today = today or kl_today()
    found = {group.pk: Standing(group) for group in groups}
    rows = Deliverable.objects.all() if user is None else Deliverable.objects.visible_to(user)
    slipped = Q(due_on__gt=F("baseline_on"))
    counted = (
        rows.running()
        .filter(group__in=found)
        .with_rag(today)
        .values("group")
        .annotate(
            red=Count("pk", filter=Q(rag=Rag.RED)),
            amber=Count("pk", filter=Q(rag=Rag.AMBER)),
            green=Count("pk", filter=Q(rag=Rag.GREEN)),
            late=Count("pk", filter=rag.late_on(today)),
            stale=Count("pk", filter=rag.stale_on(today)),
            overridden=Count("pk", filter=~Q(rag=F("rag_computed"))),
            slipped=Count("pk", filter=slipped),
            slippage_days=Sum(SLIP, filter=slipped),
            worst_slip=Max(SLIP, filter=slipped),
            percent=Avg("percent"),
        )
        .order_by()
    )
    for row in counted:
        standing = found[row.pop("group")]
        for name, value in row.items():
            setattr(standing, name, value.days if isinstance(value, dt.timedelta) else round(value or 0))
    return list(found.values())


def with_weeks(standings_: list[Standing], today: dt.date | None = None) -> list[Standing]:
    """The last weeks of each, the earliest first. One query."""
    since = (today or kl_today()) - dt.timedelta(weeks=WEEKS)
    by_group = {standing.group.pk: standing for standing in standings_}
    for week in GroupWeek.objects.filter(group__in=by_group, monday__gt=since).order_by("monday"):
        by_group[week.group_id].weeks.append(week)
    return standings_


def overrides_of(user, groups: Iterable[WorkingGroup], today: dt.date | None = None) -> list[Deliverable]:
    """Running deliverables whose colour is overridden now, the first to expire first. One query."""
    return list(
        Deliverable.objects.visible_to(user)
        .running()
        .filter(group__in=groups)
        .with_rag(today)
        .exclude(rag=F("rag_computed"))
        .select_related("group", "rag_override_by__member")
        .order_by("rag_override_until", "pk")
    )

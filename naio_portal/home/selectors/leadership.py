"""The whole work on one page, for leadership. Constant queries each."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Value

from deliverables.enums import MilestoneState
from deliverables.models import (
    Deliverable,
    Milestone,
    ProgressUpdate,
    Recommendation,
    SectorApplication,
)
from groups.enums import EndReason, Phase
from groups.models import Appointment
from groups.querysets import phase_on
from groups.written_once import written_once
from naio_portal.dates import kl_today

# What counts as changed since last month, days.
LAST_MONTH = 30
# How many deliverables that were delivered are named.
NAMED = 8
NOBODY = {"serving": 0, "began": 0, "left": 0}


@dataclass(frozen=True)
class Month:
    """What changed in the last 30 days, as one reader may see it. `serving`: people in force today, each once
    however many groups they serve in. `unanswered`: recommendations whose response is overdue today."""

    since: dt.date
    delivered: list[Deliverable]
    achieved: int
    updates: int
    applications: int
    unanswered: int
    serving: int
    began: int
    left: int


def counted_as(name: str, rows: QuerySet) -> QuerySet:
    """One row of (name, count), none for none: several counts become one query by their union."""
    return rows.order_by().annotate(counted=Value(name)).values_list("counted").annotate(count=Count("pk"))


def month_of(user, today: dt.date | None = None) -> Month:
    """Deliverables delivered, milestones achieved, updates filed, applications reported, people who began and
    left; responses overdue. Three queries.

    A change of role is neither a beginning nor an end.
    """
    today = today or kl_today()
    since = today - dt.timedelta(days=LAST_MONTH)
    counts = dict(_done(user, since, today))
    people = next(iter(_people(user, since, today)), NOBODY)
    return Month(
        since=since,
        delivered=_delivered(user, since, today),
        achieved=counts.get("achieved", 0),
        updates=counts.get("updates", 0),
        applications=counts.get("applications", 0),
        unanswered=counts.get("unanswered", 0),
        **people,
    )


@written_once
def _delivered(user, since: dt.date, today: dt.date) -> QuerySet[Deliverable]:
    found = Deliverable.objects.visible_to(user).filter(delivered_on__gte=since, delivered_on__lte=today)
    return found.select_related("group").order_by("-delivered_on", "-id")[:NAMED]


@written_once
def _done(user, since: dt.date, today: dt.date) -> QuerySet:
    achieved = Milestone.objects.visible_to(user).filter(
        state=MilestoneState.ACHIEVED, achieved_on__gte=since, achieved_on__lte=today
    )
    updates = ProgressUpdate.objects.visible_to(user).filter(filed_on__gte=since, filed_on__lte=today)
    applications = SectorApplication.objects.visible_to(user).filter(
        created_at__date__gte=since, created_at__date__lte=today
    )
    return counted_as("achieved", achieved).union(
        counted_as("updates", updates),
        counted_as("applications", applications),
        counted_as("unanswered", Recommendation.objects.visible_to(user).overdue(today)),
        all=True,
    )


@written_once
def _people(user, since: dt.date, today: dt.date) -> QuerySet:
    """One row of the three counts."""
    in_force = phase_on(today)[Phase.IN_FORCE]
    return (
        Appointment.objects.visible_to(user)
        .in_phases(("in_force", "ended"), today)
        .order_by()
        .annotate(all_rows=Value(1))
        .values("all_rows")
        .annotate(
            serving=Count("member", distinct=True, filter=in_force),
            began=Count("pk", filter=Q(start_on__gte=since)),
            left=Count(
                "pk", filter=Q(end_on__gte=since, end_on__lt=today) & ~Q(end_reason=EndReason.ROLE_CHANGE)
            ),
        )
        .values("serving", "began", "left")
    )

"""What is late or missing in the groups and waits for the office. Constant queries each."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from deliverables.enums import Classification, DeliverableState, Rag, RecommendationState
from deliverables.models import ChangeRequest, Deliverable, Recommendation
from deliverables.rag import late_on, stale_on
from deliverables.selectors import GroupHealth
from groups.enums import Role
from groups.models import Appointment, RosterImport, WorkingGroup
from groups.written_once import written_once
from meetings.enums import MeetingState
from meetings.models import Meeting, MeetingGroup
from meetings.preparation import Preparation, measured_links, preparation_from
from meetings.selectors import links_with_groups, meetings_from
from naio_portal.dates import kl_today
from naio_portal.home.selectors.groups import coming_meetings
from naio_portal.imports.enums import ImportState
from naio_portal.notices.enums import OutboxState
from naio_portal.notices.models import OutboxMessage

# How many rows a list on the home shows; the rest is one click away.
SHOWN = 12
# How far ahead terms ending are shown, days.
TERMS_AHEAD = 60
# How far back meetings are shown whose minutes or feedback are open, days.
OPEN_FOR = 90


@dataclass
class GroupGaps:
    """What one group lacks, for the secretariat's table."""

    group: WorkingGroup
    health: GroupHealth
    has_chair: bool = False
    people: int = 0
    next_meeting: Meeting | None = None
    late: int = 0
    stale: int = 0
    ownerless: int = 0
    waiting: int = 0
    unanswered: int = 0
    # What the office sends out next: delivered and open, adopted.
    to_publish: int = 0
    to_submit: int = 0


def gaps_by_group(user, today: dt.date | None = None) -> list[GroupGaps]:
    """The seven groups with what is late or missing in each. Two queries, whatever the rows."""
    today = today or kl_today()
    rows = {
        group.pk: GroupGaps(
            group,
            GroupHealth(group),
            has_chair=bool(group.chairs),
            people=group.people or 0,
            next_meeting=next_meeting(group),
            waiting=group.waiting or 0,
            unanswered=group.unanswered or 0,
            to_publish=group.to_publish or 0,
            to_submit=group.to_submit or 0,
        )
        for group in _groups(user, today, timezone.now())
    }
    for group, red, amber, green, late, stale, ownerless in _counts(user, today):
        rows[group].health = GroupHealth(rows[group].group, red, amber, green, late)
        rows[group].late, rows[group].stale, rows[group].ownerless = late, stale, ownerless
    return list(rows.values())


@written_once
def _groups(user, today: dt.date, now: dt.datetime) -> QuerySet[WorkingGroup]:
    in_force = Appointment.objects.in_force(today)
    pending = ChangeRequest.objects.visible_to(user).pending()
    coming = (
        coming_meetings(user, now).filter(meeting_groups__group=OuterRef("pk")).order_by("starts_at", "pk")
    )
    return WorkingGroup.objects.visible_to(user).annotate(
        people=counted(in_force, "group"),
        chairs=counted(in_force.filter(role=Role.CHAIR), "group"),
        waiting=counted(pending, "group"),
        unanswered=counted(Recommendation.objects.visible_to(user).overdue(today), "group"),
        to_publish=counted(_delivered(user), "group"),
        to_submit=counted(_adopted(user), "group"),
        next_reference=Subquery(coming.values("reference")[:1]),
        next_starts_at=Subquery(coming.values("starts_at")[:1]),
    )


def _delivered(user) -> QuerySet[Deliverable]:
    return Deliverable.objects.visible_to(user).filter(
        state=DeliverableState.DELIVERED, classification=Classification.OPEN
    )


def _adopted(user) -> QuerySet[Recommendation]:
    return Recommendation.objects.visible_to(user).filter(state=RecommendationState.ADOPTED)


@written_once
def _counts(user, today: dt.date) -> QuerySet:
    """By group: red, amber, green, late, stale, and how many have no owner who serves."""
    serving = Appointment.objects.in_force(today).filter(member=OuterRef("owner"), group=OuterRef("group"))
    running = Deliverable.objects.visible_to(user).running().with_rag(today)
    return (
        running.values_list("group")
        .annotate(
            red=Count("pk", filter=Q(rag=Rag.RED)),
            amber=Count("pk", filter=Q(rag=Rag.AMBER)),
            green=Count("pk", filter=Q(rag=Rag.GREEN)),
            late=Count("pk", filter=late_on(today)),
            stale=Count("pk", filter=stale_on(today)),
            ownerless=Count("pk", filter=~Exists(serving)),
        )
        .order_by()
    )


def next_meeting(group: WorkingGroup) -> Meeting | None:
    """As much of it as the table shows, of the columns that `gaps_by_group` adds."""
    if group.next_reference is None:
        return None
    return Meeting(reference=group.next_reference, starts_at=group.next_starts_at)


def counted(rows: QuerySet, path: str) -> Subquery:
    """How many of these rows lead to the group by that path; None for none."""
    found = rows.filter(**{path: OuterRef("pk")}).order_by().values(path)
    return Subquery(found.annotate(count=Count("pk")).values("count"))


def clocks_of_meetings(user) -> list[Preparation]:
    """Meetings with an open step of the office's clock: those to come, and those that are over but not
    closed, the earliest first. One query."""
    since = timezone.now() - dt.timedelta(days=OPEN_FOR)
    return [preparation_from(meeting) for meeting in meetings_from(_open_links(user, since))]


@written_once
def _open_links(user, since: dt.datetime) -> QuerySet[MeetingGroup]:
    open_ones = (
        Meeting.objects.visible_to(user)
        .filter(ends_at__gte=since)
        .exclude(state__in=(MeetingState.CANCELLED, MeetingState.CLOSED))
        .order_by("starts_at", "id")
    )
    return links_with_groups(open_ones[:SHOWN], measured_links())


def terms_ending(user, today: dt.date | None = None) -> list[Appointment]:
    """Appointments in force that end within 60 days."""
    return _terms_ending(user, today or kl_today())


@written_once
def _terms_ending(user, today: dt.date) -> QuerySet[Appointment]:
    return (
        Appointment.objects.visible_to(user)
        .in_force(today)
        .filter(end_on__lte=today + dt.timedelta(days=TERMS_AHEAD))
        .select_related("member", "group")
        .order_by("end_on", "id")[:SHOWN]
    )


def mail_troubles() -> Counter:
    """Messages refused for good in the last 14 days, those that wait for a decision, and those that wait
    longer than an hour. One query on the index by state, whatever was sent before."""
    now = timezone.now()
    refused = Q(state=OutboxState.REFUSED, created_at__gte=now - dt.timedelta(days=14))
    review = Q(state=OutboxState.REVIEW)
    waiting = Q(state=OutboxState.QUEUED, send_after__lt=now - dt.timedelta(hours=1))
    return Counter(
        OutboxMessage.objects.filter(
            state__in=(OutboxState.REFUSED, OutboxState.REVIEW, OutboxState.QUEUED)
        ).aggregate(
            refused=Count("pk", filter=refused),
            review=Count("pk", filter=review),
            waiting=Count("pk", filter=waiting),
        )
    )


def open_imports(user) -> list[RosterImport]:
    """Roster imports that wait for a person."""
    return list(
        RosterImport.objects.visible_to(user).filter(
            state__in=(ImportState.UPLOADED, ImportState.PREVIEWED, ImportState.FAILED)
        )[:SHOWN]
    )

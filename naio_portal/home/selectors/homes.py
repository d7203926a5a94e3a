"""What needs a person, and what is late or missing for the secretariat. Constant queries each."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from deliverables.enums import RUNNING_STATES, Rag
from deliverables.models import Contributor, Deliverable, DueDateChange, Milestone
from groups.enums import ImportState, Role
from groups.models import Appointment, RosterImport, WorkingGroup
from groups.serving import chaired_groups_of, groups_of
from meetings.enums import MeetingState
from meetings.models import Meeting
from meetings.selectors import next_meetings
from members.models import Member
from naio_portal.dates import kl_today
from naio_portal.notices.enums import OutboxState
from naio_portal.notices.models import OutboxMessage

# How far ahead a member's own milestones are shown, days.
AHEAD = 30
# How many rows a list on a home shows; the rest is one click away.
SHOWN = 12
# How far ahead the secretariat sees terms ending, days.
TERMS_AHEAD = 60


def duties_of(user, today: dt.date | None = None) -> list[Milestone]:
    """Active milestones that this person owns (themselves, or as owner of the deliverable), late or due
    within 30 days, the earliest first; each with its deliverable and group loaded. One query."""
    today = today or kl_today()
    return list(
        Milestone.objects.visible_to(user)
        .active()
        .of_running()
        .annotate(who=Coalesce("owner__user", "deliverable__owner__user"))
        .filter(who=user.pk, due_on__lte=today + dt.timedelta(days=AHEAD))
        .select_related("deliverable__group")
        .order_by("due_on", "id")[:SHOWN]
    )


def stale_of(user, today: dt.date | None = None) -> list[Deliverable]:
    """Running deliverables that this person owns or contributes to without an update for 30 days."""
    contributed = Contributor.objects.filter(member__user=user).values("deliverable")
    return list(
        Deliverable.objects.visible_to(user)
        .stale(today)
        .filter(Q(owner__user=user) | Q(pk__in=contributed))
        .select_related("group")
        .order_by("last_update_on", "id")[:SHOWN]
    )


def approvals_for(user) -> list[DueDateChange]:
    """Requests that wait for this person: chairs of the group, and the secretariat; never one's own."""
    found = DueDateChange.objects.visible_to(user).pending().exclude(requested_by=user)
    if not user.is_secretariat:
        chaired = chaired_groups_of(user)
        if not chaired:
            return []
        found = found.filter(milestone__deliverable__group__in=chaired)
    return list(
        found.select_related("milestone__deliverable__group", "requested_by").order_by("requested_at")[:SHOWN]
    )


def next_meetings_of(user) -> QuerySet[Meeting]:
    """The next meetings of this person's groups; of all groups for staff."""
    return next_meetings(user, groups=None if user.has_staff_role else groups_of(user))


@dataclass
class GroupHealth:
    """One row of the picture: a group, how many of its running deliverables have which colour."""

    group: WorkingGroup
    red: int = 0
    amber: int = 0
    green: int = 0
    role: str = ""

    @property
    def total(self) -> int:
        return self.red + self.amber + self.green

    @property
    def worst(self) -> str:
        """The group's colour is the worst of its deliverables; empty without any."""
        return next((rag for rag in (Rag.RED, Rag.AMBER, Rag.GREEN) if getattr(self, rag)), "")


def health_of(user, groups: list[WorkingGroup]) -> list[GroupHealth]:
    """Health of those groups as this person may see it. One query."""
    rows = {group.pk: GroupHealth(group) for group in groups}
    counted = (
        Deliverable.objects.visible_to(user)
        .running()
        .filter(group__in=rows)
        .with_rag()
        .values_list("group", "rag")
        .annotate(count=Count("pk"))
        .order_by()
    )
    for group, rag, count in counted:
        setattr(rows[group], rag, count)
    return list(rows.values())


@dataclass
class Holder:
    """Somebody who holds late milestones."""

    member: Member | None
    milestones: list[Milestone] = field(default_factory=list)


def late_by_person(user, groups: set[int] | None = None, today: dt.date | None = None) -> list[Holder]:
    """Late milestones of running deliverables by who owns them, most first; nobody's come first.

    `groups`: ids, or None for all that this person sees. One query.
    """
    found = Milestone.objects.visible_to(user).late(today).of_running()
    if groups is not None:
        found = found.filter(deliverable__group__in=groups)
    holders: dict[int | None, Holder] = {}
    rows = found.select_related("owner", "deliverable__owner", "deliverable__group").order_by("due_on")
    for milestone in rows[:200]:
        member = milestone.owner or milestone.deliverable.owner
        holders.setdefault(member and member.pk, Holder(member)).milestones.append(milestone)
    return sorted(holders.values(), key=lambda holder: (holder.member is not None, -len(holder.milestones)))


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


def gaps_by_group(user, today: dt.date | None = None) -> list[GroupGaps]:
    """The seven groups with what is late or missing in each. A query a column, whatever the rows."""
    today = today or kl_today()
    groups = list(WorkingGroup.objects.visible_to(user))
    rows = {row.group.pk: GroupGaps(row.group, row) for row in health_of(user, groups)}
    in_force = Appointment.objects.in_force(today)
    for group, people, chairs in (
        in_force.values_list("group")
        .annotate(people=Count("pk"), chairs=Count("pk", filter=Q(role=Role.CHAIR)))
        .order_by()
    ):
        rows[group].people, rows[group].has_chair = people, chairs > 0
    serving = in_force.filter(member=OuterRef("owner"), group=OuterRef("group"))
    running = Deliverable.objects.visible_to(user).filter(state__in=RUNNING_STATES)
    for group, late, stale, ownerless in (
        running.values_list("group")
        .annotate(
            late=Count("pk", filter=Q(next_due_on__lt=today) | Q(due_on__lt=today)),
            stale=Count("pk", filter=Q(pk__in=Deliverable.objects.stale(today).values("pk"))),
            ownerless=Count("pk", filter=~Exists(serving)),
        )
        .order_by()
    ):
        rows[group].late, rows[group].stale, rows[group].ownerless = late, stale, ownerless
    pending = DueDateChange.objects.visible_to(user).pending()
    for group, count in pending.values_list("milestone__deliverable__group").annotate(Count("pk")).order_by():
        rows[group].waiting = count
    upcoming = (
        Meeting.objects.visible_to(user)
        .filter(ends_at__gte=timezone.now())
        .exclude(state__in=(MeetingState.CANCELLED, MeetingState.CLOSED))
        .annotate(group_id=F("meeting_groups__group"))
        .order_by("group_id", "starts_at")
        .distinct("group_id")
    )
    for meeting in upcoming:
        if meeting.group_id in rows:
            rows[meeting.group_id].next_meeting = meeting
    return list(rows.values())


def terms_ending(user, today: dt.date | None = None) -> list[Appointment]:
    """Appointments in force that end within 60 days."""
    today = today or kl_today()
    return list(
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

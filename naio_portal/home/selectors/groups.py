"""The list of groups and the page of one: things of rosters, meetings and deliverables together.

Constant queries each, whatever the rows; every row through `visible_to`.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from deliverables.enums import OPEN_STATES, DeliverableState
from deliverables.models import Deliverable, ProgressUpdate
from deliverables.selectors import GroupHealth, group_health
from groups.enums import EndReason, Role
from groups.models import Appointment, WorkingGroup
from groups.serving import is_insider
from groups.written_once import written_once
from meetings.enums import MeetingState
from meetings.models import Meeting
from members.models import Member
from naio_portal.dates import KUALA_LUMPUR, kl_today

# People named on a group's page; the roster has them all.
NAMED = 30
# Deliverables on a group's page; the board has them all.
DELIVERABLES_SHOWN = 12
# What counts as lately, days, and how many lines of it are shown.
LATELY = 60
LATELY_SHOWN = 8
# Of a person, what a line with their name does not show.
UNSHOWN_OF_A_MEMBER = ("biography", "photo", "search_text", "name_key", "expertise", "phone")
UNSHOWN_OF_MEMBERS = tuple(f"member__{name}" for name in UNSHOWN_OF_A_MEMBER)


@dataclass
class GroupRow:
    """One group in the list. `chair`: failing one the first co-chair; None where there is neither or the
    viewer may not read the name."""

    group: WorkingGroup
    health: GroupHealth | None = None
    chair: Member | None = None
    is_led_by_co_chair: bool = False
    people: int = 0
    published: int = 0
    next_meeting: Meeting | None = None


def group_rows(viewer) -> list[GroupRow]:
    """The groups in their order with chair, people in force, and what they work on and when they meet;
    for who reads the public page, what they published. Five queries, four for visitors."""
    groups = list(WorkingGroup.objects.visible_to(viewer))
    rows = {group.pk: GroupRow(group) for group in groups}
    for group, people in _people_in_force():
        rows[group].people = people
    for appointment in _leading(viewer):
        row = rows[appointment.group_id]
        if row.chair is None:
            row.chair, row.is_led_by_co_chair = appointment.member, appointment.role == Role.CO_CHAIR
    if not is_insider(viewer):
        for group, count in _published(viewer):
            rows[group].published = count
        return list(rows.values())
    for health in group_health(viewer, groups):
        rows[health.group.pk].health = health
    for meeting in _next_of_each(viewer, timezone.now()):
        if meeting.group_id in rows:
            rows[meeting.group_id].next_meeting = meeting
    return list(rows.values())


@written_once
def _people_in_force() -> QuerySet:
    return Appointment.objects.in_force().values_list("group").annotate(Count("pk")).order_by()


@written_once
def _leading(viewer) -> QuerySet[Appointment]:
    leading = Appointment.objects.visible_to(viewer).in_force().chairs().by_precedence()
    return leading.select_related("member").defer(*UNSHOWN_OF_MEMBERS)


@written_once
def _published(viewer) -> QuerySet:
    published = Deliverable.objects.visible_to(viewer).filter(state=DeliverableState.PUBLISHED)
    return published.values_list("group").annotate(Count("pk")).order_by()


def coming_meetings(viewer, now: dt.datetime) -> QuerySet[Meeting]:
    """Not over, and not cancelled, as this person sees them."""
    return (
        Meeting.objects.visible_to(viewer)
        .upcoming(now)
        .exclude(state__in=(MeetingState.CANCELLED, MeetingState.CLOSED))
    )


@written_once
def _next_of_each(viewer, now: dt.datetime) -> QuerySet[Meeting]:
    """The next meeting of each group, with `group_id`."""
    return (
        coming_meetings(viewer, now)
        .annotate(group_id=F("meeting_groups__group"))
        .order_by("group_id", "starts_at")
        .distinct("group_id")
    )


# --- the page of one group ------------------------------------------------------------------------


@dataclass
class RoleRow:
    """People of one role. `unnamed`: in force, but not named here."""

    role: str
    total: int
    appointments: list[Appointment] = field(default_factory=list)

    @property
    def label(self) -> str:
        return Role(self.role).label

    @property
    def unnamed(self) -> int:
        return self.total - len(self.appointments)


def people_by_role(viewer, group: WorkingGroup, totals: dict[str, int]) -> list[RoleRow]:
    """The first people in force today by precedence, under their roles. One query.

    `totals`: role -> how many serve in it, named or not.
    """
    rows = {role: RoleRow(role, total) for role, total in totals.items()}
    for appointment in _first_people(viewer, group.pk):
        rows[appointment.role].appointments.append(appointment)
    return list(rows.values())


@written_once
def _first_people(viewer, group: int) -> QuerySet[Appointment]:
    return (
        Appointment.objects.visible_to(viewer)
        .in_force()
        .filter(group=group)
        .select_related("member")
        .defer(*UNSHOWN_OF_MEMBERS)
        .by_precedence()[:NAMED]
    )


def deliverables_of(viewer, group: WorkingGroup) -> list[Deliverable]:
    """What the group works on, due first; for visitors what it published. With colour. One query."""
    return _deliverables(viewer, group.pk)


@written_once
def _deliverables(viewer, group: int) -> QuerySet[Deliverable]:
    found = Deliverable.objects.visible_to(viewer).filter(group=group)
    if is_insider(viewer):
        found = found.filter(state__in=OPEN_STATES).order_by("due_on", "number")
    else:
        found = found.order_by("-delivered_on", "-number")
    unshown = "description", "acceptance_criteria", *(f"owner__{name}" for name in UNSHOWN_OF_A_MEMBER)
    return found.with_rag().select_related("group", "owner").defer(*unshown)[:DELIVERABLES_SHOWN]


def health_from(viewer, group: WorkingGroup) -> GroupHealth:
    """Counts by colour of the group's running deliverables. One query."""
    return group_health(viewer, [group])[0]


def next_meeting_of(viewer, group: WorkingGroup) -> Meeting | None:
    """One query; none for who sees no meetings."""
    return next(iter(_next_meeting(viewer, group.pk, timezone.now())), None) if is_insider(viewer) else None


@written_once
def _next_meeting(viewer, group: int, now: dt.datetime) -> QuerySet[Meeting]:
    return coming_meetings(viewer, now).of_group(WorkingGroup(pk=group))[:1]


@dataclass(frozen=True)
class News:
    """One line of what changed lately. `kind`: update, began or left."""

    on: dt.date
    kind: str
    member: Member | None = None
    role: str = ""
    update: ProgressUpdate | None = None


def lately(viewer, group: WorkingGroup) -> list[News]:
    """Updates filed, and people who came or left, in the last 60 days, latest first. Two queries.

    Nothing for who reads the public page: working notes and comings and goings are the groups' own.
    """
    if not is_insider(viewer):
        return []
    today = kl_today()
    since = today - dt.timedelta(days=LATELY)
    news = [
        News(update.filed_at.astimezone(KUALA_LUMPUR).date(), "update", update=update)
        for update in _filed(viewer, group.pk, since)
    ]
    for appointment in _moved(viewer, group.pk, since, today):
        facts = {"member": appointment.member, "role": appointment.get_role_display()}
        if appointment.start_on >= since:
            news.append(News(appointment.start_on, "began", **facts))
        has_left = appointment.end_on and since <= appointment.end_on < today
        if has_left and appointment.end_reason != EndReason.ROLE_CHANGE:
            news.append(News(appointment.end_on, "left", **facts))
    return sorted(news, key=lambda line: line.on, reverse=True)[:LATELY_SHOWN]


@written_once
def _filed(viewer, group: int, since: dt.date) -> QuerySet[ProgressUpdate]:
    return (
        ProgressUpdate.objects.visible_to(viewer)
        .filter(deliverable__group=group, filed_on__gte=since)
        .select_related("deliverable__group", "author__member")
        .defer(*(f"author__member__{name}" for name in UNSHOWN_OF_A_MEMBER))
        .order_by("-filed_at")[:LATELY_SHOWN]
    )


@written_once
def _moved(viewer, group: int, since: dt.date, today: dt.date) -> QuerySet[Appointment]:
    return (
        Appointment.objects.visible_to(viewer)
        .in_phases(("in_force", "ended"), today)
        .filter(Q(start_on__gte=since) | Q(end_on__gte=since, end_on__lt=today), group=group)
        .select_related("member")
        .defer(*UNSHOWN_OF_MEMBERS)
        .order_by("-start_on")[: 2 * LATELY_SHOWN]
    )

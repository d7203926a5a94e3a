"""Reads that join: who is concerned by a meeting, its agenda with times, the next meetings."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from groups.models import Appointment
from meetings.models import AgendaItem, Meeting, MeetingGroup, Presenter
from members.models import Member

LINKS = MeetingGroup.objects.select_related("group").order_by("group__position", "group__code")
WITH_GROUPS = Prefetch("meeting_groups", LINKS)


@dataclass(frozen=True)
class AgendaRow:
    """One line of an agenda as one reader sees it. `item` is None where it is closed to the reader."""

    number: int
    reference: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    minutes: int
    item: AgendaItem | None
    presenters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Agenda:
    """An agenda as one reader sees it, its times computed from the start."""

    rows: tuple[AgendaRow, ...]
    minutes: int
    available: int
    ends_at: dt.datetime

    @property
    def references(self) -> str:
        """The items' references in their order, with commas: what a form says it has seen."""
        return ",".join(row.reference for row in self.rows)

    @property
    def overrun(self) -> int:
        """Minutes past the end of the meeting; 0 when all fits."""
        return max(0, self.minutes - self.available)

    @property
    def slack(self) -> int:
        """Minutes not given to any item."""
        return max(0, self.available - self.minutes)


def agenda_of(meeting: Meeting, user) -> Agenda:
    """The agenda as this person may read it: items not for them keep their place and minutes. 2 queries."""
    return _agenda(meeting, meeting.items.marked_for(user))


def agenda_for_all(meeting: Meeting) -> Agenda:
    """The agenda as everyone invited may read it: for what is sent alike to all. 2 queries."""
    return _agenda(meeting, meeting.items.marked_common())


def _agenda(meeting: Meeting, items: QuerySet) -> Agenda:
    presenters = Prefetch("presenters", Presenter.objects.select_related("member"))
    rows, at = [], meeting.starts_at
    for number, item in enumerate(items.order_by("position").prefetch_related(presenters), start=1):
        until = at + dt.timedelta(minutes=item.minutes)
        readable = item.is_readable
        rows.append(
            AgendaRow(
                number=number,
                reference=str(item.reference),
                starts_at=at,
                ends_at=until,
                minutes=item.minutes,
                item=item if readable else None,
                presenters=tuple(map(str, item.presenters.all())) if readable else (),
            )
        )
        at = until
    minutes = sum(row.minutes for row in rows)
    return Agenda(tuple(rows), minutes, meeting.minutes_available, at)


def people_of(groups: Iterable[int]) -> QuerySet[Member]:
    """Members with an appointment in force today in one of these groups, each once."""
    serving = Appointment.objects.in_force().filter(member=OuterRef("pk"), group__in=groups)
    return Member.objects.filter(Exists(serving))


def people_who_serve() -> QuerySet[Member]:
    """Members with an appointment in force today in any group, each once."""
    return Member.objects.filter(Exists(Appointment.objects.in_force().filter(member=OuterRef("pk"))))


def recipients_of(groups: Iterable[int]) -> QuerySet[Member]:
    """Those of `people_of` who can be written to: by their sign-in's address or their own."""
    can_be_written_to = Q(user__is_active=True) | Q(user__isnull=True, email__isnull=False)
    return people_of(groups).filter(can_be_written_to).select_related("user").order_by("sort_key", "id")


def links_with_groups(found: QuerySet[Meeting], links: QuerySet[MeetingGroup]) -> QuerySet[MeetingGroup]:
    """What `meetings_from` makes meetings of: links of these meetings, the earliest first. `links`: how to
    read them, for those who add columns."""
    rows = links.filter(meeting__in=found.values("pk")).select_related("meeting", "group")
    return rows.order_by("meeting__starts_at", "meeting", "group__position", "group__code")


def meetings_from(links: Iterable[MeetingGroup]) -> list[Meeting]:
    """Meetings, each with its `meeting_groups` loaded, of `links_with_groups`: one query, where a prefetch
    takes two."""
    of_meeting: dict[int, list[MeetingGroup]] = {}
    for link in links:
        of_meeting.setdefault(link.meeting_id, []).append(link)
    meetings = []
    for own in of_meeting.values():
        meeting = own[0].meeting
        loaded = meeting.meeting_groups.all()
        loaded._result_cache = own
        meeting._prefetched_objects_cache = {"meeting_groups": loaded}
        meetings.append(meeting)
    return meetings


def next_meetings(
    user, now: dt.datetime, *, groups: Iterable[int] | None = None, limit: int = 3
) -> QuerySet[Meeting]:
    """The coming meetings that this person may see, of these groups where given; for `links_with_groups`."""
    found = Meeting.objects.visible_to(user).upcoming(now).exclude(state="cancelled")
    if groups is not None:
        found = found.filter(Exists(MeetingGroup.objects.filter(meeting=OuterRef("pk"), group__in=groups)))
    return found.order_by("starts_at", "pk")[:limit]

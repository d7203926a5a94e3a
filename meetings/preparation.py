"""How far a meeting is prepared: the office's clock, its agenda, and whether it can reach its quorum."""

import datetime as dt
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.enums import VOTING_ROLES
from groups.models import Appointment, WorkingGroup
from meetings.enums import ItemKind, MeetingState
from meetings.models import AgendaItem, Meeting, MeetingGroup, Presenter
from meetings.selectors import LINKS
from naio_portal.dates import KUALA_LUMPUR, kl_today

# Days before its end in which a step that is not done is shown as pressing.
PRESSING = 2


@dataclass(frozen=True)
class Step:
    """One duty of the office around a meeting. `due_on`: a day in Kuala Lumpur, itself not late."""

    label: str | Promise
    due_on: dt.date
    is_done: bool

    @property
    def late_days(self) -> int:
        """Days past its day while it is not done, else 0."""
        return 0 if self.is_done else max(0, (kl_today() - self.due_on).days)

    @property
    def tone(self) -> str:
        """Of the tag that shows it: done, late, pressing, or none of these."""
        if self.is_done:
            return "success"
        if self.late_days:
            return "danger"
        return "warning" if (self.due_on - kl_today()).days <= PRESSING else ""


@dataclass(frozen=True)
class QuorumForecast:
    """Who may vote in one group on the day of a meeting, and how many of them make a quorum."""

    group: WorkingGroup
    voting: int

    @property
    def needed(self) -> int:
        """The charter's figure, else more than half of the voting members in force that day."""
        return self.group.quorum or self.voting // 2 + 1

    @property
    def is_out_of_reach(self) -> bool:
        """Even when all of them come there is no quorum."""
        return self.voting < self.needed


@dataclass
class Preparation:
    """What is known of one meeting before and after it."""

    meeting: Meeting
    items: int = 0
    minutes: int = 0
    unpresented: int = 0
    quorums: list[QuorumForecast] = field(default_factory=list)

    @property
    def overrun(self) -> int:
        """Minutes past the end of the meeting; 0 when all fits."""
        return max(0, self.minutes - self.meeting.minutes_available)

    @property
    def is_agenda_ready(self) -> bool:
        """There are items, and they fit into the time."""
        return self.items > 0 and not self.overrun

    @property
    def steps(self) -> list[Step]:
        """The office's clock: notice and agenda before the day, minutes and feedback after it."""
        meeting = self.meeting
        on = meeting.starts_at.astimezone(KUALA_LUMPUR).date()
        is_closed = meeting.state == MeetingState.CLOSED
        return [
            Step(_("Notice"), on - dt.timedelta(settings.MEETING_NOTICE_DAYS), bool(meeting.notified_at)),
            Step(_("Agenda"), on - dt.timedelta(settings.MEETING_PACK_DAYS), self.is_agenda_ready),
            Step(_("Minutes"), on + dt.timedelta(settings.MEETING_MINUTES_DAYS), is_closed),
            Step(_("Feedback"), on + dt.timedelta(settings.MEETING_FEEDBACK_DAYS), is_closed),
        ]


def measured_links() -> QuerySet[MeetingGroup]:
    """Links of meetings and groups with the agenda's measure and the votes of the group on that day: each
    counted for the meetings that are read, along indexes, whatever else there is."""
    items = AgendaItem.objects.filter(meeting=OuterRef("meeting")).order_by().values("meeting")
    without = items.exclude(kind=ItemKind.INFORMATION).filter(
        ~Exists(Presenter.objects.filter(item=OuterRef("pk")))
    )
    voting = (
        Appointment.objects.in_force(OuterRef("day"))
        .filter(group=OuterRef("group"), role__in=VOTING_ROLES)
        .order_by()
        .values("group")
    )
    return LINKS.annotate(day=TruncDate("meeting__starts_at", tzinfo=KUALA_LUMPUR)).annotate(
        items=Subquery(items.annotate(total=Count("pk")).values("total")),
        minutes=Subquery(items.annotate(total=Sum("minutes")).values("total")),
        unpresented=Subquery(without.annotate(total=Count("pk")).values("total")),
        voting=Subquery(voting.annotate(total=Count("pk")).values("total")),
    )


def preparation_from(meeting: Meeting) -> Preparation:
    """Of a meeting whose `meeting_groups` were loaded by `measured_links`. No query.

    For those who prepare it: it counts items of every visibility.
    """
    links = meeting.meeting_groups.all()
    first = links[0]
    return Preparation(
        meeting,
        items=first.items or 0,
        minutes=first.minutes or 0,
        unpresented=first.unpresented or 0,
        quorums=[QuorumForecast(link.group, link.voting or 0) for link in links],
    )

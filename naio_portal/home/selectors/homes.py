"""What needs a person, what a chair prepares, and who holds what is late. Constant queries each."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Case, Count, F, Q, QuerySet, When, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from deliverables.models import Contributor, Deliverable, Milestone
from groups.serving import chaired_groups_of, groups_of
from groups.written_once import written_once
from meetings.models import Meeting, MeetingGroup
from meetings.preparation import Preparation, measured_links, preparation_from
from meetings.selectors import LINKS, links_with_groups, meetings_from, next_meetings
from members.models import Member
from naio_portal.dates import kl_today

# How far ahead a member's own milestones are shown, days.
AHEAD = 30
# How many rows a list on a home shows; the rest is one click away.
SHOWN = 12
# How many coming meetings are looked at, and shown.
COMING = 12
MEETINGS_SHOWN = 3
# How many people who hold something late, and how much of what each holds.
HOLDERS = 20
OF_ONE_HOLDER = 3
NAMED_BY = ("reference", "titles", "full_name")
# As much of a late milestone, and of who holds it, as a home shows.
OF_A_LATE_MILESTONE = (
    *("number", "title", "due_on", "state", "owner", "deliverable"),
    *("deliverable__reference", "deliverable__number", "deliverable__language"),
    *("deliverable__group__code", "deliverable__owner"),
    *(f"{owner}__{name}" for owner in ("owner", "deliverable__owner") for name in NAMED_BY),
)


def duties_of(user, today: dt.date | None = None) -> list[Milestone]:
    """Active milestones that this person owns (themselves, or as owner of the deliverable), late or due
    within 30 days, the earliest first; each with its deliverable and group loaded. One query."""
    return _duties(user, today or kl_today())


@written_once
def _duties(user, today: dt.date) -> QuerySet[Milestone]:
    return (
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
    return _stale(user, today or kl_today())


@written_once
def _stale(user, today: dt.date) -> QuerySet[Deliverable]:
    contributed = Contributor.objects.filter(member__user=user).values("deliverable")
    return (
        Deliverable.objects.visible_to(user)
        .stale(today)
        .filter(Q(owner__user=user) | Q(pk__in=contributed))
        .select_related("group")
        .order_by("last_update_on", "id")[:SHOWN]
    )


def coming_meetings_of(user) -> list[Meeting]:
    """The next meetings of this person's groups, of all groups for staff; for who chairs one, measured for
    `preparing_of`. One query."""
    return meetings_from(_coming_links(user, timezone.now()))


@written_once
def _coming_links(user, now: dt.datetime) -> QuerySet[MeetingGroup]:
    groups = None if user.has_staff_role else groups_of(user)
    links = measured_links() if chaired_groups_of(user) else LINKS
    return links_with_groups(next_meetings(user, now, groups=groups, limit=COMING), links)


def preparing_of(user, coming: list[Meeting]) -> list[Preparation]:
    """Of the coming meetings the next one of each group that this person chairs, drafts too, with what is
    ready and the forecast of its quorum. No query."""
    firsts: dict[int, Meeting] = {}
    for meeting in coming:
        for group in meeting.group_ids & chaired_groups_of(user):
            firsts.setdefault(group, meeting)
    return [preparation_from(meeting) for meeting in dict.fromkeys(firsts.values())]


@dataclass
class Holder:
    """Somebody who holds late milestones: how many, and the earliest of them."""

    member: Member | None
    total: int
    milestones: list[Milestone] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.milestones)


def late_by_person(user, groups: set[int] | None = None, today: dt.date | None = None) -> list[Holder]:
    """Late milestones of running deliverables by who owns them, most first; nobody's come first. At most
    HOLDERS people, with OF_ONE_HOLDER milestones each; the board has them all.

    `groups`: ids, or None for all that this person sees. One query.
    """
    holders: dict[int | None, Holder] = {}
    for milestone in _late_milestones(user, groups and frozenset(groups), today or kl_today()):
        member = milestone.owner or milestone.deliverable.owner
        holder = holders.setdefault(member and member.pk, Holder(member, milestone.total))
        holder.milestones.append(milestone)
    return list(holders.values())[:HOLDERS]


@written_once
def _late_milestones(user, groups: frozenset[int] | None, today: dt.date) -> QuerySet[Milestone]:
    found = Milestone.objects.visible_to(user).late(today).of_running()
    if groups is not None:
        found = found.filter(deliverable__group__in=groups)
    of_one = [F("who")]
    return (
        found.annotate(who=Coalesce("owner", "deliverable__owner"))
        .annotate(
            total=Window(Count("pk"), partition_by=of_one),
            place=Window(RowNumber(), partition_by=of_one, order_by=["due_on", "pk"]),
        )
        .filter(place__lte=OF_ONE_HOLDER)
        .select_related("owner", "deliverable__owner", "deliverable__group")
        .only(*OF_A_LATE_MILESTONE)
        .order_by(Case(When(who=None, then=0), default=1), "-total", "who", "place")[
            : HOLDERS * OF_ONE_HOLDER
        ]
    )

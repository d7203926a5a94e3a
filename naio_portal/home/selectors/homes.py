"""What needs a person, and what a chair prepares. Constant queries each."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from deliverables.models import Contributor, Deliverable, Milestone
from groups.serving import chaired_groups_of, groups_of
from groups.written_once import written_once
from meetings.models import Meeting, MeetingGroup
from meetings.preparation import Preparation, measured_links, preparation_from
from meetings.selectors import LINKS, links_with_groups, meetings_from, next_meetings
from naio_portal.dates import kl_today

# How far ahead a member's own milestones are shown, days.
AHEAD = 30
# How many rows a list on a home shows; the rest is one click away.
SHOWN = 12
# How many coming meetings are looked at, and shown.
COMING = 12
MEETINGS_SHOWN = 3


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

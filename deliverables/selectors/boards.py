"""The board: deliverables of all groups or one, and the health of each group."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from deliverables import rag
from deliverables.enums import MilestoneState, Rag
from deliverables.filters import BoardFilters
from deliverables.models import Deliverable, Milestone
from groups.models import WorkingGroup
from groups.written_once import written_once
from naio_portal.dates import kl_today


@dataclass
class GroupHealth:
    """One row of the picture: a group, and how many of its running deliverables have which colour."""

    group: WorkingGroup
    red: int = 0
    amber: int = 0
    green: int = 0
    late: int = 0

    @property
    def total(self) -> int:
        return self.red + self.amber + self.green

    @property
    def worst(self) -> str:
        """The group's colour is the worst of its deliverables; "" when nothing runs."""
        return rag.worst(colour for colour in Rag.values if getattr(self, colour))


def board_rows(user, filters: BoardFilters) -> QuerySet[Deliverable]:
    """Deliverables that this person sees, filtered and ordered, each with colour, group, owner and the
    earliest active milestone (`next_milestones`, at most one). Two queries a page."""
    earliest = (
        Milestone.objects.filter(state=MilestoneState.ACTIVE)
        .order_by("deliverable_id", "due_on", "number")
        .distinct("deliverable_id")
    )
    return (
        filters.apply(Deliverable.objects.visible_to(user), user)
        .select_related("group", "owner")
        .defer("description", "acceptance_criteria", "owner__biography", "owner__search_text")
        .prefetch_related(Prefetch("milestones", queryset=earliest, to_attr="next_milestones"))
    )


def group_health(user, groups: Iterable[WorkingGroup]) -> list[GroupHealth]:
    """Health of those groups, by the running deliverables that this person sees. One query."""
    health = {group.pk: GroupHealth(group) for group in groups}
    for group, colour, count, late in _counts_by_colour(user, frozenset(health), kl_today()):
        setattr(health[group], colour, count)
        health[group].late += late
    return list(health.values())


@written_once
def _counts_by_colour(user, groups: frozenset[int], today: dt.date) -> QuerySet:
    return (
        Deliverable.objects.visible_to(user)
        .running()
        .filter(group__in=groups)
        .with_rag(today)
        .values_list("group", "rag")
        .annotate(count=Count("pk"), late=Count("pk", filter=rag.late_on(today)))
        .order_by()
    )

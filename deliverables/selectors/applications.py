"""Applications in the real world, as pages show them. Each begins at `visible_to`."""

from django.db.models import QuerySet

from deliverables.enums import TRIED_STATES
from deliverables.models import Deliverable, SectorApplication
from groups.models import SectoralTeam
from groups.written_once import written_once

# How many a page of something else shows; the list has the others.
SHOWN = 6
# How many deliverables a form suggests.
SUGGESTED = 100
TEXTS = ("tried", "result", "lessons")


def applications_of(
    user, *, team: SectoralTeam | None = None, deliverable: Deliverable | None = None
) -> list[SectorApplication]:
    """The latest that this person sees, of a team or a deliverable where one is named; one more than a page
    shows at the most: so that it knows whether there are others. One query."""
    return _latest(user, team and team.pk, deliverable and deliverable.pk)


@written_once
def _latest(user, team: int | None, deliverable: int | None) -> QuerySet[SectorApplication]:
    rows = SectorApplication.objects.visible_to(user)
    if team is not None:
        rows = rows.filter(team=team)
    if deliverable is not None:
        rows = rows.filter(deliverable=deliverable)
    return rows.select_related("team", "deliverable__group").defer(*TEXTS)[: SHOWN + 1]


def deliverables_to_try(user) -> QuerySet[Deliverable]:
    """What this person may name as tried, the latest approved first."""
    return (
        Deliverable.objects.visible_to(user)
        .filter(state__in=TRIED_STATES)
        .select_related("group")
        .defer("description", "acceptance_criteria")
        .order_by("-activated_on", "-id")
    )

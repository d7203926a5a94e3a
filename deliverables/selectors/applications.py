"""Applications in the real world, as pages show them. Each begins at `visible_to`."""

from django.db.models import QuerySet

from deliverables.enums import TRIED_STATES
from deliverables.models import Deliverable, SectorApplication

# How many a page of something else shows; the list has the others.
SHOWN = 6
# How many deliverables a form suggests.
SUGGESTED = 100
TEXTS = ("tried", "result", "lessons")


def applications_of(user, **of: object) -> list[SectorApplication]:
    """The latest that this person sees `of` a team or a deliverable, one more than a page shows at the
    most: so that it knows whether there are others. One query."""
    rows = SectorApplication.objects.visible_to(user).filter(**of)
    return list(rows.select_related("team", "deliverable__group").defer(*TEXTS)[: SHOWN + 1])


def deliverables_to_try(user) -> QuerySet[Deliverable]:
    """What this person may name as tried, the latest approved first."""
    return (
        Deliverable.objects.visible_to(user)
        .filter(state__in=TRIED_STATES)
        .select_related("group")
        .defer("description", "acceptance_criteria")
        .order_by("-activated_on", "-id")
    )

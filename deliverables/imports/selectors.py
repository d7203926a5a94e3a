"""What a group's plan has and no row of a file names."""

from django.db.models import BigIntegerField, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from deliverables.enums import OPEN_STATES
from deliverables.imports.plans import MILESTONE
from deliverables.models import Milestone, PlanImport
from naio_portal.imports.plans import LEAVE_OUT
from naio_portal.imports.storing import rows_of


def absent_from(plan_import: PlanImport) -> QuerySet[Milestone]:
    """Milestones to come, of open deliverables in the groups that the file speaks of, that no row names.

    For the eyes of the person who brought it in."""
    named = rows_of(plan_import).filter(plan__has_key="known")
    known = named.filter(plan__thing=MILESTONE).annotate(known=Cast(KT("plan__known"), BigIntegerField()))
    return (
        Milestone.objects.visible_to(plan_import.uploaded_by)
        .filter(deliverable__state__in=OPEN_STATES, deliverable__group__code__in=groups_named(plan_import))
        .filter(Q(state="proposed") | Q(state="active"))
        .exclude(pk__in=known.values("known"))
        .select_related("deliverable__group", "owner")
        .order_by("deliverable__group__position", "deliverable__number", "due_on")
    )


def groups_named(plan_import: PlanImport) -> set[str]:
    """Codes of the groups that rows name, or that a person said they mean."""
    if plan_import.group:
        return {plan_import.group.code}
    codes = rows_of(plan_import).filter(plan__has_key="group").values_list("plan__group", flat=True)
    return set(codes.order_by().distinct()) - {"", LEAVE_OUT}

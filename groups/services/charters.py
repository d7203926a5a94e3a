"""A group's charter and its objectives."""

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from groups.models import Objective, WorkingGroup
from groups.services.appointments import lock_group
from naio_portal.access import require
from naio_portal.errors import DomainError, EditConflict, IllegalMove

# The code and the slug are not here: they never change.
CHARTER_FIELDS = (
    "name_en",
    "name_ms",
    "is_working_translation",
    "mandate_en",
    "mandate_ms",
    "scope_en",
    "scope_ms",
    "decision_rule_en",
    "decision_rule_ms",
    "reporting_line_en",
    "reporting_line_ms",
    "quorum",
    "convened_on",
    "is_demo_text",
)


def update_charter(*, group: WorkingGroup, version: int, by, **fields) -> WorkingGroup:
    """Change names and charter. `version`: the one the person began from; `fields`: of CHARTER_FIELDS.

    Raises NotAllowed, EditConflict when somebody saved since, ValidationError by field.
    """
    require(by, "groups.update_charter", group)
    if unknown := set(fields) - set(CHARTER_FIELDS):
        raise TypeError(f"not part of the charter: {', '.join(sorted(unknown))}")
    with transaction.atomic():
        group = lock_group(group.pk)
        check_version(group, version)
        for name, value in fields.items():
            setattr(group, name, value)
        group.version += 1
        group.full_clean()
        group.save()
    return group


def add_objective(
    *, group: WorkingGroup, statement: str, measure: str = "", language: str = "en", by
) -> Objective:
    """Add an objective after the last one of the group. Raises NotAllowed, ValidationError."""
    require(by, "groups.update_objective", group)
    with transaction.atomic():
        lock_group(group.pk)
        last = Objective.objects.filter(group=group).aggregate(last=Max("number"))["last"] or 0
        objective = Objective(
            group=group, number=last + 1, statement=statement, measure=measure, language=language
        )
        objective.full_clean()
        objective.save()
    return objective


def update_objective(
    *, objective: Objective, version: int, statement: str, measure: str = "", language: str = "en", by
) -> Objective:
    """Change the wording. Raises NotAllowed, IllegalMove once a work plan with it is approved, EditConflict
    when somebody saved since, ValidationError."""
    require(by, "groups.update_objective", objective)
    with transaction.atomic():
        objective = Objective.objects.select_for_update().get(pk=objective.pk)
        if objective.approved_on is not None:
            raise IllegalMove(_("It was approved with a work plan: ask for a change there."))
        check_version(objective, version)
        objective.statement, objective.measure, objective.language = statement, measure, language
        objective.version += 1
        objective.full_clean()
        objective.save()
    return objective


def remove_objective(*, objective: Objective, by) -> None:
    """Remove an objective that nothing serves. Raises NotAllowed, DomainError while deliverables do."""
    require(by, "groups.update_objective", objective)
    try:
        with transaction.atomic():
            objective.delete()
    except ProtectedError as error:
        raise DomainError(_("Deliverables serve this objective: move them to another one first.")) from error


def check_version(thing, version: int) -> None:
    """Raise EditConflict unless nobody saved since `version`."""
    if thing.version != version:
        raise EditConflict(_("Somebody else saved this in the meantime."), theirs=thing)

"""The acceptance checklist: each line of the criteria, found to be met by whoever may accept."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deliverables.enums import DeliverableState
from deliverables.models import AcceptanceCheck, Deliverable
from deliverables.rules import is_person
from deliverables.services.locking import check_state, lock_deliverable
from naio_portal.access import require
from naio_portal.errors import NotAllowed


def check_criteria(*, deliverable: Deliverable, met: Iterable[str], by) -> list[AcceptanceCheck]:
    """Tick exactly these lines of the checklist; the others are open. Who ticked first stays.

    Raises NotAllowed, also for the owner, IllegalMove unless in review, ValidationError for the field
    `met` when a line is not of the criteria as they read now.
    """
    with transaction.atomic():
        deliverable = lock_deliverable(deliverable.pk)
        check_acceptor(deliverable, by)
        check_state(deliverable, DeliverableState.IN_REVIEW)
        lines = list(dict.fromkeys(met))
        if unknown := [line for line in lines if line not in deliverable.criteria]:
            raise ValidationError(
                {
                    "met": _("The criteria were changed meanwhile; this is none: %(line)s")
                    % {"line": unknown[0]}
                }
            )
        deliverable.checks.exclude(criterion__in=lines).delete()
        present = set(deliverable.checks.values_list("criterion", flat=True))
        for line in lines:
            if line not in present:
                AcceptanceCheck.objects.create(
                    deliverable=deliverable, criterion=line, checked_by=by, checked_at=timezone.now()
                )
        return list(deliverable.checks.all())


def check_acceptor(deliverable: Deliverable, by) -> None:
    """Raise NotAllowed unless this person may accept it; never its owner."""
    if by is not None and is_person(by, deliverable.owner):
        raise NotAllowed(_("The owner cannot accept their own deliverable."))
    require(by, "deliverables.accept_deliverable", deliverable)


def open_criteria(deliverable: Deliverable) -> list[str]:
    """Lines of the checklist that nobody has ticked."""
    met = set(deliverable.checks.values_list("criterion", flat=True))
    return [line for line in deliverable.criteria if line not in met]

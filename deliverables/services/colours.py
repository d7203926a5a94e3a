"""A colour by override: it replaces the computed one, and both are shown."""

import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deliverables.enums import Rag
from deliverables.models import Deliverable
from deliverables.services.locking import check_running, lock_deliverable, reason_of
from naio_portal.access import require
from naio_portal.dates import kl_today


def override_rag(*, deliverable: Deliverable, colour: str, reason: str, by) -> Deliverable:
    """Show another colour than the computed one, for RAG_OVERRIDE_DAYS days; who, when and why are kept and
    shown. Set anew it counts anew.

    Raises NotAllowed, IllegalMove unless active or in review, ValidationError without a colour or reason.
    """
    with transaction.atomic():
        deliverable = lock_deliverable(deliverable.pk)
        require(by, "deliverables.override_rag", deliverable)
        check_running(deliverable)
        if colour not in Rag.values:
            raise ValidationError({"colour": _("Choose a colour.")})
        deliverable.rag_override = colour
        deliverable.rag_override_reason = reason_of(reason)
        deliverable.rag_override_by = by
        deliverable.rag_override_at = timezone.now()
        deliverable.rag_override_until = kl_today() + dt.timedelta(days=settings.RAG_OVERRIDE_DAYS)
        deliverable.save()
        return deliverable


def clear_rag_override(*, deliverable: Deliverable, by) -> Deliverable:
    """Show the computed colour again; nothing happens where there is no override. Raises NotAllowed."""
    with transaction.atomic():
        deliverable = lock_deliverable(deliverable.pk)
        require(by, "deliverables.override_rag", deliverable)
        drop_override(deliverable)
        deliverable.save()
        return deliverable


def drop_override(deliverable: Deliverable) -> None:
    """Empty the five columns of the override; the caller saves."""
    deliverable.rag_override = deliverable.rag_override_reason = ""
    deliverable.rag_override_by = deliverable.rag_override_at = deliverable.rag_override_until = None

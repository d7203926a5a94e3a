"""Progress updates: one dated report on a deliverable, never edited."""

import datetime as dt
import uuid

import structlog
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from deliverables.evidence import Evidence, check_evidence
from deliverables.models import Deliverable, Milestone, ProgressUpdate
from deliverables.models.updates import random_name
from deliverables.services.changes import request_change
from deliverables.services.locking import check_running, lock_deliverable
from deliverables.services.milestones import achieve_milestone
from groups.enums import WRITING_ROLES
from naio_portal.access import require
from naio_portal.dates import kl_today
from naio_portal.errors import DomainError

log = structlog.get_logger(__name__)


def file_progress_update(
    *,
    deliverable: Deliverable,
    percent: int,
    note: str,
    by,
    milestone: Milestone | None = None,
    forecast_on: dt.date | None = None,
    evidence_url: str = "",
    evidence_file: File | None = None,
    is_achieved: bool = False,
    asks_new_date: bool = False,
    on_behalf_of=None,
    language: str = "en",
    reference: uuid.UUID | None = None,
) -> ProgressUpdate:
    """Report on a deliverable that is active or in review.

    `percent` (0 to 100) is the deliverable's. `milestone`: the one the form was opened at; the forecast
    is then that milestone's, else the deliverable's: it never moves a due date. `is_achieved` also
    achieves the milestone; `asks_new_date` also asks for the forecast as its due date, with the note as
    reason. `on_behalf_of`: the Member for whom the secretariat files. `reference`: made with the form, so
    that a form sent twice is one update.

    Raises NotAllowed, IllegalMove, ValidationError by field, DomainError when the file cannot be kept.
    """
    with transaction.atomic():
        deliverable = lock_deliverable(deliverable.pk)
        require(by, "deliverables.file_update", deliverable)
        if reference:
            sent = ProgressUpdate.objects.filter(reference=reference, deliverable=deliverable, author=by)
            if (already := sent.first()) is not None:
                return already
        check_running(deliverable)
        _check_on_behalf(deliverable, on_behalf_of, by)
        if milestone is not None and milestone.deliverable_id != deliverable.pk:
            raise ValueError("The milestone is of another deliverable.")
        update = ProgressUpdate(
            reference=reference or uuid.uuid4(),
            deliverable=deliverable,
            milestone=milestone,
            author=by,
            on_behalf_of=on_behalf_of,
            filed_on=kl_today(),
            percent=percent,
            note=note.strip(),
            language=language,
            evidence_url=evidence_url,
            forecast_on=forecast_on,
        )
        update.full_clean(exclude=["evidence_file"])
        _apply_to_deliverable(update)
        if is_achieved and milestone is not None:
            achieve_milestone(milestone=milestone, by=by)
        elif asks_new_date and milestone is not None and forecast_on:
            request_change(
                thing=milestone,
                values={"due_on": forecast_on},
                reason=update.note,
                on_behalf_of=on_behalf_of,
                by=by,
            )
        update.rag = Deliverable.objects.with_rag().values_list("rag", flat=True).get(pk=deliverable.pk)
        _save_with_file(update, _checked(evidence_file))
    return update


def _checked(file: File | None) -> Evidence | None:
    if file is None:
        return None
    try:
        return check_evidence(file)
    except ValidationError as error:
        raise ValidationError({"evidence_file": error}) from error


def _check_on_behalf(deliverable: Deliverable, member, by) -> None:
    if member is None:
        return
    require(by, "deliverables.file_update_for_another", deliverable)
    serving = deliverable.group.appointments.in_force().filter(member=member, role__in=WRITING_ROLES)
    if member.pk != deliverable.owner_id and not serving.exists():
        raise ValidationError({"on_behalf_of": _("This person does not serve in the group today.")})


def _apply_to_deliverable(update: ProgressUpdate) -> None:
    """What lists show of the last update is kept on the deliverable and the milestone."""
    deliverable, milestone = update.deliverable, update.milestone
    deliverable.percent = update.percent
    deliverable.last_update_on = update.filed_on
    if milestone is None:
        deliverable.forecast_on = update.forecast_on
    deliverable.save()
    if milestone is not None:
        Milestone.objects.filter(pk=milestone.pk).update(forecast_on=update.forecast_on)


def _save_with_file(update: ProgressUpdate, evidence: Evidence | None) -> None:
    """Store the file, if any, then the row; a file whose row is not kept is removed again."""
    if evidence is None:
        update.save()
        return
    name = random_name(update, evidence.name)
    storage = update.evidence_file.storage
    try:
        update.evidence_file = storage.save(name, evidence.file)
        update.evidence_name = evidence.name
        update.evidence_size = evidence.size
        update.evidence_sha256 = evidence.sha256
        update.save()
    except OSError as error:
        storage.delete(name)
        log.error("evidence_not_stored", error=str(error))
        raise DomainError(
            _("The file could not be kept: the server's store is full or away. Give a link, or try later.")
        ) from error
    except Exception:
        storage.delete(name)
        raise

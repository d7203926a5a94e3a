"""Versions of a deliverable: numbered, never changed, restricted ones for named readers."""

import hashlib

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from deliverables.enums import OPEN_STATES, Classification, ScanState
from deliverables.evidence import Evidence, check_evidence
from deliverables.models import Deliverable, Version, VersionReader
from deliverables.models.versions import random_name
from deliverables.services.drafts import draft_of
from deliverables.services.locking import check_state, lock_deliverable
from members.models import Member
from naio_portal.access import may, require
from naio_portal.clamd import scan
from naio_portal.errors import DomainError

log = structlog.get_logger(__name__)


def make_version(
    *,
    deliverable: Deliverable,
    note: str,
    classification: str,
    by,
    draft_version: int | None = None,
    file: File | None = None,
) -> Version:
    """Make the next version: from the draft, from a file, or from both.

    `draft_version`: takes the draft's text, which must still be the one of that number; None leaves the
    text out. A file waits in quarantine where clamd is configured, and is clean at once elsewhere, since
    its content was checked on the way in. A restricted version is read by those who serve in the group
    now and by the people that the deliverable names.

    Raises NotAllowed, IllegalMove once the deliverable is delivered or withdrawn, ValidationError by
    field (`draft_version`: somebody wrote meanwhile), DomainError when the file cannot be kept.
    """
    evidence = _checked(file)
    with transaction.atomic():
        deliverable = lock_deliverable(deliverable.pk)
        require(by, "deliverables.write_version", deliverable)
        check_state(deliverable, *OPEN_STATES)
        text, language = _text_of(deliverable, draft_version)
        if not text and evidence is None:
            raise ValidationError(_("A version has a text, a file, or both: choose at least one."))
        last = deliverable.versions.aggregate(last=Max("number"))["last"] or 0
        version = Version(
            deliverable=deliverable,
            number=last + 1,
            note=note.strip(),
            language=language,
            text=text,
            classification=classification,
            sha256=evidence.sha256 if evidence else hashlib.sha256(text.encode()).hexdigest(),
            author=by,
        )
        version.full_clean(exclude=["file"], validate_constraints=False)
        _save_with_file(version, evidence)
    return version


def _checked(file: File | None) -> Evidence | None:
    if file is None:
        return None
    try:
        return check_evidence(file)
    except ValidationError as error:
        raise ValidationError({"file": error}) from error


def _text_of(deliverable: Deliverable, draft_version: int | None) -> tuple[str, str]:
    """The draft's text and its language; no text when none is taken."""
    if draft_version is None:
        return "", deliverable.language
    draft = draft_of(deliverable)
    if draft.version != draft_version:
        raise ValidationError(
            {"draft_version": _("The text was changed after you opened this page. Read it again, then save.")}
        )
    return draft.text.strip(), draft.language


def _save_with_file(version: Version, evidence: Evidence | None) -> None:
    """Store the file, if any, then the rows; a file whose row is not kept is removed again."""
    if evidence is None:
        _save(version)
        return
    name = random_name(version, evidence.name)
    storage = version.file.storage
    try:
        version.file = storage.save(name, evidence.file)
        version.file_name = evidence.name
        version.file_size = evidence.size
        version.scan_state = ScanState.QUARANTINED if settings.CLAMD_URL else ScanState.CLEAN
        _save(version)
    except OSError as error:
        storage.delete(name)
        log.error("version_not_stored", error=str(error))
        raise DomainError(
            _("The file could not be kept: the server's store is full or away. Try again later.")
        ) from error
    except Exception:
        storage.delete(name)
        raise


def _save(version: Version) -> None:
    version.save()
    if version.classification != Classification.RESTRICTED:
        return
    deliverable = version.deliverable
    serving = deliverable.group.appointments.in_force().values_list("member_id", flat=True)
    named = deliverable.grants.values_list("member_id", flat=True)
    VersionReader.objects.bulk_create(
        VersionReader(version=version, member_id=member) for member in sorted({*serving, *named})
    )


def grant_version(*, version: Version, member: Member, by) -> VersionReader:
    """Let one more person read a restricted version; who granted it is kept. Again: nothing new.

    Raises NotAllowed, ValidationError for `member` when the person could not open it all the same.
    """
    with transaction.atomic():
        version.deliverable = lock_deliverable(version.deliverable_id)
        require(by, "deliverables.grant_version", version)
        if version.classification != Classification.RESTRICTED:
            raise ValidationError(_("This version is open: nobody needs leave to read it."))
        user = member.user
        if user is None or not may(user, "deliverables.view_deliverable", version.deliverable):
            raise ValidationError(
                {"member": _("This person cannot open the deliverable itself. Let them read that first.")}
            )
        reader, _is_new = VersionReader.objects.get_or_create(
            version=version, member=member, defaults={"granted_by": by}
        )
    return reader


def revoke_version(*, version: Version, member: Member, by) -> None:
    """Take the version from a reader; chairs and the secretariat read it all the same. Raises NotAllowed."""
    with transaction.atomic():
        version.deliverable = lock_deliverable(version.deliverable_id)
        require(by, "deliverables.grant_version", version)
        version.readers.filter(member=member).delete()


def check_version_file(*, version_id: int) -> str:
    """Ask clamd about a file in quarantine; its state afterwards. What it refuses is removed from the
    store. Raises ClamdAway: the file stays in quarantine."""
    with transaction.atomic():
        version = Version.objects.select_for_update().get(pk=version_id)
        if version.scan_state != ScanState.QUARANTINED:
            return version.scan_state
        found = ""
        if settings.CLAMD_URL:
            with version.file.open() as kept:
                found = scan(kept.chunks(), url=settings.CLAMD_URL, timeout=settings.CLAMD_TIMEOUT)
        version.scan_state = ScanState.INFECTED if found else ScanState.CLEAN
        version.scan_note = found[:300]
        version.save(update_fields=["scan_state", "scan_note"])
        if found:
            log.warning("version_refused", version=str(version.reference), found=found)
            transaction.on_commit(lambda: version.file.storage.delete(version.file.name))
    return version.scan_state

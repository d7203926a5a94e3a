"""The jobs that do the long steps: reading, applying, undoing.

A job works inside one transaction that holds the import's row: of two workers that take the same job the
second finds it done; a worker that dies leaves the state it found, and the job can be started again.
"""

import structlog
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from naio_portal.errors import DomainError
from naio_portal.imports.enums import WORKING_STATES, ImportState, RowOutcome
from naio_portal.imports.kinds import ImportKind, kind_of
from naio_portal.imports.models import FileImport
from naio_portal.imports.progress import Progress
from naio_portal.imports.states import move
from naio_portal.imports.storing import read_all, replan, rows_of
from naio_portal.imports.undoing import undo_effects

log = structlog.get_logger(__name__)

# Two imports never apply at once, whatever they hold: the second plans on what the first left.
LOCK = 0x6E61696F  # "naio"


class Stale(DomainError):
    """The portal changed since the preview: somebody must look again. `count`: rows that differ now."""

    def __init__(self, count: int) -> None:
        super().__init__(
            _("The portal changed since this preview was made: %(count)s rows come out differently now.")
            % {"count": count}
        )
        self.count = count


def run_job(*, kind: ImportKind, file_import_id, by) -> None:
    """Do what the import's state asks for: read, apply or undo, in one transaction. Any other state: nothing.

    On a refusal nothing is kept but the refusal itself, and the import goes back to where a person can act.
    """
    progress = Progress(file_import_id)
    with override(by.language):
        try:
            with transaction.atomic():
                file_import = kind.model.objects.select_for_update().get(pk=file_import_id)
                if file_import.state not in WORKING_STATES:
                    return
                JOBS[ImportState(file_import.state)](file_import, progress, by)
        except (DomainError, IntegrityError) as error:
            log.warning("import_job_refused", file_import=str(file_import_id), error=str(error))
            fail(kind, file_import_id, sentence_of(error))
        except Exception:
            # Nobody is left before a bar that never moves; the error itself is in the worker's log.
            fail(
                kind, file_import_id, _("The portal met an error of its own: nothing was changed. Try again.")
            )
            raise


def read_rows(file_import: FileImport, progress: Progress, by) -> None:
    read_all(file_import, progress)
    move(file_import, ImportState.PREVIEWED)
    file_import.save(update_fields=["state"])


def apply_plans(file_import: FileImport, progress: Progress, by) -> None:
    """Write every plan, if each still is what the person saw. Raises Stale, RowFailed, IntegrityError."""
    progress.stage("comparing", 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    rows = list(rows_of(file_import))
    kind = kind_of(file_import)
    kind.lock(rows)
    world = kind.look_at_world(file_import)
    differing, plans = replan(file_import, rows=rows, world=world)
    if differing:
        raise Stale(differing)
    writing = [plan for plan in plans.values() if plan.outcome in (RowOutcome.CREATE, RowOutcome.CHANGE)]
    kind.write(file_import, writing, world, progress, by=by)
    file_import.applied_by, file_import.applied_at = by, timezone.now()
    file_import.undone_by = file_import.undone_at = None
    move(file_import, ImportState.APPLIED)
    file_import.save(update_fields=["applied_by", "applied_at", "undone_by", "undone_at", "state"])


def undo(file_import: FileImport, progress: Progress, by) -> None:
    """Raises Touched."""
    kind_of(file_import).lock()
    undo_effects(file_import, progress)
    file_import.undone_by, file_import.undone_at = by, timezone.now()
    move(file_import, ImportState.UNDONE)
    file_import.save(update_fields=["undone_by", "undone_at", "state"])
    replan(file_import)


JOBS = {
    ImportState.READING: read_rows,
    ImportState.APPLYING: apply_plans,
    ImportState.UNDOING: undo,
}
# Where an import goes when its job is refused.
AFTER_REFUSAL = {
    ImportState.READING: ImportState.UPLOADED,
    ImportState.APPLYING: ImportState.FAILED,
    ImportState.UNDOING: ImportState.APPLIED,
}


@transaction.atomic
def fail(kind: ImportKind, file_import_id, message: str) -> None:
    """Keep why the job was refused; the plans are made anew, so that the person sees what is."""
    file_import = kind.model.objects.select_for_update().get(pk=file_import_id)
    state = ImportState(file_import.state)
    if state not in AFTER_REFUSAL:
        return
    file_import.failure = {"message": message}
    move(file_import, AFTER_REFUSAL[state])
    file_import.save(update_fields=["state", "failure"])
    if state == ImportState.APPLYING:
        replan(file_import)


def sentence_of(error: Exception) -> str:
    """What a person is told. The database's own words name constraints, not what to do."""
    if isinstance(error, IntegrityError):
        diagnosis = getattr(error.__cause__, "diag", None)
        return _("The database refused a row (%(name)s): nothing was changed.") % {
            "name": getattr(diagnosis, "constraint_name", None) or getattr(diagnosis, "message_primary", "")
        }
    return str(error)

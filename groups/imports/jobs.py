"""The jobs that do the long steps: reading, applying, undoing.

A job works inside one transaction that holds the import's row: of two workers that take the same job the
second finds it done; a worker that dies leaves the state it found, and the job can be started again.
"""

import structlog
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from groups.enums import WORKING_STATES, ImportState, RowOutcome
from groups.imports.progress import Progress
from groups.imports.states import move
from groups.imports.storing import read_all, replan, rows_of
from groups.imports.undoing import undo_effects
from groups.imports.world import look_at_world
from groups.imports.writing import Writer
from groups.models import RosterImport, RosterImportRow, WorkingGroup
from members.models import Member
from naio_portal.errors import DomainError

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


def run_job(*, roster_import_id, by) -> None:
    """Do what the import's state asks for: read, apply or undo, in one transaction. Any other state: nothing.

    On a refusal nothing is kept but the refusal itself, and the import goes back to where a person can act.
    """
    progress = Progress(roster_import_id)
    with override(by.language):
        try:
            with transaction.atomic():
                roster_import = RosterImport.objects.select_for_update().get(pk=roster_import_id)
                if roster_import.state not in WORKING_STATES:
                    return
                JOBS[ImportState(roster_import.state)](roster_import, progress, by)
        except (DomainError, IntegrityError) as error:
            log.warning("import_job_refused", roster_import=str(roster_import_id), error=str(error))
            fail(roster_import_id, sentence_of(error))
        except Exception:
            # Nobody is left before a bar that never moves; the error itself is in the worker's log.
            fail(roster_import_id, _("The portal met an error of its own: nothing was changed. Try again."))
            raise


def read_rows(roster_import: RosterImport, progress: Progress, by) -> None:
    read_all(roster_import, progress)
    move(roster_import, ImportState.PREVIEWED)
    roster_import.save(update_fields=["state"])


def apply_plans(roster_import: RosterImport, progress: Progress, by) -> None:
    """Write every plan, if each still is what the person saw. Raises Stale, RowFailed, IntegrityError."""
    progress.stage("comparing", 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    rows = list(rows_of(roster_import))
    lock_what_is_written(rows)
    world = look_at_world()
    differing, plans = replan(roster_import, rows=rows, world=world)
    if differing:
        raise Stale(differing)
    writing = [plan for plan in plans.values() if plan.outcome in (RowOutcome.CREATE, RowOutcome.CHANGE)]
    Writer(roster_import, writing, world, progress).write()
    roster_import.applied_by, roster_import.applied_at = by, timezone.now()
    roster_import.undone_by = roster_import.undone_at = None
    move(roster_import, ImportState.APPLIED)
    roster_import.save(update_fields=["applied_by", "applied_at", "undone_by", "undone_at", "state"])


def lock_what_is_written(rows: list[RosterImportRow]) -> None:
    """Groups first, as every service of appointments does, then the members that would change."""
    list(WorkingGroup.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    people = {str(row.plan.get("person", "")) for row in rows}
    ids = [int(person[1:]) for person in people if person.startswith("m")]
    list(Member.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def undo(roster_import: RosterImport, progress: Progress, by) -> None:
    """Raises Touched."""
    list(WorkingGroup.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    undo_effects(roster_import, progress)
    roster_import.undone_by, roster_import.undone_at = by, timezone.now()
    move(roster_import, ImportState.UNDONE)
    roster_import.save(update_fields=["undone_by", "undone_at", "state"])
    replan(roster_import)


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
def fail(roster_import_id, message: str) -> None:
    """Keep why the job was refused; the plans are made anew, so that the person sees what is."""
    roster_import = RosterImport.objects.select_for_update().get(pk=roster_import_id)
    state = ImportState(roster_import.state)
    if state not in AFTER_REFUSAL:
        return
    roster_import.failure = {"message": message}
    move(roster_import, AFTER_REFUSAL[state])
    roster_import.save(update_fields=["state", "failure"])
    if state == ImportState.APPLYING:
        replan(roster_import)


def sentence_of(error: Exception) -> str:
    """What a person is told. The database's own words name constraints, not what to do."""
    if isinstance(error, IntegrityError):
        diagnosis = getattr(error.__cause__, "diag", None)
        return _("The database refused a row (%(name)s): nothing was changed.") % {
            "name": getattr(diagnosis, "constraint_name", None) or getattr(diagnosis, "message_primary", "")
        }
    return str(error)

"""Background jobs of groups: ids in, thin, safe to run twice."""

import structlog
from celery import shared_task
from kombu.exceptions import OperationalError

from groups.imports.jobs import run_job
from groups.models import RosterImport
from members.models import User
from naio_portal.audit import acting

log = structlog.get_logger(__name__)


@shared_task(name="groups.run_roster_import")
def run_roster_import(roster_import_id: str, user_id: int) -> None:
    """Read, apply or undo an import, as its state asks. Every write names the person who started it."""
    user = User.objects.get(pk=user_id)
    with acting(actor=user, task="groups.run_roster_import"):
        run_job(roster_import_id=roster_import_id, by=user)


def ask_for_job(roster_import: RosterImport, by: User) -> bool:
    """Ask a worker to do what the import's state asks. False when no queue takes it: the page of the job
    lets a person ask again."""
    try:
        run_roster_import.apply_async(args=(str(roster_import.pk), by.pk), retry=False)
    except OperationalError as error:
        log.warning("import_job_not_queued", roster_import=str(roster_import.pk), error=str(error))
        return False
    return True

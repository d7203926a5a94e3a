"""Background jobs of deliverables: ids in, thin, safe to run twice."""

import structlog
from celery import shared_task
from kombu.exceptions import OperationalError

from deliverables import services
from deliverables.imports.work_plan import WORK_PLAN
from deliverables.models import Version
from deliverables.services.versions import check_version_file
from members.models import User
from naio_portal.audit import acting
from naio_portal.clamd import ClamdAway
from naio_portal.imports.jobs import run_job

log = structlog.get_logger(__name__)


@shared_task(name="deliverables.check_version_files")
def check_version_files() -> int:
    """Ask clamd about every file in quarantine; how many were checked. Stops where clamd is away: the
    next run goes on."""
    checked = 0
    for pk in Version.objects.waiting().order_by("pk").values_list("pk", flat=True):
        try:
            check_version_file(version_id=pk)
        except (ClamdAway, FileNotFoundError) as error:
            log.warning("version_not_checked", version=pk, error=str(error))
            if isinstance(error, ClamdAway):
                break
            continue
        checked += 1
    return checked


def ask_for_check() -> None:
    """Ask a worker to check at once; where no queue takes it, the next run of the schedule does."""
    try:
        check_version_files.apply_async(retry=False)
    except OperationalError as error:
        log.warning("check_not_queued", error=str(error))


@shared_task(name="deliverables.run_plan_import")
def run_plan_import(file_import_id: str, user_id: int) -> None:
    """Read, apply or undo an import, as its state asks. Every write names the person who started it."""
    user = User.objects.get(pk=user_id)
    with acting(actor=user, task="deliverables.run_plan_import"):
        run_job(kind=WORK_PLAN, file_import_id=file_import_id, by=user)


@shared_task(name="deliverables.keep_week")
def keep_week() -> int:
    """Keep how every group stands, once a week; how many rows were added."""
    return services.keep_week()

"""Background jobs of deliverables: ids in, thin, safe to run twice."""

import structlog
from celery import shared_task
from kombu.exceptions import OperationalError

from deliverables.models import Version
from deliverables.services.versions import check_version_file
from naio_portal.clamd import ClamdAway

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

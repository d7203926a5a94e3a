"""Asking a worker for the long steps. Each app has its own thin task, known here by its name."""

import structlog
from celery import current_app
from kombu.exceptions import OperationalError

from naio_portal.imports.kinds import kind_of
from naio_portal.imports.models import FileImport

log = structlog.get_logger(__name__)


def ask_for_job(file_import: FileImport, by) -> bool:
    """Ask a worker to do what the import's state asks. False when no queue takes it: the page of the job
    lets a person ask again."""
    try:
        current_app.send_task(kind_of(file_import).task, args=(str(file_import.pk), by.pk), retry=False)
    except OperationalError as error:
        log.warning("import_job_not_queued", file_import=str(file_import.pk), error=str(error))
        return False
    return True

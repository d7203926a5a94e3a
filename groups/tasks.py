"""Background jobs of groups: ids in, thin, safe to run twice."""

from celery import shared_task

from groups.imports.roster import ROSTER
from members.models import User
from naio_portal.audit import acting
from naio_portal.imports.jobs import run_job


@shared_task(name="groups.run_roster_import")
def run_roster_import(file_import_id: str, user_id: int) -> None:
    """Read, apply or undo an import, as its state asks. Every write names the person who started it."""
    user = User.objects.get(pk=user_id)
    with acting(actor=user, task="groups.run_roster_import"):
        run_job(kind=ROSTER, file_import_id=file_import_id, by=user)

"""Background jobs of groups: ids in, thin, safe to run twice."""

from celery import shared_task

from groups.imports.services import run_job
from members.models import User
from naio_portal.audit import acting


@shared_task(name="groups.run_roster_import")
def run_roster_import(roster_import_id: str, user_id: int) -> None:
    """Read, apply or undo an import, as its state asks. Every write names the person who started it."""
    user = User.objects.get(pk=user_id)
    with acting(actor=user, task="groups.run_roster_import"):
        run_job(roster_import_id=roster_import_id, by=user)

"""Celery tasks of mail and reminders: thin, safe to run twice and at once."""

from celery import shared_task

from naio_portal.audit import acting
from naio_portal.notices import beat
from naio_portal.notices.services.delivery import deliver_due
from naio_portal.notices.services.sweep import sweep_reminders


@shared_task(name="notices.deliver_outbox")
def deliver_outbox() -> None:
    """Send what is due in the outbox."""
    with acting(task="notices.deliver_outbox"):
        deliver_due()


@shared_task(name="notices.record_beat", expires=60)
def record_beat() -> None:
    """Beat sent this and a worker took it: both are alive."""
    beat.record_seen()


@shared_task(name="notices.sweep_reminders")
def sweep() -> None:
    """Queue the reminders whose time has come."""
    with acting(task="notices.sweep_reminders"):
        sweep_reminders()

"""Celery tasks of mail and reminders: thin, safe to run twice and at once."""

from celery import shared_task


@shared_task(name="notices.deliver_outbox")
def deliver_outbox() -> None:
    """Send what is due in the outbox."""

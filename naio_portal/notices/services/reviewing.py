"""Mail that is too old to go by itself: after an outage of days, or after a backup was restored.

A restored database takes for unsent what went after the backup was made. Three things stand against old
mail going out: each row that was sent says so; what nobody tried for OUTBOX_REVIEW_HOURS waits for a
person; and a restore is noticed, since Redis remembers a later attempt than the database knows. A person
who restores says so by `manage.py review_outbox` (docs/reminders.md).
"""

import datetime as dt

import structlog
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from naio_portal.notices.enums import OutboxState
from naio_portal.notices.models import DeliveryAttempt, OutboxMessage
from naio_portal.notices.services.bursts import stop_bursts
from naio_portal.notices.services.sweep import sweep_reminders

log = structlog.get_logger(__name__)
# The last attempt that was recorded, kept outside the database.
LAST_ATTEMPT_KEY = "notices:last-attempt"
UNSENT = (OutboxState.QUEUED, OutboxState.CLAIMED)


def review_old(*, now: dt.datetime | None = None) -> int:
    """Stop what was due so long ago that it may be old news; how many. What is being retried goes on:
    each try sets a new time."""
    now = now or timezone.now()
    due_before = now - dt.timedelta(hours=settings.OUTBOX_REVIEW_HOURS)
    old = OutboxMessage.objects.filter(state=OutboxState.QUEUED, send_after__lt=due_before)
    count = old.update(state=OutboxState.REVIEW) + stop_bursts(due_before=due_before)
    if count:
        log.warning("old_mail_waits_for_a_decision", count=count)
    return count


@transaction.atomic
def review_outbox(*, now: dt.datetime | None = None) -> int:
    """After a restore: everything unsent waits for a decision, and so do the reminders of today, which
    may have gone already; how many. The ledger has them: no later sweep sends them by itself."""
    sweep_reminders(now=now)
    count = stop_bursts() + OutboxMessage.objects.filter(state__in=UNSENT).update(
        state=OutboxState.REVIEW, claimed_at=None, claimed_by="", sending_since=None
    )
    log.warning("outbox_waits_for_a_decision", count=count)
    return count


def review_after_restore() -> bool:
    """Notice that the database went back in time, and review the outbox once; whether it did."""
    remembered = cache.get(LAST_ATTEMPT_KEY)
    known = _last_attempt()
    # Without any attempt it is a new database beside an old Redis.
    is_restored = remembered is not None and known is not None and remembered > known
    if is_restored:
        log.error("database_went_back_in_time", remembered=remembered, known=known)
        review_outbox()
    if is_restored or (known is not None and known != remembered):
        cache.set(LAST_ATTEMPT_KEY, known, None)
    return is_restored


def remember_last_attempt() -> None:
    """Keep the number of the last attempt in Redis; without Redis nothing is kept."""
    if (known := _last_attempt()) is not None:
        cache.set(LAST_ATTEMPT_KEY, known, None)


def _last_attempt() -> int | None:
    return DeliveryAttempt.objects.aggregate(last=Max("pk"))["last"]

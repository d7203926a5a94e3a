"""Who sends which message: a claim, its renewal, its end. Two workers never hold the same one."""

import datetime as dt
import os
import socket
import uuid

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from naio_portal.notices.enums import AttemptOutcome, OutboxState
from naio_portal.notices.models import DeliveryAttempt, OutboxMessage

BATCH = 50
CLAIM_LOCK = "notices.claim"


def worker_name() -> str:
    """A name for one run of one worker: host, process, and a number that never comes again."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


@transaction.atomic
def claim_batch(*, worker: str, now: dt.datetime | None = None) -> list[OutboxMessage]:
    """Claim what may go now: due, and within the limit per minute of all workers together."""
    now = now or timezone.now()
    with connection.cursor() as cursor:
        # The limit is counted in the database: exact with any number of workers, with or without Redis.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [CLAIM_LOCK])
    allowed = min(BATCH, _allowance(now))
    if allowed <= 0:
        return []
    batch = list(OutboxMessage.objects.claimable(now).select_for_update(skip_locked=True)[:allowed])
    OutboxMessage.objects.filter(pk__in=[message.pk for message in batch]).update(
        state=OutboxState.CLAIMED, claimed_at=now, claimed_by=worker
    )
    for message in batch:
        message.state, message.claimed_at, message.claimed_by = OutboxState.CLAIMED, now, worker
    return batch


def _allowance(now: dt.datetime) -> int:
    """How many more messages may go in this minute: the limit less those tried and those claimed."""
    if not settings.OUTBOX_PER_MINUTE:
        return BATCH
    minute_ago = now - dt.timedelta(minutes=1)
    tried = DeliveryAttempt.objects.filter(at__gt=minute_ago).exclude(outcome=AttemptOutcome.UNKNOWN).count()
    claimed = OutboxMessage.objects.filter(state=OutboxState.CLAIMED, claimed_at__gt=minute_ago).count()
    return settings.OUTBOX_PER_MINUTE - tried - claimed


def renew_claim(*, message: OutboxMessage) -> bool:
    """Say that this message is handed over now. False when the claim is no longer ours: do not send."""
    now = timezone.now()
    return bool(
        OutboxMessage.objects.filter(
            pk=message.pk, state=OutboxState.CLAIMED, claimed_by=message.claimed_by
        ).update(claimed_at=now, sending_since=now)
    )


def give_back(*, messages: list[OutboxMessage]) -> None:
    """Queue again what was claimed and not tried."""
    for worker in {message.claimed_by for message in messages}:
        OutboxMessage.objects.filter(
            pk__in=[message.pk for message in messages], state=OutboxState.CLAIMED, claimed_by=worker
        ).update(state=OutboxState.QUEUED, claimed_at=None, claimed_by="", sending_since=None)


@transaction.atomic
def take_up_dead_claims(*, now: dt.datetime | None = None) -> int:
    """Queue again what a worker claimed and never reported, after OUTBOX_CLAIM_SECONDS; how many.

    One that was being handed over may have arrived: it goes again under the same Message-ID, and its
    attempts say so.
    """
    now = now or timezone.now()
    dead = list(
        OutboxMessage.objects.select_for_update(skip_locked=True).filter(
            state=OutboxState.CLAIMED,
            claimed_at__lt=now - dt.timedelta(seconds=settings.OUTBOX_CLAIM_SECONDS),
        )
    )
    perhaps_sent = [message for message in dead if message.sending_since]
    DeliveryAttempt.objects.bulk_create(
        DeliveryAttempt(
            message=message, at=now, outcome=AttemptOutcome.UNKNOWN, answer=f"Claimed by {message.claimed_by}"
        )
        for message in perhaps_sent
    )
    OutboxMessage.objects.filter(pk__in=[message.pk for message in perhaps_sent]).update(
        attempt_count=F("attempt_count") + 1
    )
    give_back(messages=dead)
    return len(dead)

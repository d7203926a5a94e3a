"""Delivers the outbox: claim, write and keep the copy, hand over, record. Any number of workers at once.

A crash loses nothing: a row is queued, or claimed and taken up again. Between the server's OK and our
record a crash sends the mail once more, under the same Message-ID, and the attempts show it.
"""

import datetime as dt
import re
import time
from dataclasses import dataclass

import structlog
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone, translation

from naio_portal.notices.enums import AttemptOutcome, OutboxState
from naio_portal.notices.kinds import KINDS
from naio_portal.notices.models import Contact, DeliveryAttempt, OutboxMessage
from naio_portal.notices.post import Answer, Post, build_email, message_id_of
from naio_portal.notices.recipients import Recipient, recipient_of
from naio_portal.notices.services.bursts import release_due_bursts
from naio_portal.notices.services.claims import (
    claim_batch,
    give_back,
    renew_claim,
    take_up_dead_claims,
    worker_name,
)
from naio_portal.notices.services.queue import kick_delivery
from naio_portal.notices.services.reviewing import (
    remember_last_attempt,
    review_after_restore,
    review_old,
)

log = structlog.get_logger(__name__)

AWAY_KEY = "notices:server-away"
RUN_SECONDS = 50
RECORD_TRIES = 6
GROUP_LENGTH = OutboxMessage._meta.get_field("group_code").max_length
COPY_FIELDS = (
    "subject",
    "text",
    "html",
    "calendar",
    "calendar_method",
    "thread",
    "is_optional",
    "to_address",
    "language",
    "group_code",
    "is_demo",
    "message_id",
    "rendered_at",
)
BLANK = "…"
PREFERENCES_TOKEN = re.compile(r"(/preferences/)[\w:.=-]+/")

NOT_TRUE = "No longer true when it was to be sent."
NO_ADDRESS = "The person has no address any more."
DEMO = "Demonstration people are written to only through a sink, never through a real mail server."


@dataclass
class Delivered:
    """What one run did."""

    sent: int = 0
    put_off: int = 0
    refused: int = 0
    dropped: int = 0


def deliver_due(*, run_seconds: float = RUN_SECONDS) -> Delivered:
    """Send all that is due, for at most about `run_seconds`; then another run is asked for."""
    done = Delivered()
    review_after_restore()
    review_old()
    release_due_bursts()
    take_up_dead_claims()
    if cache.get(AWAY_KEY):
        return done
    worker = worker_name()
    ends_at = time.monotonic() + run_seconds
    with Post() as post:
        while batch := claim_batch(worker=worker):
            if not _send_batch(batch, post, done, ends_at):
                break
    if done != Delivered():
        remember_last_attempt()
        log.info("outbox_delivered", **vars(done))
    return done


def _send_batch(batch: list[OutboxMessage], post: Post, done: Delivered, ends_at: float) -> bool:
    """Write and send each. False when this run is to end: the server is away, or the time is over. What was
    not tried is given back."""
    letters = [(message, written) for message in batch if (written := write_message(message, done))]
    for place, (message, recipient) in enumerate(letters):
        rest = [later for later, _recipient in letters[place + 1 :]]
        email = build_email(message, recipient)
        if not renew_claim(message=message):
            continue
        answer = post.hand_over(email)
        _record_stubbornly(message, answer, done)
        if answer.is_server_away:
            cache.set(AWAY_KEY, True, settings.OUTBOX_AWAY_SECONDS)
            give_back(messages=rest)
            return False
        if time.monotonic() > ends_at:
            give_back(messages=rest)
            kick_delivery()
            return False
    return True


def write_message(message: OutboxMessage, done: Delivered) -> Recipient | None:
    """Write the mail as it is true now and keep the full copy, before SMTP.

    None when it is not to be sent: the row is then dropped, or queued again when its builder failed.
    """
    recipient = current_recipient(message)
    if recipient is None:
        _drop(message, NO_ADDRESS, done)
        return None
    if (message.is_demo or recipient.is_demo) and not settings.MAIL_SINK:
        _drop(message, DEMO, done)
        return None
    try:
        with (
            transaction.atomic(),
            translation.override(recipient.language),
            timezone.override(recipient.zone),
        ):
            parts = KINDS[message.kind].build(message.payload, recipient.language, recipient)
    except Exception as error:
        log.exception("mail_not_written", message=str(message.pk), kind=message.kind)
        answer = Answer(AttemptOutcome.TEMPORARY, f"Not written. {type(error).__name__}: {error}")
        _record(message, answer, done)
        return None
    if parts is None:
        _drop(message, NOT_TRUE, done)
        return None
    code = parts.group_code or message.group_code
    message.subject = f"[{code or settings.ORGANISATION['abbreviation']}] {parts.subject}"[:500]
    message.text, message.html = parts.text, parts.html
    message.calendar, message.calendar_method = parts.calendar, parts.calendar_method
    message.thread, message.is_optional = parts.thread, parts.is_optional
    message.to_address, message.language = recipient.address, recipient.language
    message.is_demo = message.is_demo or recipient.is_demo
    message.group_code = (code or "")[:GROUP_LENGTH]
    message.message_id = message_id_of(message)
    message.rendered_at = timezone.now()
    _keep_copy(message, parts.secret)
    return recipient


def _keep_copy(message: OutboxMessage, secret: str) -> None:
    """Store the mail as it will go, before it goes. What opens something for its reader alone is blanked:
    the secret of its link, and the token of the preferences."""
    copy = {name: getattr(message, name) for name in COPY_FIELDS}
    for name in ("text", "html"):
        text = copy[name].replace(secret, BLANK) if secret else copy[name]
        copy[name] = PREFERENCES_TOKEN.sub(rf"\1{BLANK}/", text)
    OutboxMessage.objects.filter(pk=message.pk, claimed_by=message.claimed_by).update(**copy)


def current_recipient(message: OutboxMessage) -> Recipient | None:
    """The person as they are now; a given address stays."""
    given = message.to_address if message.is_address_given else ""
    language = message.language if message.is_address_given else ""
    if message.contact_id is not None:
        contact = Contact.objects.filter(pk=message.contact_id).first()
        return recipient_of(contact=contact, address=given, language=language)
    if message.user_id is None and message.member_id is None:
        # Without a given address it was to a person who is no longer kept.
        return recipient_of(address=given, language=language) if given else None
    user = apps.get_model("members.User").objects.filter(pk=message.user_id).first()
    member = (
        apps.get_model("members.Member").objects.select_related("user").filter(pk=message.member_id).first()
    )
    return recipient_of(user=user, member=member, address=given, language=language)


def _drop(message: OutboxMessage, why: str, done: Delivered) -> None:
    OutboxMessage.objects.filter(pk=message.pk, claimed_by=message.claimed_by).update(
        state=OutboxState.DROPPED, claimed_at=None, claimed_by="", last_error=why
    )
    done.dropped += 1


def _record_stubbornly(message: OutboxMessage, answer: Answer, done: Delivered) -> None:
    """Record the answer, waiting a little for a database that restarts: the mail has gone."""
    for left in reversed(range(RECORD_TRIES)):
        try:
            return _record(message, answer, done)
        except (OperationalError, InterfaceError):
            if not left or connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(1)
    return None


@transaction.atomic
def _record(message: OutboxMessage, answer: Answer, done: Delivered) -> None:
    """Keep what the server answered, and what follows: sent, queued again after a pause, or refused."""
    now = timezone.now()
    count = message.attempt_count + 1
    gives_up = count >= settings.OUTBOX_MAX_ATTEMPTS
    changes: dict = {
        "attempt_count": count,
        "last_error": answer.text,
        "claimed_at": None,
        "claimed_by": "",
        "sending_since": None,
    }
    if answer.outcome == AttemptOutcome.SENT:
        changes |= {"state": OutboxState.SENT, "sent_at": now}
        done.sent += 1
    elif answer.outcome == AttemptOutcome.PERMANENT or gives_up:
        changes |= {"state": OutboxState.REFUSED}
        done.refused += 1
    else:
        pauses = settings.OUTBOX_RETRY_SECONDS
        pause = pauses[min(count, len(pauses)) - 1]
        changes |= {"state": OutboxState.QUEUED, "send_after": now + dt.timedelta(seconds=pause)}
        done.put_off += 1
    DeliveryAttempt.objects.create(message=message, at=now, outcome=answer.outcome, answer=answer.text)
    is_ours = OutboxMessage.objects.filter(
        pk=message.pk, state=OutboxState.CLAIMED, claimed_by=message.claimed_by
    ).update(**changes)
    on_refused = KINDS[message.kind].on_refused if message.kind in KINDS else None
    if is_ours and changes["state"] == OutboxState.REFUSED and on_refused is not None:
        message.last_error = answer.text
        on_refused(message)

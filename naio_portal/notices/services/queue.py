"""Puts mail into the outbox, inside the transaction of what caused it."""

import datetime as dt
from collections.abc import Iterable

import structlog
from django.db import connection, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from naio_portal.notices.enums import OutboxState
from naio_portal.notices.kinds import KINDS
from naio_portal.notices.models import OutboxMessage
from naio_portal.notices.recipients import Recipient, recipient_of

log = structlog.get_logger(__name__)


def queue_message(
    *,
    kind: str,
    payload: dict | None = None,
    user=None,
    member=None,
    contact=None,
    address: str = "",
    language: str = "",
    group_code: str = "",
    send_after: dt.datetime | None = None,
    hold_seconds: int = 0,
    burst_key: str = "",
) -> OutboxMessage | None:
    """Queue one mail to one person; it leaves after the caller's transaction commits, or not at all.

    `kind`: name in the register of kinds. `payload`: ids and plain values for its builder, no text.
    `user`, `member`, `contact`: the person, whose address, language and zone of the moment of sending
    count; or `address` (and `language`): a fixed address, whoever it belongs to. `send_after`: not before.
    `hold_seconds` with `burst_key`: the mail waits that long after the last call with the same key and
    address, whose payload replaces the earlier one. Returns None when the person has no address.
    Raises KeyError for an unknown kind, TransactionManagementError outside a transaction.
    """
    recipient = recipient_of(user=user, member=member, contact=contact, address=address, language=language)
    if recipient is None:
        log.info("nobody_to_write_to", kind=kind, member=getattr(member, "pk", None))
        return None
    return queue_messages(
        kind=kind,
        recipients=[recipient],
        payload=payload,
        group_code=group_code,
        send_after=send_after,
        hold_seconds=hold_seconds,
        burst_key=burst_key,
        is_address_given=bool(address),
    )[0]


def queue_messages(
    *,
    kind: str,
    recipients: Iterable[Recipient],
    payload: dict | None = None,
    group_code: str = "",
    send_after: dt.datetime | None = None,
    hold_seconds: int = 0,
    burst_key: str = "",
    is_address_given: bool = False,
) -> list[OutboxMessage]:
    """Queue the same mail to many people, in two statements; arguments as `queue_message`.

    A person is one Recipient (`recipient_of`), an address gets one mail.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("Mail is queued in the transaction of what causes it.")
    now = timezone.now()
    if hold_seconds:
        send_after = now + dt.timedelta(seconds=hold_seconds)
    by_address = {recipient.address: recipient for recipient in recipients}
    messages = [
        OutboxMessage(
            kind=kind,
            payload=payload or {},
            priority=KINDS[kind].priority,
            burst_key=burst_key,
            user_id=recipient.user_id,
            member_id=recipient.member_id,
            contact_id=recipient.contact_id,
            to_address=recipient.address,
            is_address_given=is_address_given or recipient.is_bare_address,
            language=recipient.language,
            group_code=group_code,
            state=OutboxState.HELD if hold_seconds else OutboxState.QUEUED,
            created_at=now,
            send_after=send_after or now,
            is_demo=recipient.is_demo,
        )
        for recipient in by_address.values()
    ]
    if hold_seconds and burst_key:
        messages = _prolong_burst(messages, burst_key)
    OutboxMessage.objects.bulk_create([message for message in messages if message._state.adding])
    if not hold_seconds:
        transaction.on_commit(kick_delivery, robust=True)
    return messages


def _prolong_burst(messages: list[OutboxMessage], burst_key: str) -> list[OutboxMessage]:
    """Give the burst's held rows the new payload and instant; the others stay to be made."""
    with connection.cursor() as cursor:
        # Two edits at once: the second waits, and then finds the row of the first.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"burst:{burst_key}"])
    held = {
        row.to_address: row
        for row in OutboxMessage.objects.select_for_update()
        .filter(state=OutboxState.HELD, burst_key=burst_key)
        .order_by("id")
    }
    found = []
    for message in messages:
        row = held.get(message.to_address)
        if row is None:
            found.append(message)
            continue
        row.payload, row.send_after = message.payload, message.send_after
        found.append(row)
    OutboxMessage.objects.bulk_update(
        [row for row in found if not row._state.adding], ["payload", "send_after"]
    )
    return found


def kick_delivery() -> None:
    """Ask a worker to deliver now. Without Redis the rows stay queued and go out with the next beat."""
    from naio_portal.notices.tasks import deliver_outbox  # noqa: PLC0415 (tasks import services)

    try:
        deliver_outbox.apply_async(retry=False, expires=60)
    except OperationalError as error:
        log.warning("delivery_not_kicked", error=str(error))

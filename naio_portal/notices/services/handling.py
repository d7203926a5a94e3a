"""What the secretariat does with mail by hand: send again, send now, cancel."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naio_portal.access import require
from naio_portal.errors import IllegalMove
from naio_portal.notices.enums import OutboxState
from naio_portal.notices.models import OutboxMessage
from naio_portal.notices.services.bursts import release_burst
from naio_portal.notices.services.queue import kick_delivery

# What the next try needs to know nothing of.
FRESH = {"attempt_count": 0, "claimed_at": None, "claimed_by": "", "sending_since": None}
COPIED = (
    "kind",
    "payload",
    "priority",
    "user_id",
    "member_id",
    "contact_id",
    "to_address",
    "is_address_given",
    "language",
    "group_code",
    "is_demo",
)


@transaction.atomic
def resend_message(*, message: OutboxMessage, by) -> OutboxMessage:
    """Send a message (again), written anew from what is true now; the row that will go.

    One that went stays as it went: a new row goes, with a Message-ID of its own. One that was refused,
    cancelled or waits for a decision is queued again under its own. Raises IllegalMove for any other state.
    """
    require(by, "notices.send_message", message)
    locked = _lock(message)
    if not locked.can_resend:
        raise IllegalMove(_("A message in the state “%(state)s” cannot be sent again.") % _named(locked))
    transaction.on_commit(kick_delivery, robust=True)
    now = timezone.now()
    if locked.state != OutboxState.SENT:
        _change(locked, by, state=OutboxState.QUEUED, send_after=now, last_error="", **FRESH)
        return locked
    return OutboxMessage.objects.create(
        resend_of=locked,
        handled_by=by,
        handled_at=now,
        **{name: getattr(locked, name) for name in COPIED},
    )


@transaction.atomic
def send_now(*, message: OutboxMessage, by) -> int:
    """Let a message go that waits for later; how many go. A held burst goes whole: it is one notice."""
    require(by, "notices.send_message", message)
    locked = _lock(message)
    if not locked.can_send_now:
        raise IllegalMove(_("A message in the state “%(state)s” does not wait.") % _named(locked))
    if locked.state == OutboxState.HELD and locked.burst_key:
        held = OutboxMessage.objects.filter(state=OutboxState.HELD, burst_key=locked.burst_key)
        held.update(handled_by=by, handled_at=timezone.now())
        return release_burst(burst_key=locked.burst_key)
    _change(locked, by, state=OutboxState.QUEUED, send_after=timezone.now())
    transaction.on_commit(kick_delivery, robust=True)
    return 1


@transaction.atomic
def cancel_message(*, message: OutboxMessage, by) -> None:
    """Never send a message that has not gone. Raises IllegalMove once a worker has it in hand."""
    require(by, "notices.cancel_message", message)
    locked = _lock(message)
    if not locked.can_cancel:
        raise IllegalMove(_("A message in the state “%(state)s” cannot be cancelled.") % _named(locked))
    _change(locked, by, state=OutboxState.CANCELLED)


@transaction.atomic
def resend_messages(*, ids: Collection[UUID], by) -> int:
    """Queue again those of these messages that were refused or wait for a decision; how many."""
    require(by, "notices.send_messages")
    waiting = OutboxMessage.objects.visible_to(by).filter(
        pk__in=ids, state__in=(OutboxState.REFUSED, OutboxState.REVIEW)
    )
    locked = list(waiting.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True))
    now = timezone.now()
    OutboxMessage.objects.filter(pk__in=locked).update(
        state=OutboxState.QUEUED, send_after=now, last_error="", handled_by=by, handled_at=now, **FRESH
    )
    if locked:
        transaction.on_commit(kick_delivery, robust=True)
    return len(locked)


def _lock(message: OutboxMessage) -> OutboxMessage:
    return OutboxMessage.objects.select_for_update().get(pk=message.pk)


def _change(message: OutboxMessage, by, **fields) -> None:
    fields |= {"handled_by": by, "handled_at": timezone.now()}
    for name, value in fields.items():
        setattr(message, name, value)
    message.save(update_fields=list(fields))


def _named(message: OutboxMessage) -> dict[str, str]:
    return {"state": message.get_state_display()}

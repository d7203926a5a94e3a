"""Held mail: lets a burst of edits go, or takes it back."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from naio_portal.notices.enums import OutboxState
from naio_portal.notices.kinds import KINDS
from naio_portal.notices.models import OutboxMessage
from naio_portal.notices.services.queue import kick_delivery


@transaction.atomic
def release_burst(*, burst_key: str) -> int:
    """Send a held burst now; how many mails go. The kind's `on_release` runs once."""
    held = OutboxMessage.objects.filter(state=OutboxState.HELD, burst_key=burst_key)
    return _release(held.select_for_update(), timezone.now())


@transaction.atomic
def drop_burst(*, burst_key: str, keep: Iterable[str] = ()) -> int:
    """Take back a held burst (what it was to tell is no longer so); how many mails are not sent.

    `keep`: addresses that it still concerns; only the others' mails are taken back.
    """
    held = OutboxMessage.objects.filter(state=OutboxState.HELD, burst_key=burst_key)
    return held.exclude(to_address__in=list(keep)).update(state=OutboxState.DROPPED)


@transaction.atomic
def release_due_bursts(*, now: dt.datetime | None = None) -> int:
    """Let go every held mail whose time has come; two workers never release the same row."""
    now = now or timezone.now()
    held = OutboxMessage.objects.filter(state=OutboxState.HELD, send_after__lte=now)
    return _release(held.select_for_update(skip_locked=True), now)


@transaction.atomic
def stop_bursts(*, due_before: dt.datetime | None = None) -> int:
    """Let held mail go no further than to a person's decision; how many. `due_before`: only what was to go
    before that instant."""
    held = OutboxMessage.objects.filter(state=OutboxState.HELD)
    if due_before is not None:
        held = held.filter(send_after__lt=due_before)
    return _release(held.select_for_update(skip_locked=True), timezone.now(), OutboxState.REVIEW)


def _release(rows, now: dt.datetime, state: OutboxState = OutboxState.QUEUED) -> int:
    keys: dict[tuple[str, str], list] = {}
    for pk, kind, burst_key in rows.values_list("pk", "kind", "burst_key"):
        keys.setdefault((kind, burst_key), []).append(pk)
    for (kind, burst_key), pks in keys.items():
        on_release = KINDS[kind].on_release if kind in KINDS else None
        if on_release is not None:
            on_release(burst_key)
        OutboxMessage.objects.filter(pk__in=pks).update(state=state, send_after=now)
    if keys and state == OutboxState.QUEUED:
        transaction.on_commit(kick_delivery, robust=True)
    return sum(map(len, keys.values()))

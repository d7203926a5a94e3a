"""Who is told what of a meeting, and when: one mail for each burst of edits.

A change of time, place, link or groups waits in the outbox NOTICE_HOLD_SECONDS after the last edit. What
the last mail said is kept in `Meeting.announced`: a change taken back meanwhile says nothing, and SEQUENCE
rises once for each mail that goes.

Locks are always taken in one order, held mail before its meeting: so a worker that lets a burst go and an
editor who prolongs it wait for one another, and never both.
"""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.enums import TOLD_STATES
from meetings.models import Meeting
from meetings.selectors import recipients_of
from naio_portal.access import require
from naio_portal.errors import DomainError
from naio_portal.notices.enums import OutboxState
from naio_portal.notices.models import OutboxMessage
from naio_portal.notices.recipients import Recipient, recipient_of
from naio_portal.notices.services import drop_burst, queue_messages, release_burst

TOLD_FIELDS = ("time_zone", "place", "link")


def announcement(meeting: Meeting) -> dict[str, Any]:
    """What a mail tells: plain values, instants in UTC, keys of the groups."""
    return {
        "starts_at": meeting.starts_at.astimezone(dt.UTC).isoformat(),
        "ends_at": meeting.ends_at.astimezone(dt.UTC).isoformat(),
        **{field: getattr(meeting, field) for field in TOLD_FIELDS},
        "groups": sorted(meeting.group_ids),
    }


def burst_key(pk: int) -> str:
    """Names the held mail of one meeting's edits."""
    return f"meeting:{pk}"


def locked_meeting(meeting: Meeting) -> Meeting:
    """The row as it stands, locked until the transaction ends, after the mail that it holds back."""
    held = OutboxMessage.objects.filter(state=OutboxState.HELD, burst_key=burst_key(meeting.pk))
    list(held.select_for_update().order_by("pk").values_list("pk", flat=True))
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def recipients_in(groups: set[int]) -> list[Recipient]:
    """Everyone to write to: who serves today in these groups and has an address, each once."""
    people = recipients_of(groups)
    found = (recipient_of(user=member.user, member=member) for member in people)
    return [recipient for recipient in found if recipient]


def hold_change_notice(meeting: Meeting, *, told: dict[str, Any]) -> None:
    """After an edit: let the mail wait for further edits, or take it back where all is as last told.

    `meeting`: from `locked_meeting`. `told`: its announcement before the edit, which holds where it is not
    known what the last mail said (a meeting that an import brought).
    """
    if meeting.state not in TOLD_STATES:
        return
    meeting.announced = meeting.announced or told
    now = announcement(meeting)
    if now == meeting.announced:
        forget_change(meeting)
        return
    concerned = recipients_in({*meeting.announced["groups"], *now["groups"]})
    drop_burst(burst_key=burst_key(meeting.pk), keep=[recipient.address for recipient in concerned])
    if not concerned:
        _announce(meeting)
        return
    queue_messages(
        kind="meetings.changed",
        recipients=concerned,
        payload=_change(meeting),
        hold_seconds=settings.NOTICE_HOLD_SECONDS,
        burst_key=burst_key(meeting.pk),
    )
    meeting.notice_due_at = timezone.now() + dt.timedelta(seconds=settings.NOTICE_HOLD_SECONDS)
    meeting.save(update_fields=["announced", "notice_due_at"])


def forget_change(meeting: Meeting) -> None:
    """No mail waits any more. `meeting`: from `locked_meeting`."""
    drop_burst(burst_key=burst_key(meeting.pk))
    meeting.notice_due_at = None
    meeting.save(update_fields=["announced", "notice_due_at"])


def _change(meeting: Meeting) -> dict[str, Any]:
    """Payload of the mail about a change: what was told, and the SEQUENCE it will have."""
    return {"meeting": meeting.pk, "sequence": meeting.sequence + 1, "was": meeting.announced}


@transaction.atomic
def send_notice_now(*, meeting: Meeting, by) -> None:
    """Do not wait for further edits. Raises DomainError where nothing waits, NotAllowed."""
    locked = locked_meeting(meeting)
    require(by, "meetings.send_notice", locked)
    if locked.notice_due_at is None:
        raise DomainError(_("No change waits to be mailed."))
    if release_burst(burst_key=burst_key(locked.pk)):
        return
    # Somebody cancelled the held mail in the outbox: here a person asks for it again.
    groups = {*locked.announced["groups"], *locked.group_ids}
    queue_messages(kind="meetings.changed", recipients=recipients_in(groups), payload=_change(locked))
    _announce(locked)


@transaction.atomic
def record_change(*, burst_key: str) -> None:
    """A burst goes out: what it says is now announced, and SEQUENCE rises. Called by the outbox, with the
    held mail locked."""
    pk = int(burst_key.rpartition(":")[2])
    meeting = Meeting.objects.select_for_update().get(pk=pk)
    if announcement(meeting) != meeting.announced:
        _announce(meeting)


def _announce(meeting: Meeting) -> None:
    meeting.notice_due_at = None
    meeting.sequence += 1
    meeting.announced = announcement(meeting)
    meeting.save(update_fields=["notice_due_at", "sequence", "announced"])


def queue_notice(meeting: Meeting) -> None:
    """Tell everyone concerned of a meeting just notified. `meeting`: from `locked_meeting`."""
    groups = set(meeting.announced["groups"])
    queue_messages(
        kind="meetings.notified", recipients=recipients_in(groups), payload={"meeting": meeting.pk}
    )


def queue_cancellation(meeting: Meeting) -> None:
    """Tell everyone who was told, in place of any change that waits. `meeting`: from `locked_meeting`."""
    meeting.announced = meeting.announced or announcement(meeting)
    forget_change(meeting)
    groups = set(meeting.announced["groups"])
    queue_messages(
        kind="meetings.cancelled", recipients=recipients_in(groups), payload={"meeting": meeting.pk}
    )

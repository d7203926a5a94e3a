"""Who is told what of a meeting, and when: one mail for each burst of edits.

A change of time, place, link or groups waits NOTICE_HOLD_SECONDS after the last edit. What the last mail
said is kept in `Meeting.announced`: a change taken back meanwhile says nothing, and SEQUENCE rises once
for each mail that goes.
"""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.enums import TOLD_STATES
from meetings.models import Meeting
from meetings.rules import require
from meetings.selectors import recipients_of
from naio_portal.errors import DomainError
from naio_portal.notices.models import OutboxMessage

TOLD_FIELDS = ("time_zone", "place", "link")


def announcement(meeting: Meeting) -> dict[str, object]:
    """What a mail tells: plain values, instants in UTC, keys of the groups."""
    return {
        "starts_at": meeting.starts_at.astimezone(dt.UTC).isoformat(),
        "ends_at": meeting.ends_at.astimezone(dt.UTC).isoformat(),
        **{field: getattr(meeting, field) for field in TOLD_FIELDS},
        "groups": sorted(meeting.group_ids),
    }


def hold_change_notice(meeting: Meeting, *, told: dict[str, object]) -> None:
    """After an edit: let the mail wait for further edits, or forget it where all is as last told.

    `meeting`: locked by the caller. `told`: its announcement before the edit, which holds where it is not
    known what the last mail said (a meeting that an import brought).
    """
    if meeting.state not in TOLD_STATES:
        return
    meeting.announced = meeting.announced or told
    if announcement(meeting) == meeting.announced:
        meeting.notice_due_at = None
    else:
        meeting.notice_due_at = timezone.now() + dt.timedelta(seconds=settings.NOTICE_HOLD_SECONDS)
    meeting.save(update_fields=["announced", "notice_due_at"])


@transaction.atomic
def send_notice_now(*, meeting: Meeting, by) -> None:
    """Do not wait for further edits. Raises DomainError where nothing waits, NotAllowed."""
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    require("meetings.notify_meeting", by, locked)
    if locked.notice_due_at is None:
        raise DomainError(_("No change waits to be mailed."))
    queue_change(locked)


def release_due_notices(*, now: dt.datetime | None = None) -> int:
    """Queue the mails of all bursts that have ended; how many meetings. Safe in several workers at once:
    each meeting is taken by one."""
    due = Meeting.objects.filter(notice_due_at__lte=now or timezone.now())
    released = 0
    for pk in due.order_by("notice_due_at").values_list("pk", flat=True):
        with transaction.atomic():
            meeting = due.select_for_update(skip_locked=True).filter(pk=pk).first()
            if meeting is not None:
                queue_change(meeting)
                released += 1
    return released


def queue_notice(meeting: Meeting) -> None:
    """Tell everyone concerned of a meeting just notified. `meeting`: locked by the caller."""
    _queue("meetings.notified", meeting, groups=set(meeting.announced["groups"]), said=meeting.announced)


def queue_change(meeting: Meeting) -> None:
    """Tell what changed since the last mail. Those whose group came new get the notice; those whose group
    meets no longer get the cancellation. `meeting`: locked by the caller."""
    was, said = meeting.announced, announcement(meeting)
    meeting.notice_due_at = None
    if was == said:
        meeting.save(update_fields=["notice_due_at"])
        return
    meeting.sequence += 1
    meeting.announced = said
    meeting.save(update_fields=["notice_due_at", "sequence", "announced"])
    before, after = set(was["groups"]), set(said["groups"])
    told_before = set(recipients_of(before).values_list("pk", flat=True))
    told_now = set(recipients_of(after).values_list("pk", flat=True))
    if {**was, "groups": []} != {**said, "groups": []}:
        _queue("meetings.changed", meeting, groups=after, only=told_before, said=said, was=was)
    _queue("meetings.notified", meeting, groups=after, leave_out=told_before, said=said)
    _queue("meetings.withdrawn", meeting, groups=before, leave_out=told_now, said=was)


def queue_cancellation(meeting: Meeting) -> None:
    """Tell everyone who was told. `meeting`: locked by the caller, its sequence raised."""
    said = meeting.announced or announcement(meeting)
    _queue("meetings.cancelled", meeting, groups=set(said["groups"]), said=said)


def _queue(
    kind: str,
    meeting: Meeting,
    *,
    groups: set[int],
    only: set[int] | None = None,
    leave_out: set[int] | None = None,
    **payload: object,
) -> None:
    """One message for each person of these groups who can be written to, in this transaction."""
    links = list(meeting.meeting_groups.select_related("group"))
    code = links[0].group.code if len(links) == 1 else ""
    payload |= {"meeting": meeting.pk, "sequence": meeting.sequence}
    people = [
        member
        for member in recipients_of(groups)
        if (only is None or member.pk in only) and (leave_out is None or member.pk not in leave_out)
    ]
    OutboxMessage.objects.bulk_create(
        OutboxMessage(
            kind=kind,
            payload=payload,
            member=member,
            user=member.user,
            to_address=member.user.email if member.user else member.email,
            language=member.user.language if member.user else member.language,
            group_code=code,
            is_demo=member.is_demo,
        )
        for member in people
    )

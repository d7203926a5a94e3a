"""Calling a meeting, changing it, and its way through the states."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import WorkingGroup
from groups.serving import chaired_groups_of
from meetings.enums import OPEN_STATES, TOLD_STATES, MeetingState
from meetings.merging import changed_fields, clashes, snapshot
from meetings.models import Meeting, MeetingGroup
from meetings.services import notices
from meetings.workflow import MEETING
from naio_portal.access import may, require
from naio_portal.errors import DomainError, EditConflict, NotAllowed

# How long before its time a meeting may be opened.
EARLIEST_START = dt.timedelta(hours=24)


@dataclass(frozen=True)
class MeetingDetails:
    """What a person fills in about a meeting. Instants are aware; `time_zone` is the place's IANA name."""

    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    time_zone: str = "Asia/Kuala_Lumpur"
    language: str = "ms"
    place: str = ""
    link: str = ""
    description: str = ""
    is_plenary: bool = False


def values_of(meeting: Meeting) -> dict[str, Any]:
    """The fields that two editors may both change, `groups` (keys) among them."""
    details = {field: getattr(meeting, field) for field in MeetingDetails.__dataclass_fields__}
    return {**details, "groups": meeting.group_ids}


def snapshot_of(meeting: Meeting) -> dict[str, Any]:
    """What an editor sees of the meeting now: given back as `base` when saving."""
    return snapshot(values_of(meeting))


@transaction.atomic
def create_meeting(*, details: MeetingDetails, groups: Iterable[WorkingGroup], by) -> Meeting:
    """A new draft. A plenary is of all groups; else at least one group meets.

    Raises NotAllowed where `by` may not call a meeting of these groups, ValidationError by field.
    """
    require(by, "meetings.create_meeting")
    meeting = Meeting(**asdict(details), created_by=by)
    wanted = _groups_wanted(details.is_plenary, groups)
    _check_groups(meeting, was_plenary=False, old=set(), new=wanted, by=by)
    _check_times(meeting)
    meeting.full_clean()
    meeting.save(force_insert=True)
    _write_groups(meeting, old=set(), new=wanted)
    return meeting


@transaction.atomic
def edit_meeting(
    *,
    meeting: Meeting,
    details: MeetingDetails,
    groups: Iterable[WorkingGroup],
    base: Mapping[str, Any],
    by,
) -> Meeting:
    """Change the details. `base`: `snapshot_of(meeting)` as the editor saw it: fields that only one of
    two editors changed are joined. Once people were told, a change in time, place, link or groups is
    mailed after the burst of edits.

    Raises EditConflict with the fields that both changed, DomainError after the meeting was held,
    NotAllowed, ValidationError by field.
    """
    locked = notices.locked_meeting(meeting)
    require(by, "meetings.edit_meeting", locked)
    if locked.state not in OPEN_STATES:
        raise DomainError(_("This meeting is over or cancelled: its details no longer change."))
    theirs = values_of(locked)
    mine = {**asdict(details), "groups": _groups_wanted(details.is_plenary, groups)}
    clashing = clashes(base=base, mine=mine, theirs=theirs)
    if clashing:
        raise EditConflict(
            _("Somebody else changed this meeting while you were writing."), theirs=locked, fields=clashing
        )
    told = notices.announcement(locked)
    for field in changed_fields(base=base, mine=mine):
        if field != "groups":
            setattr(locked, field, mine[field])
    new = mine["groups"] if "groups" in changed_fields(base=base, mine=mine) else theirs["groups"]
    _check_groups(locked, was_plenary=theirs["is_plenary"], old=theirs["groups"], new=new, by=by)
    _check_times(locked)
    locked.version += 1
    locked.full_clean()
    locked.save()
    _write_groups(locked, old=theirs["groups"], new=new)
    notices.hold_change_notice(locked, told=told)
    return locked


@transaction.atomic
def notify_meeting(*, meeting: Meeting, by) -> Meeting:
    """Tell those concerned, by mail with a calendar entry; from here on everyone signed in sees it.

    Raises DomainError without a place or a link or for a meeting whose time has passed, IllegalMove
    unless it is a draft, NotAllowed.
    """
    locked = notices.locked_meeting(meeting)
    require(by, "meetings.notify_meeting", locked)
    MEETING.check(locked.state, MeetingState.NOTIFIED)
    if not locked.place and not locked.link:
        raise DomainError(_("Give a place or a link before people are told."))
    if locked.starts_at <= timezone.now():
        raise DomainError(_("The time of this meeting has passed: give it a new one first."))
    locked.state = MeetingState.NOTIFIED
    locked.notified_at = timezone.now()
    locked.announced = notices.announcement(locked)
    locked.save()
    notices.queue_notice(locked)
    return locked


@transaction.atomic
def start_meeting(*, meeting: Meeting, by) -> Meeting:
    """Open the sitting, at most a day before its time. Raises DomainError, IllegalMove, NotAllowed."""
    locked = notices.locked_meeting(meeting)
    require(by, "meetings.run_meeting", locked)
    MEETING.check(locked.state, MeetingState.IN_PROGRESS)
    if locked.starts_at - EARLIEST_START > timezone.now():
        raise DomainError(_("A meeting can be started from a day before its time."))
    return _moved(locked, MeetingState.IN_PROGRESS)


@transaction.atomic
def hold_meeting(*, meeting: Meeting, by) -> Meeting:
    """Record that the sitting has ended; agenda and details are fixed. A change that waited to be mailed
    is not mailed any more. Raises IllegalMove, NotAllowed."""
    locked = notices.locked_meeting(meeting)
    require(by, "meetings.run_meeting", locked)
    MEETING.check(locked.state, MeetingState.HELD)
    notices.forget_change(locked)
    return _moved(locked, MeetingState.HELD)


@transaction.atomic
def close_meeting(*, meeting: Meeting, by) -> Meeting:
    """Nothing is left to do about it. Raises IllegalMove, NotAllowed."""
    locked = notices.locked_meeting(meeting)
    require(by, "meetings.run_meeting", locked)
    MEETING.check(locked.state, MeetingState.CLOSED)
    return _moved(locked, MeetingState.CLOSED)


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str, by) -> Meeting:
    """Call it off, with a reason. Those who were told get a cancellation in place of any held change.

    Raises ValidationError without a reason, IllegalMove, NotAllowed.
    """
    locked = notices.locked_meeting(meeting)
    require(by, "meetings.cancel_meeting", locked)
    MEETING.check(locked.state, MeetingState.CANCELLED)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the meeting is cancelled.")})
    was_told = locked.state in TOLD_STATES
    locked.cancel_reason = reason.strip()
    if was_told:
        locked.sequence += 1
    _moved(locked, MeetingState.CANCELLED)
    if was_told:
        notices.queue_cancellation(locked)
    return locked


def _moved(meeting: Meeting, state: MeetingState) -> Meeting:
    meeting.state = state
    meeting.save()
    return meeting


def _groups_wanted(is_plenary: bool, groups: Iterable[WorkingGroup]) -> set[int]:
    if is_plenary:
        return set(WorkingGroup.objects.values_list("pk", flat=True))
    return {group.pk for group in groups}


def _check_groups(meeting: Meeting, *, was_plenary: bool, old: set[int], new: set[int], by) -> None:
    """Some group meets; a chair adds and takes away only groups of their own."""
    if not new:
        raise ValidationError({"groups": _("Choose at least one group, or all of them.")})
    if may(by, "meetings.call_plenary"):
        return
    if meeting.is_plenary != was_plenary:
        raise NotAllowed(_("Only the secretariat calls a plenary of all groups."))
    if not (old ^ new) <= chaired_groups_of(by):
        raise NotAllowed(_("You may add or take away only groups that you chair."))


def _check_times(meeting: Meeting) -> None:
    if meeting.ends_at <= meeting.starts_at:
        raise ValidationError({"ends_at": _("The end must be after the start.")})
    if meeting.ends_at - meeting.starts_at > dt.timedelta(days=7):
        raise ValidationError({"ends_at": _("A meeting lasts at most seven days.")})


def _write_groups(meeting: Meeting, *, old: set[int], new: set[int]) -> None:
    MeetingGroup.objects.filter(meeting=meeting, group__in=old - new).delete()
    MeetingGroup.objects.bulk_create(MeetingGroup(meeting=meeting, group_id=group) for group in new - old)

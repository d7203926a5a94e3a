import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from groups.enums import Role
from meetings.enums import MeetingState
from meetings.models import Meeting
from meetings.services.meetings import (
    MeetingDetails,
    cancel_meeting,
    close_meeting,
    create_meeting,
    edit_meeting,
    hold_meeting,
    notify_meeting,
    snapshot_of,
    start_meeting,
)
from meetings.workflow import MEETING
from naio_portal.errors import DomainError, EditConflict, IllegalMove, NotAllowed
from tests.factories.meetings import MeetingFactory, in_days

pytestmark = pytest.mark.django_db


def details_of(meeting: Meeting) -> MeetingDetails:
    return MeetingDetails(**{field: getattr(meeting, field) for field in MeetingDetails.__dataclass_fields__})


def edit(meeting, *, by, base=None, groups=None, **changes):
    """Change these fields as the edit form does."""
    return edit_meeting(
        meeting=meeting,
        details=replace(details_of(meeting), **changes),
        groups=list(meeting.groups.all()) if groups is None else groups,
        base=base or snapshot_of(meeting),
        by=by,
    )


NEW = MeetingDetails(title="Third meeting", starts_at=in_days(7), ends_at=in_days(7, 11), place="Room 2")


def test_create_meeting_makes_a_draft_of_the_groups(group, chair):
    meeting = create_meeting(details=NEW, groups=[group], by=chair)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.title, meeting.created_by) == ("draft", "Third meeting", chair)
    assert list(meeting.groups.all()) == [group]
    assert meeting.notified_at is None


def test_create_meeting_plenary_is_of_all_groups(group, other_group, secretary):
    meeting = create_meeting(details=replace(NEW, is_plenary=True), groups=[], by=secretary)

    assert meeting.group_ids == {group.pk, other_group.pk}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_at": NEW.starts_at}, "ends_at"),
        ({"ends_at": NEW.starts_at + dt.timedelta(days=8)}, "ends_at"),
        ({"title": ""}, "title"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"time_zone": "Asia/Nowhere"}, "time_zone"),
    ],
)
def test_create_meeting_refuses_by_field(changes, field, group, secretary):
    with pytest.raises(ValidationError) as refused:
        create_meeting(details=replace(NEW, **changes), groups=[group], by=secretary)

    assert list(refused.value.message_dict) == [field]
    assert Meeting.objects.count() == 0


def test_create_meeting_without_groups_is_refused(secretary):
    with pytest.raises(ValidationError) as refused:
        create_meeting(details=NEW, groups=[], by=secretary)

    assert list(refused.value.message_dict) == ["groups"]


@pytest.mark.parametrize("role", [Role.CHAIR, Role.CO_CHAIR])
def test_create_meeting_by_a_chair_is_of_their_own_groups_only(role, group, other_group, serve):
    chair = serve(group, role)

    create_meeting(details=NEW, groups=[group], by=chair)
    with pytest.raises(NotAllowed):
        create_meeting(details=NEW, groups=[group, other_group], by=chair)
    with pytest.raises(NotAllowed):
        create_meeting(details=replace(NEW, is_plenary=True), groups=[], by=chair)

    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("role", [Role.RAPPORTEUR, Role.MEMBER, Role.ALTERNATE, Role.OBSERVER, Role.LIAISON])
def test_create_meeting_is_for_chairs(role, group, serve):
    with pytest.raises(NotAllowed):
        create_meeting(details=NEW, groups=[group], by=serve(group, role))


def test_edit_meeting_changes_details_and_groups(group, other_group, secretary):
    meeting = MeetingFactory(groups=[group])

    edit(meeting, title="New title", groups=[other_group], by=secretary)

    meeting = Meeting.objects.get()
    assert (meeting.title, meeting.group_ids, meeting.version) == ("New title", {other_group.pk}, 2)
    assert meeting.notice_due_at is None


def test_edit_meeting_by_a_chair_leaves_other_groups_alone(group, other_group, chair):
    meeting = MeetingFactory(groups=[group, other_group])

    edit(meeting, title="New title", by=chair)
    with pytest.raises(NotAllowed):
        edit(meeting, groups=[group], by=chair)

    assert Meeting.objects.get().group_ids == {group.pk, other_group.pk}


def test_edit_meeting_joins_what_two_editors_changed(group, chair, secretary):
    meeting = MeetingFactory(groups=[group], place="Room 1")
    base = snapshot_of(meeting)
    edit(meeting, place="Room 9", base=base, by=chair)

    edit(meeting, title="Second title", base=base, by=secretary)

    meeting = Meeting.objects.get()
    assert (meeting.place, meeting.title) == ("Room 9", "Second title")


def test_edit_meeting_shows_the_second_what_the_first_wrote(group, chair, secretary):
    meeting = MeetingFactory(groups=[group], place="Room 1")
    base = snapshot_of(meeting)
    edit(meeting, place="Room 9", base=base, by=chair)

    with pytest.raises(EditConflict) as conflict:
        edit(meeting, place="Room 5", title="Second title", base=base, by=secretary)

    assert conflict.value.fields == ("place",)
    assert conflict.value.theirs.place == "Room 9"
    assert Meeting.objects.get().place == "Room 9"


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.CLOSED, MeetingState.CANCELLED])
def test_edit_meeting_after_it_was_held_is_refused(state, group, secretary):
    meeting = MeetingFactory(groups=[group], state=state)

    with pytest.raises(DomainError):
        edit(meeting, title="New title", by=secretary)


def test_notify_meeting_opens_it(group, chair):
    meeting = MeetingFactory(groups=[group])

    notify_meeting(meeting=meeting, by=chair)

    meeting.refresh_from_db()
    assert meeting.state == "notified"
    assert meeting.notified_at is not None
    assert (meeting.sequence, meeting.announced["place"]) == (0, "Meeting room 1, Putrajaya")


@pytest.mark.parametrize("fields", [{"place": ""}, {"starts_at": in_days(-1)}], ids=["nowhere", "past"])
def test_notify_meeting_needs_a_place_and_a_time_to_come(fields, group, chair):
    meeting = MeetingFactory(groups=[group], **fields)

    with pytest.raises(DomainError):
        notify_meeting(meeting=meeting, by=chair)

    meeting.refresh_from_db()
    assert meeting.state == "draft"


def test_notify_meeting_needs_only_a_link(group, chair):
    meeting = MeetingFactory(groups=[group], place="", link="https://meet.example.org/x")

    assert notify_meeting(meeting=meeting, by=chair).state == "notified"


def test_start_meeting_from_a_day_before(group, chair):
    far = MeetingFactory(groups=[group], notified=True)
    near = MeetingFactory(groups=[group], notified=True, starts_at=in_days(0, 23))

    with pytest.raises(DomainError):
        start_meeting(meeting=far, by=chair)

    assert start_meeting(meeting=near, by=chair).state == "in_progress"


ACTS = {
    MeetingState.NOTIFIED: notify_meeting,
    MeetingState.IN_PROGRESS: start_meeting,
    MeetingState.HELD: hold_meeting,
    MeetingState.CLOSED: close_meeting,
    MeetingState.CANCELLED: lambda meeting, by: cancel_meeting(meeting=meeting, reason="No quorum.", by=by),
}


@pytest.mark.parametrize("new", ACTS)
@pytest.mark.parametrize("old", list(MeetingState))
def test_state_moves_only_as_the_table_says(old, new, group, chair):
    meeting = MeetingFactory(groups=[group], state=old, starts_at=in_days(1, 0))
    act = ACTS[new]

    if MEETING.allows(old, new):
        assert act(meeting=meeting, by=chair).state == new
    else:
        with pytest.raises(IllegalMove):
            act(meeting=meeting, by=chair)


@pytest.mark.parametrize("new", list(MeetingState))
@pytest.mark.parametrize("old", list(MeetingState))
def test_database_holds_the_same_table(old, new, group):
    meeting = MeetingFactory(groups=[group], state=old, cancel_reason="No quorum.")

    if old == new or MEETING.allows(old, new):
        assert Meeting.objects.filter(pk=meeting.pk).update(state=new) == 1
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.filter(pk=meeting.pk).update(state=new)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_state_moves_only_by_those_who_run_the_meeting(act, group, serve):
    meeting = MeetingFactory(groups=[group])

    for role in (Role.RAPPORTEUR, Role.MEMBER, Role.ALTERNATE, Role.OBSERVER, Role.LIAISON):
        with pytest.raises(NotAllowed):
            act(meeting=meeting, by=serve(group, role))

    meeting.refresh_from_db()
    assert meeting.state == "draft"


def test_cancel_meeting_needs_a_reason(group, chair):
    meeting = MeetingFactory(groups=[group], notified=True)

    with pytest.raises(ValidationError) as refused:
        cancel_meeting(meeting=meeting, reason="  ", by=chair)

    assert list(refused.value.message_dict) == ["reason"]


def test_cancel_meeting_keeps_the_reason_and_raises_the_sequence(group, chair):
    meeting = MeetingFactory(groups=[group], notified=True, sequence=2)

    cancelled = cancel_meeting(meeting=meeting, reason=" No quorum. ", by=chair)

    assert (cancelled.cancel_reason, cancelled.sequence) == ("No quorum.", 3)


def test_cancel_meeting_of_a_draft_tells_nobody(group, chair, serve, outbox):
    serve(group)
    meeting = MeetingFactory(groups=[group])

    cancelled = cancel_meeting(meeting=meeting, reason="No quorum.", by=chair)

    assert cancelled.sequence == 0
    assert outbox() == []

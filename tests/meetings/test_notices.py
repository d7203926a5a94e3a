"""Mails about meetings, through the real outbox into a real SMTP server."""

import datetime as dt
from dataclasses import replace

import pytest
import time_machine
from django.utils import timezone
from icalendar import Calendar

from groups.enums import Role
from meetings.models import Meeting
from meetings.services.meetings import (
    cancel_meeting,
    edit_meeting,
    hold_meeting,
    notify_meeting,
    snapshot_of,
    start_meeting,
)
from meetings.services.notices import send_notice_now
from naio_portal.errors import DomainError, NotAllowed
from naio_portal.notices.models import OutboxMessage
from naio_portal.notices.services.delivery import deliver_due
from tests.factories.groups import AppointmentFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.factories.members import MemberFactory
from tests.meetings.test_meeting_services import details_of

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 2, 0, tzinfo=dt.UTC)  # Monday, 10:00 in Kuala Lumpur
START = dt.datetime(2026, 3, 9, 1, 0, tzinfo=dt.UTC)
HOLD = dt.timedelta(minutes=10)


@pytest.fixture(autouse=True)
def clock(settings):
    settings.NOTICE_HOLD_SECONDS = 600
    settings.MAIL_SINK = True
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def expert(group, serve):
    return serve(group, user={"email": "expert@naio.example", "name": "Aminah"})


@pytest.fixture
def meeting(group, chair, expert):
    """Notified, and its first mails sent."""
    meeting = MeetingFactory(groups=[group], title="Red teaming", place="Room 1", starts_at=START)
    return notify_meeting(meeting=meeting, by=chair)


def edit(meeting, *, by, groups=None, **changes):
    meeting = Meeting.objects.get(pk=meeting.pk)
    return edit_meeting(
        meeting=meeting,
        details=replace(details_of(meeting), **changes),
        groups=list(meeting.groups.all()) if groups is None else groups,
        base=snapshot_of(meeting),
        by=by,
    )


def post(smtp_server):
    """Deliver what is due; the mails that went since the last time, as (address, subject), in order."""
    before = len(smtp_server.messages)
    deliver_due()
    return sorted(
        (received.recipients[0], received.message["subject"].strip())
        for received in smtp_server.messages[before:]
    )


def text_of(message):
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


def entry_of(message):
    """The calendar part: its method and its entry."""
    part = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    calendar = Calendar.from_ical(part.get_content())
    assert part.get_content_type() == "text/calendar"
    assert part["content-type"].params["method"] == calendar["method"]
    return str(calendar["method"]), calendar.events[0]


WHEN = "Monday, 9 March 2026, 09:00–11:00 MYT (UTC+8)"


def test_notice_goes_to_everyone_concerned_who_can_be_written_to(group, other_group, chair, smtp_server):
    with_address = AppointmentFactory(group=group, role=Role.OBSERVER, member__email="observer@naio.example")
    AppointmentFactory(group=group, member__email=None)
    AppointmentFactory(group=group, ended=True)
    AppointmentFactory(group=group, future=True)
    AppointmentFactory(group=other_group)
    closed = AppointmentFactory(group=group, member=MemberFactory(with_user=True)).member.user
    closed.is_active = False
    closed.save()
    meeting = MeetingFactory(groups=[group], title="Red teaming", starts_at=START)

    notify_meeting(meeting=meeting, by=chair)

    subject = f"[SAF] Please keep the time: Red teaming, {WHEN}"
    assert post(smtp_server) == sorted([(with_address.member.email, subject), (chair.email, subject)])


def test_notice_says_when_where_and_the_agenda_that_all_may_read(group, chair, expert, smtp_server):
    meeting = MeetingFactory(
        groups=[group],
        title="Red teaming",
        place="Room 1",
        link="https://meet.example.org/x",
        starts_at=START,
    )
    AgendaItemFactory(meeting=meeting, title="Welcome", minutes=10, kind="information")
    AgendaItemFactory(meeting=meeting, title="Secret findings", minutes=20, visibility="members")
    AgendaItemFactory(meeting=meeting, title="Next steps", minutes=15, kind="decision")
    notify_meeting(meeting=meeting, by=chair)
    post(smtp_server)

    text = text_of(smtp_server.sent_to(expert.email)[0])

    assert text.splitlines()[0] == f"Please keep the time for “Red teaming”: {WHEN}."
    assert "Place: Room 1\nLink to join: https://meet.example.org/x\n" in text
    assert (
        "09:00  1. Welcome (For information, 10 min)\n"
        "09:10  2. Closed item, 20 min\n"
        "09:30  3. Next steps (For decision, 15 min)\n"
    ) in text
    assert "Your time" not in text


def test_notice_is_in_the_language_and_the_zone_of_its_reader(group, chair, smtp_server, serve):
    reader = serve(group, user={"language": "ms", "time_zone": "America/Los_Angeles"})
    meeting = MeetingFactory(groups=[group], starts_at=START)
    notify_meeting(meeting=meeting, by=chair)
    post(smtp_server)

    text = text_of(smtp_server.sent_to(reader.email)[0])

    assert "Isnin, 9 Mac 2026, 9.00 pagi – 11.00 pagi MYT (UTC+8)" in text
    assert "Ahad, 8 Mac 2026, 6.00 petang – 8.00 malam PDT (UTC−7)" in text


def test_notice_carries_a_request_for_the_calendar(meeting, expert, smtp_server):
    post(smtp_server)

    method, entry = entry_of(smtp_server.sent_to(expert.email)[0])

    assert method == "REQUEST"
    assert (entry["uid"], entry["sequence"], entry["status"]) == (meeting.uid, 0, "CONFIRMED")
    assert entry["attendee"] == "mailto:expert@naio.example"
    assert entry["organizer"] == "mailto:urusetia@naio.example"
    assert entry.start == START


def test_person_in_two_groups_that_meet_gets_one_mail(group, other_group, secretary, smtp_server):
    member = AppointmentFactory(group=group).member
    AppointmentFactory(group=other_group, member=member)
    meeting = MeetingFactory(groups=[group, other_group], title="Joint", starts_at=START)

    notify_meeting(meeting=meeting, by=secretary)

    assert post(smtp_server) == [(member.email, f"[NAIO] Please keep the time: Joint, {WHEN}")]


def test_burst_of_edits_is_one_mail_ten_minutes_after_the_last(meeting, chair, expert, smtp_server, clock):
    post(smtp_server)
    edit(meeting, by=chair, place="Room 2")
    clock.shift(HOLD - dt.timedelta(seconds=1))
    edit(meeting, by=chair, starts_at=START + dt.timedelta(hours=1), ends_at=START + dt.timedelta(hours=3))
    clock.shift(HOLD - dt.timedelta(seconds=1))

    assert post(smtp_server) == []
    clock.shift(1)

    subject = "[SAF] Changed: Red teaming, Monday, 9 March 2026, 10:00–12:00 MYT (UTC+8)"
    assert post(smtp_server) == sorted([(chair.email, subject), (expert.email, subject)])
    text = text_of(smtp_server.sent_to(expert.email)[1])
    assert (
        "When\n"
        "  before: Monday, 9 March 2026, 09:00–11:00 MYT (UTC+8)\n"
        "  now: Monday, 9 March 2026, 10:00–12:00 MYT (UTC+8)\n"
        "\n"
        "Place\n"
        "  before: Room 1\n"
        "  now: Room 2\n"
    ) in text


def test_sequence_rises_once_for_each_mail(meeting, chair, expert, smtp_server, clock):
    for place in ("Room 2", "Room 3", "Room 4"):
        edit(meeting, by=chair, place=place)
    post(smtp_server)
    clock.shift(HOLD)
    post(smtp_server)
    edit(meeting, by=chair, link="https://meet.example.org/x")
    clock.shift(HOLD)
    post(smtp_server)

    entries = [entry_of(message)[1] for message in smtp_server.sent_to(expert.email)]

    assert [entry["sequence"] for entry in entries] == [0, 1, 2]
    assert {str(entry["uid"]) for entry in entries} == {meeting.uid}
    assert [entry["location"] for entry in entries] == ["Room 1", "Room 4", "Room 4"]
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.notice_due_at) == (2, None)


def test_first_mail_says_what_was_notified_though_an_edit_waits(meeting, chair, expert, smtp_server):
    edit(meeting, by=chair, place="Room 2")

    post(smtp_server)

    assert "Place: Room 1" in text_of(smtp_server.sent_to(expert.email)[0])


def test_change_taken_back_in_the_burst_says_nothing(meeting, chair, smtp_server, clock):
    post(smtp_server)
    edit(meeting, by=chair, place="Room 2")
    edit(meeting, by=chair, place="Room 1")
    clock.shift(HOLD)

    assert post(smtp_server) == []
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.notice_due_at) == (0, None)


def test_change_of_the_title_alone_is_not_mailed(meeting, chair, smtp_server, clock):
    post(smtp_server)
    edit(meeting, by=chair, title="Red teams")
    clock.shift(HOLD)

    assert post(smtp_server) == []


def test_edit_of_the_title_prolongs_a_burst(meeting, chair, expert, smtp_server, clock):
    post(smtp_server)
    edit(meeting, by=chair, place="Room 2")
    clock.shift(HOLD - dt.timedelta(seconds=1))
    edit(meeting, by=chair, title="Red teams")
    clock.shift(2)

    assert post(smtp_server) == []


def test_edit_of_a_draft_is_not_mailed(group, chair, expert, smtp_server, clock):
    meeting = MeetingFactory(groups=[group], starts_at=START)

    edit(meeting, by=chair, place="Room 2")
    clock.shift(HOLD)

    assert post(smtp_server) == []


def test_send_now_does_not_wait(meeting, chair, expert, smtp_server):
    post(smtp_server)
    edit(meeting, by=chair, place="Room 2")

    send_notice_now(meeting=meeting, by=chair)

    assert [address for address, _ in post(smtp_server)] == sorted([chair.email, expert.email])
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.notice_due_at) == (1, None)


def test_send_now_after_the_held_mail_was_cancelled_in_the_outbox(meeting, chair, expert, smtp_server):
    post(smtp_server)
    edit(meeting, by=chair, place="Room 2")
    OutboxMessage.objects.filter(state="held").update(state="cancelled")

    send_notice_now(meeting=meeting, by=chair)

    assert [address for address, _ in post(smtp_server)] == sorted([chair.email, expert.email])


def test_send_now_is_refused_where_nothing_waits_and_to_others(meeting, chair, expert):
    with pytest.raises(DomainError):
        send_notice_now(meeting=meeting, by=chair)
    edit(meeting, by=chair, place="Room 2")
    with pytest.raises(NotAllowed):
        send_notice_now(meeting=meeting, by=expert)


def test_cancellation_takes_the_place_of_a_held_change(meeting, chair, expert, smtp_server, clock):
    post(smtp_server)
    edit(meeting, by=chair, place="Room 2")

    cancel_meeting(meeting=meeting, reason="The chair is ill.", by=chair)

    subject = f"[SAF] Cancelled: Red teaming, {WHEN}"
    assert post(smtp_server) == sorted([(chair.email, subject), (expert.email, subject)])
    message = smtp_server.sent_to(expert.email)[1]
    assert "Reason: The chair is ill." in text_of(message)
    method, entry = entry_of(message)
    assert (method, entry["status"], entry["sequence"], entry["uid"]) == (
        "CANCEL",
        "CANCELLED",
        1,
        meeting.uid,
    )
    clock.shift(HOLD)
    assert post(smtp_server) == []


def test_cancellation_before_the_notice_left_sends_the_cancellation_alone(
    meeting, chair, expert, smtp_server
):
    cancel_meeting(meeting=meeting, reason="No quorum.", by=chair)

    assert [subject.split(":")[0] for _, subject in post(smtp_server)] == ["[SAF] Cancelled"] * 2


def test_held_change_is_forgotten_once_the_meeting_is_over(meeting, chair, smtp_server, clock):
    post(smtp_server)
    clock.move_to(START)
    start_meeting(meeting=meeting, by=chair)
    edit(meeting, by=chair, link="https://meet.example.org/x")
    hold_meeting(meeting=meeting, by=chair)
    clock.shift(HOLD)

    assert post(smtp_server) == []


def test_group_that_joins_is_invited_and_one_that_leaves_is_told(
    meeting, group, other_group, secretary, expert, chair, serve, smtp_server, clock
):
    newcomer = serve(other_group)
    both = serve(other_group)
    AppointmentFactory(group=group, member=both.member)
    post(smtp_server)
    edit(meeting, by=secretary, groups=[other_group])
    clock.shift(HOLD)

    sent = dict(post(smtp_server))

    assert sent == {
        chair.email: f"[SAF] No longer for your group: Red teaming, {WHEN}",
        expert.email: f"[SAF] No longer for your group: Red teaming, {WHEN}",
        newcomer.email: f"[SEC] Please keep the time: Red teaming, {WHEN}",
    }
    assert entry_of(smtp_server.sent_to(expert.email)[-1])[0] == "CANCEL"
    assert entry_of(smtp_server.sent_to(newcomer.email)[-1])[0] == "REQUEST"


def test_group_added_and_taken_back_in_the_burst_hears_nothing(
    meeting, group, other_group, secretary, expert, chair, serve, smtp_server, clock
):
    serve(other_group)
    post(smtp_server)
    edit(meeting, by=secretary, groups=[group, other_group])
    clock.shift(60)
    edit(meeting, by=secretary, groups=[group], place="Room 2")
    clock.shift(HOLD)

    assert [address for address, _ in post(smtp_server)] == sorted([chair.email, expert.email])
    meeting.refresh_from_db()
    assert meeting.sequence == 1


def test_person_whose_service_ended_meanwhile_is_not_written_to(meeting, chair, expert, smtp_server, clock):
    post(smtp_server)
    edit(meeting, by=chair, place="Room 2")
    appointment = expert.member.appointments.get()
    appointment.end_on, appointment.end_reason = dt.date(2026, 3, 1), "term"
    appointment.save()
    clock.shift(HOLD)

    assert [address for address, _ in post(smtp_server)] == [chair.email]


def test_change_with_nobody_to_tell_is_announced_at_once(group, secretary):
    meeting = MeetingFactory(groups=[group], notified=True, starts_at=START)

    edit(meeting, by=secretary, place="Room 2")

    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.announced["place"], meeting.notice_due_at) == (1, "Room 2", None)


def test_change_of_a_meeting_whose_last_mail_is_unknown_tells_what_stood(
    group, chair, expert, smtp_server, clock
):
    meeting = MeetingFactory(groups=[group], notified=True, place="Room 1", starts_at=START)
    edit(meeting, by=chair, place="Room 2")
    clock.shift(HOLD)
    post(smtp_server)

    assert "before: Room 1\n  now: Room 2" in text_of(smtp_server.sent_to(expert.email)[0])


def test_change_overtaken_by_a_later_one_is_dropped(meeting, chair, expert, smtp_server, clock):
    post(smtp_server)
    edit(meeting, by=chair, place="Room 2")
    send_notice_now(meeting=meeting, by=chair)
    edit(meeting, by=chair, place="Room 3")
    send_notice_now(meeting=meeting, by=chair)

    post(smtp_server)

    changed = smtp_server.sent_to(expert.email)[1:]
    assert ["Place: Room 3" in text_of(message) for message in changed] == [True]
    assert OutboxMessage.objects.filter(state="dropped").count() == 2


def test_message_belongs_to_the_thread_of_its_meeting(meeting, expert, smtp_server):
    post(smtp_server)

    assert str(meeting.reference) in smtp_server.sent_to(expert.email)[0]["references"]


def test_countdown_is_kept_on_the_meeting(meeting, chair):
    edit(meeting, by=chair, place="Room 2")

    meeting.refresh_from_db()
    assert meeting.notice_due_at == timezone.now() + HOLD

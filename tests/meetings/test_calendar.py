import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from meetings.calendar import calendar_of, zone_component
from tests.factories.meetings import AgendaItemFactory, MeetingFactory

pytestmark = pytest.mark.django_db


def parse(meeting, **more):
    options = {"method": "PUBLISH", "language": "en", "with_link": True, **more}
    return Calendar.from_ical(calendar_of(meeting, **options))


def test_entry_says_what_when_and_where(group):
    meeting = MeetingFactory(
        groups=[group], title="Red teaming; part 2", place="Room 1, Putrajaya", notified=True
    )

    calendar = parse(meeting)

    entry = calendar.events[0]
    assert (calendar["version"], calendar["method"]) == ("2.0", "PUBLISH")
    assert entry["summary"] == "[SAF] Red teaming; part 2"
    assert entry["location"] == "Room 1, Putrajaya"
    assert (entry.start, entry.end) == (meeting.starts_at, meeting.ends_at)
    assert entry["dtstart"].params["tzid"] == "Asia/Kuala_Lumpur"
    assert entry["url"].endswith(f"/meetings/{meeting.reference}/")
    assert (entry["uid"], entry["sequence"], entry["status"]) == (meeting.uid, 0, "CONFIRMED")


@pytest.mark.parametrize(
    ("state", "status"), [("draft", "TENTATIVE"), ("held", "CONFIRMED"), ("cancelled", "CANCELLED")]
)
def test_entry_status_follows_the_state(state, status, group):
    assert parse(MeetingFactory(groups=[group], state=state)).events[0]["status"] == status


def test_entry_shows_common_items_only(group):
    meeting = MeetingFactory(groups=[group], link="https://meet.example.org/x")
    AgendaItemFactory(meeting=meeting, title="Welcome", minutes=10)
    AgendaItemFactory(meeting=meeting, title="Salaries", minutes=20, visibility="members")
    AgendaItemFactory(meeting=meeting, title="Breach", minutes=5, visibility="restricted")

    text = str(parse(meeting).events[0]["description"])

    assert "09:00  1. Welcome (For discussion, 10 min)" in text
    assert "09:10  2. Closed item, 20 min" in text
    assert "09:30  3. Closed item, 5 min" in text
    assert "Salaries" not in text
    assert "Breach" not in text
    assert "Join: https://meet.example.org/x" in text


def test_entry_without_the_link_for_those_who_do_not_meet(group):
    meeting = MeetingFactory(groups=[group], place="", link="https://meet.example.org/x")

    text = calendar_of(meeting, method="PUBLISH", language="en", with_link=False)

    assert "meet.example.org" not in text


def test_online_meeting_has_its_link_as_location(group):
    meeting = MeetingFactory(groups=[group], place="", link="https://meet.example.org/x")

    assert parse(meeting).events[0]["location"] == "https://meet.example.org/x"


def test_plenary_is_named_so(group, other_group):
    meeting = MeetingFactory(groups=[group, other_group], is_plenary=True, title="Building")

    assert parse(meeting).events[0]["summary"] == "[Plenary] Building"


def test_text_is_folded_and_names_keep_their_marks(group):
    """RFC 5545 §3.1: lines of at most 75 octets, ended by CRLF; RFC 6868: quotation marks in a name."""
    meeting = MeetingFactory(groups=[group], title="Mesyuarat; “percubaan”, \\ " + "panjang " * 20)

    text = calendar_of(
        meeting, method="REQUEST", language="ms", with_link=True, attendee=('Zul "Z"; Én', "zul@naio.example")
    )

    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "\n" not in text.replace("\r\n", "")
    entry = Calendar.from_ical(text).events[0]
    assert entry["summary"] == f"[SAF] {meeting.title}"
    assert entry["attendee"].params["cn"] == 'Zul "Z"; Én'


def onsets(name, around):
    """(kind, local onset, offset before, after) of each observance, in order."""
    component = Calendar.from_ical(
        b"BEGIN:VCALENDAR\r\n" + zone_component(name, around).to_ical() + b"END:VCALENDAR"
    )
    return [
        (part.name, part["dtstart"].dt, part["tzoffsetfrom"].td, part["tzoffsetto"].td)
        for part in component.timezones[0].subcomponents
    ]


HOUR = dt.timedelta(hours=1)


def test_zone_without_changes_has_one_observance():
    at = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)

    assert onsets("Asia/Kuala_Lumpur", at) == [("STANDARD", dt.datetime(2025, 1, 1, 8), 8 * HOUR, 8 * HOUR)]


def test_zone_changes_are_written_in_the_local_time_that_ends():
    at = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)

    found = onsets("Europe/London", at)

    assert ("DAYLIGHT", dt.datetime(2026, 3, 29, 1), 0 * HOUR, HOUR) in found
    assert ("STANDARD", dt.datetime(2026, 10, 25, 2), HOUR, 0 * HOUR) in found
    assert len(found) == 7


@pytest.mark.parametrize(
    "name", ["Europe/London", "America/Los_Angeles", "Australia/Sydney", "Asia/Kathmandu"]
)
def test_zone_gives_the_offset_of_each_day_as_the_zone_database_does(name):
    zone = ZoneInfo(name)
    at = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
    found = sorted((onset - before, after) for _, onset, before, after in onsets(name, at))

    for day in range(365):
        instant = at + dt.timedelta(days=day)
        naive = instant.replace(tzinfo=None)
        expected = [after for onset, after in found if onset <= naive][-1]
        assert instant.astimezone(zone).utcoffset() == expected


def test_second_of_two_equal_hours_is_written_in_utc(group):
    first = dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)  # 01:30 in London, the first time
    once, again = (
        MeetingFactory(
            groups=[group], time_zone="Europe/London", starts_at=at, ends_at=at + dt.timedelta(minutes=20)
        )
        for at in (first, first + HOUR)
    )

    assert parse(once).events[0]["dtstart"].params.get("tzid") == "Europe/London"
    assert parse(again).events[0]["dtstart"].to_ical() == b"20261025T013000Z"
    assert parse(again).events[0].start == again.starts_at

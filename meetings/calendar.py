"""A meeting as iCalendar (RFC 5545, iTIP RFC 5546): for the file to download and the part in a mail.

One UID for ever; SEQUENCE as the mails say; the place's zone as VTIMEZONE. What stands in it is read by
everyone invited: members-only and restricted items appear as closed items.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vText

from meetings.agenda_text import agenda_lines
from meetings.enums import MeetingState
from meetings.models import Meeting
from meetings.selectors import agenda_for_all

STATUS = {MeetingState.DRAFT: "TENTATIVE", MeetingState.CANCELLED: "CANCELLED"}


def zone_component(name: str, around: dt.datetime) -> Timezone:
    """VTIMEZONE with each change of the clock from the year before `around` to the year after.

    An onset is written in the local time that ends (RFC 5545 §3.6.5: DTSTART is in TZOFFSETFROM).
    """
    zone = ZoneInfo(name)
    component = Timezone()
    component.add("tzid", name)
    at = dt.datetime(around.year - 1, 1, 1, tzinfo=dt.UTC)
    last = dt.datetime(around.year + 2, 1, 1, tzinfo=dt.UTC)
    offset = at.astimezone(zone).utcoffset()
    component.add_component(_onset(at.astimezone(zone).replace(tzinfo=None), offset, at.astimezone(zone)))
    while at < last:
        later = at + dt.timedelta(days=1)
        if later.astimezone(zone).utcoffset() != offset:
            change = _first_instant(zone, at, later, offset)
            component.add_component(
                _onset((change + offset).replace(tzinfo=None), offset, change.astimezone(zone))
            )
            offset = change.astimezone(zone).utcoffset()
        at = later
    return component


def _first_instant(
    zone: ZoneInfo, early: dt.datetime, late: dt.datetime, offset: dt.timedelta
) -> dt.datetime:
    """The minute between `early` and `late` from which the zone no longer has that offset."""
    while late - early > dt.timedelta(minutes=1):
        middle = early + (late - early) // 2
        middle -= dt.timedelta(seconds=middle.second, microseconds=middle.microsecond)
        if middle.astimezone(zone).utcoffset() == offset:
            early = middle
        else:
            late = middle
    return late


def _onset(
    wall: dt.datetime, before: dt.timedelta, after: dt.datetime
) -> TimezoneDaylight | TimezoneStandard:
    kind = TimezoneDaylight if after.utcoffset() > before else TimezoneStandard
    component = kind()
    component.add("dtstart", wall)
    component.add("tzoffsetfrom", before)
    component.add("tzoffsetto", after.utcoffset())
    component.add("tzname", after.tzname())
    return component


def calendar_of(
    meeting: Meeting,
    *,
    method: str,
    language: str,
    with_link: bool,
    said: Mapping[str, object] | None = None,
    sequence: int | None = None,
    attendee: tuple[str, str] | None = None,
) -> str:
    """The meeting as text of a calendar with one entry.

    `method`: PUBLISH (a file), REQUEST or CANCEL (a mail). `said`: time, place and link as a mail tells
    them (`announcement`), else as they stand. `attendee`: name and address of the mail's reader.
    """
    with override(language):
        entry: Any = Event()
        entry.add("uid", meeting.uid)
        entry.add("sequence", meeting.sequence if sequence is None else sequence)
        entry.add("dtstamp", timezone.now())
        entry.add("last-modified", meeting.updated_at)
        _add_times(entry, meeting, said)
        entry.add("summary", summary_of(meeting))
        place = meeting.place if said is None else str(said["place"])
        link = (meeting.link if said is None else str(said["link"])) if with_link else ""
        if place or link:
            entry.add("location", place or link)
        entry.add("description", _description(meeting, link))
        entry.add("url", settings.SITE_URL + meeting.get_absolute_url())
        entry.add(
            "status",
            "CANCELLED" if method == "CANCEL" else STATUS.get(MeetingState(meeting.state), "CONFIRMED"),
        )
        entry["organizer"] = _address(in_language_setting("name", language), settings.ORGANISATION["email"])
        if attendee:
            person = _address(*attendee)
            person.params["partstat"] = vText("NEEDS-ACTION")
            person.params["rsvp"] = vText("FALSE")
            entry["attendee"] = person
        calendar = Calendar()
        calendar.add("prodid", "-//NAIO//Portal//EN")
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", method)
        zone = str(said["time_zone"]) if said else meeting.time_zone
        calendar.add_component(zone_component(zone, entry["dtstart"].dt))
        calendar.add_component(entry)
    return calendar.to_ical().decode()


def in_language_setting(base: str, language: str) -> str:
    """A name of the office from the settings, in that language."""
    return settings.ORGANISATION[f"{base}_{'en' if language.startswith('en') else 'ms'}"]


def summary_of(meeting: Meeting) -> str:
    """`[SAF] Title`: the codes of up to three groups, or the word for a plenary, before the title."""
    codes = [link.group.code for link in meeting.meeting_groups.all()]
    mark = (
        _("Plenary") if meeting.is_plenary else ", ".join(sorted(codes)[:3]) + ("…" if len(codes) > 3 else "")
    )
    return f"[{mark}] {meeting.title}"


def _address(name: str, email: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    address.params["cn"] = vText(name)
    return address


def _add_times(entry: Event, meeting: Meeting, said: Mapping[str, object] | None) -> None:
    """Start and end in the place's zone; in UTC where the clock shows the same hour twice: a local time
    there means the first (RFC 5545 §3.3.5)."""
    starts_at, ends_at, name = meeting.starts_at, meeting.ends_at, meeting.time_zone
    if said:
        starts_at = dt.datetime.fromisoformat(str(said["starts_at"]))
        ends_at = dt.datetime.fromisoformat(str(said["ends_at"]))
        name = str(said["time_zone"])
    zone = ZoneInfo(name)
    is_second_hour = starts_at.astimezone(zone).fold or ends_at.astimezone(zone).fold
    for key, instant in (("dtstart", starts_at), ("dtend", ends_at)):
        entry.add(key, instant.astimezone(dt.UTC if is_second_hour else zone))


def _description(meeting: Meeting, link: str) -> str:
    parts = [meeting.description] if meeting.description else []
    if link:
        parts.append(_("Join: %(link)s") % {"link": link})
    lines = agenda_lines(agenda_for_all(meeting), meeting.time_zone)
    if lines:
        parts.append("\n".join([_("Agenda"), *lines]))
    parts.append(settings.SITE_URL + meeting.get_absolute_url())
    return "\n\n".join(parts)

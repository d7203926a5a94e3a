"""When a reminder stage goes to a person. Pure functions of a day, a place and a zone.

A stage belongs to a day in Kuala Lumpur. It goes at the recipient's last 09:00 that is not after 18:00
Kuala Lumpur time of that day: 09:00 in Los Angeles on the due date would be the next day in Malaysia. When
that local day is not a working day there, a stage before or on the date goes on the last working day
before it, an overdue stage on the next one after it.
"""

import datetime as dt
from dataclasses import dataclass, field
from functools import lru_cache
from zoneinfo import ZoneInfo

from naio_portal.dates import KUALA_LUMPUR, zone_of
from naio_portal.notices.workdays import WorkCalendar

SEND_AT = dt.time(9)
NOT_AFTER = dt.time(18)


@dataclass(frozen=True)
class Clock:
    """The calendar and the zone of a recipient. `time_zone`: IANA name, empty for Kuala Lumpur."""

    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    time_zone: str = ""

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.time_zone)


def nine(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    """09:00 of that day on the zone's clock, in UTC."""
    return dt.datetime.combine(day, SEND_AT, zone).astimezone(dt.UTC)


@lru_cache(maxsize=4096)
def local_day(stage_day: dt.date, zone: ZoneInfo) -> dt.date:
    """The local day whose 09:00 is the last not after 18:00 in Kuala Lumpur on `stage_day`."""
    limit = dt.datetime.combine(stage_day, NOT_AFTER, KUALA_LUMPUR).astimezone(dt.UTC)
    day = limit.astimezone(zone).date()
    return day if nine(day, zone) <= limit else day - dt.timedelta(days=1)


def send_day(stage_day: dt.date, clock: Clock, *, is_overdue: bool) -> dt.date:
    """The local working day on which the stage goes."""
    day = local_day(stage_day, clock.zone)
    return clock.calendar.on_or_after(day) if is_overdue else clock.calendar.on_or_before(day)


def send_instant(stage_day: dt.date, clock: Clock, *, is_overdue: bool) -> dt.datetime:
    """The instant from which the stage may go: 09:00 local of its day, in UTC."""
    return nine(send_day(stage_day, clock, is_overdue=is_overdue), clock.zone)


def open_morning(now: dt.datetime, clock: Clock) -> dt.date | None:
    """The local day whose mail may go now: today there, when it is a working day and 09:00 has come."""
    day = now.astimezone(clock.zone).date()
    return day if clock.calendar.works_on(day) and nine(day, clock.zone) <= now else None


def next_morning(day: dt.date, clock: Clock) -> dt.date:
    """The first working day after `day`."""
    return clock.calendar.on_or_after(day + dt.timedelta(days=1))


def reach(morning: dt.date, clock: Clock) -> tuple[dt.date, dt.date]:
    """How far the mail of a working day reaches: the last stage days (before or on the date, overdue) whose
    `send_day` is not after `morning`. A stage is open when its day is not after that: never by equality."""
    upcoming = next_morning(morning, clock)
    day = upcoming + dt.timedelta(days=2)
    while local_day(day, clock.zone) >= upcoming:
        day -= dt.timedelta(days=1)
    overdue = min(day, morning + dt.timedelta(days=2))
    while local_day(overdue, clock.zone) > morning:
        overdue -= dt.timedelta(days=1)
    return day, overdue

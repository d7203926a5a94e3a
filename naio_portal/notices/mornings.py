"""Whose 09:00 it is: the working mornings of the places and zones that people are in."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from naio_portal.dates import zone_of
from naio_portal.notices.instants import Clock, next_morning, nine, open_morning, reach
from naio_portal.notices.models import ExtraHoliday, SweptDay
from naio_portal.notices.reckoning import Morning, Reckoning
from naio_portal.notices.sql import Sql
from naio_portal.notices.workdays import Place, WorkCalendar

Profile = tuple[str, str, str]  # country, state, zone


def profiles(today: dt.date) -> list[Profile]:
    """Country, state and zone of everybody who may be written to today."""
    sql = Sql("WITH ").append(Reckoning(today).people())
    rows = sql.add(" SELECT DISTINCT country, state, time_zone FROM person ORDER BY 1, 2, 3").rows()
    return [(row["country"], row["state"], row["time_zone"]) for row in rows]


def clocks(found: Iterable[Profile]) -> dict[Profile, Clock]:
    """The working days and the zone of each profile, with the days off that the secretariat added."""
    extra: dict[tuple[str, str], dict[dt.date, str]] = defaultdict(dict)
    for country, state, day, name in ExtraHoliday.objects.values_list("country", "state", "on", "name"):
        extra[country, state][day] = name
    return {
        (country, state, zone): Clock(
            WorkCalendar(Place(country, state), extra[country, ""] | extra[country, state]), zone
        )
        for country, state, zone in found
    }


def _morning(profile: Profile, clock: Clock, day: dt.date) -> Morning:
    due, overdue = reach(day, clock)
    return Morning(*profile, day, due, overdue, clock.calendar.is_first_of_week(day))


def open_mornings(now: dt.datetime, today: dt.date) -> list[Morning]:
    """The mornings whose mail may go at `now`; at most one for each profile."""
    return [
        _morning(profile, clock, day)
        for profile, clock in clocks(profiles(today)).items()
        if (day := open_morning(now, clock))
    ]


def coming_mornings(now: dt.datetime, found: dict[Profile, Clock], days: int) -> list[Morning]:
    """The mornings of the next `days` days whose mail has not been seen to yet. `found`: of `clocks`."""
    swept = {(row.country, row.state, row.time_zone): row.day for row in SweptDay.objects.all()}
    return [
        _morning(profile, clock, day)
        for profile, clock in found.items()
        for day in _working_days(now, clock, days, swept.get(profile))
    ]


def _working_days(now: dt.datetime, clock: Clock, days: int, swept: dt.date | None) -> Iterator[dt.date]:
    today = now.astimezone(clock.zone).date()
    day = today - dt.timedelta(days=1)
    last = today + dt.timedelta(days=days)
    while (day := next_morning(day, clock)) <= last:
        if swept is None or day > swept:
            yield day


def goes_at(morning_day: dt.date, time_zone: str) -> dt.datetime:
    """The instant of that 09:00, in UTC."""
    return nine(morning_day, zone_of(time_zone))

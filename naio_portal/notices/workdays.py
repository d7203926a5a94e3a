"""Working days: weekends from our own dated table, public holidays from the `holidays` library and from
those the secretariat added. Pure: the added ones are handed in."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import holidays

FRIDAY_AND_SATURDAY = frozenset({4, 5})
SATURDAY_AND_SUNDAY = frozenset({5, 6})

# Weekends of the states of Malaysia: from which day on, which days. Where a state is not named, Saturday
# and Sunday. Our own, since releases of the library differ (decision and source: docs/reminders.md).
MALAYSIAN_WEEKENDS: dict[str, tuple[tuple[dt.date, frozenset[int]], ...]] = {
    "KDH": ((dt.date.min, FRIDAY_AND_SATURDAY),),
    "KTN": ((dt.date.min, FRIDAY_AND_SATURDAY),),
    "TRG": ((dt.date.min, FRIDAY_AND_SATURDAY),),
    "JHR": (
        (dt.date.min, SATURDAY_AND_SUNDAY),
        (dt.date(2014, 1, 1), FRIDAY_AND_SATURDAY),
        (dt.date(2025, 1, 1), SATURDAY_AND_SUNDAY),
    ),
}
# No place rests so long: a longer search means a calendar entered wrongly.
LONGEST_REST = 60


@dataclass(frozen=True)
class Place:
    """Where somebody works. `country`: ISO 3166-1, empty for Malaysia; `state`: of Malaysia, or empty."""

    country: str = ""
    state: str = ""

    @property
    def is_malaysia(self) -> bool:
        return self.country in {"", "MY"}


@lru_cache(maxsize=512)
def public_holidays(country: str, state: str) -> holidays.HolidayBase | None:
    """The library's calendar of a country, of one state where Malaysia's is named; None where it has none."""
    subdivision = state or None if country == "MY" else None
    try:
        return holidays.country_holidays(country, subdiv=subdivision)
    except NotImplementedError:
        return None


@lru_cache(maxsize=65536)
def is_usual_working_day(day: dt.date, place: Place) -> bool:
    """Whether people of that place work on that day, by weekend and public holidays."""
    calendar = public_holidays(place.country or "MY", place.state)
    if place.is_malaysia:
        is_holiday = calendar is not None and day in calendar
        return not is_holiday and day.weekday() not in malaysian_weekend(day, place.state)
    if calendar is None:
        return day.weekday() not in SATURDAY_AND_SUNDAY
    day in calendar  # noqa: B015 (the library reckons a year when it is first asked about)
    return calendar.is_working_day(day)


def malaysian_weekend(day: dt.date, state: str) -> frozenset[int]:
    """The weekdays of rest (0 is Monday) that a state of Malaysia had on that day."""
    weekend = SATURDAY_AND_SUNDAY
    for since, days in MALAYSIAN_WEEKENDS.get(state, ()):
        if since <= day:
            weekend = days
    return weekend


def weekend_table() -> list[tuple[str, tuple[int, ...], dt.date | None, dt.date | None]]:
    """(state, weekdays of rest, first day, last day) of each state that differs, or did, the latest first;
    0 is Monday, None: no such day."""
    rows: list[tuple[str, tuple[int, ...], dt.date | None, dt.date | None]] = []
    for state, periods in MALAYSIAN_WEEKENDS.items():
        last: dt.date | None = None
        for since, days in reversed(periods):
            first = since if since > dt.date.min else None
            rows.append((state, tuple(sorted(days)), first, last))
            last = first and first - dt.timedelta(days=1)
    return rows


@dataclass(frozen=True)
class WorkCalendar:
    """The working days of one place. `extra`: days off that the secretariat added for it, and their names."""

    place: Place = Place()
    extra: Mapping[dt.date, str] = field(default_factory=dict)

    def works_on(self, day: dt.date) -> bool:
        return day not in self.extra and is_usual_working_day(day, self.place)

    def on_or_before(self, day: dt.date) -> dt.date:
        """That day, or the last working day before it."""
        return self._search(day, -1)

    def on_or_after(self, day: dt.date) -> dt.date:
        """That day, or the next working day after it."""
        return self._search(day, 1)

    def is_first_of_week(self, day: dt.date) -> bool:
        """Whether this working day is the first since the last weekend."""
        before = day - dt.timedelta(days=1)
        while not self.works_on(before) and not self._is_weekend(before):
            before -= dt.timedelta(days=1)
        return not self.works_on(before)

    def _is_weekend(self, day: dt.date) -> bool:
        if self.place.is_malaysia:
            return day.weekday() in malaysian_weekend(day, self.place.state)
        calendar = public_holidays(self.place.country, "")
        return day.weekday() in SATURDAY_AND_SUNDAY if calendar is None else calendar.is_weekend(day)

    def _search(self, day: dt.date, step: int) -> dt.date:
        for distance in range(LONGEST_REST):
            found = day + dt.timedelta(days=step * distance)
            if self.works_on(found):
                return found
        return day

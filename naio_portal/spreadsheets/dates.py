"""Dates as offices write them: cells, serials, d/m/y, Malay and English month names.

Day before month is the house's rule; a column may be switched as a whole to month before day, and a
text that would be a date either way says so (`is_ambiguous`), so that a person is asked.
"""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from naio_portal.spreadsheets.cells import Cell, Formula, text_of


class Order(StrEnum):
    """Which number comes first in 03/04/2025."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


# Code of a refusal -> the sentence; `text`: what the cell says.
WHY_NOT = {
    "date_formula": _("“%(text)s” is a formula: type the date itself."),
    "date_none": _("“%(text)s” is no date."),
    "date_impossible": _("“%(text)s” is no day of the calendar."),
    "date_year": _("The year %(text)s cannot be meant."),
}


class NotADate(ValueError):
    """The cell is no date. `code`: a key of WHY_NOT; `text`: what it names; `str()` says why."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code, text)
        self.code, self.text = code, text

    def __str__(self) -> str:
        return WHY_NOT[self.code] % {"text": self.text}


@dataclass(frozen=True)
class ReadDate:
    """A date as read. `is_ambiguous`: it would be another date in the other order."""

    date: dt.date
    is_ambiguous: bool = False


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb",
            "mac march mar",
            "april apr",
            "mei may",
            "jun june",
            "julai july jul",
            "ogos august aug ogo ogs",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "disember december dis dec",
        ),
        start=1,
    )
    for name in names.split()
}
FIRST_YEAR, LAST_YEAR = 1950, 2100
DAY_ZERO = dt.date(1899, 12, 30)
DAY_ZERO_1904 = dt.date(1904, 1, 1)
CENTURY_TURNS_AT = 70  # 69 is 2069, 70 is 1970

# A time of day after the date is allowed and left off.
CLOCK = r"(?:[T ,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?|z|[+-]\d{2}:?\d{2})?)?$"
YEAR = r"(\d{4}|\d{2})"


def pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


YEAR_FIRST = pattern(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})" + CLOCK)
NUMBERS = pattern(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*" + YEAR + CLOCK)
COMPACT = pattern(r"(\d{4})(\d{2})(\d{2})$")
DAY_MONTH = pattern(r"(\d{1,2})(?:hb|st|nd|rd|th)?[-/. ]*([a-z]+)[-/., ]*" + YEAR + CLOCK)
MONTH_DAY = pattern(r"([a-z]+)[-/. ]*(\d{1,2})(?:st|nd|rd|th)?[-/., ]+" + YEAR + CLOCK)
WEEKDAY = pattern(
    r"(?:isnin|selasa|rabu|khamis|jumaat|sabtu|ahad"
    r"|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[,. ]+"
)


def read_date(cell: Cell, *, order: Order = Order.DAY_FIRST, is_1904: bool = False) -> ReadDate | None:
    """The date of a cell, None when the cell is empty. A time of day is left off.

    Takes date cells, serial numbers (`is_1904`: of a workbook that counts from 1904), 2025-02-28,
    28/02/2025, 28.02.25, 20250228, 28 Feb 2025, 28hb Februari 2025, February 28, 2025.
    Raises NotADate: an impossible day, a formula, a year before 1950 or after 2100, other text.
    """
    match cell:
        case dt.datetime():
            return ReadDate(in_range(cell.date()))
        case dt.date():
            return ReadDate(in_range(cell))
        case Formula():
            raise NotADate("date_formula", cell.text)
        case bool():
            pass
        case int() | float():
            return ReadDate(from_number(cell, is_1904=is_1904))
    text = text_of(cell)
    return from_text(text, order) if text else None


def from_number(number: int | float, *, is_1904: bool) -> dt.date:
    """A serial number of days, or 20250228. Raises NotADate."""
    compact = COMPACT.match(text_of(number))
    if compact:
        return make(*map(int, compact.groups()), text=text_of(number))
    try:
        return in_range((DAY_ZERO_1904 if is_1904 else DAY_ZERO) + dt.timedelta(days=int(number)))
    except (OverflowError, NotADate) as error:
        raise NotADate("date_none", text_of(number)) from error


def from_text(text: str, order: Order) -> ReadDate:
    """The date that a text says. Raises NotADate."""
    weekday = WEEKDAY.match(text)
    bare = text[weekday.end() :] if weekday else text
    if (found := YEAR_FIRST.match(bare)) or (found := COMPACT.match(bare)):
        return ReadDate(make(*map(int, found.groups()), text=text))
    if found := NUMBERS.match(bare):
        first, second, year = map(int, found.groups())
        day, month = (first, second) if order == Order.DAY_FIRST else (second, first)
        is_ambiguous = first <= 12 and second <= 12 and first != second
        return ReadDate(make(full_year(year, found[3]), month, day, text=text), is_ambiguous)
    if (found := DAY_MONTH.match(bare)) and found[2].casefold() in MONTHS:
        return ReadDate(
            make(full_year(int(found[3]), found[3]), MONTHS[found[2].casefold()], int(found[1]), text=text)
        )
    if (found := MONTH_DAY.match(bare)) and found[1].casefold() in MONTHS:
        return ReadDate(
            make(full_year(int(found[3]), found[3]), MONTHS[found[1].casefold()], int(found[2]), text=text)
        )
    if bare.isdecimal() and len(bare) == 5:  # a serial number that a CSV kept as text
        return ReadDate(from_number(int(bare), is_1904=False))
    raise NotADate("date_none", text)


def full_year(year: int, written: str) -> int:
    """25 is 2025, 85 is 1985."""
    if len(written) > 2:
        return year
    return year + (2000 if year < CENTURY_TURNS_AT else 1900)


def make(year: int, month: int, day: int, *, text: str) -> dt.date:
    """The date. Raises NotADate when the calendar has no such day."""
    try:
        return in_range(dt.date(year, month, day))
    except NotADate:
        raise
    except ValueError as error:
        raise NotADate("date_impossible", text) from error


def in_range(date: dt.date) -> dt.date:
    """Raise NotADate for a year that no list can mean."""
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise NotADate("date_year", str(date.year))
    return date

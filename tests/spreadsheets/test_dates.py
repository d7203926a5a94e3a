import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naio_portal.spreadsheets.cells import Formula
from naio_portal.spreadsheets.dates import NotADate, Order, ReadDate, read_date

THE_DAY = ReadDate(dt.date(2025, 2, 28))


@pytest.mark.parametrize(
    "cell",
    [
        dt.date(2025, 2, 28),
        dt.datetime(2025, 2, 28, 14, 30),
        45716,
        45716.75,
        20250228,
        "45716",
        "20250228",
        "2025-02-28",
        "2025/2/28",
        "2025-02-28T00:00:00",
        "2025-02-28 00:00:00.000",
        "28/02/2025",
        "28/2/2025 9:00 AM",
        "28.02.25",
        "28-2-2025",
        " 28 / 02 / 2025 ",
        "28 Feb 2025",
        "28-Feb-25",
        "28 FEBRUARI 2025",
        "28hb Februari 2025",
        "Jumaat, 28 Februari 2025",
        "Friday 28th February, 2025",
        "February 28, 2025",
        "Feb 28 2025",
    ],
)
def test_one_day_in_every_writing(cell):
    assert read_date(cell) == THE_DAY


@pytest.mark.parametrize(
    ("month", "number"),
    [
        ("Mac", 3),
        ("Mei", 5),
        ("Julai", 7),
        ("Ogos", 8),
        ("Ogo", 8),
        ("Okt", 10),
        ("Dis", 12),
        ("Disember", 12),
    ],
)
def test_malay_months(month, number):
    assert read_date(f"1 {month} 2025") == ReadDate(dt.date(2025, number, 1))


def test_serial_number_of_a_workbook_that_counts_from_1904():
    assert read_date(45716 - 1462, is_1904=True) == THE_DAY


@pytest.mark.parametrize("cell", [None, "", "  "])
def test_empty_cell_is_no_date_and_no_error(cell):
    assert read_date(cell) is None


def test_day_comes_first_unless_switched():
    assert read_date("03/04/2025") == ReadDate(dt.date(2025, 4, 3), True)
    assert read_date("03/04/2025", order=Order.MONTH_FIRST) == ReadDate(
        dt.date(2025, 3, 4), is_ambiguous=True
    )


@pytest.mark.parametrize(
    "cell", ["03/03/2025", "13/04/2025", "2025-04-03", "3 Apr 2025", dt.date(2025, 4, 3)]
)
def test_what_can_be_one_day_only_is_not_ambiguous(cell):
    assert not read_date(cell).is_ambiguous


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("32/13/2025", "“32/13/2025” is no day of the calendar."),
        ("29/02/2025", "“29/02/2025” is no day of the calendar."),
        ("02/28/2025", "“02/28/2025” is no day of the calendar."),
        ("30 Feb 2025", "“30 Feb 2025” is no day of the calendar."),
        ("akan datang", "“akan datang” is no date."),
        ("28 Fev 2025", "“28 Fev 2025” is no date."),
        (True, "“TRUE” is no date."),
        (3, "“3” is no date."),
        (99_999_999_999, "“99999999999” is no date."),
        (dt.date(1925, 2, 28), "The year 1925 cannot be meant."),
        ("28/02/0225", "The year 225 cannot be meant."),
        (Formula("=DATE(2025,2,28)"), "“=DATE(2025,2,28)” is a formula: type the date itself."),
    ],
)
def test_what_is_no_date_says_why(cell, reason):
    with pytest.raises(NotADate) as refused:
        read_date(cell)

    assert str(refused.value) == reason


@given(day=st.dates(dt.date(1970, 1, 1), dt.date(2069, 12, 31)))
def test_every_day_comes_back_from_its_writings(day):
    writings = (f"{day:%d/%m/%Y}", f"{day:%d.%m.%y}", day.isoformat(), f"{day:%d %B %Y}", f"{day:%Y%m%d}")

    assert {read_date(text).date for text in writings} == {day}


@given(text=st.text(max_size=40))
def test_any_text_is_a_date_or_refused(text):
    try:
        found = read_date(text)
    except NotADate:
        return
    assert found is None or isinstance(found.date, dt.date)

"""Dates as people read them: our own formats in both languages."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from babel import Locale
from django.template import Context, Template
from django.utils import translation

from naio_portal import dates

RELEASE = dt.datetime(2025, 2, 28, 1, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Friday, 28 February 2025, 09:00 MYT (UTC+8)"),
        ("ms", "Jumaat, 28 Februari 2025, 9.00 pagi MYT (UTC+8)"),
    ],
)
def test_format_instant_in_each_language(language, text):
    assert dates.format_instant(RELEASE, language=language) == text


def test_format_instant_follows_active_language():
    with translation.override("en"):
        assert dates.format_instant(RELEASE, weekday=False) == "28 February 2025, 09:00 MYT (UTC+8)"


@pytest.mark.parametrize(
    ("hour", "minute", "text"),
    [
        (0, 0, "12.00 tengah malam"),
        (0, 59, "12.59 tengah malam"),
        (1, 0, "1.00 pagi"),
        (11, 59, "11.59 pagi"),
        (12, 0, "12.00 tengah hari"),
        (13, 59, "1.59 tengah hari"),
        (14, 0, "2.00 petang"),
        (18, 59, "6.59 petang"),
        (19, 0, "7.00 malam"),
        (23, 59, "11.59 malam"),
    ],
)
def test_format_time_names_part_of_malay_day(hour, minute, text):
    assert dates.format_time(dt.time(hour, minute), "ms") == text


@pytest.mark.parametrize("hour", range(24))
def test_parts_of_malay_day_are_those_of_cldr(hour):
    malay = Locale("ms")
    period = next(
        name
        for name, spans in (
            (rule_name, rule)
            for rules in malay.day_period_rules.values()
            for rule_name, rule in _spans(rules).items()
        )
        if any(start <= hour * 3600 < end for start, end in spans)
    )
    spoken = malay.day_periods["format"]["wide"][period]
    assert dates.format_time(dt.time(hour), "ms").split(" ", 1)[1] == spoken


def _spans(rules: dict) -> dict[str, list[tuple[int, int]]]:
    return {
        name: [(span["from"], span["before"]) for span in spans if "before" in span]
        for name, spans in rules.items()
    }


def test_format_time_in_english_has_24_hours():
    assert [dates.format_time(dt.time(hour), "en") for hour in (0, 9, 12, 23)] == [
        "00:00",
        "09:00",
        "12:00",
        "23:00",
    ]


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("Asia/Kuala_Lumpur", "MYT (UTC+8)"),
        ("Asia/Singapore", "SGT (UTC+8)"),
        ("Europe/London", "GMT (UTC)"),
        ("America/Los_Angeles", "PST (UTC−8)"),
        ("Asia/Kolkata", "IST (UTC+5:30)"),
        ("Asia/Kathmandu", "Kathmandu (UTC+5:45)"),
        ("America/Sao_Paulo", "Sao Paulo (UTC−3)"),
        ("UTC", "UTC"),
    ],
)
def test_format_zone_gives_letters_or_city_and_offset(zone, text):
    assert dates.format_zone(RELEASE.astimezone(ZoneInfo(zone))) == text


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("2025-03-30T00:59:00Z", "Sunday, 30 March 2025, 00:59 GMT (UTC)"),
        ("2025-03-30T01:00:00Z", "Sunday, 30 March 2025, 02:00 BST (UTC+1)"),
        ("2025-10-26T00:59:00Z", "Sunday, 26 October 2025, 01:59 BST (UTC+1)"),
        ("2025-10-26T01:00:00Z", "Sunday, 26 October 2025, 01:00 GMT (UTC)"),
    ],
)
def test_format_instant_over_daylight_saving(at, text):
    assert dates.format_instant(dt.datetime.fromisoformat(at), "Europe/London", "en") == text


def test_format_period_within_a_day():
    end = RELEASE + dt.timedelta(hours=3)
    assert dates.format_period(RELEASE, end, language="en") == (
        "Friday, 28 February 2025, 09:00–12:00 MYT (UTC+8)"
    )
    assert dates.format_period(RELEASE, end, language="ms") == (
        "Jumaat, 28 Februari 2025, 9.00 pagi – 12.00 tengah hari MYT (UTC+8)"
    )


def test_format_period_across_midnight_writes_both_days():
    start = dt.datetime(2025, 2, 28, 14, 30, tzinfo=dt.UTC)
    assert dates.format_period(start, start + dt.timedelta(hours=2), language="en") == (
        "Friday, 28 February 2025, 22:30 MYT (UTC+8) – Saturday, 1 March 2025, 00:30 MYT (UTC+8)"
    )


def test_format_period_across_daylight_saving_writes_both_zones():
    start = dt.datetime(2025, 10, 26, 0, 30, tzinfo=dt.UTC)
    assert dates.format_period(start, start + dt.timedelta(hours=1), "Europe/London", "en") == (
        "Sunday, 26 October 2025, 01:30 BST (UTC+1) – 01:30 GMT (UTC)"
    )


def test_short_date_uses_months_of_each_language():
    assert [dates.format_short_date(dt.date(2025, 8, 1), language) for language in ("en", "ms")] == [
        "1 Aug 2025",
        "1 Ogos 2025",
    ]


@time_machine.travel("2025-02-27T16:30:00Z", tick=False)
def test_kl_today_is_the_day_in_kuala_lumpur():
    assert dates.kl_today() == dt.date(2025, 2, 28)


@pytest.mark.parametrize(
    ("days", "english", "malay"),
    [
        (0, "today", "hari ini"),
        (1, "tomorrow", "esok"),
        (-1, "yesterday", "semalam"),
        (5, "in 5 days", "dalam masa 5 hari"),
        (-3, "3 days ago", "3 hari lalu"),
    ],
)
def test_format_distance_in_both_languages(days, english, malay):
    today = dt.date(2025, 2, 28)
    for language, text in (("en", english), ("ms", malay)):
        with translation.override(language):
            assert dates.format_distance(today + dt.timedelta(days=days), today) == text


@pytest.mark.parametrize(("minutes", "text"), [(45, "45 min"), (60, "1 h"), (90, "1 h 30 min")])
def test_format_minutes(minutes, text):
    with translation.override("en"):
        assert dates.format_minutes(minutes) == text


def render(source: str, **context) -> str:
    return Template(source).render(Context(context))


def test_when_adds_own_time_where_the_clock_differs():
    with translation.override("en"):
        html = render("{% when start %}", start=RELEASE, viewer_zone="America/Los_Angeles")
    assert html == (
        '<time datetime="2025-02-28T01:00:00+00:00">Friday, 28 February 2025, 09:00 MYT (UTC+8)</time>'
        '<span class="own-time">Your time: Thursday, 27 February 2025, 17:00 PST (UTC−8)</span>'
    )


@pytest.mark.parametrize("zone", ["", "Asia/Kuala_Lumpur", "Asia/Singapore"])
def test_when_is_silent_where_the_clock_is_the_same(zone):
    with translation.override("en"):
        assert "own-time" not in render("{% when start %}", start=RELEASE, viewer_zone=zone)


def test_day_of_nothing_is_a_dash():
    assert render("{% day nothing %}", nothing=None) == "–"


def test_day_of_an_instant_is_the_day_in_kuala_lumpur():
    late = dt.datetime(2025, 2, 28, 20, 0, tzinfo=dt.UTC)
    with translation.override("en"):
        assert render("{% day at %}", at=late) == '<time datetime="2025-03-01">1 March 2025</time>'

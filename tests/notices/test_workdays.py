"""Working days, and the instants of stages: the worked examples of docs/reminders.md, and rules."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.enums import MalaysianState
from naio_portal.notices.instants import (
    Clock,
    local_day,
    next_morning,
    nine,
    open_morning,
    reach,
    send_day,
    send_instant,
)
from naio_portal.notices.workdays import (
    Place,
    WorkCalendar,
    is_usual_working_day,
    malaysian_weekend,
    weekend_table,
)

FRI, SAT, SUN, MON = (dt.date(2026, 11, day) for day in (20, 21, 22, 23))
ZONES = [
    "", "Asia/Kuching", "Australia/Sydney", "Pacific/Auckland", "Asia/Kolkata", "Asia/Dubai", "Europe/London",
    "Europe/Berlin", "America/Sao_Paulo", "America/New_York", "America/Los_Angeles", "Pacific/Honolulu",
    "Pacific/Apia", "Pacific/Kiritimati", "Asia/Kathmandu",
]  # fmt: skip
PLACES = [Place(), *(Place("MY", state) for state in MalaysianState.values), Place("GB"), Place("US"),
          Place("AE"), Place("SA"), Place("CN"), Place("XX")]  # fmt: skip
days = st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31))
# The library reckons each new year of holidays once, which takes its time.
calendars = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
clocks = st.builds(
    Clock,
    st.builds(WorkCalendar, st.sampled_from(PLACES), st.dictionaries(days, st.just("Cuti"), max_size=5)),
    st.sampled_from(ZONES),
)


@pytest.mark.parametrize(
    ("state", "day", "works"),
    [
        ("KUL", FRI, True), ("KUL", SAT, False), ("KUL", SUN, False), ("KUL", MON, True), ("", SUN, False),
        ("KDH", FRI, False), ("KDH", SAT, False), ("KDH", SUN, True), ("KTN", SUN, True), ("TRG", FRI, False),
        ("JHR", FRI, True), ("JHR", SUN, False),
        # Johor rested Friday and Saturday until the end of 2024.
        ("JHR", dt.date(2024, 12, 27), False), ("JHR", dt.date(2024, 12, 29), True),
        ("JHR", dt.date(2025, 1, 3), True), ("JHR", dt.date(2025, 1, 5), False),
        ("JHR", dt.date(2013, 12, 29), False),
    ],
)  # fmt: skip
def test_weekend_of_a_malaysian_state(state, day, works):
    assert is_usual_working_day(day, Place("MY", state)) is works


def test_state_holiday_is_of_that_state_only():
    federal_territory_day = dt.date(2027, 2, 1)

    assert not is_usual_working_day(federal_territory_day, Place("MY", "KUL"))
    assert is_usual_working_day(federal_territory_day, Place("MY", "SGR"))


@pytest.mark.parametrize("country", ["MY", ""])
def test_national_holiday_holds_without_a_state(country):
    assert not is_usual_working_day(dt.date(2026, 12, 25), Place(country))


@pytest.mark.parametrize(
    ("country", "day", "works"),
    [
        ("US", dt.date(2026, 11, 26), False),  # Thanksgiving
        ("GB", dt.date(2026, 11, 26), True),
        ("SA", FRI, False),
        ("SA", SUN, True),
        ("XX", SUN, False),
        ("XX", MON, True),
        ("CN", dt.date(2025, 1, 26), True),  # a Sunday worked in exchange for the spring festival
    ],
)
def test_other_countries(country, day, works):
    assert is_usual_working_day(day, Place(country)) is works


def test_added_holiday_is_a_day_off():
    calendar = WorkCalendar(Place("MY", "KUL"), {MON: "Cuti"})

    assert not calendar.works_on(MON)
    assert calendar.on_or_after(SAT) == dt.date(2026, 11, 24)
    assert calendar.on_or_before(MON) == FRI


def test_calendar_without_any_working_day_gives_the_day_itself():
    every_day = dict.fromkeys((SAT + dt.timedelta(days=n) for n in range(-100, 100)), "Cuti")

    assert WorkCalendar(Place(), every_day).on_or_after(SAT) == SAT


@pytest.mark.parametrize(
    ("state", "day", "is_first"),
    [("KUL", MON, True), ("KUL", FRI, False), ("KDH", SUN, True), ("KDH", MON, False)],
)
def test_first_working_day_of_a_week(state, day, is_first):
    assert WorkCalendar(Place("MY", state)).is_first_of_week(day) is is_first


def test_first_working_day_of_a_week_after_a_holiday_on_monday():
    calendar = WorkCalendar(Place("MY", "KUL"), {MON: "Cuti"})

    assert calendar.is_first_of_week(dt.date(2026, 11, 24))
    assert not calendar.is_first_of_week(dt.date(2026, 11, 25))


def test_working_day_after_a_holiday_within_the_week_is_not_its_first():
    calendar = WorkCalendar(Place("MY", "KUL"), {dt.date(2026, 11, 24): "Cuti"})

    assert not calendar.is_first_of_week(dt.date(2026, 11, 25))


@pytest.mark.parametrize(
    ("country", "day", "is_first"),
    [("IR", SAT, True), ("IR", SUN, False), ("XX", MON, True), ("SA", SUN, True), ("SA", MON, False)],
)
def test_first_working_day_of_a_week_elsewhere(country, day, is_first):
    """Iran rests on Friday alone."""
    assert WorkCalendar(Place(country)).is_first_of_week(day) is is_first


def test_table_of_weekends_lists_every_period_the_latest_first():
    table = weekend_table()

    assert [row for row in table if row[0] == "KDH"] == [("KDH", (4, 5), None, None)]
    assert [row[1:] for row in table if row[0] == "JHR"] == [
        ((5, 6), dt.date(2025, 1, 1), None),
        ((4, 5), dt.date(2014, 1, 1), dt.date(2024, 12, 31)),
        ((5, 6), None, dt.date(2013, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("zone", "stage_day", "instant"),
    [
        ("", dt.date(2026, 11, 24), "2026-11-24T01:00Z"),
        ("Asia/Kuala_Lumpur", dt.date(2026, 11, 24), "2026-11-24T01:00Z"),
        ("Europe/London", dt.date(2026, 11, 24), "2026-11-24T09:00Z"),  # 17:00 in Kuala Lumpur
        ("America/Los_Angeles", dt.date(2026, 11, 25), "2026-11-24T17:00Z"),  # the 25th, 01:00 there
        ("Pacific/Auckland", dt.date(2026, 11, 24), "2026-11-23T20:00Z"),
        ("Europe/London", dt.date(2026, 7, 14), "2026-07-14T08:00Z"),  # summer time
        # The clocks change between these two days in New York: 09:00 stays 09:00.
        ("America/New_York", dt.date(2026, 10, 31), "2026-10-30T13:00Z"),
        ("America/New_York", dt.date(2026, 11, 3), "2026-11-02T14:00Z"),
        ("Asia/Kuala_Lumpur", dt.date(2024, 2, 29), "2024-02-29T01:00Z"),
    ],
)
def test_instant_of_a_stage(zone, stage_day, instant):
    clock = Clock(WorkCalendar(Place("MY", "SGR")), zone)

    assert send_instant(stage_day, clock, is_overdue=False) == dt.datetime.fromisoformat(instant)


def test_stage_on_a_weekend_goes_before_it_when_due_and_after_it_when_overdue():
    clock = Clock(WorkCalendar(Place("MY", "KUL")))

    assert send_day(SAT, clock, is_overdue=False) == FRI
    assert send_day(SAT, clock, is_overdue=True) == MON


def test_stage_on_a_weekend_of_kedah():
    clock = Clock(WorkCalendar(Place("MY", "KDH")))

    assert send_day(SAT, clock, is_overdue=False) == dt.date(2026, 11, 19)
    assert send_day(FRI, clock, is_overdue=True) == SUN
    assert send_day(SUN, clock, is_overdue=False) == SUN


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-11-23T00:59:59Z", None),
        ("2026-11-23T01:00:00Z", MON),
        ("2026-11-23T15:59:59Z", MON),
        ("2026-11-22T03:00:00Z", None),
    ],
)
def test_morning_opens_at_nine_on_a_working_day(now, morning):
    assert open_morning(dt.datetime.fromisoformat(now), Clock()) == morning


@calendars
@given(days, st.sampled_from(ZONES))
def test_stage_is_never_sent_after_its_day_ends_in_kuala_lumpur(stage_day, zone):
    zone = Clock(time_zone=zone).zone
    limit = dt.datetime.combine(stage_day, dt.time(18), ZoneInfo("Asia/Kuala_Lumpur"))

    instant = nine(local_day(stage_day, zone), zone)
    following = nine(local_day(stage_day, zone) + dt.timedelta(days=1), zone)

    assert instant <= limit < following
    assert instant.astimezone(zone).time() == dt.time(9)


@calendars
@given(days, clocks)
def test_stage_goes_on_a_working_day_on_the_right_side(stage_day, clock):
    day = local_day(stage_day, clock.zone)
    due = send_day(stage_day, clock, is_overdue=False)
    overdue = send_day(stage_day, clock, is_overdue=True)

    assert due <= day <= overdue
    assert clock.calendar.works_on(due)
    assert clock.calendar.works_on(overdue)
    assert not any(clock.calendar.works_on(due + dt.timedelta(n)) for n in range(1, (day - due).days + 1))
    assert not any(clock.calendar.works_on(day + dt.timedelta(n)) for n in range((overdue - day).days))


@calendars
@given(days, clocks)
def test_later_stage_never_goes_earlier(stage_day, clock):
    after = stage_day + dt.timedelta(days=1)
    for is_overdue in (False, True):
        first = send_instant(stage_day, clock, is_overdue=is_overdue)
        assert first <= send_instant(after, clock, is_overdue=is_overdue)


@calendars
@given(days, clocks)
def test_reach_of_a_morning_is_the_last_stage_day_that_goes_by_then(day, clock):
    morning = clock.calendar.on_or_after(day)

    due, overdue = reach(morning, clock)

    for last, is_overdue in ((due, False), (overdue, True)):
        assert send_day(last, clock, is_overdue=is_overdue) <= morning
        assert send_day(last + dt.timedelta(days=1), clock, is_overdue=is_overdue) > morning


@calendars
@given(days, clocks)
def test_next_morning_is_the_next_working_day(day, clock):
    following = next_morning(day, clock)

    assert following > day
    assert clock.calendar.works_on(following)
    assert not any(clock.calendar.works_on(day + dt.timedelta(n)) for n in range(1, (following - day).days))


@pytest.mark.parametrize(
    ("day", "weekend"),
    [
        (dt.date(2013, 12, 31), {5, 6}), (dt.date(2014, 1, 1), {4, 5}),
        (dt.date(2024, 12, 31), {4, 5}), (dt.date(2025, 1, 1), {5, 6}),
    ],
)  # fmt: skip
def test_weekend_of_johor_changes_with_the_year(day, weekend):
    assert malaysian_weekend(day, "JHR") == weekend


@pytest.mark.parametrize(
    ("country", "day", "is_first"),
    [
        ("GB", dt.date(2026, 11, 23), True), ("GB", dt.date(2026, 11, 24), False),
        # After Boxing Day (Saturday, kept on Monday) the weekend was the last break all the same.
        ("GB", dt.date(2026, 12, 29), True),
        # A holiday in the middle of a week begins no new one.
        ("FR", dt.date(2026, 11, 12), False),
        ("SA", dt.date(2026, 11, 22), True), ("SA", dt.date(2026, 11, 23), False),
        ("XX", dt.date(2026, 11, 23), True), ("XX", dt.date(2026, 11, 24), False),
    ],
)  # fmt: skip
def test_first_working_day_of_a_week_abroad(country, day, is_first):
    assert WorkCalendar(Place(country)).is_first_of_week(day) is is_first


def test_stage_goes_at_nine_that_is_exactly_six_in_kuala_lumpur_and_not_an_hour_later():
    wednesday = dt.date(2026, 12, 2)

    assert local_day(wednesday, ZoneInfo("Atlantic/Azores")) == wednesday
    assert local_day(wednesday, ZoneInfo("America/Noronha")) == wednesday - dt.timedelta(days=1)

"""Whose mornings open when: days off added for a country or a state, and what was swept already."""

import datetime as dt

import pytest
from django.utils import timezone

from naio_portal.dates import KUALA_LUMPUR, kl_today
from naio_portal.notices.models import SweptDay
from naio_portal.notices.mornings import clocks, coming_mornings, goes_at, open_mornings, profiles
from tests.factories.members import MemberFactory, UserFactory
from tests.factories.notices import ExtraHolidayFactory

pytestmark = pytest.mark.django_db
TUESDAY, WEDNESDAY, THURSDAY = (dt.date(2026, 11, day) for day in (24, 25, 26))
SELANGOR = ("MY", "SGR", "Asia/Kuala_Lumpur")
KEDAH = ("MY", "KDH", "Asia/Kuala_Lumpur")
LONDON = ("GB", "", "Europe/London")


def days_of(found, **more) -> list[dt.date]:
    return [morning.day for morning in coming_mornings(timezone.now(), clocks([found]), **more)]


def test_added_day_off_holds_for_its_country_or_its_state_only(clock):
    ExtraHolidayFactory(country="MY", state="", on=WEDNESDAY)
    ExtraHolidayFactory(country="MY", state="SGR", on=THURSDAY)

    assert days_of(SELANGOR, days=2) == [TUESDAY]
    assert days_of(KEDAH, days=2) == [TUESDAY, THURSDAY]
    assert days_of(LONDON, days=2) == [TUESDAY, WEDNESDAY, THURSDAY]


def test_mornings_to_come_begin_after_what_was_swept(clock):
    country, state, time_zone = SELANGOR
    SweptDay.objects.create(country=country, state=state, time_zone=time_zone, day=TUESDAY)

    assert days_of(SELANGOR, days=3) == [WEDNESDAY, THURSDAY, dt.date(2026, 11, 27)]
    assert days_of(KEDAH, days=1) == [TUESDAY, WEDNESDAY]


def test_morning_says_how_far_its_mail_reaches(clock):
    friday, monday = dt.date(2026, 11, 27), dt.date(2026, 11, 30)
    found = coming_mornings(timezone.now(), clocks([SELANGOR]), days=6)

    # Friday's mail tells what falls due before Monday's, and only what is overdue by Friday.
    reaches = {m.day: (m.due_reach, m.overdue_reach, m.is_weekly) for m in found}
    assert reaches[friday] == (dt.date(2026, 11, 29), friday, False)
    assert reaches[monday] == (monday, monday, True)


def test_mornings_open_for_the_places_people_are_in(team):
    team.serves(country="GB", state="", time_zone="Europe/London")
    # 01:05 UTC: nine has come in Kuala Lumpur and not in London.
    found = open_mornings(timezone.now(), kl_today())

    assert ("GB", "", "Europe/London") in profiles(kl_today())
    assert {(m.time_zone, m.day) for m in found} == {("Asia/Kuala_Lumpur", TUESDAY)}


@pytest.mark.parametrize(("country", "state"), [("MY", "KDH"), ("", "KDH"), ("SG", "")])
def test_who_is_of_the_secretariat_and_serves_nowhere_rests_where_they_live(country, state):
    """A state counts within Malaysia, which is meant where none is named."""
    secretary = UserFactory(secretariat=True, time_zone="")
    MemberFactory(user=secretary, country=country, state="KDH")

    assert profiles(kl_today()) == [(country or "MY", state, "Asia/Kuala_Lumpur")]


def test_mail_goes_at_nine_of_the_zone():
    assert goes_at(TUESDAY, "Europe/London") == dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
    assert goes_at(TUESDAY, "") == dt.datetime(2026, 11, 24, 9, tzinfo=KUALA_LUMPUR)

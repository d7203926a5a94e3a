"""Both edges of every date window, in Kuala Lumpur's days: midnight there is 16:00 UTC."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser

from groups.enums import Phase, Role
from groups.models import Appointment
from groups.serving import chaired_groups_of, is_insider, roles_of
from naio_portal.dates import kl_today
from tests.factories.groups import AppointmentFactory
from tests.factories.members import MemberFactory, UserFactory

pytestmark = pytest.mark.django_db

FIRST, LAST = dt.date(2025, 2, 28), dt.date(2025, 5, 31)
# 23:59 and 00:00 in Kuala Lumpur, as UTC.
EDGES = [
    ("2025-02-27T15:59:59Z", dt.date(2025, 2, 27), Phase.FUTURE),
    ("2025-02-27T16:00:00Z", FIRST, Phase.IN_FORCE),
    ("2025-05-31T15:59:59Z", LAST, Phase.IN_FORCE),
    ("2025-05-31T16:00:00Z", dt.date(2025, 6, 1), Phase.ENDED),
]
at_each_edge = pytest.mark.parametrize(("instant", "day", "phase"), EDGES)


@at_each_edge
def test_phase_at_the_edge(instant, day, phase):
    appointment = AppointmentFactory(start_on=FIRST, end_on=LAST)

    with time_machine.travel(instant, tick=False):
        assert kl_today() == day
        assert appointment.phase == phase
        assert appointment.is_in_force == (phase == Phase.IN_FORCE)
        assert appointment.is_future == (phase == Phase.FUTURE)


@at_each_edge
def test_in_force_at_the_edge(instant, day, phase):
    AppointmentFactory(start_on=FIRST, end_on=LAST)

    with time_machine.travel(instant, tick=False):
        assert Appointment.objects.in_force().exists() == (phase == Phase.IN_FORCE)
    assert Appointment.objects.in_force(day).exists() == (phase == Phase.IN_FORCE)


@at_each_edge
def test_rights_at_the_edge(instant, day, phase):
    user = UserFactory()
    appointment = AppointmentFactory(user=user, role=Role.CHAIR, start_on=FIRST, end_on=LAST)
    serves = phase == Phase.IN_FORCE

    with time_machine.travel(instant, tick=False):
        assert roles_of(user) == ({appointment.group_id: "chair"} if serves else {})
        assert chaired_groups_of(user) == ({appointment.group_id} if serves else set())
        assert is_insider(user) == serves
        assert user.has_perm("groups.export_roster", appointment.group) == serves


@at_each_edge
def test_visitors_see_who_serves_at_the_edge(instant, day, phase):
    AppointmentFactory(
        start_on=FIRST, end_on=LAST, member=MemberFactory(listing_consent_on=dt.date(2025, 2, 1))
    )

    with time_machine.travel(instant, tick=False):
        seen = Appointment.objects.visible_to(AnonymousUser()).exists()

    assert seen == (phase == Phase.IN_FORCE)


def test_without_a_last_day_it_stays_in_force():
    AppointmentFactory(start_on=FIRST, end_on=None)

    assert Appointment.objects.in_force(dt.date(2199, 12, 31)).count() == 1


@pytest.mark.parametrize(
    ("first", "last", "meets"),
    [
        (dt.date(2025, 2, 1), dt.date(2025, 2, 27), False),
        (dt.date(2025, 2, 1), FIRST, True),
        (LAST, None, True),
        (dt.date(2025, 6, 1), None, False),
    ],
)
def test_overlapping_at_the_edges(first, last, meets):
    AppointmentFactory(start_on=FIRST, end_on=LAST)

    assert Appointment.objects.overlapping(first, last).exists() == meets


@pytest.mark.parametrize("state", ["proposed", "revoked"])
def test_what_is_not_confirmed_never_serves(state):
    appointment = AppointmentFactory(proposed=True, start_on=FIRST)
    if state == "revoked":
        Appointment.objects.update(state="revoked", end_reason="correction")
        appointment.refresh_from_db()

    assert appointment.phase == state
    assert not Appointment.objects.in_force(FIRST).exists()

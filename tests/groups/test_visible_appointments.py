"""Who sees which appointments: `visible_to` is the one door."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from groups.enums import Role
from groups.models import Appointment
from tests.factories.groups import AppointmentFactory, WorkingGroupFactory
from tests.factories.members import MemberFactory, UserFactory

pytestmark = pytest.mark.django_db

CONSENTED = dt.date(2025, 2, 28)
ALL = {"listed", "unlisted", "ended", "future", "proposed", "revoked"}
CONFIRMED = {"listed", "unlisted", "ended", "future"}


@pytest.fixture
def group():
    return WorkingGroupFactory()


@pytest.fixture
def appointments(group) -> dict[int, str]:
    """Key of each appointment -> what it is."""
    made = {
        "listed": AppointmentFactory(group=group, member=MemberFactory(listing_consent_on=CONSENTED)),
        "unlisted": AppointmentFactory(group=group),
        "ended": AppointmentFactory(
            group=group, ended=True, member=MemberFactory(listing_consent_on=CONSENTED)
        ),
        "future": AppointmentFactory(group=group, future=True),
        "proposed": AppointmentFactory(group=group, proposed=True),
        "revoked": AppointmentFactory(group=group),
    }
    Appointment.objects.filter(pk=made["revoked"].pk).update(state="revoked", end_reason="correction")
    return {appointment.pk: name for name, appointment in made.items()}


def seen_by(user, appointments) -> set[str]:
    keys = Appointment.objects.visible_to(user).values_list("pk", flat=True)
    return {appointments[key] for key in keys if key in appointments}


@pytest.mark.parametrize(
    ("traits", "seen"),
    [
        ({"secretariat": True}, ALL),
        ({"administrator": True}, ALL),
        ({"leadership": True}, ALL),
        ({"sector_officer": True}, {"listed"}),
        ({}, {"listed"}),
        ({"secretariat": True, "is_active": False}, {"listed"}),
    ],
)
def test_portal_role_sees(appointments, traits, seen):
    assert seen_by(UserFactory(**traits), appointments) == seen


def test_visitor_sees_who_serves_and_consented(appointments):
    assert seen_by(AnonymousUser(), appointments) == {"listed"}


@pytest.mark.parametrize(
    ("role", "seen"),
    [(Role.CHAIR, ALL), (Role.CO_CHAIR, ALL), (Role.MEMBER, CONFIRMED), (Role.OBSERVER, CONFIRMED)],
)
def test_own_group_sees(appointments, group, role, seen):
    user = UserFactory()
    AppointmentFactory(group=group, role=role, user=user)

    assert seen_by(user, appointments) == seen


@pytest.mark.parametrize("role", [Role.CHAIR, Role.MEMBER])
def test_other_group_sees_confirmed(appointments, role):
    user = UserFactory()
    AppointmentFactory(role=role, user=user)

    assert seen_by(user, appointments) == CONFIRMED


def test_former_member_sees_what_a_visitor_sees_and_the_own_past(appointments, group):
    user = UserFactory()
    own = AppointmentFactory(group=group, user=user, ended=True)

    assert seen_by(user, appointments | {own.pk: "own"}) == {"listed", "own"}

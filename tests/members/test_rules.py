"""Rights about people that the permission table does not speak of: edges of each predicate."""

import pytest
import rules
from django.contrib.auth.models import AnonymousUser

from members.rules import may_change_address, sees_member
from naio_portal.access import Persona
from tests.factories.groups import AppointmentFactory, days_from_today
from tests.factories.members import MemberFactory, UserFactory
from tests.factories.personas import World

pytestmark = pytest.mark.django_db
P = Persona
NOBODY = AnonymousUser()


@pytest.fixture
def world():
    return World()


def allowed(name: str, world: World, thing) -> set[Persona]:
    return {persona for persona in Persona if rules.has_perm(name, world.user(persona), thing)}


def test_contacts_are_read_by_the_person_staff_and_chairs_of_their_group(world):
    staff, chairs = {P.SECRETARIAT, P.ADMINISTRATOR}, {P.OWN_CHAIR, P.OWN_CO_CHAIR}

    assert allowed("members.view_contacts", world, world.owner) == staff | chairs | {P.OWNER}
    other = world.members[P.OTHER_MEMBER]
    assert allowed("members.view_contacts", world, other) == staff | {P.OTHER_CHAIR, P.OTHER_MEMBER}
    former = world.members[P.FORMER_MEMBER]
    assert allowed("members.view_contacts", world, former) == staff | {P.FORMER_MEMBER}
    assert allowed("members.view_contacts", world, None) == staff


def test_inactive_chair_reads_no_contacts(world):
    chair = world.user(P.OWN_CHAIR)
    chair.is_active = False

    assert not rules.has_perm("members.view_contacts", chair, world.owner)


def test_person_without_sign_in_is_nobodys_self(world):
    member = MemberFactory(user=None)

    assert allowed("members.change_member", world, member) == {P.SECRETARIAT, P.ADMINISTRATOR}
    assert not rules.has_perm("members.change_member", world.user(P.OWNER), None)


def test_inactive_person_is_not_themselves(world):
    owner = world.user(P.OWNER)
    owner.is_active = False

    assert not rules.has_perm("members.change_member", owner, world.owner)
    assert not rules.has_perm("members.change_settings", owner)


def test_history_is_read_by_the_person_staff_and_leadership(world):
    readers = {P.OWNER, P.SECRETARIAT, P.ADMINISTRATOR, P.LEADERSHIP}

    assert allowed("members.view_history", world, world.owner) == readers


def test_people_are_looked_up_by_who_serves_or_is_staff(world):
    outside = {P.VISITOR, P.FORMER_MEMBER, P.SECTOR_OFFICER}
    serving = set(Persona) - outside

    assert allowed("members.list_members", world, None) == serving
    assert allowed("members.view_member", world, world.owner) == serving
    assert allowed("members.view_member", world, world.members[P.FORMER_MEMBER]) == serving | {
        P.FORMER_MEMBER
    }
    assert allowed("members.view_member", world, None) == set()


@pytest.mark.parametrize("persona", [P.OWN_MEMBER, P.SECRETARIAT])
def test_inactive_people_see_nobody(world, persona):
    user = world.user(persona)
    user.is_active = False

    assert not sees_member(user, world.owner)
    assert not rules.has_perm("members.list_members", user)


def test_appointment_to_come_is_no_service_yet(world):
    member = MemberFactory(user=UserFactory())
    AppointmentFactory(group=world.group, member=member, start_on=days_from_today(1))

    assert not rules.has_perm("members.list_members", member.user)
    assert not rules.has_perm("members.view_contacts", world.user(P.OWN_CHAIR), member)


def test_accounts_are_the_administrators(world):
    assert allowed("members.manage_accounts", world, None) == {P.ADMINISTRATOR}
    assert allowed("members.invite_member", world, None) == {P.SECRETARIAT, P.ADMINISTRATOR}


@pytest.mark.parametrize(
    ("by", "of", "may"),
    [
        (P.OWNER, P.OWNER, True),
        (P.LEADERSHIP, P.LEADERSHIP, True),
        (P.OWN_CHAIR, P.OWNER, False),
        (P.SECRETARIAT, P.OWNER, True),
        (P.SECRETARIAT, P.SECRETARIAT, True),
        (P.SECRETARIAT, P.LEADERSHIP, False),
        (P.SECRETARIAT, P.ADMINISTRATOR, False),
        # An account of nobody in the rosters, but no staff either.
        (P.SECRETARIAT, P.SECTOR_OFFICER, False),
        (P.ADMINISTRATOR, P.SECTOR_OFFICER, True),
        (P.ADMINISTRATOR, P.SECRETARIAT, True),
        (P.ADMINISTRATOR, P.OWNER, True),
        (P.LEADERSHIP, P.OWNER, False),
    ],
)
def test_address_is_changed_by_the_person_or_who_is_above(world, by, of, may):
    assert may_change_address(world.user(by), world.user(of), world.members.get(of)) is may


def test_address_of_a_person_without_sign_in(world):
    member = MemberFactory(user=None)

    assert may_change_address(world.user(P.SECRETARIAT), None, member)
    assert may_change_address(world.user(P.SECRETARIAT), None, None)
    assert not may_change_address(world.user(P.OWN_CHAIR), None, member)
    assert allowed("members.change_address", world, member) == {P.SECRETARIAT, P.ADMINISTRATOR}
    assert allowed("members.change_address", world, None) == set()


def test_inactive_person_changes_no_address(world):
    owner = world.user(P.OWNER)
    owner.is_active = False

    assert not may_change_address(owner, owner, world.owner)


def test_visitor_has_no_right_over_people(world):
    for name in ("view_contacts", "view_history", "change_address", "change_settings", "manage_accounts"):
        assert not rules.has_perm(f"members.{name}", NOBODY, world.owner), name

import pytest

from groups.models import WorkingGroup
from members.models import Member, User
from tests.factories.groups import AppointmentFactory, ObjectiveFactory
from tests.factories.members import MemberFactory
from tests.factories.personas import World


@pytest.fixture
def saf(world: World) -> WorkingGroup:
    """The group of the world, with an objective."""
    ObjectiveFactory(group=world.group, number=1, statement="Model diuji sebelum diguna.", language="ms")
    return world.group


@pytest.fixture
def aminah(saf) -> Member:
    """A member of the group whom files name."""
    member = MemberFactory(titles="Dr.", full_name="Aminah binti Ali", email="aminah@agency.example")
    AppointmentFactory(group=saf, member=member, role="member")
    return member


@pytest.fixture
def secretary(world: World) -> User:
    return world.users["secretariat"]


@pytest.fixture
def chair(world: World) -> User:
    return world.users["own_chair"]


@pytest.fixture
def rapporteur(world: World) -> User:
    return world.users["own_rapporteur"]

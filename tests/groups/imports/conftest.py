import pytest

from groups.enums import Role
from groups.models import Appointment
from members.models import User
from tests.factories.groups import AppointmentFactory
from tests.factories.members import MemberFactory, UserFactory
from tests.groups.imports.rows import AMINAH, SINCE


@pytest.fixture
def secretary(client, seven_groups) -> User:
    user = UserFactory(secretariat=True)
    client.force_login(user)
    return user


@pytest.fixture
def serving(seven_groups):
    """`serving("SAF", role)`: Aminah serves in that group since 1 March 2025."""

    def serving(code="SAF", role=Role.MEMBER, **changes) -> Appointment:
        member = changes.pop("member", None) or MemberFactory(full_name="Aminah Salleh", email=AMINAH)
        return AppointmentFactory(
            group=seven_groups[code], member=member, role=role, **{"start_on": SINCE} | changes
        )

    return serving

import pytest

from members.models import User
from tests.factories.members import UserFactory
from tests.imports.cases import CASES, Case


@pytest.fixture(params=CASES, ids=lambda case: case.kind.template_name.removesuffix("-template"))
def case(request, seven_groups) -> Case:
    """One kind of import after the other."""
    return request.param


@pytest.fixture
def secretary(client, seven_groups) -> User:
    """Signed in."""
    user = UserFactory(secretariat=True)
    client.force_login(user)
    return user

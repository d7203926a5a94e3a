import pytest

from members.models import User
from tests.factories.members import UserFactory


@pytest.fixture
def secretary(client, seven_groups) -> User:
    user = UserFactory(secretariat=True)
    client.force_login(user)
    return user

"""People of one group, and a meeting of theirs."""

import pytest

from groups.enums import Role
from naio_portal.notices.models import OutboxMessage
from tests.factories.groups import AppointmentFactory, WorkingGroupFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.members import UserFactory
from tests.factories.personas import sign_in


@pytest.fixture
def group():
    return WorkingGroupFactory(code="SAF")


@pytest.fixture
def other_group():
    return WorkingGroupFactory(code="SEC")


@pytest.fixture
def serve():
    """`serve(group, role)`: a user who serves in the group today in that role."""

    def serve(group, role=Role.MEMBER, **fields):
        user = UserFactory(**fields.pop("user", {}))
        AppointmentFactory(
            group=group,
            role=role,
            user=user,
            **{"member__email": user.email, "member__full_name": user.name} | fields,
        )
        return user

    return serve


@pytest.fixture
def chair(group, serve):
    return serve(group, Role.CHAIR)


@pytest.fixture
def secretary():
    return UserFactory(secretariat=True)


@pytest.fixture
def outbox():
    """`outbox()`: kind and address of each message queued so far, in order of addresses."""

    def outbox():
        return sorted(OutboxMessage.objects.values_list("kind", "to_address"))

    return outbox


@pytest.fixture
def office(client, secretary):
    """The browser of the secretariat."""
    sign_in(client, secretary)
    return client


@pytest.fixture
def meeting(group):
    return MeetingFactory(groups=[group], title="Second meeting", notified=True)

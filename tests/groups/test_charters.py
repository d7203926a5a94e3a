"""Charter and objectives."""

import pytest
from django.core.exceptions import ValidationError

from groups import services
from groups.enums import Role
from groups.models import Objective
from naio_portal.errors import EditConflict, NotAllowed
from tests.factories.groups import AppointmentFactory, ObjectiveFactory, WorkingGroupFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    return UserFactory(secretariat=True)


def test_update_charter_changes_what_is_given(secretary):
    group = WorkingGroupFactory(mandate_en="Old.")

    services.update_charter(group=group, version=1, mandate_en="New.", quorum=5, by=secretary)

    group.refresh_from_db()
    assert (group.mandate_en, group.quorum, group.version) == ("New.", 5, 2)


def test_update_charter_never_changes_the_code(secretary):
    with pytest.raises(TypeError):
        services.update_charter(group=WorkingGroupFactory(), version=1, code="NEW", by=secretary)


def test_update_charter_after_somebody_else_gives_both_texts(secretary):
    group = WorkingGroupFactory()
    services.update_charter(group=group, version=1, mandate_en="Theirs.", by=secretary)

    with pytest.raises(EditConflict) as error:
        services.update_charter(group=group, version=1, mandate_en="Mine.", by=secretary)

    assert error.value.theirs.mandate_en == "Theirs."
    group.refresh_from_db()
    assert group.mandate_en == "Theirs."


def test_update_charter_by_the_chair_is_refused():
    chair = UserFactory()
    group = AppointmentFactory(role=Role.CHAIR, user=chair).group

    with pytest.raises(NotAllowed):
        services.update_charter(group=group, version=1, mandate_en="Mine.", by=chair)


def test_objectives_are_numbered_in_their_group(secretary):
    group = WorkingGroupFactory()
    ObjectiveFactory(number=7)
    first = services.add_objective(group=group, statement="First.", by=secretary)
    second = services.add_objective(group=group, statement="Second.", measure="Two.", by=secretary)

    assert [str(first), str(second)] == ["1. First.", "2. Second."]


@pytest.mark.parametrize(
    ("role", "is_allowed"),
    [("chair", True), ("co-chair", True), ("rapporteur", False), ("member", False), ("observer", False)],
)
def test_update_objective_by_role(role, is_allowed):
    user = UserFactory()
    objective = ObjectiveFactory(group=AppointmentFactory(role=role, user=user).group)

    def change():
        return services.update_objective(objective=objective, version=1, statement="New.", by=user)

    if is_allowed:
        assert change().statement == "New."
    else:
        with pytest.raises(NotAllowed):
            change()


def test_update_objective_of_another_group_is_refused():
    user = UserFactory()
    AppointmentFactory(role=Role.CHAIR, user=user)

    with pytest.raises(NotAllowed):
        services.update_objective(objective=ObjectiveFactory(), version=1, statement="New.", by=user)


def test_update_objective_after_somebody_else_is_a_conflict(secretary):
    objective = ObjectiveFactory()
    services.update_objective(objective=objective, version=1, statement="Theirs.", by=secretary)

    with pytest.raises(EditConflict):
        services.update_objective(objective=objective, version=1, statement="Mine.", by=secretary)


def test_update_objective_without_statement_names_the_field(secretary):
    with pytest.raises(ValidationError) as error:
        services.update_objective(objective=ObjectiveFactory(), version=1, statement="", by=secretary)

    assert list(error.value.message_dict) == ["statement"]


def test_remove_objective_leaves_the_other_numbers(secretary):
    group = WorkingGroupFactory()
    first, _second = (services.add_objective(group=group, statement=text, by=secretary) for text in "ab")

    services.remove_objective(objective=first, by=secretary)

    assert list(Objective.objects.values_list("number", "statement")) == [(2, "b")]

"""Editing a group's charter and objectives."""

import pytest
from django.urls import reverse

from groups.enums import Role
from groups.models import Objective
from groups.services.charters import CHARTER_FIELDS
from tests.factories.deliverables import DeliverableFactory
from tests.factories.groups import AppointmentFactory, ObjectiveFactory, WorkingGroupFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return WorkingGroupFactory(code="SAF", slug="ai-safety", name_en="AI Safety", name_ms="Keselamatan AI")


@pytest.fixture
def chair(client, group):
    user = UserFactory()
    AppointmentFactory(group=group, role=Role.CHAIR, user=user)
    return user


def charter_of(group, **changes) -> dict:
    values = {name: getattr(group, name) for name in CHARTER_FIELDS}
    kept = {name: value for name, value in values.items() if value not in (None, False)}
    return kept | {"version": group.version} | changes


def test_charter_is_saved_in_both_languages(client, group):
    client.force_login(UserFactory(secretariat=True))

    response = client.post(
        "/groups/ai-safety/charter/", charter_of(group, scope_en="All of it.", scope_ms="Semuanya.")
    )

    group.refresh_from_db()
    assert response.headers["Location"] == "/groups/ai-safety/"
    assert (group.scope_en, group.scope_ms) == ("All of it.", "Semuanya.")


def test_charter_saved_by_two_shows_both_texts_and_then_saves(client, group):
    client.force_login(UserFactory(secretariat=True))
    first = charter_of(group, mandate_en="Theirs.")
    second = charter_of(group, mandate_en="Mine.")
    client.post("/groups/ai-safety/charter/", first)

    conflict = client.post("/groups/ai-safety/charter/", second)

    assert "Somebody else saved this in the meantime" in conflict.text
    assert conflict.context["conflict"] == [("Mandate (English)", "Theirs.")]
    assert "Mine.</textarea>" in conflict.text
    group.refresh_from_db()
    assert group.mandate_en == "Theirs."
    again = second | {"version": conflict.context["form"]["version"].value()}
    client.post("/groups/ai-safety/charter/", again)
    group.refresh_from_db()
    assert group.mandate_en == "Mine."


def test_chair_adds_edits_and_removes_an_objective(client, group, chair):
    client.force_login(chair)

    client.post("/groups/ai-safety/objectives/add/", {"statement": "First.", "language": "en"})
    objective = Objective.objects.get()
    url = reverse("groups:objective-update", args=["ai-safety", 1])
    client.post(url, {"statement": "Better.", "measure": "Ten.", "language": "en", "version": 1})
    objective.refresh_from_db()
    assert (objective.number, objective.statement, objective.measure) == (1, "Better.", "Ten.")

    asked = client.get("/groups/ai-safety/objectives/1/remove/")
    assert "The objective leaves the group" in asked.text
    client.post("/groups/ai-safety/objectives/1/remove/")
    assert Objective.objects.count() == 0


def test_objective_saved_by_two_shows_both_texts(client, group, chair):
    client.force_login(chair)
    ObjectiveFactory(group=group, number=1, statement="Old.")
    url = reverse("groups:objective-update", args=["ai-safety", 1])
    client.post(url, {"statement": "Theirs.", "language": "en", "version": 1})

    response = client.post(url, {"statement": "Mine.", "language": "en", "version": 1})

    assert response.context["conflict"] == [("Statement", "Theirs.")]
    assert Objective.objects.get().statement == "Theirs."


def test_objective_that_deliverables_serve_stays(client, group, chair):
    client.force_login(chair)
    objective = ObjectiveFactory(group=group, number=1)
    DeliverableFactory(group=group, objective=objective)

    response = client.post("/groups/ai-safety/objectives/1/remove/", follow=True)

    assert "Deliverables serve this objective" in response.text
    assert Objective.objects.count() == 1


def test_objective_of_a_missing_number_is_missing(client, group, chair):
    client.force_login(chair)

    assert client.get("/groups/ai-safety/objectives/9/").status_code == 404

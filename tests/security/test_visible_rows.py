"""`visible_to(user)` returns exactly the rows that the rule `<app>.view_<model>` allows, one by one."""

import pytest
import rules
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naio_portal.access import Persona
from tests.factories.personas import World
from tests.security import cases

cases.load()
PORTAL_APPS = {"members", "groups", "meetings", "deliverables", "notices", "home"}
GUARDED = sorted(
    model._meta.label
    for model in apps.get_models()
    if model._meta.app_label in PORTAL_APPS and hasattr(model._default_manager, "visible_to")
)


@pytest.mark.parametrize("label", GUARDED)
def test_model_has_a_rule_and_rows_for_reading(label):
    app, model = label.lower().split(".")

    assert rules.perm_exists(f"{app}.view_{model}")
    assert label in cases.ROWS


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted(cases.ROWS))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_visible_rows_are_those_of_the_rule(label, data):
    model = apps.get_model(label)
    rule = f"{model._meta.app_label}.view_{model._meta.model_name}"
    with transaction.atomic():
        world = World()
        for _row in range(data.draw(st.integers(1, 3))):
            cases.ROWS[label](world, data.draw)
        for persona in Persona:
            seen = set(model._default_manager.visible_to(world.user(persona)))
            asked = world.user(persona)
            allowed = {row for row in model._default_manager.all() if rules.has_perm(rule, asked, row)}
            assert seen == allowed, persona
        transaction.set_rollback(True)

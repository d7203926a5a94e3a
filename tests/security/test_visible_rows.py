"""`visible_to(user)` returns exactly the rows that the rule `<app>.view_<model>` allows, one by one."""

from copy import deepcopy

import pytest
import rules
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from naio_portal.access import Persona
from tests.security import cases

cases.load()
PORTAL_APPS = {"members", "groups", "meetings", "deliverables", "notices", "home"}
GUARDED = sorted(
    model._meta.label
    for model in apps.get_models()
    if model._meta.app_label in PORTAL_APPS and hasattr(model._default_manager, "visible_to")
)
# To ask for many rows costs hardly more than to ask for one: few examples, each of many rows of any kind.
# A failure names person and rows: making it smaller would take minutes and tell no more.
ROWS_AT_ONCE = 8


@pytest.mark.parametrize("label", GUARDED)
def test_model_has_a_rule_and_rows_for_reading(label):
    app, model = label.lower().split(".")

    assert rules.perm_exists(f"{app}.view_{model}")
    assert label in cases.ROWS


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted(cases.ROWS))
@settings(max_examples=3, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_visible_rows_are_those_of_the_rule(one_world, label, data):
    model = apps.get_model(label)
    rule = f"{model._meta.app_label}.view_{model._meta.model_name}"
    with transaction.atomic():
        world = deepcopy(one_world)
        for _row in range(ROWS_AT_ONCE):
            cases.ROWS[label](world, data.draw)
        rows = list(model._default_manager.all())
        for persona in Persona:
            reader, asked = world.user(persona), world.user(persona)
            seen = set(model._default_manager.visible_to(reader))
            allowed = {row for row in rows if rules.has_perm(rule, asked, row)}
            assert seen == allowed, persona
        transaction.set_rollback(True)

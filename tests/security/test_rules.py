"""The permission table against the rules, for each action that has one."""

import pytest
import rules

from naio_portal.access import Persona
from tests.security import cases
from tests.security.test_permission_table import build


@pytest.mark.parametrize(
    ("action", "route", "state"),
    [visit for visit in cases.visits() if visit.values[0].writes or rules.perm_exists(visit.values[0].name)],
)
def test_rules_answer_as_the_table_says(world, action, route, state):
    visit, _url = build(world, route, state)

    assert rules.perm_exists(action.name), f"no rule {action.name}"
    told = {p for p in Persona if rules.has_perm(action.name, world.user(p), visit.obj)}
    assert told == set(action.allowed)

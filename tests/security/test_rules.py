"""The permission table against the rules, for each action that has one."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
import rules
from django.db import transaction

from naio_portal.access import Persona
from tests.factories.personas import World
from tests.security.test_permission_table import build, visits


@pytest.fixture(scope="module")
def one_world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Everybody of the table, for all tests of this module; nobody needs to be signed in."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.fixture
def world(one_world, db) -> World:
    return deepcopy(one_world)


@pytest.mark.parametrize(
    ("action", "route", "state"),
    [visit for visit in visits() if visit.values[0].writes or rules.perm_exists(visit.values[0].name)],
)
def test_rules_answer_as_the_table_says(world, action, route, state):
    visit, _url = build(world, route, state)

    assert rules.perm_exists(action.name), f"no rule {action.name}"
    told = {p for p in Persona if rules.has_perm(action.name, world.user(p), visit.obj)}
    assert told == set(action.allowed)

"""Everybody of the permission table, made once for the tests of a module."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction
from django.template import Template

from tests.factories.personas import World

# As it is before Django's tests watch it.
RENDER = Template._render


@pytest.fixture
def rendering_as_served(monkeypatch) -> None:
    """No context is copied for each part of a page, which takes a tenth of a request: `response.context`
    and `response.templates` are empty."""
    monkeypatch.setattr(Template, "_render", RENDER)


@pytest.fixture(scope="module")
def one_world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """One world for all tests of this module, everybody in it signed in; each test undoes what it did."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = World()
        world.sign_in_everybody()
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def world(one_world, db) -> World:
    """The world as it was made, whatever other tests did to its people and groups."""
    return deepcopy(one_world)

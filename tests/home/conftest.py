"""The facts and the demonstration, made once for the tests of a module."""

import json
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import translation


@pytest.fixture(scope="module")
def one_demonstration(django_db_setup, django_db_blocker) -> Iterator[list[dict]]:
    """What the first start shows, for all tests of this module, each of which undoes what it did: the
    sign-ins of it."""
    with django_db_blocker.unblock(), translation.override("en"), transaction.atomic():
        call_command("seed_facts", verbosity=0)
        call_command("seed_demo", verbosity=0)
        yield json.loads((settings.VAR_DIR / "demo-accounts.json").read_text())
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(one_demonstration, db) -> list[dict]:
    """The demonstration as it was made; its sign-ins."""
    return one_demonstration

"""The sentences that tests compare are English; one world of all personas."""

import pytest
from django.utils import translation

from tests.factories.personas import World


@pytest.fixture(autouse=True)
def in_english(client):
    """English, for what is called here and for what the client asks."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    with translation.override("en"):
        yield


@pytest.fixture
def world(db) -> World:
    """Two groups, and a person for each persona of the permission table."""
    return World()

"""The sentences that tests compare are English."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english(client):
    """English, for what is called here and for what the client asks."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    with translation.override("en"):
        yield

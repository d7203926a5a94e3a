import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in their source language."""
    with override("en"):
        yield

"""`manage.py prepare`: what it refuses. That it works is shown by the life of a portal (tests/embedded)."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from naio_portal.database_roles import Access, access_of


def refusal(**options) -> str:
    with pytest.raises(CommandError) as refused:
        call_command("prepare", **options)
    return str(refused.value)


def test_app_role_does_not_migrate(settings):
    settings.USE_OWNER_ROLE = False

    assert refusal() == "Run this as the owner: USE_OWNER_ROLE=1."


def test_demonstration_is_refused_under_production_settings(settings):
    settings.USE_OWNER_ROLE = settings.IS_PRODUCTION = True

    assert refusal(demo=True) == "The demonstration is refused under production settings."


def test_administrator_who_cannot_sign_in_is_named(settings):
    settings.USE_OWNER_ROLE = True
    settings.DATABASE_ADMIN_URL = "postgresql://postgres:secret@127.0.0.1:1/postgres"

    said = refusal()

    assert said.startswith("DATABASE_ADMIN_URL: ")
    assert "Connection refused" in said
    assert "secret" not in said


@pytest.mark.parametrize(
    ("url", "access"),
    [
        ("postgresql://one:p%40ss@host:5432/naio", Access("one", "p@ss", "naio")),
        ("postgresql://one:p@/naio?host=/run/postgresql", Access("one", "p", "naio")),
    ],
)
def test_address_tells_role_password_and_database(url, access):
    assert access_of(url) == access

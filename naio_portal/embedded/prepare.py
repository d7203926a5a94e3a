"""Brings database and files up to date before the portal starts: one process, Django loaded once."""

import os
import sys

import django
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

AS_OWNER: dict[str, dict] = {
    "compile_catalogues": {},
    "migrate": {"interactive": False},
    "secure_database": {},
    "collectstatic": {"interactive": False, "verbosity": 0},
}
AS_APP = ["seed_facts"]


def become_app() -> None:
    """From here on the connection signs in as the running app does."""
    from naio_portal.settings import database  # noqa: PLC0415 (settings are read by django.setup)

    connection.close()
    connection.settings_dict.update(database(settings.DATABASE_URL))


def main(*, demo: bool) -> int:
    """Run the commands in order; 1 with the reason as the last line when one fails."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naio_portal.settings")
    django.setup()
    try:
        for command, options in AS_OWNER.items():
            call_command(command, **options)
        become_app()
        for command in [*AS_APP, *(["seed_demo"] if demo else [])]:
            call_command(command)
    except CommandError as error:
        print(error, flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(demo="--demo" in sys.argv))

"""Everything between new code and a portal that may start, in one process."""

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from naio_portal.database_roles import make_database
from naio_portal.variables import Variables, database_settings

LOCK = 0x4E41494F  # one at a time, whoever starts it


class Command(BaseCommand):
    help = (
        "Bring the database up to date: make it (where DATABASE_ADMIN_URL is set), migrate, secure the "
        "audit, seed the facts. Run with USE_OWNER_ROLE=1 at each new release; may be run again."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--files", action="store_true", help="first compile catalogues, collect files")
        parser.add_argument("--demo", action="store_true", help="then add fictional people and their work")

    def handle(self, *args, files: bool, demo: bool, **options) -> None:
        """Raises CommandError with the reason in one line."""
        if not settings.USE_OWNER_ROLE:
            raise CommandError("Run this as the owner: USE_OWNER_ROLE=1.")
        if demo and settings.IS_PRODUCTION:
            raise CommandError("The demonstration is refused under production settings.")
        if files:
            call_command("compile_catalogues")
            call_command("collectstatic", interactive=False, verbosity=0)
        if settings.DATABASE_ADMIN_URL:
            self.make_database()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # given back with the connection
        call_command("migrate", interactive=False)
        call_command("secure_database")
        become_app()
        call_command("seed_facts")
        if demo:
            call_command("seed_demo")

    def make_database(self) -> None:
        try:
            made = make_database(
                admin_url=settings.DATABASE_ADMIN_URL,
                owner_url=settings.DATABASE_OWNER_URL,
                app_url=settings.DATABASE_URL,
            )
        except psycopg.Error as error:
            reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
            raise CommandError(f"DATABASE_ADMIN_URL: {reason}") from error
        self.stdout.write("prepare: database and roles made." if made else "prepare: the database was there.")


def become_app() -> None:
    """From here on the connection signs in as the running app does."""
    connection.close()
    connection.settings_dict.update(database_settings(Variables(), settings.DATABASE_URL))

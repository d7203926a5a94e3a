from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from naio_portal.errors import DomainError
from naio_portal.protection import secure_database


class Command(BaseCommand):
    help = (
        "Give the app's database role its rights and protect the audit from it. Run as the owner "
        "(USE_OWNER_ROLE=1) after every migrate; may be run again."
    )

    def handle(self, *args, **options) -> None:
        """Raises CommandError when the roles are not two, outside a demonstration."""
        app_role, owner_role = role_of(settings.DATABASE_URL), role_of(settings.DATABASE_OWNER_URL)
        if app_role == owner_role:
            if settings.IS_PRODUCTION:
                raise CommandError("DATABASE_OWNER_URL must name another role than DATABASE_URL.")
            self.stdout.write(
                "secure_database: one role owns and runs; its audit is not protected from itself."
            )
            return
        if not settings.USE_OWNER_ROLE:
            raise CommandError("Run this as the owner: USE_OWNER_ROLE=1.")
        try:
            done = secure_database(app_role=app_role)
        except DomainError as error:
            raise CommandError(str(error)) from error
        counts = ", ".join(f"{count} {what}" for what, count in done.items())
        self.stdout.write(f"secure_database: {app_role} may not alter the audit ({counts}).")


def role_of(url: str) -> str:
    """The role that a database address signs in as."""
    return unquote(urlsplit(url).username or "")

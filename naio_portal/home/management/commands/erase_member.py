"""Erase a person who asked for it, as the owner of the database."""

from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError

from members.models import Member
from naio_portal.audit import acting
from naio_portal.errors import DomainError
from naio_portal.home.erasure import erase_contact, erase_member
from naio_portal.notices.models import Contact


class Command(BaseCommand):
    help = (
        "Blank a person's fields in rows and in the audit. Run as the owner (USE_OWNER_ROLE=1). "
        "Only counts, unless --erase is given; it cannot be undone."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("person", help="the member's reference (in the address of the page), or e-mail")
        parser.add_argument("--erase", action="store_true", help="do it, instead of only counting")

    def handle(self, *, person: str, erase: bool, **options) -> None:
        """Raises CommandError for nobody, for somebody who serves, and for a role that may not."""
        found = self.found(person)
        try:
            with acting(task="erase_member"):
                if isinstance(found, Contact):
                    done = erase_contact(contact=found, dry_run=not erase)
                else:
                    done = erase_member(member=found, dry_run=not erase)
        except DomainError as error:
            raise CommandError(str(error)) from error
        except ProgrammingError as error:
            raise CommandError("Run this as the owner of the database: USE_OWNER_ROLE=1.") from error
        for table, count in sorted(done.counts.items()):
            self.stdout.write(f"{table}: {count}")
        said = "Erased." if erase else f"Would erase {done.name}. Nothing was changed: add --erase to do it."
        self.stdout.write(said)

    def found(self, person: str) -> Member | Contact:
        """The member, else the outside contact of that address."""
        try:
            lookup = {"reference": UUID(person)}
        except ValueError:
            lookup = {"email__iexact": person}
        found = Member.objects.filter(**lookup).first()
        if found is None and "email__iexact" in lookup:
            found = Contact.objects.filter(**lookup).first()
        if found is None:
            raise CommandError(f"Nobody has the reference or address {person}.")
        return found

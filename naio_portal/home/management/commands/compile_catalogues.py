from babel.messages.mofile import write_mo
from django.core.management.base import BaseCommand, CommandError

from naio_portal import catalogues


class Command(BaseCommand):
    help = "Compile locale/*/LC_MESSAGES/*.po in pure Python: a bare machine has no msgfmt."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--check", action="store_true", help="Look for mistakes, write nothing.")

    def handle(self, *args, check: bool, **options) -> None:
        """Compile what is older than its source.

        Raises CommandError when a translation's placeholders differ from its source.
        """
        mistakes: list[str] = []
        for source in catalogues.catalogue_files():
            target = source.with_suffix(".mo")
            if not check and target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            catalogue = catalogues.read_catalogue(source)
            for message in list(catalogue):
                # Babel would write the English of a plural without translation as the translation.
                if message.id and not catalogues.is_translated(message):
                    catalogue.delete(message.id, message.context)
            mistakes += [
                f"{source.name}: {message.id!r}: {error}"
                for message, errors in catalogue.check()
                for error in errors
            ]
            if check or mistakes:
                continue
            fresh = target.with_suffix(".new")
            with fresh.open("wb") as file:
                write_mo(file, catalogue)
            fresh.replace(target)
        if mistakes:
            raise CommandError("\n".join(mistakes))

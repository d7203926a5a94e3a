from django.core.management.base import BaseCommand, CommandError

from naio_portal import catalogues


class Command(BaseCommand):
    help = (
        "Bring the texts of code and templates into locale/*/LC_MESSAGES/django.po; translations stay. "
        "A package's own text that we translate anew is named in our code by gettext_noop."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; fail when a text is missing or untranslated."
        )

    def handle(self, *args, check: bool, **options) -> None:
        """Raises CommandError with --check, naming each text that a catalogue lacks."""
        texts = catalogues.spoken()
        short: list[str] = []
        for path in catalogues.catalogue_files():
            if not check:
                path.write_text(catalogues.collected(path, texts))
            short += catalogues.shortcomings(path, texts)
        if check and short:
            raise CommandError("\n".join(["Collect them by `make messages`, then translate:", *short]))
        self.stdout.write("\n".join([*short, f"{len(texts)} texts, {len(short)} to translate."]))

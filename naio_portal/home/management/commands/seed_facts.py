from django.core.management.base import BaseCommand

from naio_portal.home.seeds.facts import seed_facts


class Command(BaseCommand):
    help = "Fill the portal with the facts of the release of 28 February 2025. May be run again."

    def handle(self, *args, **options) -> None:
        done = seed_facts()
        for line in done:
            self.stdout.write(line)
        self.stdout.write(f"seed_facts: {len(done)} made, the rest was there.")

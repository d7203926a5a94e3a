import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from naio_portal.errors import DomainError
from naio_portal.home.seeds.demo import seed_demo


class Command(BaseCommand):
    help = "Add fictional people and work; write the demo sign-ins to VAR_DIR/demo-accounts.json."

    def handle(self, *args, **options) -> None:
        try:
            done, accounts = seed_demo()
        except DomainError as error:
            raise CommandError(str(error)) from error
        if not done:
            self.stdout.write("seed_demo: the demonstration data was there already.")
            return
        path = settings.VAR_DIR / "demo-accounts.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(json.dumps(accounts, indent=1), encoding="utf-8")
        for line in done:
            self.stdout.write(line)
        self.stdout.write(f"seed_demo: sign-ins are in {path.name}.")

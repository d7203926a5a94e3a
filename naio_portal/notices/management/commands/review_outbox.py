from django.core.management.base import BaseCommand

from naio_portal.audit import acting
from naio_portal.notices.services.reviewing import review_outbox


class Command(BaseCommand):
    help = (
        "After a backup was restored: mail that the database takes for unsent waits for a decision in the "
        "outbox, today's reminders too. Run it before a worker starts."
    )

    def handle(self, *args, **options) -> None:
        with acting(task="review_outbox"):
            count = review_outbox()
        self.stdout.write(f"{count} mails wait for a decision in the outbox; none goes by itself.")

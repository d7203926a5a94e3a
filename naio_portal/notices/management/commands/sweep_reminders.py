import datetime as dt

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from naio_portal.audit import acting
from naio_portal.dates import KUALA_LUMPUR, format_instant
from naio_portal.notices.forecast import Forecast, Question, rules_in_use
from naio_portal.notices.mornings import open_mornings
from naio_portal.notices.services.sweep import sweep_reminders

COLUMNS = ("day", "to", "code", "about", "rule", "stage", "why this day")
WIDEST = 44


class Command(BaseCommand):
    help = (
        "Queue the reminders that may go at an instant, as beat does every 15 minutes, and look again at "
        "mornings that were dealt with; never twice to anybody. With --plan only say what it would queue."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--now",
            metavar="ISO",
            help="The instant to take for now: 2026-11-24T09:05+08:00; without an offset, Kuala Lumpur time. "
            "Left out: the clock's.",
        )
        parser.add_argument("--plan", action="store_true", help="Print a table, write and send nothing.")

    def handle(self, *args, now: str | None, plan: bool, **options) -> None:
        """Raises CommandError for a time that is none."""
        instant = parsed(now)
        with translation.override("en"):
            self.stdout.write(f"As of {format_instant(instant, 'Asia/Kuala_Lumpur')}:")
            if plan:
                self.show(instant)
                return
        with acting(task="sweep_reminders"):
            swept = sweep_reminders(now=instant, is_scheduled=False)
        self.stdout.write(
            f"{swept.mails} mails queued with {swept.stages} stages; {swept.superseded} earlier stages are "
            "recorded as superseded."
        )

    def show(self, instant: dt.datetime) -> None:
        """The table of what a sweep would queue."""
        today = instant.astimezone(KUALA_LUMPUR).date()
        mornings = open_mornings(instant, today)
        lines = list(Forecast(instant, mornings, Question(rules=rules_in_use())))
        rows = [
            (
                line.day.isoformat(),
                line.address,
                line.item.code if line.item else "",
                line.what,
                line.rule.code if line.rule else "digest",
                line.phrase,
                line.shift,
            )
            for line in lines
        ]
        if rows:
            *narrow, why = [max(map(len, column)) for column in zip(COLUMNS, *rows, strict=True)]
            widths = [*(min(WIDEST, width) for width in narrow), why]
            for row in (COLUMNS, ["-" * width for width in widths], *rows):
                cells = (
                    cell if len(cell) <= width else f"{cell[: width - 1]}…"
                    for cell, width in zip(row, widths, strict=True)
                )
                self.stdout.write("  ".join(map(str.ljust, cells, widths)).rstrip())
        mails = len({(line.key, line.day) for line in lines})
        self.stdout.write(f"{mails} mails with {len(rows)} entries. Nothing was written.")


def parsed(text: str | None) -> dt.datetime:
    if text is None:
        return timezone.now()
    try:
        instant = dt.datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--now {text!r} is no ISO time. Write it as 2026-11-24T09:05+08:00.") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=KUALA_LUMPUR)

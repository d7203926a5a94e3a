"""Old mail: after an outage it waits for a person, after a restore nothing goes by itself."""

import datetime as dt
from io import StringIO

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command

from naio_portal.notices.enums import OutboxState
from naio_portal.notices.models import DeliveryAttempt, OutboxMessage, ReminderLedger
from naio_portal.notices.services import queue_message
from naio_portal.notices.services.delivery import Delivered, deliver_due
from naio_portal.notices.services.sweep import Swept, sweep_reminders
from tests.factories.members import MemberFactory, UserFactory
from tests.factories.notices import OutboxMessageFactory
from tests.smtp import Mood

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("note_kind")]
NINE = dt.datetime(2026, 11, 24, 1, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def note(**fields):
    return queue_message(kind="tests.note", payload={"note": 1}, user=UserFactory(), **fields)


def states() -> list[str]:
    return sorted(OutboxMessage.objects.values_list("state", flat=True))


@pytest.mark.parametrize(("hours", "state", "went"), [(48, "sent", 1), (72, "sent", 1), (73, "review", 0)])
def test_mail_of_two_days_without_a_worker_goes_and_older_mail_waits(smtp_server, hours, state, went):
    with time_machine.travel(NINE, tick=False) as clock:
        note()
        clock.shift(hours * HOUR)
        deliver_due()

    assert (states(), len(smtp_server.messages)) == ([state], went)


def test_mail_that_is_being_retried_for_days_is_not_old(smtp_server, settings):
    settings.OUTBOX_RETRY_SECONDS = [43200]
    smtp_server.mood = Mood.REFUSE_FOR_NOW
    with time_machine.travel(NINE, tick=False) as clock:
        note()
        for _half_day in range(9):
            deliver_due()
            clock.shift(12 * HOUR)
        smtp_server.mood = Mood.ACCEPT
        assert deliver_due() == Delivered(sent=1)


def test_held_burst_that_is_old_waits_and_its_hook_runs_once(note_kind, smtp_server):
    released = []
    object.__setattr__(note_kind, "on_release", released.append)
    with time_machine.travel(NINE, tick=False) as clock:
        queue_message(kind="tests.note", payload={"note": 1}, member=MemberFactory(), hold_seconds=600,
                      burst_key="note:1")  # fmt: skip
        clock.shift(80 * HOUR)
        deliver_due()

    assert (states(), released, smtp_server.messages) == (["review"], ["note:1"], [])


def test_restored_database_is_noticed_and_nothing_old_goes(smtp_server, settings):
    settings.OUTBOX_AWAY_SECONDS = 0
    note()
    deliver_due()
    kept = DeliveryAttempt.objects.get().pk
    later = [note(), note()]
    deliver_due()
    assert len(smtp_server.messages) == 3

    # Back to what the backup knew: the last two were queued, nothing says that they went.
    DeliveryAttempt.objects.filter(pk__gt=kept).delete()
    OutboxMessage.objects.filter(pk__in=[message.pk for message in later]).delete()
    for message in later:
        OutboxMessageFactory(pk=message.pk, user=message.user, to_address=message.to_address)

    deliver_due()
    assert len(smtp_server.messages) == 3
    assert states() == ["review", "review", "sent"]
    note()
    assert deliver_due() == Delivered(sent=1)  # new mail goes on


def test_new_database_beside_an_old_redis_sends(smtp_server):
    cache.set("notices:last-attempt", 10**9, None)
    note()

    assert deliver_due() == Delivered(sent=1)


def test_command_after_a_restore_keeps_todays_reminders_back_too(team, smtp_server):
    team.milestone(due_in=7)
    sent = OutboxMessageFactory(state=OutboxState.SENT)
    for state in (OutboxState.QUEUED, OutboxState.HELD, OutboxState.CLAIMED):
        OutboxMessageFactory(state=state)
    out = StringIO()

    call_command("review_outbox", stdout=out)

    assert out.getvalue() == "4 mails wait for a decision in the outbox; none goes by itself.\n"
    assert states() == ["review"] * 4 + ["sent"]
    sent.refresh_from_db()
    assert sent.state == OutboxState.SENT
    assert ReminderLedger.objects.filter(state="queued").count() == 1
    assert sweep_reminders(is_scheduled=False) == Swept()
    assert deliver_due() == Delivered()
    assert smtp_server.attempts == []

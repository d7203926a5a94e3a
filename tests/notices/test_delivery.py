"""The outbox against a real SMTP server. Faults of processes are in `test_delivery_processes.py`."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from naio_portal.notices.enums import AttemptOutcome, OutboxState
from naio_portal.notices.models import DeliveryAttempt, OutboxMessage
from naio_portal.notices.services import queue_message
from naio_portal.notices.services.claims import claim_batch, take_up_dead_claims
from naio_portal.notices.services.delivery import Delivered, deliver_due
from tests.factories.members import MemberFactory, UserFactory
from tests.factories.notices import OutboxMessageFactory
from tests.smtp import Mood

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("note_kind")]
NINE = dt.datetime(2026, 11, 24, 1, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def quick(settings):
    settings.OUTBOX_RETRY_SECONDS = [60, 300]
    settings.OUTBOX_AWAY_SECONDS = 0
    settings.OUTBOX_PER_MINUTE = 0


def note(user=None, number=7, **fields):
    return queue_message(kind="tests.note", payload={"note": number}, user=user or UserFactory(), **fields)


def outcomes(message) -> list[str]:
    return list(message.attempts.values_list("outcome", flat=True))


def test_message_arrives_with_its_headers_text_and_html(smtp_server):
    user = UserFactory(email="aminah@naio.example")
    message = note(user, group_code="SAF")

    assert deliver_due() == Delivered(sent=1)

    [mail] = smtp_server.sent_to("aminah@naio.example")
    assert mail["Subject"] == "[SAF] Read note 7"
    assert mail["Message-ID"] == f"<{message.pk}@naio.example>"
    assert mail["References"] == mail["In-Reply-To"] == "<note-7@naio.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "/preferences/" in mail["List-Unsubscribe"]
    assert mail["List-Unsubscribe-Post"] is None
    text = mail.get_body(("plain",)).get_content()
    assert text.splitlines()[0] == "Please read note 7."
    assert "http://localhost:8000/notes/7/" in text
    assert "Read the note" in mail.get_body(("html",)).get_content()


def test_full_copy_is_kept(smtp_server):
    message = note()

    deliver_due()

    message.refresh_from_db()
    assert message.state == OutboxState.SENT
    assert message.subject == "[NAIO] Read note 7"
    assert message.text.startswith("Please read note 7.")
    assert message.html.startswith("<!doctype html>")
    assert outcomes(message) == [AttemptOutcome.SENT]


def test_second_run_sends_nothing(smtp_server):
    note()
    deliver_due()

    assert deliver_due() == Delivered()
    assert len(smtp_server.messages) == 1


def test_message_for_later_waits(smtp_server):
    note(send_after=timezone.now() + dt.timedelta(minutes=1))

    assert deliver_due() == Delivered()


def test_what_is_no_longer_true_is_dropped(smtp_server):
    message = note(number=None)

    assert deliver_due() == Delivered(dropped=1)
    message.refresh_from_db()
    assert (message.state, message.text) == (OutboxState.DROPPED, "")
    assert smtp_server.attempts == []


def test_address_of_the_moment_of_sending_counts(smtp_server):
    user = UserFactory()
    note(user)
    user.email = "moved@naio.example"
    user.save()

    deliver_due()

    assert len(smtp_server.sent_to("moved@naio.example")) == 1


def test_given_address_counts_whatever_the_person_has(smtp_server):
    note(UserFactory(), address="proof@naio.example")

    deliver_due()

    assert len(smtp_server.sent_to("proof@naio.example")) == 1


def test_closed_account_is_not_written_to(smtp_server):
    user = UserFactory()
    note(user)
    user.is_active = False
    user.save()

    assert deliver_due() == Delivered(dropped=1)


def test_urgent_message_goes_first(smtp_server):
    OutboxMessageFactory(to_address="later@naio.example", is_address_given=True, priority=5)
    OutboxMessageFactory(to_address="first@naio.example", is_address_given=True, priority=0)

    deliver_due()

    assert smtp_server.attempts == ["first@naio.example", "later@naio.example"]


def test_language_is_the_recipients(smtp_server):
    note(UserFactory(language="ms", email="ms@naio.example"))

    deliver_due()

    [mail] = smtp_server.sent_to("ms@naio.example")
    assert "Cara anda menerima e-mel" in mail.get_body(("plain",)).get_content()
    assert mail["Content-Language"] == "ms"


def test_temporary_refusal_is_tried_again_after_growing_pauses(smtp_server):
    smtp_server.mood = Mood.REFUSE_FOR_NOW
    with time_machine.travel(NINE, tick=False) as clock:
        message = note()
        assert deliver_due() == Delivered(put_off=1)
        message.refresh_from_db()
        assert (message.state, message.send_after) == (OutboxState.QUEUED, NINE + dt.timedelta(seconds=60))
        assert message.last_error == "451 4.3.0 Try again later"
        clock.shift(59)
        assert deliver_due() == Delivered()
        clock.shift(1)
        assert deliver_due() == Delivered(put_off=1)
        message.refresh_from_db()
        assert message.send_after == NINE + dt.timedelta(seconds=360)
        smtp_server.mood = Mood.ACCEPT
        clock.shift(300)
        assert deliver_due() == Delivered(sent=1)

    assert outcomes(message) == [AttemptOutcome.TEMPORARY, AttemptOutcome.TEMPORARY, AttemptOutcome.SENT]
    assert len(smtp_server.messages) == 1


def test_greylisted_message_arrives_at_the_second_try(smtp_server):
    smtp_server.mood = Mood.GREYLIST
    with time_machine.travel(NINE, tick=False) as clock:
        note()
        assert deliver_due() == Delivered(put_off=1)
        clock.shift(60)
        assert deliver_due() == Delivered(sent=1)

    assert len(smtp_server.messages) == 1


def test_temporary_refusals_end_after_the_last_attempt(smtp_server, settings):
    settings.OUTBOX_MAX_ATTEMPTS = 2
    smtp_server.mood = Mood.REFUSE_FOR_NOW
    with time_machine.travel(NINE, tick=False) as clock:
        message = note()
        deliver_due()
        clock.shift(60)
        assert deliver_due() == Delivered(refused=1)

    message.refresh_from_db()
    assert message.state == OutboxState.REFUSED


@pytest.mark.parametrize("mood", [Mood.REFUSE, Mood.REFUSE_TEXT])
def test_permanent_refusal_stops_and_tells_the_kind(smtp_server, note_kind, mood):
    told = []
    object.__setattr__(note_kind, "on_refused", lambda message: told.append(message.last_error[:3]))
    smtp_server.mood = mood
    message = note()

    assert deliver_due() == Delivered(refused=1)
    assert deliver_due() == Delivered()

    message.refresh_from_db()
    assert message.state == OutboxState.REFUSED
    assert outcomes(message) == [AttemptOutcome.PERMANENT]
    assert told == [message.last_error[:3]]


def test_refusal_of_one_does_not_hold_up_the_next(smtp_server):
    smtp_server.mood = Mood.GREYLIST
    smtp_server.seen.add(("portal@naio.example", "known@naio.example"))
    note(UserFactory(email="new@naio.example"))
    note(UserFactory(email="known@naio.example"))

    assert deliver_due() == Delivered(sent=1, put_off=1)


def test_hanging_server_puts_one_off_and_gives_the_others_back(smtp_server, settings):
    settings.EMAIL_TIMEOUT, settings.OUTBOX_AWAY_SECONDS = 0.3, 30
    smtp_server.mood = Mood.HANG
    for _number in range(3):
        note()

    assert deliver_due() == Delivered(put_off=1)
    assert deliver_due() == Delivered()  # nobody tries while the server is known to be away

    assert OutboxMessage.objects.filter(state=OutboxState.QUEUED).count() == 3
    assert DeliveryAttempt.objects.get().answer.endswith("timed out")


def test_server_that_is_away_keeps_everything_queued(smtp_server, settings):
    settings.EMAIL_PORT = 9  # nothing listens there
    message = note()

    assert deliver_due() == Delivered(put_off=1)
    message.refresh_from_db()
    assert message.state == OutboxState.QUEUED
    assert "refused" in message.last_error.lower()


def test_server_that_takes_the_mail_and_drops_the_line_gets_it_again_under_the_same_id(smtp_server):
    smtp_server.mood = Mood.ACCEPT_THEN_DROP
    with time_machine.travel(NINE, tick=False) as clock:
        message = note()
        assert deliver_due() == Delivered(put_off=1)
        smtp_server.mood = Mood.ACCEPT
        clock.shift(61)
        assert deliver_due() == Delivered(sent=1)

    first, second = smtp_server.messages
    assert first.message["Message-ID"] == second.message["Message-ID"] == f"<{message.pk}@naio.example>"
    assert outcomes(message) == [AttemptOutcome.TEMPORARY, AttemptOutcome.SENT]


def test_builder_that_fails_puts_its_message_off_and_no_other(smtp_server, note_kind):
    broken = note()
    OutboxMessage.objects.filter(pk=broken.pk).update(kind="tests.gone")
    note()

    assert deliver_due() == Delivered(sent=1, put_off=1)
    broken.refresh_from_db()
    assert (broken.state, broken.last_error) == (OutboxState.QUEUED, "Not written. KeyError: 'tests.gone'")


def test_limit_per_minute_counts_all_workers(smtp_server, settings):
    settings.OUTBOX_PER_MINUTE = 3
    with time_machine.travel(NINE, tick=False) as clock:
        for _number in range(5):
            note()
        claimed = claim_batch(worker="another")[:1]
        OutboxMessage.objects.filter(claimed_by="another").exclude(pk=claimed[0].pk).update(
            state=OutboxState.QUEUED, claimed_at=None
        )
        assert deliver_due() == Delivered(sent=2)
        clock.shift(61)
        assert deliver_due() == Delivered(sent=2)


def test_claim_of_a_dead_worker_is_taken_up_and_shown(smtp_server):
    with time_machine.travel(NINE, tick=False) as clock:
        tried, untried = note(), note()
        claim_batch(worker="dead:1")
        OutboxMessage.objects.filter(pk=tried.pk).update(sending_since=NINE)
        clock.shift(300)
        assert take_up_dead_claims() == 0
        clock.shift(1)
        assert deliver_due() == Delivered(sent=2)

    assert outcomes(tried) == [AttemptOutcome.UNKNOWN, AttemptOutcome.SENT]
    assert outcomes(untried) == [AttemptOutcome.SENT]
    assert tried.attempts.first().answer == "Claimed by dead:1"


def test_demo_person_is_never_written_to_through_a_real_server(smtp_server, settings):
    settings.MAIL_SINK = False
    demo = queue_message(kind="tests.note", payload={"note": 1}, member=MemberFactory(is_demo=True))
    queue_message(kind="tests.note", payload={"note": 1}, member=MemberFactory(email="real@naio.example"))

    assert deliver_due() == Delivered(sent=1, dropped=1)
    assert smtp_server.attempts == ["real@naio.example"]
    demo.refresh_from_db()
    assert demo.state == OutboxState.DROPPED


def test_demo_person_is_written_to_through_a_sink(smtp_server, settings):
    settings.MAIL_SINK = True
    queue_message(kind="tests.note", payload={"note": 1}, member=MemberFactory(is_demo=True))

    assert deliver_due() == Delivered(sent=1)


def test_calendar_goes_along_with_its_method(smtp_server, note_kind):
    build = note_kind.build
    object.__setattr__(
        note_kind,
        "build",
        lambda *args: build(*args).__class__(
            **{**vars(build(*args)), "calendar": "BEGIN:VCALENDAR", "calendar_method": "REQUEST"}
        ),
    )
    note(UserFactory(email="aminah@naio.example"))

    deliver_due()

    [mail] = smtp_server.sent_to("aminah@naio.example")
    [part] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "REQUEST"
    assert part.get_content().strip() == "BEGIN:VCALENDAR"

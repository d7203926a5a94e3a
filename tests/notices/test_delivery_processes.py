"""Faults of real processes: Redis, Celery workers and beats, an SMTP server. Nothing lost, nothing twice."""

import psycopg
import pytest
from django.db import transaction
from django.utils import timezone

from naio_portal.notices.enums import AttemptOutcome, LedgerState, OutboxState
from naio_portal.notices.models import OutboxMessage, ReminderLedger
from naio_portal.notices.services import queue_message
from naio_portal.notices.services.rules import ensure_default_rules
from tests.factories.members import UserFactory
from tests.notices.conftest import Team
from tests.notices.processes import Parts, kill, place_at_work, until
from tests.smtp import Mood

WAITING = "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def parts(tmp_path, database_url, smtp_server):
    made = Parts(tmp_path, database_url, smtp_server)
    yield made
    made.end()


def letter() -> OutboxMessage:
    """A mail of a kind that needs nothing but its reader, queued as by a request."""
    with transaction.atomic():
        return queue_message(kind="members.address_asked", user=UserFactory())


def is_in(message: OutboxMessage, state: OutboxState):
    return lambda: OutboxMessage.objects.filter(pk=message.pk, state=state).exists()


def outcomes(message: OutboxMessage) -> list[str]:
    return list(message.attempts.values_list("outcome", flat=True))


def test_worker_killed_between_the_servers_ok_and_the_record(parts, smtp_server, database_url):
    message = letter()
    smtp_server.gate.clear()
    worker = parts.worker()
    parts.beat()
    assert until(lambda: smtp_server.messages), parts.logs()

    with psycopg.connect(database_url) as watcher:
        watcher.execute("SELECT FROM notices_outboxmessage WHERE id = %s FOR UPDATE", [message.pk])
        smtp_server.gate.set()
        # The worker has its OK and comes to its record: there it waits for us.
        assert until(lambda: watcher.execute(WAITING).fetchone() is not None), parts.logs()
        kill(worker)
        watcher.rollback()
    message.refresh_from_db()
    assert (message.state, outcomes(message)) == (OutboxState.CLAIMED, [])

    parts.worker()
    assert until(is_in(message, OutboxState.SENT)), parts.logs()

    first, second = smtp_server.messages
    assert first.message["Message-ID"] == second.message["Message-ID"] == f"<{message.pk}@naio.example>"
    assert outcomes(message) == [AttemptOutcome.UNKNOWN, AttemptOutcome.SENT]


def test_redis_stopped_and_started(parts, smtp_server):
    parts.worker()
    parts.beat()
    before = letter()
    assert until(is_in(before, OutboxState.SENT)), parts.logs()

    parts.redis_down()
    meanwhile = letter()
    assert not until(is_in(meanwhile, OutboxState.SENT), seconds=3)
    parts.redis_up()

    assert until(is_in(meanwhile, OutboxState.SENT)), parts.logs()
    assert len(smtp_server.messages) == 2


def test_two_workers_and_two_beats_send_each_reminder_once(parts, smtp_server):
    ensure_default_rules()
    place = place_at_work(timezone.now())
    team = Team(**place)
    people = [team.owner, *(team.serves(**place) for _number in range(9))]
    for number, person in enumerate(people, start=1):
        team.milestone(due_in=-5, owner=person, number=number)

    for _each in range(2):
        parts.worker()
        parts.beat()
    assert until(lambda: len(smtp_server.messages) >= len(people)), parts.logs()
    assert not until(lambda: len(smtp_server.messages) > len(people), seconds=2)

    assert sorted(smtp_server.attempts) == sorted(person.email for person in people)
    assert ReminderLedger.objects.filter(state=LedgerState.QUEUED).count() == len(people)
    assert set(OutboxMessage.objects.values_list("state", "attempt_count")) == {(OutboxState.SENT, 1)}


def test_server_that_greylists_hangs_drops_and_refuses(parts, smtp_server):
    smtp_server.mood = Mood.GREYLIST
    parts.worker()
    parts.beat()
    greylisted = letter()
    assert until(is_in(greylisted, OutboxState.SENT)), parts.logs()
    assert outcomes(greylisted)[0] == AttemptOutcome.TEMPORARY
    assert len(smtp_server.sent_to(greylisted.to_address)) == 1

    smtp_server.mood = Mood.HANG
    hung = letter()
    assert until(lambda: outcomes(hung)), parts.logs()
    smtp_server.mood = Mood.ACCEPT
    assert until(is_in(hung, OutboxState.SENT)), parts.logs()
    assert set(outcomes(hung)[:-1]) == {AttemptOutcome.TEMPORARY}

    smtp_server.mood = Mood.REFUSE
    refused = letter()
    assert until(is_in(refused, OutboxState.REFUSED)), parts.logs()
    assert outcomes(refused) == [AttemptOutcome.PERMANENT]

    smtp_server.mood = Mood.ACCEPT_THEN_DROP
    dropped = letter()
    assert until(lambda: smtp_server.sent_to(dropped.to_address)), parts.logs()
    smtp_server.mood = Mood.ACCEPT
    assert until(is_in(dropped, OutboxState.SENT)), parts.logs()
    assert {mail["Message-ID"] for mail in smtp_server.sent_to(dropped.to_address)} == {
        f"<{dropped.pk}@naio.example>"
    }

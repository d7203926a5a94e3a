import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from naio_portal.notices.enums import OutboxState
from naio_portal.notices.models import OutboxMessage
from naio_portal.notices.recipients import recipient_of
from naio_portal.notices.services import (
    drop_burst,
    queue_message,
    queue_messages,
    release_burst,
    release_due_bursts,
)
from tests.factories.members import MemberFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("note_kind")]


def hold(member, note, seconds=600):
    return queue_message(
        kind="tests.note", payload={"note": note}, member=member, hold_seconds=seconds, burst_key="note:1"
    )


def test_message_to_user_takes_their_address_and_language():
    user = UserFactory(email="aminah@naio.example", language="ms")

    message = queue_message(kind="tests.note", payload={"note": 7}, user=user, group_code="SAF")

    stored = OutboxMessage.objects.get()
    assert stored == message
    assert (stored.to_address, stored.language, stored.group_code) == ("aminah@naio.example", "ms", "SAF")
    assert (stored.state, stored.payload, stored.user) == (OutboxState.QUEUED, {"note": 7}, user)


def test_message_to_member_with_sign_in_goes_to_the_sign_in():
    member = MemberFactory(with_user=True)
    member.user.email = "signin@naio.example"
    member.user.save()

    message = queue_message(kind="tests.note", member=member)

    assert (message.to_address, message.user, message.member) == ("signin@naio.example", member.user, member)


def test_member_without_address_gets_no_message():
    assert queue_message(kind="tests.note", member=MemberFactory(email=None)) is None
    assert OutboxMessage.objects.count() == 0


def test_closed_account_gets_no_message():
    assert queue_message(kind="tests.note", user=UserFactory(is_active=False)) is None


def test_given_address_is_kept():
    user = UserFactory()

    message = queue_message(kind="tests.note", user=user, address="new@naio.example", language="en")

    assert (message.to_address, message.is_address_given, message.user) == ("new@naio.example", True, user)


def test_demo_person_makes_a_demo_message():
    assert queue_message(kind="tests.note", member=MemberFactory(is_demo=True)).is_demo is True


def test_unknown_kind_is_refused():
    with pytest.raises(KeyError):
        queue_message(kind="tests.nothing", user=UserFactory())


@pytest.mark.django_db(transaction=True)
def test_message_outside_a_transaction_is_refused():
    user = UserFactory()

    with pytest.raises(transaction.TransactionManagementError):
        queue_message(kind="tests.note", user=user)


def test_many_recipients_take_one_insert_and_one_mail_an_address(django_assert_num_queries):
    recipients = [recipient_of(member=member) for member in MemberFactory.create_batch(3)]

    with django_assert_num_queries(1):
        queue_messages(kind="tests.note", recipients=[*recipients, recipients[0]])

    assert OutboxMessage.objects.count() == 3


def test_burst_of_edits_is_one_held_mail_with_the_last_payload():
    member = MemberFactory()
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        first = hold(member, 1)
    with time_machine.travel(start + dt.timedelta(minutes=9), tick=False):
        second = hold(member, 2)

    assert OutboxMessage.objects.get().pk == first.pk == second.pk
    message = OutboxMessage.objects.get()
    assert (message.state, message.payload) == (OutboxState.HELD, {"note": 2})
    assert message.send_after == start + dt.timedelta(minutes=19)


def test_burst_is_released_when_its_time_has_come(note_kind):
    with time_machine.travel("2026-11-24T01:00:00Z", tick=False):
        hold(MemberFactory(), 1)
        hold(MemberFactory(), 1)
    with time_machine.travel("2026-11-24T01:09:59Z", tick=False):
        assert release_due_bursts() == 0
    with time_machine.travel("2026-11-24T01:10:00Z", tick=False):
        assert release_due_bursts() == 2
        assert release_due_bursts() == 0

    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {OutboxState.QUEUED}


def test_burst_sent_now_runs_the_hook_once(note_kind, monkeypatch):
    released = []
    object.__setattr__(note_kind, "on_release", released.append)
    hold(MemberFactory(), 1)
    hold(MemberFactory(), 1)

    assert release_burst(burst_key="note:1") == 2
    assert released == ["note:1"]


def test_dropped_burst_is_never_sent():
    hold(MemberFactory(), 1)

    assert drop_burst(burst_key="note:1") == 1
    assert release_due_bursts(now=timezone.now() + dt.timedelta(days=1)) == 0
    assert OutboxMessage.objects.get().state == OutboxState.DROPPED

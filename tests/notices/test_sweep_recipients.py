"""Whom a sweep writes to: owners, chairs, the secretariat; who has no address, no part, several parts."""

import datetime as dt

import pytest

from groups.models import Appointment
from naio_portal.notices.enums import LedgerState
from naio_portal.notices.models import OutboxMessage, ReminderLedger
from naio_portal.notices.services.sweep import Swept, sweep_reminders
from tests.factories.deliverables import ContributorFactory, DeliverableFactory, days
from tests.factories.members import UserFactory
from tests.notices.conftest import Team

pytestmark = pytest.mark.django_db
TUESDAY = dt.datetime(2026, 11, 24, 1, 5, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def stages(**found) -> list[int]:
    """Stages that were queued."""
    queued = ReminderLedger.objects.filter(state=LedgerState.QUEUED, **found)
    return list(queued.order_by("created_at", "stage_days").values_list("stage_days", flat=True))


def told() -> set[str]:
    """Addresses of the mails."""
    return set(OutboxMessage.objects.values_list("to_address", flat=True))


def test_chair_is_told_from_seven_days_overdue_and_the_secretariat_from_twenty_one(team, clock):
    chair, secretary = team.serves("chair"), UserFactory(secretariat=True)
    team.milestone(due_in=0)
    for day in range(40):
        clock.move_to(TUESDAY + day * DAY)
        sweep_reminders()

    assert stages(member=chair) == [7, 14, 21, 28, 35]
    assert stages(user=secretary) == [21, 28, 35]


def test_chair_who_owns_it_is_told_once(team):
    chair = team.serves("chair")
    team.milestone(due_in=-7, owner=chair, owner_since=days(-300))

    sweep_reminders()

    assert stages(member=chair) == [7]


def test_co_chair_is_told_where_there_is_no_chair(team):
    co_chair = team.serves("co-chair")
    team.milestone(due_in=-7)

    sweep_reminders()

    assert told() == {team.owner.email, co_chair.email}


def end_service(member):
    Appointment.objects.filter(member=member).update(end_on=days(-1), end_reason="resigned")


def close_account(member):
    member.user = UserFactory(is_active=False)
    member.save()


def lose_address(member):
    member.email = None
    member.save()


@pytest.mark.parametrize("lose", [end_service, close_account, lose_address])
def test_object_whose_owner_cannot_be_written_to_goes_to_chair_and_secretariat(team, lose):
    chair, secretary = team.serves("chair"), UserFactory(secretariat=True)
    team.milestone(due_in=7)
    lose(team.owner)

    sweep_reminders()

    assert told() == {chair.email, secretary.email}
    assert stages() == [-7, -7]


def test_only_secretaries_whose_account_is_open_are_told(team):
    secretary = UserFactory(secretariat=True)
    UserFactory(secretariat=True, is_active=False)
    UserFactory(leadership=True)
    team.milestone(due_in=-21)

    sweep_reminders()

    assert told() == {team.owner.email, secretary.email}


@pytest.mark.parametrize(
    ("member", "user", "message"),
    [
        (True, False, True),
        (False, True, True),
        (True, None, True),
        (False, None, False),
        (False, False, False),
    ],
)
def test_mail_to_a_demo_person_is_marked(rules, clock, member, user, message):
    """By the member or the sign-in: it never leaves through a real server."""
    sign_in = None if user is None else UserFactory(is_demo=user)
    Team(user=sign_in, is_demo=member).milestone()

    sweep_reminders()

    assert OutboxMessage.objects.get().is_demo is message


def test_object_without_owner_goes_to_chair_and_secretariat(team):
    chair, secretary = team.serves("chair"), UserFactory(secretariat=True)
    deliverable = DeliverableFactory(group=team.group, owner=None, activated_on=days(-100))
    team.milestone(deliverable=deliverable, activated_on=days(-100))

    sweep_reminders()

    assert told() == {chair.email, secretary.email}


def test_member_of_another_group_only_is_not_written_to(team):
    stranger = Team().owner
    ContributorFactory(deliverable=team.deliverable, member=stranger, since=days(-300))
    team.milestone()

    sweep_reminders()

    assert told() == {team.owner.email}


def test_who_contributes_to_one_deliverable_is_not_told_of_another(team):
    contributor = team.serves()
    other = DeliverableFactory(group=team.group, owner=team.owner, activated_on=days(-400))
    ContributorFactory(deliverable=other, member=contributor, since=days(-300))
    team.milestone(due_in=7)

    sweep_reminders()

    assert told() == {team.owner.email}


def test_secretary_who_owns_it_is_told_as_its_owner_alone(team):
    owner = team.serves(user=UserFactory(secretariat=True))
    team.milestone(due_in=-21, owner=owner, owner_since=days(-300))

    sweep_reminders()

    told_as = ReminderLedger.objects.filter(state=LedgerState.QUEUED).values_list("rule__audience", flat=True)
    assert list(told_as) == ["owner"]


def test_secretary_who_serves_in_a_group_gets_one_mail(team):
    member = team.serves(user=UserFactory(secretariat=True))
    team.milestone(due_in=-21)
    team.milestone(due_in=7, owner=member, owner_since=days(-300))

    sweep_reminders()

    assert OutboxMessage.objects.filter(member=member).count() == 1
    assert OutboxMessage.objects.count() == 2


def test_sign_ins_address_language_and_zone_count(rules, clock):
    user = UserFactory(email="sign-in@naio.example", language="ms", time_zone="Europe/London")
    team = Team(user=user, time_zone="Asia/Kuala_Lumpur")
    team.milestone()
    assert sweep_reminders() == Swept()
    clock.move_to("2026-11-24T09:00:00Z")

    sweep_reminders()

    mail = OutboxMessage.objects.get()
    assert (mail.to_address, mail.language, mail.user) == ("sign-in@naio.example", "ms", user)

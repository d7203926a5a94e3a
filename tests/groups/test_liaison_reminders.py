"""Deadlines of liaison requests in the one reminder engine, for members and for officers of teams."""

import pytest
from django.utils import timezone

from groups.enums import Role
from groups.services.request_links import give_link
from naio_portal.notices.forecast import Forecast, Question, rules_in_use
from naio_portal.notices.models import OutboxMessage, ReminderLedger
from naio_portal.notices.services import token_of
from naio_portal.notices.services.delivery import deliver_due
from naio_portal.notices.services.sweep import sweep_reminders
from tests.factories.groups import AppointmentFactory, days_from_today
from tests.factories.liaison import LiaisonRequestFactory, SectoralTeamFactory, SectorOfficerFactory
from tests.factories.members import MemberFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "rules")]


def told() -> set[str]:
    return set(OutboxMessage.objects.values_list("to_address", flat=True))


def between_groups(due_in: int, **changes):
    """Sent long ago; the asked group has a chair and the owner who answers."""
    request = LiaisonRequestFactory(due_on=days_from_today(due_in), sent_on=days_from_today(-60), **changes)
    chair, owner = (
        AppointmentFactory(
            group=request.to_group,
            role=role,
            start_on=days_from_today(-400),
            member=MemberFactory(time_zone=""),
        ).member
        for role in (Role.CHAIR, Role.MEMBER)
    )
    request.owner_to, request.owned_since = owner, days_from_today(-50)
    request.save()
    return request, chair, owner


@pytest.mark.parametrize(
    ("due_in", "chair_too", "office_too"), [(7, 0, 0), (0, 0, 0), (-3, 0, 0), (-7, 1, 0), (-21, 1, 1)]
)
def test_owner_then_chair_then_secretariat_are_reminded(due_in, chair_too, office_too):
    secretary = UserFactory(secretariat=True)
    _request, chair, owner = between_groups(due_in)

    sweep_reminders()

    expected = {owner.email}
    expected |= {chair.email} if chair_too else set()
    expected |= {secretary.email} if office_too else set()
    assert told() == expected


def test_same_sweep_twice_sends_nothing_twice():
    between_groups(-7)
    sweep_reminders()
    sweep_reminders(is_scheduled=False)

    assert ReminderLedger.objects.filter(state="queued").count() == 2
    assert OutboxMessage.objects.count() == 2


@pytest.mark.parametrize("state", ["draft", "answered", "closed"])
def test_nobody_is_reminded_where_no_answer_is_owed(state):
    LiaisonRequestFactory(due_on=days_from_today(-8), state=state)

    sweep_reminders()

    assert told() == set()


def test_request_without_an_owner_reminds_chair_and_secretariat():
    secretary = UserFactory(secretariat=True)
    request, chair, _owner = between_groups(-3)
    request.owner_to = None
    request.save()

    sweep_reminders()

    assert told() == {chair.email, secretary.email}


@pytest.fixture
def team():
    return SectoralTeamFactory()


def test_both_kinds_of_officers_are_reminded_each_with_the_link_that_opens(team, smtp_server):
    signs_in = SectorOfficerFactory(team=team)
    by_mail = SectorOfficerFactory(team=team, by_mail=True)
    request = LiaisonRequestFactory(
        to_team=team, due_on=days_from_today(7), sent_on=days_from_today(-5), owner_officer=by_mail
    )
    other = LiaisonRequestFactory(
        to_team=team, due_on=days_from_today(7), sent_on=days_from_today(-5), owner_officer=signs_in
    )
    link = give_link(request, by_mail)

    sweep_reminders()
    deliver_due()

    assert told() == {signs_in.user.email, by_mail.contact.email}
    [letter] = smtp_server.sent_to(by_mail.contact.email)
    assert f"/requests/by-link/{token_of(link)}/" in letter.get_body(("plain",)).get_content()
    [letter] = smtp_server.sent_to(signs_in.user.email)
    assert f"/requests/{other.reference}/answer/" in letter.get_body(("plain",)).get_content()
    kept = OutboxMessage.objects.get(contact=by_mail.contact)
    assert token_of(link) not in kept.text + kept.html
    assert ReminderLedger.objects.filter(contact=by_mail.contact, state="queued").count() == 1


def test_overdue_by_a_week_the_other_officers_are_told(team):
    owner, other = SectorOfficerFactory(team=team, by_mail=True), SectorOfficerFactory(team=team)
    gone = SectorOfficerFactory(team=team, end_on=days_from_today(-1))
    LiaisonRequestFactory(
        to_team=team, due_on=days_from_today(-7), sent_on=days_from_today(-30), owner_officer=owner
    )

    sweep_reminders()

    assert told() == {owner.contact.email, other.user.email}
    assert gone.user.email not in told()


def test_forecast_names_the_officer(team):
    officer = SectorOfficerFactory(team=team, by_mail=True)
    LiaisonRequestFactory(
        to_team=team, due_on=days_from_today(10), sent_on=days_from_today(-1), owner_officer=officer
    )

    lines = Forecast.ahead(timezone.now(), Question(rules=rules_in_use()))[:10]

    assert {(line.name, line.address) for line in lines} == {(officer.contact.name, officer.contact.email)}
    # Sent yesterday: the stage of 14 days before lies before it.
    assert [line.stage for line in lines] == [-7, -1, 0, 3]

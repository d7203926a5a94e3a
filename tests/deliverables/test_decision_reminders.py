"""Changes and plans that wait for a decision, in the one reminder engine: who may decide is asked, then the
secretariat is told; nobody is asked about what they asked for."""

import pytest
from django.utils import timezone

from deliverables import services
from groups.enums import Role
from naio_portal.notices.explanations import explain_rule
from naio_portal.notices.forecast import Forecast, Question, rules_in_use
from naio_portal.notices.models import OutboxMessage, ReminderLedger, ReminderRule
from naio_portal.notices.services.delivery import deliver_due
from naio_portal.notices.services.sweep import sweep_reminders
from tests.factories.deliverables import (
    ChangeRequestFactory,
    DeliverableFactory,
    MilestoneFactory,
    WorkPlanFactory,
    days,
)
from tests.factories.groups import AppointmentFactory, ObjectiveFactory, WorkingGroupFactory
from tests.factories.members import MemberFactory, UserFactory
from tests.factories.reviews import hours

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "rules")]


class Team:
    """A group with chair, two co-chairs and a member; a secretary; nothing else of it is due."""

    def __init__(self) -> None:
        self.group = WorkingGroupFactory()
        self.chair = self.serves(Role.CHAIR)
        self.co_chairs = [self.serves(Role.CO_CHAIR) for _each in range(2)]
        self.member = self.serves(Role.MEMBER)
        self.secretary = UserFactory(secretariat=True)

    def serves(self, role):
        user = UserFactory()
        AppointmentFactory(
            group=self.group,
            role=role,
            start_on=days(-400),
            member=MemberFactory(time_zone="", user=user),
        )
        return user

    def leave(self, *users) -> None:
        self.group.appointments.filter(member__user__in=users).update(end_on=days(-1), end_reason="term")

    def change(self, days_ago: int, by=None, **about):
        deliverable = DeliverableFactory(group=self.group, activated_on=days(-90), last_update_on=days(0))
        milestone = MilestoneFactory(deliverable=deliverable, due_on=days(300), activated_on=days(-90))
        made = ChangeRequestFactory(milestone=milestone, requested_by=by or self.member, **about)
        type(made).objects.filter(pk=made.pk).update(requested_at=hours(-24 * days_ago))
        return made

    def plan(self, days_ago: int, by=None):
        return WorkPlanFactory(
            group=self.group,
            state="submitted",
            submitted_by=by or self.member,
            submitted_at=hours(-24 * days_ago),
        )


@pytest.fixture
def team():
    return Team()


@pytest.fixture(params=["change", "plan"])
def wait(request, team):
    """Make a change request or a submitted plan of the team that waits for so many days."""
    return getattr(team, request.param)


def told() -> set[str]:
    return set(OutboxMessage.objects.filter(kind="notices.reminders").values_list("to_address", flat=True))


@pytest.mark.parametrize(
    ("days_ago", "chair", "office"), [(2, 0, 0), (3, 1, 0), (6, 1, 0), (7, 1, 1), (14, 1, 1)]
)
def test_the_chair_then_also_the_secretariat_is_told_of_what_waits(wait, team, days_ago, chair, office):
    wait(days_ago)

    sweep_reminders()

    assert told() == ({team.chair.email} if chair else set()) | ({team.secretary.email} if office else set())


def test_it_is_told_again_each_week_and_once_a_stage(wait, team, clock):
    wait(7)
    sweep_reminders()
    sweep_reminders(is_scheduled=False)
    clock.move_to("2026-12-01T01:05:00Z", tick=False)
    sweep_reminders()
    sweep_reminders()

    stages = ReminderLedger.objects.filter(state="queued").values_list("stage_days", flat=True)
    assert sorted(stages) == [7, 7, 14, 14]


def test_a_chair_who_asked_is_not_asked_and_the_co_chairs_are(wait, team):
    wait(3, by=team.chair)

    sweep_reminders()

    assert told() == {user.email for user in team.co_chairs}


def test_a_chair_for_whom_the_secretariat_asked_is_not_asked(team):
    team.change(3, by=team.secretary, on_behalf_of=team.chair.member)

    sweep_reminders()

    assert told() == {user.email for user in team.co_chairs}


def test_where_no_chair_can_decide_the_secretariat_is_asked_but_not_who_asked(wait, team):
    other = UserFactory(secretariat=True)
    team.leave(team.chair, *team.co_chairs)
    wait(3, by=team.secretary)

    sweep_reminders()

    assert told() == {other.email}


def test_a_chair_without_a_sign_in_cannot_decide(wait, team):
    team.leave(team.chair, *team.co_chairs)
    AppointmentFactory(
        group=team.group,
        role=Role.CHAIR,
        start_on=days(0),
        member=MemberFactory(email="chair@example.org", user=None),
    )
    wait(3)

    sweep_reminders()

    assert told() == {team.secretary.email}


@pytest.mark.parametrize(("days_ago", "is_asked"), [(3, True), (4, False)])
def test_a_new_chair_is_not_asked_at_a_stage_of_days_before_theirs(wait, team, days_ago, is_asked):
    team.leave(team.chair)
    chair = UserFactory()
    member = MemberFactory(time_zone="", user=chair)
    AppointmentFactory(group=team.group, role=Role.CHAIR, start_on=days(0), member=member)
    wait(days_ago)

    sweep_reminders()

    assert told() == ({chair.email} if is_asked else set())


def test_a_member_who_chairs_and_is_of_the_secretariat_gets_one_mail(wait, team):
    team.chair.portal_role = "secretariat"
    team.chair.save()
    wait(7)

    sweep_reminders()

    assert sorted(OutboxMessage.objects.values_list("to_address", flat=True)) == sorted(
        [team.chair.email, team.secretary.email]
    )


def decide(thing, by):
    if hasattr(thing, "submitted_by"):
        services.return_work_plan(plan=thing, reason="Figures are missing.", by=by)
    else:
        services.decline_change(change=thing, reason="Not this year.", by=by)


def test_what_is_decided_before_the_mail_goes_is_not_told(wait, team, smtp_server):
    waiting = wait(3)
    sweep_reminders()
    decide(waiting, team.chair)

    deliver_due()

    assert OutboxMessage.objects.get(kind="notices.reminders").state == "dropped"
    assert smtp_server.sent_to(team.chair.email) == []


def test_what_is_decided_is_told_no_more(wait, team, clock):
    decide(wait(2), team.chair)
    clock.move_to("2026-12-01T01:05:00Z", tick=False)

    sweep_reminders()

    assert told() == set()


def test_a_plan_that_is_submitted_again_begins_anew(team, clock):
    plan = team.plan(3)
    sweep_reminders()
    type(plan).objects.filter(pk=plan.pk).update(submitted_at=hours(0))
    clock.move_to("2026-11-27T01:05:00Z", tick=False)

    sweep_reminders()

    ledger = ReminderLedger.objects.filter(state="queued").order_by("pk")
    assert [(row.anchor_on, row.stage_days) for row in ledger] == [(days(-6), 3), (days(-3), 3)]


def test_the_mail_leads_the_chair_to_the_decision_and_tells_the_secretariat(team, smtp_server):
    change = team.change(7)
    plan = team.plan(7)

    sweep_reminders()
    deliver_due()

    [asked], [informed] = (smtp_server.sent_to(user.email) for user in (team.chair, team.secretary))
    text = asked.get_body(("plain",)).get_content()
    assert "Waits for 7 days" in asked["Subject"]
    assert "What waits for your decision" in text
    assert plan.get_absolute_url() in text
    assert change.title in text
    assert "What waits for the decision of a chair" in informed.get_body(("plain",)).get_content()


def test_what_waits_for_a_decision_is_not_said_to_have_no_owner(wait):
    wait(6)

    lines = list(Forecast.ahead(timezone.now(), Question(rules=rules_in_use())))

    assert {(line.rule.audience, line.has_owner) for line in lines} == {
        ("chair", True),
        ("secretariat", True),
    }


def test_one_about_something_restricted_is_named_by_its_code_alone(team, smtp_server):
    change = team.change(3)
    type(change.deliverable).objects.filter(pk=change.deliverable_id).update(classification="restricted")

    sweep_reminders()
    deliver_due()

    [letter] = smtp_server.sent_to(team.chair.email)
    text = letter["Subject"] + letter.get_body(("plain",)).get_content()
    assert change.code in text
    assert change.title not in text


def test_a_change_of_an_objective_is_told_by_its_statement(team, smtp_server):
    objective = ObjectiveFactory(group=team.group, approved_on=days(-90))
    made = ChangeRequestFactory(
        milestone=None,
        objective=objective,
        old={"measure": objective.measure},
        new={"measure": "Twice as many."},
        requested_by=team.member,
    )
    type(made).objects.filter(pk=made.pk).update(requested_at=hours(-24 * 3))

    sweep_reminders()
    deliver_due()

    [letter] = smtp_server.sent_to(team.chair.email)
    assert objective.statement in letter.get_body(("plain",)).get_content()


def test_mail_to_come_shows_it_and_the_rule_says_it(team, client):
    change = team.change(1)
    client.force_login(team.secretary)

    page = client.get("/secretariat/forecast/").text

    assert change.get_absolute_url() in page
    assert "Change request: who decides" in page or "Permohonan perubahan: yang memutuskan" in page
    rules = {rule.code: explain_rule(rule) for rule in ReminderRule.objects.all()}
    assert rules["change-chair"].startswith("3 and 7 days after the day it was asked, then every 7 days")
    assert "never to who asked" in rules["change-chair"]
    assert "days after the day it was submitted" in rules["plan-secretariat"]

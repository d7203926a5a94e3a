"""The demonstration: complete, marked, with one sign-in a role, and made once."""

import pytest
from django.core.management import call_command

from deliverables.models import Deliverable, Milestone, WorkPlan
from deliverables.selectors import approvals_for
from deliverables.selectors.work_plans import gaps_of
from groups.models import Appointment, Objective, WorkingGroup
from members.models import Member, User

pytestmark = pytest.mark.django_db


def test_demo_writes_one_sign_in_a_role(demonstration, client):
    assert [account["role"] for account in demonstration] == [
        "administrator",
        "secretariat",
        "leadership",
        "liaison officer",
        "chair",
        "member",
        "observer",
        "member of another group",
    ]
    for account in demonstration:
        assert client.login(username=account["email"], password=account["password"])


def test_demo_makes_every_page_live(demonstration):
    assert Member.objects.filter(is_demo=True).count() == 36
    assert set(User.objects.values_list("is_demo", flat=True)) == {True}
    assert set(Objective.objects.values_list("group__code", flat=True)) == set(
        WorkingGroup.objects.values_list("code", flat=True)
    )
    assert {"active", "proposed", "delivered", "published", "suspended", "in_review"} == set(
        Deliverable.objects.values_list("state", flat=True)
    )
    assert Milestone.objects.late().count() > 0
    assert set(Deliverable.objects.running().with_rag().values_list("rag", flat=True)) == {
        "red",
        "amber",
        "green",
    }
    assert Appointment.objects.in_force().filter(role="chair").count() == 1
    for group in WorkingGroup.objects.all():
        regular = group.meetings.filter(is_plenary=False).exclude(title__startswith="Special")
        assert regular.count() == 2


def test_demo_seeded_again_changes_nothing(demonstration, capsys):
    call_command("seed_demo")

    assert "was there already" in capsys.readouterr().out
    assert Member.objects.count() == 36


def test_demo_has_a_work_plan_that_waits_for_its_chair(demonstration):
    chair = User.objects.get(
        email=next(account["email"] for account in demonstration if account["role"] == "chair")
    )

    plan = WorkPlan.objects.get(state="submitted")

    assert approvals_for(chair).work_plans == [plan]
    assert gaps_of(plan) == []

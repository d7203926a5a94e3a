"""The facts of the source and the demonstration: complete, marked, and made once."""

import json

import pytest
from django.core.management import CommandError, call_command

from deliverables.models import Deliverable, Instrument, Milestone, WorkPlan
from deliverables.selectors import approvals_for
from deliverables.selectors.work_plans import gaps_of
from groups.models import Announcement, Appointment, Call, Objective, WorkingGroup
from meetings.models import Meeting
from members.models import Member, Term, User
from naio_portal.home.seeds.facts import seed_facts

pytestmark = pytest.mark.django_db


def test_facts_are_the_seven_groups_with_codes_and_both_names():
    seed_facts()

    groups = list(WorkingGroup.objects.values_list("code", "slug", "name_en", "name_ms"))
    assert groups == [
        ("SOV", "ai-sovereignty", "AI Sovereignty", "Kedaulatan AI"),
        ("REG", "ai-regulation-policy", "AI Regulation & Policy", "Peraturan & Dasar AI"),
        ("SEC", "ai-security", "AI Security", "Keselamatan AI (Sekuriti)"),
        ("GOV", "ai-governance-ethics", "AI Governance & Ethics", "Tadbir Urus & Etika AI"),
        ("SAF", "ai-safety", "AI Safety", "Keselamatan AI (Kebolehpercayaan)"),
        ("TAL", "ai-talent", "AI Talent", "Bakat AI"),
        ("ADV", "ai-advisory", "AI Advisory", "Penasihat AI"),
    ]
    assert set(WorkingGroup.objects.values_list("is_working_translation", flat=True)) == {True}


def test_facts_are_lists_call_plenary_and_release():
    seed_facts()

    assert Term.objects.filter(vocabulary="expertise").count() == 6
    assert Term.objects.filter(vocabulary="background").count() == 4
    assert Term.objects.filter(vocabulary="origin").count() == 3
    assert Instrument.objects.count() == 3
    assert Call.objects.get().when_en == "Mid-February 2025"
    plenary = Meeting.objects.get()
    assert (plenary.is_plenary, plenary.place, plenary.groups.count()) == (True, "Kuala Lumpur", 7)
    assert str(plenary.starts_at.date()) == "2025-02-28"
    release = Announcement.objects.get()
    assert "over 170 distinguished experts" in release.body_en
    assert str(release.published_on) == "2025-02-28"


def test_facts_seeded_again_change_nothing():
    seed_facts()
    WorkingGroup.objects.filter(code="SOV").update(name_ms="Nama yang disunting")

    assert seed_facts() == []
    assert WorkingGroup.objects.get(code="SOV").name_ms == "Nama yang disunting"


@pytest.fixture
def demo(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    call_command("seed_facts", verbosity=0)
    call_command("seed_demo", verbosity=0)
    return json.loads((tmp_path / "demo-accounts.json").read_text())


def test_demo_writes_one_sign_in_a_role(demo, client):
    assert [account["role"] for account in demo] == [
        "administrator",
        "secretariat",
        "leadership",
        "liaison officer",
        "chair",
        "member",
        "observer",
        "member of another group",
    ]
    for account in demo:
        assert client.login(username=account["email"], password=account["password"])


def test_demo_makes_every_page_live(demo):
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


def test_demo_seeded_again_changes_nothing(demo, capsys):
    call_command("seed_demo")

    assert "was there already" in capsys.readouterr().out
    assert Member.objects.count() == 36


def test_demo_is_refused_in_production(settings):
    settings.IS_PRODUCTION = True

    with pytest.raises(CommandError, match="production"):
        call_command("seed_demo")
    assert Member.objects.count() == 0


def test_demo_has_a_work_plan_that_waits_for_its_chair(demo):
    chair = User.objects.get(email=next(account["email"] for account in demo if account["role"] == "chair"))

    plan = WorkPlan.objects.get(state="submitted")

    assert approvals_for(chair).work_plans == [plan]
    assert gaps_of(plan) == []

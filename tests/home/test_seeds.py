"""The facts of the source: complete, marked, and made once; no demonstration where people work."""

import pytest
from django.core.management import CommandError, call_command

from deliverables.models import Instrument
from groups.models import Announcement, Call, WorkingGroup
from meetings.models import Meeting
from members.models import Member, Term
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


def test_demo_is_refused_in_production(settings):
    settings.IS_PRODUCTION = True

    with pytest.raises(CommandError, match="production"):
        call_command("seed_demo")
    assert Member.objects.count() == 0

"""The tree of instruments and the authorities: what the pages show, and what the secretariat changes."""

import re

import pytest

from deliverables.models import Authority, Instrument
from naio_portal.access import Persona as P
from tests.deliverables.test_recommendation_pages import REGISTER, signed_in
from tests.factories.notices import ContactFactory
from tests.factories.recommendations import (
    AuthorityFactory,
    InstrumentFactory,
    RecommendationFactory,
    RecommendationPlaceFactory,
)

pytestmark = pytest.mark.django_db


def test_the_tree_counts_what_each_part_is_fed_by(world, client):
    plan = InstrumentFactory(slug="plan", name_en="Plan")
    chapter = InstrumentFactory(slug="chapter", name_en="Chapter", parent=plan)
    for state in ("submitted", "draft"):
        RecommendationPlaceFactory(
            recommendation=RecommendationFactory(group=world.group, state=state), instrument=chapter
        )

    page = client.get(f"{REGISTER}instruments/")

    assert page.text.count("(1 recommendation)") == 2
    assert f"{REGISTER}instruments/chapter/" in page.text


def test_the_secretariat_keeps_the_tree(world):
    plan = InstrumentFactory()
    office = signed_in(world, P.SECRETARIAT)
    data = {
        "parent": plan.pk,
        "kind": "guideline",
        "label": "3",
        "name_en": "Safety",
        "name_ms": "Keselamatan",
        "slug": "safety",
        "position": 1,
        "version": 1,
    }

    assert office.post(f"{REGISTER}instruments/new/", data).status_code == 302
    made = Instrument.objects.get(slug="safety")
    assert (made.parent, made.kind) == (plan, plan.kind)
    loop = {**data, "parent": made.pk, "slug": plan.slug, "label": ""}
    refused = office.post(f"{REGISTER}instruments/{plan.slug}/edit/", loop)

    assert refused.status_code == 422
    assert "cannot be a part of itself" in refused.text


def test_the_secretariat_names_who_answers(world):
    office = signed_in(world, P.SECRETARIAT)
    data = {
        "name_en": "Office of Standards",
        "name_ms": "Pejabat Piawaian",
        "slug": "standards",
        "is_active": "on",
        "contact_name": "Puan Siti",
        "contact_email": "siti@standards.example",
        "contact_language": "ms",
        "version": 1,
    }

    assert office.post(f"{REGISTER}authorities/new/", data).status_code == 302
    assert Authority.objects.get().contact.email == "siti@standards.example"
    data["version"] = Authority.objects.get().version
    taken = office.post(
        f"{REGISTER}authorities/standards/edit/",
        {**data, "contact_email": world.users[P.OWNER].email},
    )
    assert taken.status_code == 422
    assert "has a sign-in" in taken.text
    assert (
        office.post(
            f"{REGISTER}authorities/standards/edit/", {**data, "contact_email": "", "contact_name": ""}
        ).status_code
        == 302
    )
    assert Authority.objects.get().contact is None


@pytest.mark.parametrize("kind", ["instruments", "authorities"])
def test_who_saves_second_sees_both_texts_and_loses_none(world, kind):
    office = signed_in(world, P.SECRETARIAT)
    made = (
        InstrumentFactory(slug="one")
        if kind == "instruments"
        else AuthorityFactory(slug="one", contact=ContactFactory(name="Puan Siti"))
    )
    address, model = f"{REGISTER}{kind}/one/edit/", type(made)
    data = dict(re.findall(r'name="(\w+)" value="([^"]*)"', office.get(address).text))
    data |= {"kind": "action_plan", "parent": "", "is_active": "on", "contact_language": "ms", "address": ""}

    assert office.post(address, {**data, "name_en": "Theirs"}).status_code == 302
    page = office.post(address, {**data, "name_en": "Mine", "name_ms": "Saya"})

    assert page.status_code == 409
    assert "Theirs" in page.text
    assert page.text.count("Mine") >= 2
    assert model.objects.get(slug="one").name_en == "Theirs"
    version = re.search(r'name="version" value="(\d+)"', page.text)[1]
    again = office.post(address, {**data, "name_en": "Joined", "version": version})
    assert again.status_code == 302
    assert model.objects.get(slug="one").name_en == "Joined"

"""The tree of instruments and the authorities: what the pages show, and what the secretariat changes."""

import pytest

from deliverables.models import Authority, Instrument
from naio_portal.access import Persona as P
from tests.deliverables.test_recommendation_pages import REGISTER, signed_in
from tests.factories.recommendations import (
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
    assert "?instrument=chapter" in page.text


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
    }

    assert office.post(f"{REGISTER}authorities/new/", data).status_code == 302
    assert Authority.objects.get().contact.email == "siti@standards.example"
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

"""Overlaps with other groups: found in both languages along the index, never beyond what one may read; links
and requests that begin from them."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection

from deliverables import services
from deliverables.enums import Classification
from deliverables.models import Deliverable, DeliverableLink, Recommendation, RecommendationLink
from deliverables.search import DELIVERABLE_WORDS, RECOMMENDATION_WORDS
from deliverables.selectors.overlaps import (
    matching,
    similar_deliverables,
    similar_recommendations,
    words_of,
)
from naio_portal.access import Persona as P
from naio_portal.errors import DomainError, NotAllowed
from tests.deliverables.test_recommendation_pages import REGISTER, at, signed_in
from tests.factories.deliverables import DeliverableFactory
from tests.factories.recommendations import AuthorityFactory, RecommendationFactory
from tests.markup import assert_malay, assert_valid_html

pytestmark = pytest.mark.django_db
TEXTS = ["title_en", "title_ms", "text_en", "text_ms", "rationale_en", "rationale_ms"]
OTHER_WORDS = dict.fromkeys(TEXTS, "Pasar tani")


def found(texts, world, persona=P.OWN_MEMBER, kind="recommendations"):
    look = {"recommendations": similar_recommendations, "deliverables": similar_deliverables}[kind]
    return [overlap.thing for overlap in look(texts, world.users[persona], apart_from=world.group)]


@pytest.mark.parametrize(
    "text",
    ["Agencies reporting incidents", "Setiap agensi melaporkan insiden", "insiden yang melaporkan agensi!"],
)
def test_either_language_finds_what_is_alike(world, text):
    alike = RecommendationFactory(group=world.other_group, state="submitted")
    RecommendationFactory(group=world.other_group, state="submitted", **OTHER_WORDS)

    assert found([text], world) == [alike]


def test_the_own_group_and_what_is_over_are_left_out(world):
    RecommendationFactory(group=world.group, state="submitted")
    for state in ("withdrawn", "superseded"):
        RecommendationFactory(group=world.other_group, state=state)

    assert found(["Report serious incidents"], world) == []


def test_one_word_in_common_is_no_overlap_of_many(world):
    made = DeliverableFactory(group=world.other_group, title="Sandbox register", description="")

    assert found(["Register of incidents in hospitals"], world, kind="deliverables") == []
    assert found(["Sandbox"], world, kind="deliverables") == [made]


def test_common_words_and_numbers_say_nothing(world):
    assert words_of(["Untuk kumpulan kerja yang 2026 dengan", "with the AI & <b> | !'()"]) == []
    assert found(["", "untuk yang"], world) == []


@pytest.mark.parametrize("kind", ["recommendations", "deliverables"])
def test_what_one_may_not_read_is_never_hinted_at(world, kind):
    factory = {"recommendations": RecommendationFactory, "deliverables": DeliverableFactory}[kind]
    hidden = [
        factory(group=world.other_group, restricted=True),
        factory(group=world.other_group, state="draft" if kind == "recommendations" else "proposed"),
    ]
    texts = [hidden[0].title, "serious incidents reported; what it is and whom it serves"]

    assert found(texts, world, kind=kind) == []
    assert set(found(texts, world, P.SECRETARIAT, kind=kind)) == set(hidden)


@pytest.mark.parametrize(
    ("model", "words", "index"),
    [
        (Recommendation, RECOMMENDATION_WORDS, "recommendation_search"),
        (Deliverable, DELIVERABLE_WORDS, "deliverable_search"),
    ],
)
def test_the_search_goes_by_the_index(world, as_owner, model, words, index):
    """Among a few thousand of other groups, as the planner reads it."""
    of = (
        RecommendationFactory.build(group=world.other_group, addressee=AuthorityFactory())
        if model is Recommendation
        else DeliverableFactory.build(group=world.other_group, state="proposed")
    )
    rows = []
    for number in range(1, 2001):
        copy = type(of)(**{
            field.attname: getattr(of, field.attname)
            for field in model._meta.concrete_fields
            if field.name not in ("id", "reference", "number")
        })  # fmt: skip
        copy.number = number
        for name in TEXTS if model is Recommendation else ["title", "description"]:
            setattr(copy, name, f"Perkara {number} kotak pasir{number} sandbox{number}")
        rows.append(copy)
    model.objects.bulk_create(rows)
    with as_owner(), connection.cursor() as cursor:
        # What was written just now waits in a list beside the index, whose length depends on other tests.
        cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [index])
        cursor.execute(f"ANALYZE {model._meta.db_table}")

    asked = matching(
        model.objects.visible_to(world.users[P.SECRETARIAT]).exclude(group=world.group),
        words,
        ["sandbox77", "pasir77"],
    )
    plan = json.loads(asked[:20].explain(format="json"))[0]["Plan"]

    assert index in str(plan)
    assert "Seq Scan" not in str(plan)
    assert [row.number for row in asked] == [77]


# --- pages ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("persona", [P.OWN_MEMBER, P.SECRETARIAT])
def test_while_one_writes_the_form_shows_what_is_alike(world, persona):
    alike = RecommendationFactory(group=world.other_group, state="submitted", title_en="Report incidents")
    deliverable = DeliverableFactory(group=world.other_group, title="Serious incidents register")
    client = signed_in(world, persona)

    form = client.get(f"{REGISTER}new/{world.group.slug}/").text
    answer = client.post(
        f"{REGISTER}overlaps/{world.group.slug}/", {"title_en": "Register serious incidents", "text_ms": "x"}
    )

    assert f'hx-post="{REGISTER}overlaps/{world.group.slug}/"' in form
    assert answer.text.index(alike.title_en) < answer.text.index(deliverable.title)
    assert "incidents" in answer.text
    beside = client.post(
        f"/deliverables/overlaps/{world.group.slug}/", {"title": "Serious incidents register"}
    )
    assert beside.text.index(deliverable.title) < beside.text.index(alike.title_en)


def ask_link(text):
    start = text.index("/requests/new/")
    return text[start : text.index('"', start)].replace("&amp;", "&")


def test_asking_that_group_begins_a_request_to_it(world):
    made = RecommendationFactory(group=world.group, title_en="Report incidents quickly")
    alike = RecommendationFactory(group=world.other_group, state="submitted", title_en="Report incidents")
    client = signed_in(world, P.OWN_CHAIR)

    page = client.get(at(made, "related/"))
    address = ask_link(page.text)

    query = parse_qs(urlsplit(address).query)
    assert query["to"] == [f"group-{world.other_group.pk}"]
    assert alike.code in query["subject"][0]
    assert made.code in query["text"][0]
    form = client.get(address).text
    assert f"Possible overlap: {alike}" in form
    assert f'value="group-{world.other_group.pk}" selected' in form


def test_a_restricted_text_is_not_named_to_the_other_group(world):
    made = RecommendationFactory(group=world.group, title_en="Report secret incidents", restricted=True)
    RecommendationFactory(group=world.other_group, state="submitted", title_en="Report incidents")

    address = ask_link(signed_in(world, P.OWN_CHAIR).get(at(made, "related/")).text)

    assert "secret" not in address
    assert made.code not in address


def test_whoever_drafts_no_request_gets_no_button_to_ask(world):
    other = RecommendationFactory(group=world.other_group, state="submitted", title_en="Report incidents")

    answer = signed_in(world, P.LEADERSHIP).post(
        f"{REGISTER}overlaps/{world.group.slug}/", {"title_en": "Report incidents"}
    )

    assert other.code in answer.text
    assert "/requests/new/" not in answer.text


def test_recommendations_are_linked_and_both_ends_say_so(world):
    made = RecommendationFactory(group=world.group)
    other = RecommendationFactory(group=world.other_group, state="submitted")
    client = signed_in(world, P.OWN_MEMBER)

    assert client.post(at(made, "related/"), {"code": other.code.lower()}).status_code == 302
    assert client.post(at(made, "related/"), {"code": other.code}).status_code == 302

    assert RecommendationLink.objects.get().kind == "related"
    assert at(other) in client.get(at(made)).text
    assert at(made) in client.get(at(other)).text
    # The draft of one group is not shown to the other one by its link.
    assert at(made) not in signed_in(world, P.OTHER_MEMBER).get(at(other)).text
    client.post(at(made, f"related/{other.reference}/remove/"))
    assert not RecommendationLink.objects.exists()


def test_deliverables_are_linked_and_both_ends_say_so(world):
    made = DeliverableFactory(group=world.group, owner=world.owner)
    other = DeliverableFactory(group=world.other_group)
    client = signed_in(world, P.OWNER)
    address = f"/deliverables/{made.reference}/"

    assert client.post(f"{address}related/", {"code": other.code}).status_code == 302

    assert f"/deliverables/{other.reference}/" in client.get(address).text
    assert address in signed_in(world, P.OTHER_MEMBER).get(f"/deliverables/{other.reference}/").text
    client.post(f"{address}related/{other.reference}/remove/")
    assert not DeliverableLink.objects.exists()


@pytest.mark.parametrize("code", ["", "SAF-1999-09", "SAF-D1", "x" * 30, "{own}", "{hidden}"])
def test_a_code_of_nothing_is_refused_beside_the_field(world, code):
    made = RecommendationFactory(group=world.group)
    hidden = RecommendationFactory(group=world.other_group, restricted=True)
    code = code.format(own=made.code, hidden=hidden.code)

    page = signed_in(world, P.OWN_MEMBER).post(at(made, "related/"), {"code": code})

    assert page.status_code == 422
    assert ("with itself" if code == made.code else "nothing of that code") in page.text
    assert not RecommendationLink.objects.exists()


def test_who_supersedes_another_stays_so_when_links_are_taken_away(world):
    old, new = (RecommendationFactory(group=world.group, state="submitted") for _each in range(2))
    services.supersede_recommendation(recommendation=old, successor=new, by=None)

    services.link_recommendations(recommendation=new, other=old, by=None)
    services.unlink_recommendations(recommendation=new, other=old, by=None)

    assert RecommendationLink.objects.get().kind == "supersedes"


def test_links_are_made_by_who_writes_in_the_group(world):
    made, other = DeliverableFactory(group=world.group), DeliverableFactory(group=world.other_group)
    hidden = DeliverableFactory(group=world.other_group, classification=Classification.RESTRICTED)

    with pytest.raises(NotAllowed):
        services.link_deliverables(deliverable=made, other=other, by=world.users[P.OTHER_CHAIR])
    with pytest.raises(DomainError, match="nothing of that code"):
        services.link_deliverables(deliverable=made, other=hidden, by=world.users[P.OWN_CHAIR])


@pytest.mark.parametrize("kind", ["recommendation", "deliverable"])
def test_the_page_is_valid_and_malay(world, kind):
    texts = dict.fromkeys(TEXTS, "Laporkan insiden serius")
    if kind == "recommendation":
        made = RecommendationFactory(group=world.group, **texts)
        other = RecommendationFactory(group=world.other_group, state="submitted", **texts)
        services.link_recommendations(recommendation=made, other=other, by=None)
        address = at(made, "related/")
    else:
        words = {"title": "Laporkan insiden serius", "description": "", "language": "ms"}
        made, other = (DeliverableFactory(group=g, **words) for g in (world.group, world.other_group))
        services.link_deliverables(deliverable=made, other=other, by=None)
        address = f"/deliverables/{made.reference}/related/"
    type(world.group).objects.update(name_en="Keselamatan")
    client = signed_in(world, P.SECRETARIAT, "ms")
    client.cookies["django_language"] = "ms"

    page = client.get(address)

    assert other.code in page.text
    assert_valid_html(page.text)
    assert_malay(page.text.replace("Secretariat", "Urus setia"))

"""The pages of the register: what they show to whom, in both languages, at a constant cost."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from deliverables.enums import RESPONSE_LINK
from deliverables.models import Recommendation
from deliverables.services import supersede_recommendation
from groups.models import WorkingGroup
from members.models import Member, User
from naio_portal.access import Persona as P
from naio_portal.dates import kl_today
from naio_portal.notices.services import issue_link, token_of
from tests.factories.deliverables import DeliverableFactory, VersionFactory, days
from tests.factories.meetings import MeetingFactory, in_days
from tests.factories.notices import ContactFactory
from tests.factories.recommendations import (
    AuthorityFactory,
    InstrumentFactory,
    RecommendationContributorFactory,
    RecommendationEvidenceFactory,
    RecommendationFactory,
    RecommendationPlaceFactory,
)
from tests.markup import assert_malay, assert_valid_html

pytestmark = pytest.mark.django_db
REGISTER = "/recommendations/"


def signed_in(world, persona, language="en"):
    client = world.client(persona)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    return client


def at(recommendation, page=""):
    return f"/recommendations/{recommendation.reference}/{page}"


def full(world, **changes):
    """With a place, evidence and two contributors."""
    made = RecommendationFactory(**{"group": world.group, "state": "responded", **changes})
    RecommendationPlaceFactory(recommendation=made, place="3.2")
    RecommendationEvidenceFactory(
        recommendation=made, deliverable=DeliverableFactory(group=world.group, state="published")
    )
    for persona in (P.OWNER, P.OWN_CHAIR):
        RecommendationContributorFactory(recommendation=made, member=world.members[persona])
    return made


# --- the register ---------------------------------------------------------------------------------------


def test_visitors_read_what_was_submitted_and_no_more(world, client):
    shown = RecommendationFactory(group=world.group, state="submitted", title_en="Report incidents")
    for hidden in ({}, {"state": "adopted_by_group"}, {"state": "submitted", "restricted": True}):
        RecommendationFactory(group=world.group, title_en="Behind doors", **hidden)

    page = client.get(REGISTER)

    assert "Report incidents" in page.text
    assert "Behind doors" not in page.text
    assert client.get(at(shown)).status_code == 200


@pytest.mark.parametrize("persona", [P.VISITOR, P.OWN_MEMBER, P.SECRETARIAT])
def test_the_register_costs_the_same_for_one_and_three(world, persona, settings):
    client = Client() if persona == P.VISITOR else signed_in(world, persona)
    counts = []
    for number, more in enumerate((1, 2)):
        for _each in range(more):
            full(world)
        client.get(f"{REGISTER}?n=warm{number}")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"{REGISTER}?n={number}").status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize("persona", [P.VISITOR, P.OWN_CHAIR, P.SECRETARIAT])
def test_one_recommendation_costs_the_same_for_one_and_three_of_each(world, persona):
    client = Client() if persona == P.VISITOR else signed_in(world, persona)
    made = full(world)
    counts = []
    for more in (0, 2):
        for _each in range(more):
            RecommendationPlaceFactory(recommendation=made)
            RecommendationEvidenceFactory(recommendation=made, deliverable__state="published")
            RecommendationContributorFactory(recommendation=made)
        client.get(at(made))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(at(made)).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("group=SAF", {"A", "B"}),
        ("state=responded", {"B"}),
        ("state=overdue", {"C"}),
        ("priority=high", {"A"}),
        ("year=2025", {"B"}),
        ("addressee=minister", {"C"}),
        ("instrument=plan", {"A", "B"}),
        ("instrument=chapter", {"B"}),
        ("q=serious+incident", {"A", "B"}),
        ("q=hospital", {"C"}),
        ("q=insiden", {"A", "B"}),
        ("q=saf-2025-07", {"B"}),
        ("q=%22nothing+like+it%22", set()),
        ("state=nonsense&year=x&priority=9", {"A", "B", "C"}),
    ],
)
def test_filters(world, query, found):
    plan = InstrumentFactory(slug="plan")
    chapter = InstrumentFactory(slug="chapter", parent=plan)
    first = RecommendationFactory(group=world.group, title_en="Title A", priority="high", state="submitted")
    second = RecommendationFactory(
        group=world.group, title_en="Title B", state="responded", year=2025, number=7
    )
    texts = dict.fromkeys(("text_en", "text_ms", "rationale_en", "rationale_ms", "title_ms"), "Hospitals")
    RecommendationFactory(
        group=world.other_group,
        title_en="Title C",
        state="submitted",
        response_due_on=days(-1),
        addressee=AuthorityFactory(slug="minister"),
        **texts,
    )
    RecommendationPlaceFactory(recommendation=first, instrument=plan)
    RecommendationPlaceFactory(recommendation=second, instrument=chapter)

    page = signed_in(world, P.SECRETARIAT).get(f"{REGISTER}?{query}")

    assert {letter for letter in "ABC" if f"Title {letter}<" in page.text} == found


def test_the_export_holds_what_one_may_read(world):
    made = full(world, title_en="=Report")
    RecommendationFactory(group=world.other_group, title_en="Draft of others")

    answer = signed_in(world, P.OWN_MEMBER).get(f"{REGISTER}export/csv/")

    lines = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert len(lines) == 2
    assert lines[1][0] == made.code
    assert lines[1][3] == "'=Report"
    assert lines[1][8] == made.places.get().instrument.name_en


def test_the_export_is_a_workbook_too(world):
    full(world)

    answer = signed_in(world, P.SECRETARIAT).get(f"{REGISTER}export/xlsx/")

    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert signed_in(world, P.SECRETARIAT).get(f"{REGISTER}export/pdf/").status_code == 404


# --- one recommendation ---------------------------------------------------------------------------------


def test_visitors_read_the_names_of_those_who_consent(world, client):
    made = full(world)
    Member.objects.filter(pk=world.owner.pk).update(
        full_name="Aminah binti Hassan", listing_consent_on=kl_today()
    )
    Member.objects.filter(pk=world.members[P.OWN_CHAIR].pk).update(full_name="Kept Private")

    page = client.get(at(made))

    assert "Aminah binti Hassan" in page.text
    assert "Kept Private" not in page.text
    assert "1 more, not named here" in page.text


def test_evidence_out_of_sight_is_not_named(world):
    made = full(world)
    RecommendationEvidenceFactory(
        recommendation=made,
        deliverable=DeliverableFactory(group=world.group, restricted=True, title="Under seal"),
    )

    assert "Under seal" not in signed_in(world, P.OWN_MEMBER).get(at(made)).text
    assert "Under seal" in signed_in(world, P.SECRETARIAT).get(at(made)).text


def test_both_ends_of_a_link_name_each_other(world):
    old, new = (RecommendationFactory(group=world.group, state="submitted") for _each in range(2))
    supersede_recommendation(recommendation=old, successor=new, by=None)
    client = signed_in(world, P.OWN_MEMBER)

    assert at(new) in client.get(at(old)).text
    assert at(old) in client.get(at(new)).text


def test_a_whole_life_through_the_pages(world):
    chapter, authority = InstrumentFactory(), AuthorityFactory()
    deliverable = DeliverableFactory(group=world.group)
    member, chair, office = (signed_in(world, p) for p in (P.OWN_MEMBER, P.OWN_CHAIR, P.SECRETARIAT))
    texts = {
        f"{name}_{language}": f"{name} {language}"
        for name in ("title", "text", "rationale")
        for language in ("ms", "en")
    }
    written = member.post(
        f"{REGISTER}new/{world.group.slug}/",
        {
            **texts,
            **rows_of("places", {"instrument": chapter.pk, "place": "3.2"}),
            **rows_of("evidence", {"deliverable": deliverable.pk, "note": "Need."}),
            "addressee": authority.pk,
            "priority": "high",
            "classification": "open",
            "version": 1,
        },
    )
    made = Recommendation.objects.get()
    assert written.url == at(made)
    meeting = MeetingFactory(groups=[world.group], state="held", starts_at=in_days(-1))
    MeetingFactory(groups=[world.other_group], state="held", title="Sitting of others")
    vote = {"method": "vote", "on": kl_today(), "votes_for": 5, "votes_against": 1, "meeting": meeting.pk}
    assert "Sitting of others" not in chair.get(at(made, "moves/consent/")).text
    steps = [
        (chair, "consent", vote),
        (chair, "adopt", {}),
        (office, "submit", {"letter_number": "NAIO/1", "submitted_on": kl_today()}),
        (
            office,
            "respond",
            {"outcome": "accepted", "reason": "Yes.", "responded_on": kl_today(), "language": "en"},
        ),
        (
            office,
            "report",
            {"percent": 100, "note": "Done.", "language": "en", "evidence_url": "https://law.example/1"},
        ),
    ]

    for client, move, data in steps:
        assert f"moves/{move}/" in client.get(at(made)).text
        answer = client.post(at(made, f"moves/{move}/"), data)
        assert (move, answer.status_code) == (move, 302)

    made.refresh_from_db()
    assert (made.state, made.percent, made.outcome) == ("implemented", 100, "accepted")
    assert made.places.get().place == "3.2"
    assert made.meeting == meeting
    page = office.get(at(made, "history/"))
    assert page.status_code == 200
    assert "Draft" in page.text


def rows_of(prefix, *rows):
    management = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    return management | {
        f"{prefix}-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()
    }


def definition(made, **changes):
    fields = ("title_ms", "title_en", "text_ms", "text_en", "rationale_ms", "rationale_en")
    return {
        **{name: getattr(made, name) for name in fields},
        **rows_of("places"),
        **rows_of("evidence"),
        "addressee": made.addressee_id,
        "priority": made.priority,
        "classification": made.classification,
        "version": made.version,
        **changes,
    }


def test_an_edit_conflict_shows_both_texts(world):
    made = RecommendationFactory(group=world.group)
    client = signed_in(world, P.OWN_MEMBER)
    stale = definition(made, title_en="Mine")
    client.post(at(made, "edit/"), definition(made, title_en="Theirs"))

    page = client.post(at(made, "edit/"), stale)

    assert page.status_code == 409
    assert "Theirs" in page.text
    assert "Mine" in page.text
    again = client.post(at(made, "edit/"), stale | {"version": 2})
    assert again.status_code == 302
    assert Recommendation.objects.get().title_en == "Mine"


def test_an_edit_conflict_shows_places_evidence_and_people_of_both(world):
    made = RecommendationFactory(group=world.group)
    ours, other = InstrumentFactory(name_en="Chapter ours"), InstrumentFactory(name_en="Chapter other")
    deliverable = DeliverableFactory(group=world.group, title="Register")
    client = signed_in(world, P.OWN_MEMBER)
    stale = definition(
        made,
        **rows_of("places", {"instrument": ours.pk, "place": "clause of mine"}),
        **rows_of("evidence", {"deliverable": deliverable.pk, "note": "note of mine"}),
        contributors=[world.owner.pk],
    )
    theirs = rows_of("places", {"instrument": other.pk, "place": "clause of theirs"})
    client.post(at(made, "edit/"), definition(made, **theirs))

    page = client.post(at(made, "edit/"), stale)

    assert page.status_code == 409
    for words in (
        "Chapter other, clause of theirs",
        "Chapter ours, clause of mine",
        "Register: note of mine",
    ):
        assert words in page.text
    assert world.owner.formal_name in page.text


def test_an_edit_keeps_the_evidence_that_its_writer_may_not_see(world):
    made = RecommendationFactory(group=world.group)
    sealed = RecommendationEvidenceFactory(
        recommendation=made, deliverable=DeliverableFactory(group=world.group, restricted=True)
    )

    signed_in(world, P.OWN_MEMBER).post(at(made, "edit/"), definition(made, title_en="New"))

    assert [row.pk for row in made.evidence.all()] == [sealed.pk]


def test_a_note_on_a_version_out_of_sight_is_not_in_the_form_and_stays(world):
    made = RecommendationFactory(group=world.group)
    version = VersionFactory(deliverable__group=world.group, restricted=True)
    RecommendationEvidenceFactory(
        recommendation=made,
        deliverable=version.deliverable,
        deliverable_version=version,
        note="What it says under seal",
    )
    member = signed_in(world, P.OWN_MEMBER)

    page = member.get(at(made, "edit/"))
    saved = member.post(at(made, "edit/"), definition(made, title_en="New"))

    assert "under seal" not in page.text
    assert saved.status_code == 302
    assert made.evidence.get().deliverable_version == version


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"places-0-place": "3.2"}, "Choose the instrument"),
        ({"evidence-0-note": "x"}, "Choose the deliverable"),
    ],
)
def test_half_a_row_is_refused_beside_its_cause(world, row, words):
    made = RecommendationFactory(group=world.group)
    data = definition(made, **{"places-TOTAL_FORMS": 1, "evidence-TOTAL_FORMS": 1}, **row)

    page = signed_in(world, P.OWN_MEMBER).post(at(made, "edit/"), data)

    assert page.status_code == 422
    assert words in page.text


def test_a_wrong_code_of_the_successor_is_refused_beside_its_field(world):
    made = RecommendationFactory(group=world.group, state="submitted")

    page = signed_in(world, P.SECRETARIAT).post(
        at(made, "moves/supersede/"), {"successor": "SAF-1999-99", "kind": "supersedes"}
    )

    assert page.status_code == 422
    assert "no recommendation of that code" in page.text


@pytest.fixture
def by_link(world):
    made = RecommendationFactory(
        group=world.group, state="submitted", addressee=AuthorityFactory(contact=ContactFactory())
    )
    link = issue_link(
        purpose=RESPONSE_LINK,
        object_id=made.pk,
        contact=made.addressee.contact,
        expires_at=made.created_at.replace(year=made.created_at.year + 1),
    )
    return made, f"{REGISTER}answer/{token_of(link)}/"


def test_the_addressee_answers_by_the_link_once(by_link, client):
    made, address = by_link
    answer = {"outcome": "accepted_in_part", "reason": "From 2027.", "language": "en", "signed_by": "Siti"}

    shown = client.get(address)
    assert "Send the answer" in shown.text
    assert made.text_en in shown.text
    assert Recommendation.objects.get().state == "submitted"
    assert client.post(address, {"outcome": "accepted"}).status_code == 422
    assert client.post(address, answer).status_code == 302

    made.refresh_from_db()
    assert (made.state, made.outcome, made.responses.get().signed_by) == (
        "responded",
        "accepted_in_part",
        "Siti",
    )
    after = client.get(address)
    assert "Send the answer" not in after.text
    assert "From 2027." in after.text


def test_a_forged_link_opens_nothing(by_link, client):
    _made, address = by_link

    assert client.get(f"{address[:-3]}zz/").status_code == 410


# --- both languages -------------------------------------------------------------------------------------


@pytest.fixture
def in_malay(world):
    """Names and texts of the data are Malay, so that only the page's own words can be English."""
    WorkingGroup.objects.update(name_en="Keselamatan")
    User.objects.update(name="Rosmawati")
    Member.objects.update(full_name="Rosmawati", preferred_name="Rosmawati")
    made = full(world, text_en="", rationale_en="", title_en="Laporkan")
    for row in made.evidence.all():
        type(row.deliverable).objects.filter(pk=row.deliverable_id).update(title="Hasil", language="ms")
    return made


@pytest.mark.parametrize(
    "page",
    [
        "",
        "?q=tiada",
        "instruments/",
        "instruments/new/",
        "authorities/",
        "authorities/new/",
        "new/",
        "new/ai-safety/",
        "{own}",
    ],
)
def test_pages_are_valid_and_malay(world, in_malay, page):
    client = signed_in(world, P.SECRETARIAT, "ms")
    client.cookies["django_language"] = "ms"

    answer = client.get(REGISTER + page.format(own=f"{in_malay.reference}/"))

    assert answer.status_code == 200
    assert_valid_html(answer.text)
    assert_malay(answer.text)


MOVES = {
    "draft": ("consent", "withdraw"),
    "adopted_by_group": ("return", "submit", "supersede"),
    "submitted": ("respond", "send-link", "revoke-link"),
    "responded": ("report", "abandon"),
}


@pytest.mark.parametrize(("state", "move"), [(s, m) for s, moves in MOVES.items() for m in moves])
def test_moves_are_valid_and_malay(world, state, move):
    made = RecommendationFactory(group=world.group, state=state, title_en="Laporkan")
    User.objects.update(name="Rosmawati")
    client = signed_in(world, P.SECRETARIAT, "ms")
    client.cookies["django_language"] = "ms"

    answer = client.get(at(made, f"moves/{move}/"))

    assert answer.status_code == 200
    assert_valid_html(answer.text)
    assert_malay(answer.text)


def test_the_page_behind_the_link_is_valid_and_malay(by_link, client):
    client.cookies["django_language"] = "ms"

    answer = client.get(by_link[1], HTTP_ACCEPT_LANGUAGE="ms")

    assert_valid_html(answer.text)
    assert_malay(answer.text)

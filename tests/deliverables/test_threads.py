"""The golden thread: walked by its links from any end to any other, and drawn as two pictures."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from deliverables.models import Instrument, Recommendation
from deliverables.recommendation_pictures import flow_picture, thread_picture
from deliverables.selectors import register_flow, threads_of
from groups.models import WorkingGroup
from members.models import Member
from naio_portal.access import Persona as P
from naio_portal.dates import kl_today
from tests.deliverables.test_recommendation_pages import REGISTER, at, signed_in
from tests.factories.deliverables import DeliverableFactory, VersionFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.recommendations import (
    InstrumentFactory,
    RecommendationContributorFactory,
    RecommendationEvidenceFactory,
    RecommendationFactory,
    RecommendationPlaceFactory,
)
from tests.factories.reviews import CommentFactory, ReviewRoundFactory
from tests.markup import assert_valid_html

pytestmark = pytest.mark.django_db
# Pages of the thread and the lists between them; no other page is gone through.
WALKED = {
    "recommendations:instrument-detail", "recommendations:recommendation-detail",
    "recommendations:recommendation-thread", "recommendations:recommendation-list",
    "deliverables:deliverable-detail", "deliverables:version-list", "deliverables:version-detail",
    "meetings:meeting-detail", "groups:group-detail",
}  # fmt: skip


@pytest.fixture
def ends(world) -> dict[str, str]:
    """A recommendation with all there can be behind it: the address of each end of its thread."""
    plan = InstrumentFactory(slug="plan", name_en="Action Plan")
    clause = InstrumentFactory(slug="clause", name_en="Incidents", label="4.2", parent=plan)
    meeting = MeetingFactory(groups=[world.group], state="held", title="Third sitting")
    made = RecommendationFactory(group=world.group, state="responded", meeting=meeting)
    RecommendationPlaceFactory(recommendation=made, instrument=clause, place="paragraph 4")
    version = VersionFactory(deliverable=DeliverableFactory(group=world.group, state="published"))
    RecommendationEvidenceFactory(
        recommendation=made, deliverable=version.deliverable, deliverable_version=version
    )
    for persona in (P.OWNER, P.OWN_CHAIR):
        RecommendationContributorFactory(recommendation=made, member=world.members[persona])
    Member.objects.filter(pk=world.owner.pk).update(listing_consent_on=kl_today())
    return {
        "clause": f"{REGISTER}instruments/clause/",
        "recommendation": at(made),
        "deliverable": version.deliverable.get_absolute_url(),
        "version": version.get_absolute_url(),
        "meeting": meeting.get_absolute_url(),
        "group": world.group.get_absolute_url(),
        "person": f"{REGISTER}?person={world.owner.reference}",
    }


def links_of(client: Client, address: str) -> Iterable[str]:
    """Where the page's own content leads, the frame left out."""
    page = client.get(address)
    assert page.status_code == 200, address
    content = page.text[page.text.index("<main") : page.text.index("</main>")]
    for link in re.findall(r'href="(/[^"#]*)', content.replace("&amp;", "&")):
        if not link.startswith(("/static/", "/admin/")) and (
            resolve(urlsplit(link).path).view_name in WALKED
        ):
            yield link


def clicks_from(client: Client, start: str, pages: dict[str, list[str]]) -> dict[str, int]:
    """How many clicks each page is away, up to three. `pages`: links of those opened before."""
    found, edge = {start: 0}, [start]
    for clicks in (1, 2, 3):
        following = []
        for address in edge:
            if address not in pages:
                pages[address] = list(links_of(client, address))
            for link in pages[address]:
                if link not in found:
                    found[link] = clicks
                    following.append(link)
        edge = following
    return found


@pytest.mark.parametrize("persona", [P.SECRETARIAT, P.OWN_MEMBER, P.OTHER_MEMBER, P.LEADERSHIP])
def test_any_end_is_three_clicks_at_most_from_any_other(world, ends, persona):
    client, pages = signed_in(world, persona), {}

    away = {
        (name, other): clicks_from(client, start, pages).get(ends[other], 99)
        for name, start in ends.items()
        for other in ends
    }

    assert {pair: clicks for pair, clicks in away.items() if clicks > 3} == {}


def test_visitors_walk_it_too_but_for_the_meeting(world, ends, client):
    meeting, pages = ends.pop("meeting"), {}

    away = {
        (name, other): clicks_from(client, start, pages).get(ends[other], 99)
        for name, start in ends.items()
        for other in ends
    }

    assert {pair: clicks for pair, clicks in away.items() if clicks > 3} == {}
    assert meeting not in {link for links in pages.values() for link in links}


def test_a_clause_shows_all_that_stands_behind_it(world, ends):
    page = signed_in(world, P.OWN_MEMBER).get(ends["clause"]).text

    for name in ("recommendation", "deliverable", "version", "meeting", "group", "person"):
        assert ends[name] in page, name
    assert "paragraph 4" in page
    assert "Third sitting" in page


def test_the_whole_instrument_shows_what_feeds_its_parts(world, ends):
    page = signed_in(world, P.OWN_MEMBER).get(f"{REGISTER}instruments/plan/").text

    assert ends["recommendation"] in page
    assert ends["clause"] in page


def test_names_of_people_who_did_not_consent_stay_inside(world, ends, client):
    chair = world.members[P.OWN_CHAIR]
    Member.objects.filter(pk=chair.pk).update(full_name="Kept Private")
    pages = [ends["clause"], ends["recommendation"], f"{ends['recommendation']}thread/"]

    for address in pages:
        assert "Kept Private" in signed_in(world, P.OWN_MEMBER).get(address).text
        outside = client.get(address).text
        assert "Kept Private" not in outside, address
        assert "1 more, not named here" in outside or address.endswith("thread/"), address
    # Nor can a visitor ask what they contributed to.
    listed = client.get(f"{REGISTER}?person={chair.reference}").text
    assert "Kept Private" not in listed
    assert "Contributed to by" not in listed


def test_what_one_may_not_open_is_not_drawn(world, ends):
    made = Recommendation.objects.get()
    RecommendationEvidenceFactory(
        recommendation=made,
        deliverable=DeliverableFactory(group=world.other_group, restricted=True, title="Under seal"),
    )

    inside = signed_in(world, P.SECRETARIAT).get(at(made, "thread/")).text
    outside = signed_in(world, P.OWN_MEMBER).get(at(made, "thread/")).text

    assert "Under seal" in inside
    assert world.other_group.code in inside
    assert "Under seal" not in outside
    assert f"{world.other_group.code}:" not in outside


def test_the_register_lists_what_a_person_contributed_to(world, ends):
    RecommendationFactory(group=world.group, title_en="By others")

    page = signed_in(world, P.OWN_MEMBER).get(ends["person"]).text

    assert ends["recommendation"] in page
    assert "By others" not in page
    assert f"?person={world.owner.reference}" not in signed_in(world, P.OWN_MEMBER).get(REGISTER).text


def test_every_box_has_its_line_to_the_recommendation(world, ends):
    picture = thread_picture(
        threads_of(Recommendation.objects.select_related("group"), world.users[P.OWNER])[0]
    )

    kinds = [node.kind for node in picture.nodes]
    assert sorted(kinds) == sorted(
        ["group", "deliverable", "version", "meeting", "person", "person", "recommendation", "instrument"]
    )
    assert len(picture.edges) == len(kinds) - 1 + 3  # the group's line parts in four
    assert all(node.y >= 0 and node.y + 54 <= picture.height for node in picture.nodes)


def test_review_rounds_stand_between_their_version_and_the_recommendation(world, ends):
    made = Recommendation.objects.get()
    version = made.evidence.get().deliverable_version
    rounds = [ReviewRoundFactory(version=version, completed=True), ReviewRoundFactory(version=version)]
    CommentFactory(round=rounds[0])
    ReviewRoundFactory(version=version, cancelled=True)
    # What was reviewed later did not make it.
    ReviewRoundFactory(version=VersionFactory(deliverable=version.deliverable))

    page = signed_in(world, P.OWN_MEMBER).get(at(made, "thread/"))

    picture = page.context["picture"]
    boxes = [node for node in picture.nodes if node.kind == "round"]
    [start] = [node for node in picture.nodes if node.kind == "version"]
    [advice] = [node for node in picture.nodes if node.kind == "recommendation"]
    assert [box.url for box in boxes] == [each.get_absolute_url() for each in rounds]
    assert [box.text for box in boxes] == [
        "Review of version 1: Completed, 1 comment", "Review of version 1: Open for comments, 0 comments",
    ]  # fmt: skip
    paths = [edge.path for edge in picture.edges]
    for box in boxes:
        assert start.right < box.x < box.right < advice.x
        assert _has_line(paths, start, box)
        assert _has_line(paths, box, advice)
    assert not _has_line(paths, start, advice)
    assert "Review" in [column.text for column in picture.columns]
    # The table beneath, and that of the clause, say the same.
    for answer in (page, signed_in(world, P.OWN_MEMBER).get(ends["clause"])):
        content = answer.text[answer.text.index("<table") :]
        assert [each.get_absolute_url() in content for each in rounds] == [True, True]


@pytest.mark.parametrize("names_version", [True, False])
def test_rounds_of_earlier_versions_belong_to_what_it_rests_on(world, ends, names_version):
    """A comment on the first version changed the second, which the recommendation names."""
    made = Recommendation.objects.get()
    evidence = made.evidence.get()
    first = evidence.deliverable_version
    second = VersionFactory(deliverable=first.deliverable)
    evidence.deliverable_version = second if names_version else None
    evidence.save()
    rounds = [ReviewRoundFactory(version=version, completed=True) for version in (first, second)]
    other = ReviewRoundFactory(version=VersionFactory(), completed=True)

    page = signed_in(world, P.OWN_MEMBER).get(ends["clause"])

    links = [page.text.find(each.get_absolute_url()) for each in rounds]
    assert links == sorted(links)
    assert links[0] > 0
    assert ["Review of version 1" in page.text, "Review of version 2" in page.text] == [True, True]
    assert other.get_absolute_url() not in page.text


def _has_line(paths, start, end) -> bool:
    return any(
        path.startswith(f"M{start.right:g} {start.middle:g}C") and path.endswith(f" {end.x:g} {end.middle:g}")
        for path in paths
    )


def test_review_rounds_are_drawn_for_those_who_read_them(world, ends, client):
    made = Recommendation.objects.get()
    review = ReviewRoundFactory(version=made.evidence.get().deliverable_version, completed=True)

    outside, inside = client, signed_in(world, P.OWN_MEMBER)

    for address in (at(made, "thread/"), ends["clause"]):
        assert review.get_absolute_url() in inside.get(address).text
        assert review.get_absolute_url() not in outside.get(address).text


@pytest.mark.parametrize("title", ["", "x" * 200, "A word and " * 18])
def test_words_of_any_length_stay_in_their_box(world, title):
    made = RecommendationFactory(group=world.group, title_en=title or "I", title_ms="")
    picture = thread_picture(threads_of([made], world.users[P.OWNER])[0])

    box = next(node for node in picture.nodes if node.kind == "recommendation")
    assert 1 <= len(box.lines) <= 2
    assert max(map(len, box.lines)) <= 25


# --- the flow -------------------------------------------------------------------------------------------


@pytest.fixture
def flow_data(world):
    plan, model = InstrumentFactory(slug="plan"), InstrumentFactory(slug="model")
    one, two = (InstrumentFactory(slug=f"part-{n}", parent=plan) for n in (1, 2))
    for group, state, parts in (
        (world.group, "submitted", [one, two]),
        (world.group, "submitted", [one, model]),
        (world.group, "draft", []),
        (world.other_group, "responded", [plan]),
        (world.other_group, "draft", [model]),
    ):
        made = RecommendationFactory(group=group, state=state)
        for part in parts:
            RecommendationPlaceFactory(recommendation=made, instrument=part)
    return list(Instrument.objects.all())


def lines(world, persona, tree, within=None):
    user = world.users[persona]
    flow = register_flow(Recommendation.objects.visible_to(user), WorkingGroup.objects.all(), tree, within)
    cells = {
        (cell.group.code, cell.instrument.slug if cell.instrument else None, cell.state): cell.count
        for cell in flow.cells
    }
    return flow, cells


def test_one_that_feeds_two_parts_of_an_instrument_counts_once_for_it(world, flow_data):
    flow, cells = lines(world, P.SECRETARIAT, flow_data)

    assert cells == {
        ("SAF", "plan", "submitted"): 2,
        ("SAF", "model", "submitted"): 1,
        ("SAF", None, "draft"): 1,
        ("TAL", "plan", "responded"): 1,
        ("TAL", "model", "draft"): 1,
    }
    assert flow.total == 5
    assert [(row.group.code, row.total) for row in flow.rows] == [
        ("SAF", 1), ("SAF", 2), ("SAF", 1), ("TAL", 1), ("TAL", 1),
    ]  # fmt: skip


def test_inside_an_instrument_its_parts_stand_in_the_middle(world, flow_data):
    plan = next(part for part in flow_data if part.slug == "plan")

    flow, cells = lines(world, P.SECRETARIAT, flow_data, plan)

    assert cells == {
        ("SAF", "part-1", "submitted"): 2,
        ("SAF", "part-2", "submitted"): 1,
        ("TAL", "plan", "responded"): 1,
    }
    assert flow.total == 3


def test_the_flow_holds_what_one_sees(world, flow_data, client):
    _flow, cells = lines(world, P.VISITOR, flow_data)

    assert {key[2] for key in cells} == {"submitted", "responded"}
    page = client.get(f"{REGISTER}flow/").text
    assert "Draft" not in page[page.index("<main") :]
    assert f"{REGISTER}?group=SAF&amp;instrument=plan&amp;state=submitted" in page


def test_bands_leave_and_reach_their_bars_whole(world, flow_data):
    flow, _cells = lines(world, P.SECRETARIAT, flow_data)

    picture = flow_picture(flow)

    counts = {stop.label: stop.count for stop in picture.stops}
    assert (counts["SAF"], counts["TAL"], counts["Submitted"], counts["No instrument yet"]) == (4, 2, 3, 1)
    assert all(stop.y + stop.height <= picture.height for stop in picture.stops)
    assert len(picture.bands) == 10


@pytest.mark.parametrize("persona", [P.VISITOR, P.OWN_MEMBER, P.SECRETARIAT])
@pytest.mark.parametrize("page", ["instruments/plan/", "flow/", "flow/?instrument=plan", "{made}/thread/"])
def test_pages_are_valid_and_cost_the_same_for_one_and_many(world, persona, page, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    plan = InstrumentFactory(slug="plan")
    client = Client() if persona == P.VISITOR else signed_in(world, persona)
    made, counts = RecommendationFactory(group=world.group, state="submitted"), []
    for more in (1, 3):
        for _each in range(more):
            other = RecommendationFactory(group=world.group, state="submitted")
            for of in (made, other):
                part = InstrumentFactory(parent=plan)
                RecommendationPlaceFactory(recommendation=of, instrument=part)
                version = VersionFactory(deliverable__state="published")
                ReviewRoundFactory(version=version, completed=True)
                RecommendationEvidenceFactory(
                    recommendation=of, deliverable=version.deliverable, deliverable_version=version
                )
                RecommendationContributorFactory(recommendation=of)
        address = REGISTER + page.format(made=made.reference)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        assert answer.status_code == 200
        counts.append(len(asked))

    assert_valid_html(answer.text)
    assert counts[0] == counts[1] <= 12

"""The board and the timeline: filters, orders, exports."""

import csv
import io

import pytest
from django.urls import reverse

from naio_portal.access import Persona as P
from naio_portal.dates import kl_today
from tests.factories.deliverables import ContributorFactory, DeliverableFactory, MilestoneFactory, days
from tests.markup import assert_valid_html

pytestmark = pytest.mark.django_db


BOARD = reverse("deliverables:board")


def titles(response) -> list[str]:
    return [row.title for row in response.context["page"].object_list]


@pytest.fixture
def four(world):
    """A late red one, a fine one of the owner's, a resting one, one of another group."""
    red = DeliverableFactory(
        group=world.group, number=1, title="Red one", percent=10, last_update_on=days(-9)
    )
    MilestoneFactory(deliverable=red, due_on=days(-30))
    fine = DeliverableFactory(group=world.group, number=2, title="Fine one", owner=world.owner, percent=90)
    DeliverableFactory(group=world.group, number=3, title="Resting one", state="suspended")
    DeliverableFactory(group=world.other_group, number=1, title="Another", last_update_on=days(-2))
    ContributorFactory(deliverable=red, member=world.members[P.OWN_MEMBER])
    return fine


def test_filters_and_orders_of_the_board(world, four):
    client = world.client(P.SECRETARIAT)

    def found(**query) -> list[str]:
        return titles(client.get(BOARD, query))

    assert sorted(found()) == ["Another", "Fine one", "Red one", "Resting one"]
    assert found(group="TAL") == ["Another"] == found(group="ai-talent")
    assert found(state="suspended") == ["Resting one"]
    assert len(found(state="all")) == 4
    assert found(colour="red") == ["Red one"] == found(late="1")
    assert found(owner="owner") == ["Fine one"]
    assert found(q="fine") == ["Fine one"] == found(q="SAF-D2")
    assert found(q="SAF-Dx") == []
    assert found(group="none", state="lost", colour="blue", sort="size") == found()
    assert found(group="SAF", state="active", sort="-percent") == ["Fine one", "Red one"]
    assert found(group="SAF", state="active", sort="percent") == ["Red one", "Fine one"]
    assert found(group="SAF", state="active", sort="updated") == ["Red one", "Fine one"]
    assert found(group="SAF", state="active", sort="-updated") == ["Fine one", "Red one"]
    assert found(group="SAF", state="active", sort="owner") == ["Fine one", "Red one"]
    assert found(group="SAF", state="active", sort="next") == ["Red one", "Fine one"]
    assert set(found(state="active", sort="colour")) == {"Red one", "Fine one", "Another"}
    assert titles(world.client(P.OWN_MEMBER).get(BOARD, {"mine": "1"})) == ["Red one"]


def test_export_of_the_board_holds_what_one_may_export(world, four):
    def rows(persona, **query):
        address = reverse("deliverables:board-export", args=["csv"])
        answer = world.client(persona).get(address, query)
        return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))

    everything = rows(P.SECRETARIAT)
    own = rows(P.OWN_CHAIR, group="SAF")
    book = world.client(P.SECRETARIAT).get(reverse("deliverables:board-export", args=["xlsx"]))

    assert {row["Deliverable"] for row in everything} >= {"Red one", "Fine one", "Another"}
    assert {row["Group"] for row in own} == {world.group.name}
    red = next(row for row in everything if row["Deliverable"] == "Red one")
    assert (red["Code"], red["Colour"], red["Days late"], red["Owner"]) == ("SAF-D01", "Off track", "30", "")
    missing = reverse("deliverables:board-export", args=["pdf"])
    assert world.client(P.SECRETARIAT).get(missing).status_code == 404
    assert book.getvalue().startswith(b"PK")
    book.close()


def test_timeline_shows_a_year_from_any_month(world, four):
    passed = MilestoneFactory(deliverable=four, title="Passed", due_on=days(10))
    slipped = MilestoneFactory(deliverable=four, title="Slipped", due_on=days(20), baseline_on=days(5))
    client = world.client(P.OWN_MEMBER)
    address = reverse("deliverables:timeline")

    page = client.get(address)
    picture = page.context["picture"]
    marks = {mark.milestone: mark for lane in picture.lanes for mark in lane.marks}

    assert_valid_html(page.text)
    assert marks[slipped].slip_x < marks[slipped].x
    # Its way from the baseline is drawn below the sign that it passes.
    sign = f'<a class="mark mark-active" href="{passed.get_absolute_url()}"'
    assert page.text.index('class="slip-from"') < page.text.index(sign)
    assert "late" in dict(picture.looks)
    assert [heading.group.code for heading in picture.headings] == ["SAF", "TAL"]
    assert client.get(address, {"group": "TAL"}).context["picture"].headings == ()
    past = client.get(address, {"from": "2020-01"})
    assert (past.context["window"].start.year, past.context["picture"].today_x) == (2020, None)
    for odd in ("1850-01", "soon"):
        assert client.get(address, {"from": odd}).context["window"].holds(kl_today())

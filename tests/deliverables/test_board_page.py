"""The board, for each reader."""

import pytest

from naio_portal.access import Persona as P
from tests.factories.deliverables import DeliverableFactory
from tests.factories.members import MemberFactory
from tests.markup import assert_malay, assert_valid_html

pytestmark = pytest.mark.django_db


def test_visitor_reads_what_is_published_and_no_name(client, world):
    """Names of people are public by their consent only: an owner's is on no public list."""
    owner = MemberFactory(full_name="Badrul bin Ali", listing_consent_on=None)
    DeliverableFactory(group=world.group, state="published", title="Out in the world", owner=owner)
    DeliverableFactory(group=world.group, title="Under way", owner=owner)
    client.cookies["django_language"] = "ms"

    page = client.get("/deliverables/")

    assert "Out in the world" in page.text
    for text in ("Under way", "Badrul bin Ali", "Pemilik"):
        assert text not in page.text
    assert_valid_html(page.text)
    assert_malay(page.text)


@pytest.mark.parametrize(
    ("persona", "offered"),
    [
        (P.OWN_CHAIR, True),
        (P.OWN_RAPPORTEUR, True),
        (P.SECRETARIAT, True),
        (P.OWN_MEMBER, False),
        (P.OWN_OBSERVER, False),
        (P.LEADERSHIP, False),
    ],
)
@pytest.mark.parametrize("query", ["", "?group=SAF"])
def test_new_deliverable_is_offered_to_who_may_propose_one(world, persona, offered, query):
    page = world.client(persona).get(f"/deliverables/{query}", headers={"accept-language": "en"})
    assert ("/deliverables/new/" in page.text) == offered

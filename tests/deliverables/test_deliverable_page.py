"""The page of a deliverable that shows all it can."""

import pytest

from deliverables.models import DeliverableLink
from naio_portal.access import Persona as P
from tests.factories.applications import SectorApplicationFactory
from tests.factories.deliverables import (
    AcceptanceCheckFactory,
    ChangeRequestFactory,
    ContributorFactory,
    DeliverableFactory,
    DeliverableGrantFactory,
    DependencyFactory,
    MilestoneFactory,
    ProgressUpdateFactory,
    WorkPlanFactory,
)
from tests.factories.recommendations import RecommendationEvidenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(world):
    """All that the page can show: restricted, in review, half of its checklist met, changes that wait,
    dependencies and links, recommendations and applications that rest on it."""
    made = DeliverableFactory(
        group=world.group,
        owner=world.owner,
        state="in_review",
        restricted=True,
        acceptance_criteria="Read by two members.\nSigned.",
        work_plan=WorkPlanFactory(group=world.group),
    )
    asked = {"deliverable": made, "requested_by": world.user(P.OWNER)}
    for owner in (P.OWN_MEMBER, P.OWN_ALTERNATE, P.OWN_ALTERNATE):
        step = MilestoneFactory(deliverable=made, owner=world.members[owner])
        ChangeRequestFactory(milestone=step, **asked)
    ChangeRequestFactory(milestone=None, old={"title": "A"}, new={"title": "B"}, **asked)
    for persona in (P.OWN_LIAISON, P.OWN_OBSERVER):
        ContributorFactory(deliverable=made, member=world.members[persona])
    DeliverableGrantFactory(deliverable=made, member=world.members[P.OTHER_MEMBER])
    AcceptanceCheckFactory(deliverable=made)
    ProgressUpdateFactory(deliverable=made)
    DependencyFactory(predecessor=made)
    DependencyFactory(successor=made)
    DeliverableLink.objects.create(source=made, target=DeliverableFactory())
    RecommendationEvidenceFactory(deliverable=made, recommendation__state="submitted")
    SectorApplicationFactory(deliverable=made)
    return made


@pytest.mark.parametrize(
    "persona",
    [P.OWN_CHAIR, P.OWN_MEMBER, P.OWN_ALTERNATE, P.OWN_LIAISON, P.OTHER_MEMBER, P.SECRETARIAT],
)
def test_page_that_shows_all_it_can_stays_within_its_queries(
    world, full, persona, django_assert_max_num_queries
):
    client = world.client(persona)
    client.get(full.get_absolute_url())

    with django_assert_max_num_queries(12):
        page = client.get(full.get_absolute_url())

    detail = page.context["detail"]
    lists = ("checks", "blocked_by", "blocks", "related", "contributors", "named", "updates", "applications")
    assert [name for name in lists if not getattr(detail, name)] == []
    assert detail.change.lines[0].new == "B"
    assert page.context["feeds"]
    assert all(line.change for line in detail.lines)

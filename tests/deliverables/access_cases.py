"""Objects behind the routes of deliverables (see `tests/security/cases.py`)."""

from hypothesis import strategies as st

from deliverables.enums import Classification, DeliverableState
from naio_portal.access import Persona
from tests.factories.deliverables import (
    ContributorFactory,
    DeliverableFactory,
    DeliverableGrantFactory,
    DueDateChangeFactory,
    MilestoneFactory,
    ProgressUpdateFactory,
)
from tests.security.cases import rows

MAYBE_PERSON = st.sampled_from([None, *(p for p in Persona if p.startswith(("o", "former")))])


@rows("deliverables.Deliverable")
def deliverables(world, draw):
    """Of either group, in any state, open or restricted, with any owner, contributor and named reader."""
    owner, contributor, named = (draw(MAYBE_PERSON) for _part in range(3))
    made = DeliverableFactory(
        group=draw(st.sampled_from([world.group, world.other_group])),
        state=draw(st.sampled_from(DeliverableState.values)),
        classification=draw(st.sampled_from(Classification.values)),
        owner=world.members.get(owner),
    )
    if contributor:
        ContributorFactory(deliverable=made, member=world.members[contributor])
    if named:
        DeliverableGrantFactory(deliverable=made, member=world.members[named])
    return made


@rows("deliverables.Milestone")
def milestones(world, draw):
    return MilestoneFactory(deliverable=deliverables(world, draw))


@rows("deliverables.ProgressUpdate")
def updates(world, draw):
    return ProgressUpdateFactory(deliverable=deliverables(world, draw))


@rows("deliverables.DueDateChange")
def changes(world, draw):
    return DueDateChangeFactory(milestone__deliverable=deliverables(world, draw))

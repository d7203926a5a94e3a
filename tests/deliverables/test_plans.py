"""Making and changing the definition of a deliverable, its people and milestones."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from deliverables import services
from deliverables.models import Deliverable
from deliverables.services import MilestoneRow
from naio_portal.access import CHAIRS, EVERYONE, STAFF, Persona
from naio_portal.dates import kl_today
from naio_portal.errors import EditConflict, IllegalMove, NotAllowed
from tests.deliverables.test_moves import attempt
from tests.factories.deliverables import (
    ContributorFactory,
    DeliverableFactory,
    DeliverableGrantFactory,
    MilestoneFactory,
    days,
)
from tests.factories.groups import ObjectiveFactory

P = Persona


def values(**changes) -> dict:
    return {"title": "Safety test suite", "due_on": days(90), "language": "en", **changes}


def create(world, persona=P.OWN_CHAIR, **arguments) -> Deliverable:
    return services.create_deliverable(
        **{"group": world.group, "values": values(), "by": world.user(persona), **arguments}
    )


def update(deliverable, by, **arguments) -> Deliverable:
    return services.update_deliverable(
        **{"deliverable": deliverable, "version": deliverable.version, "values": {}, "by": by, **arguments}
    )


def test_who_may_propose_a_deliverable(world):
    told = {
        persona
        for persona in EVERYONE
        if attempt("create_deliverable", world.user(persona), group=world.group, values=values()) == "done"
    }

    assert told == CHAIRS | STAFF | {P.OWN_RAPPORTEUR}


def test_who_may_change_its_definition(world):
    deliverable = DeliverableFactory(group=world.group, owner=world.owner)

    told = {
        persona
        for persona in EVERYONE
        if attempt(
            "update_deliverable",
            world.user(persona),
            deliverable=deliverable,
            version=1,
            values={"description": "New"},
        )
        == "done"
    }

    assert told == CHAIRS | STAFF | {P.OWN_RAPPORTEUR, P.OWNER}


def test_a_new_deliverable_is_proposed_with_its_milestones_and_people(world):
    deliverable = create(
        world,
        values=values(owner=world.owner, objective=ObjectiveFactory(group=world.group)),
        milestones=[
            MilestoneRow("Design", days(30)),
            MilestoneRow("", days(1), is_removed=True),
            MilestoneRow("Suite", days(80), owner=world.members[P.OWN_MEMBER]),
        ],
        contributors=[world.members[P.OWN_OBSERVER], world.owner],
    )

    assert (deliverable.state, deliverable.number, deliverable.created_by, deliverable.owner_since) == (
        "proposed",
        1,
        world.users[P.OWN_CHAIR],
        kl_today(),
    )
    assert [
        (m.number, m.title, m.due_on, m.owner, m.state, m.baseline_on) for m in deliverable.milestones.all()
    ] == [
        (1, "Design", days(30), None, "proposed", None),
        (2, "Suite", days(80), world.members[P.OWN_MEMBER], "proposed", None),
    ]
    assert [(c.member, c.since) for c in deliverable.contributors.all()] == [
        (world.members[P.OWN_OBSERVER], kl_today())
    ]


def test_numbers_go_on_within_the_group(world):
    DeliverableFactory(group=world.group, number=7)
    DeliverableFactory(group=world.other_group, number=20)

    assert create(world).number == 8


@pytest.mark.parametrize("persona", [P.OWN_OBSERVER, P.OTHER_MEMBER, P.FORMER_MEMBER])
def test_the_owner_writes_in_the_group_today(world, persona):
    with pytest.raises(ValidationError) as raised:
        create(world, values=values(owner=world.members[persona]))

    assert raised.value.message_dict == {"owner": ["The owner must serve in the group today."]}


def test_an_owner_who_left_stays_until_another_is_named(world):
    deliverable = DeliverableFactory(group=world.group, owner=world.members[P.FORMER_MEMBER])

    changed = update(deliverable, world.user(P.OWN_CHAIR), values={"description": "New words"})

    assert (changed.description, changed.owner) == ("New words", world.members[P.FORMER_MEMBER])


def test_an_objective_of_another_group_is_refused(world):
    with pytest.raises(ValidationError) as raised:
        create(world, values=values(objective=ObjectiveFactory(group=world.other_group)))

    assert list(raised.value.message_dict) == ["objective"]


def test_states_are_not_set_by_an_edit(world):
    with pytest.raises(ValueError, match="state"):
        update(DeliverableFactory(group=world.group), world.user(P.OWN_CHAIR), values={"state": "published"})


@pytest.mark.parametrize("state", ["withdrawn", "delivered", "published"])
def test_what_is_finished_is_not_edited(world, state):
    with pytest.raises(IllegalMove):
        update(DeliverableFactory(group=world.group, state=state), world.user(P.OWN_CHAIR))


def test_the_second_of_two_editors_is_told(world):
    deliverable = DeliverableFactory(group=world.group, title="First", state="proposed")
    update(deliverable, world.user(P.OWN_CHAIR), values={"title": "Chair's words"})

    with pytest.raises(EditConflict) as raised:
        update(deliverable, world.user(P.OWN_RAPPORTEUR), values={"title": "Rapporteur's words"})

    assert raised.value.theirs.title == "Chair's words"
    assert Deliverable.objects.get().title == "Chair's words"


@pytest.mark.parametrize("persona", [P.OWNER, P.OWN_CHAIR, P.SECRETARIAT])
@pytest.mark.parametrize(
    "change", [{"due_on": days(99)}, {"title": "New"}, {"acceptance_criteria": "New."}, {"objective": None}]
)
def test_what_was_approved_changes_by_request_alone(world, persona, change):
    objective = ObjectiveFactory(group=world.group)
    deliverable = DeliverableFactory(group=world.group, owner=world.owner, objective=objective)

    with pytest.raises(ValidationError) as raised:
        update(deliverable, world.user(persona), values=change)

    assert raised.value.message_dict == {
        next(iter(change)): ["This was approved with the plan: ask for a change."]
    }


@pytest.mark.parametrize("change", [{"title": "New words"}, {"due_on": days(50)}])
def test_an_active_milestone_keeps_its_title_and_date_in_an_edit(world, change):
    milestone = MilestoneFactory(deliverable__group=world.group)
    row = MilestoneRow(
        **{"title": milestone.title, "due_on": milestone.due_on, "number": milestone.number, **change}
    )

    with pytest.raises(ValidationError, match="change by request only"):
        update(milestone.deliverable, world.user(P.OWN_CHAIR), milestones=[row])


def test_an_active_milestone_changes_its_owner(world):
    milestone = MilestoneFactory(deliverable__group=world.group, owner_since=days(-10))
    row = MilestoneRow(
        milestone.title, milestone.due_on, number=milestone.number, owner=world.members[P.OWN_MEMBER]
    )

    update(milestone.deliverable, world.user(P.OWN_CHAIR), milestones=[row])

    milestone.refresh_from_db()
    assert (milestone.owner, milestone.owner_since, milestone.version) == (
        world.members[P.OWN_MEMBER],
        kl_today(),
        2,
    )


def test_an_unchanged_milestone_leaves_no_event(world):
    milestone = MilestoneFactory(deliverable__group=world.group)
    row = MilestoneRow(milestone.title, milestone.due_on, number=milestone.number)

    update(milestone.deliverable, world.user(P.OWN_CHAIR), milestones=[row])

    assert [event.pgh_label for event in milestone.events.all()] == ["insert"]


def test_a_proposed_milestone_can_be_taken_out_and_an_active_one_not(world):
    deliverable = DeliverableFactory(group=world.group)
    proposed = MilestoneFactory(deliverable=deliverable, state="proposed")
    active = MilestoneFactory(deliverable=deliverable)
    rows = [MilestoneRow(m.title, m.due_on, number=m.number, is_removed=True) for m in (proposed, active)]

    update(deliverable, world.user(P.OWN_CHAIR), milestones=rows[:1])

    assert [m.pk for m in deliverable.milestones.all()] == [active.pk]
    with pytest.raises(ValidationError, match="cancelled, not removed"):
        update(deliverable, world.user(P.OWN_CHAIR), version=2, milestones=rows[1:])


def test_a_milestone_that_is_gone_is_told(world):
    with pytest.raises(ValidationError, match="Milestone 9 is gone"):
        update(
            DeliverableFactory(group=world.group),
            world.user(P.OWN_CHAIR),
            milestones=[MilestoneRow("x", days(1), number=9)],
        )


def test_people_stay_unless_they_are_named_anew(world):
    deliverable = DeliverableFactory(group=world.group)
    stays = ContributorFactory(deliverable=deliverable, member=world.members[P.OWN_MEMBER], since=days(-9))
    ContributorFactory(deliverable=deliverable, member=world.members[P.OWN_OBSERVER])

    update(deliverable, world.user(P.OWN_CHAIR))
    assert deliverable.contributors.count() == 2

    update(deliverable, world.user(P.OWN_CHAIR), version=2, contributors=[stays.member, world.owner])
    assert [(c.member, c.since) for c in deliverable.contributors.order_by("since")] == [
        (stays.member, days(-9)),
        (world.owner, kl_today()),
    ]


def test_contributors_serve_in_the_group(world):
    with pytest.raises(ValidationError) as raised:
        create(world, contributors=[world.members[P.OTHER_MEMBER]])

    assert list(raised.value.message_dict) == ["contributors"]


def test_named_readers_come_and_go_with_the_restriction(world):
    granted = DeliverableGrantFactory(
        deliverable__group=world.group, member=world.members[P.OTHER_MEMBER]
    ).deliverable
    chair = world.user(P.OWN_CHAIR)

    update(granted, chair, named=[world.members[P.OWN_LIAISON]])
    assert [grant.member for grant in granted.grants.all()] == [world.members[P.OWN_LIAISON]]

    update(granted, chair, version=2, values={"classification": "open"})
    assert granted.grants.count() == 0


# --- colours by override ---------------------------------------------------------------------------


def test_who_may_override_a_colour(world):
    deliverable = DeliverableFactory(group=world.group, owner=world.owner)

    told = {
        persona
        for persona in EVERYONE
        if attempt(
            "override_rag", world.user(persona), deliverable=deliverable, colour="amber", reason="Money."
        )
        == "done"
    }

    assert told == CHAIRS | STAFF


def test_an_override_is_kept_with_who_when_and_why_and_can_be_cleared(world):
    deliverable = DeliverableFactory(group=world.group)
    chair = world.user(P.OWN_CHAIR)

    made = services.override_rag(deliverable=deliverable, colour="red", reason=" Money is gone. ", by=chair)
    assert (made.rag_override, made.rag_override_reason, made.rag_override_by) == (
        "red",
        "Money is gone.",
        chair,
    )
    assert (timezone.now() - made.rag_override_at).total_seconds() < 60
    assert made.rag_override_until == days(30)

    cleared = services.clear_rag_override(deliverable=deliverable, by=chair)
    assert (cleared.rag_override, cleared.rag_override_by, cleared.rag_override_at) == ("", None, None)


@pytest.mark.parametrize(
    ("colour", "reason", "field"), [("blue", "x", "colour"), ("", "x", "colour"), ("red", " ", "reason")]
)
def test_an_override_needs_a_colour_and_a_reason(world, colour, reason, field):
    with pytest.raises(ValidationError) as raised:
        services.override_rag(
            deliverable=DeliverableFactory(group=world.group),
            colour=colour,
            reason=reason,
            by=world.user(P.OWN_CHAIR),
        )

    assert list(raised.value.message_dict) == [field]


def test_an_override_ends_with_the_running_states(world):
    deliverable = DeliverableFactory(group=world.group)
    chair = world.user(P.OWN_CHAIR)
    services.override_rag(deliverable=deliverable, colour="red", reason="Money is gone.", by=chair)

    services.suspend_deliverable(deliverable=deliverable, reason="Waits.", by=chair)
    deliverable.refresh_from_db()
    assert deliverable.rag_override == ""
    with pytest.raises(IllegalMove):
        services.override_rag(deliverable=deliverable, colour="red", reason="x", by=chair)


def test_nobody_else_clears_an_override(world):
    with pytest.raises(NotAllowed):
        services.clear_rag_override(
            deliverable=DeliverableFactory(group=world.group), by=world.user(P.OWN_RAPPORTEUR)
        )

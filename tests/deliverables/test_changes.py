"""Requests to change what was approved: asked with a reason, decided by another person."""

import pytest
from django.core.exceptions import ValidationError

from deliverables import services
from deliverables.models import Deliverable
from naio_portal.access import CHAIRS, EVERYONE, STAFF, WRITERS, Persona
from naio_portal.errors import DomainError, IllegalMove, NotAllowed
from tests.deliverables.test_moves import attempt
from tests.factories.deliverables import MilestoneFactory, days

P = Persona


@pytest.fixture
def milestone(world):
    return MilestoneFactory(deliverable__group=world.group, deliverable__owner=world.owner, due_on=days(5))


def ask(milestone, by, **changes):
    arguments = {"due_on": days(20), "reason": "Audit first.", **changes}
    reason, on_behalf_of = arguments.pop("reason"), arguments.pop("on_behalf_of", None)
    return services.request_change(
        thing=milestone, values=arguments, reason=reason, on_behalf_of=on_behalf_of, by=by
    )


def test_who_may_ask_for_a_new_date(world, milestone):
    told = {
        persona
        for persona in EVERYONE
        if attempt(
            "request_change",
            world.user(persona),
            thing=milestone,
            values={"due_on": days(20)},
            reason="Audit first.",
        )
        == "done"
    }

    assert told == WRITERS | STAFF


@pytest.mark.parametrize("service", ["approve_change", "decline_change"])
def test_who_may_decide(world, milestone, service):
    change = ask(milestone, world.user(P.OWNER))
    reason = {"reason": "The date stands."} if service == "decline_change" else {}

    told = {
        persona
        for persona in EVERYONE
        if attempt(service, world.user(persona), change=change, **reason) == "done"
    }

    assert told == CHAIRS | STAFF


@pytest.mark.parametrize("persona", [P.OWN_CHAIR, P.SECRETARIAT, P.ADMINISTRATOR])
def test_nobody_decides_their_own_request(world, milestone, persona):
    change = ask(milestone, world.user(persona))

    with pytest.raises(NotAllowed, match="another person approves it"):
        services.approve_change(change=change, by=world.user(persona))
    with pytest.raises(NotAllowed, match="another person approves it"):
        services.decline_change(change=change, reason="x", by=world.user(persona))


def test_a_person_for_whom_it_was_asked_does_not_decide_either(world, milestone):
    change = ask(milestone, world.user(P.SECRETARIAT), on_behalf_of=world.members[P.OWN_CHAIR])

    with pytest.raises(NotAllowed):
        services.approve_change(change=change, by=world.user(P.OWN_CHAIR))

    assert services.approve_change(change=change, by=world.user(P.OWN_CO_CHAIR)).state == "approved"


def test_approval_moves_the_date_and_keeps_the_baseline(world, milestone):
    change = ask(milestone, world.user(P.OWNER))

    services.approve_change(change=change, by=world.user(P.OWN_CHAIR))

    milestone.refresh_from_db()
    change.refresh_from_db()
    assert (milestone.due_on, milestone.baseline_on, milestone.slippage_days) == (days(20), days(5), 15)
    assert (change.state, change.decided_by, change.old) == (
        "approved",
        world.users[P.OWN_CHAIR],
        {"due_on": days(5).isoformat()},
    )
    assert Deliverable.objects.get(pk=milestone.deliverable_id).next_due_on == days(20)


def test_declining_keeps_the_date_and_says_why(world, milestone):
    change = ask(milestone, world.user(P.OWNER))

    services.decline_change(change=change, reason=" The date stands. ", by=world.user(P.OWN_CHAIR))

    milestone.refresh_from_db()
    change.refresh_from_db()
    assert (milestone.due_on, change.state, change.decision_note) == (
        days(5),
        "declined",
        "The date stands.",
    )


def test_a_request_is_decided_once(world, milestone):
    change = ask(milestone, world.user(P.OWNER))
    services.approve_change(change=change, by=world.user(P.OWN_CHAIR))

    with pytest.raises(IllegalMove):
        services.decline_change(change=change, reason="Late.", by=world.user(P.SECRETARIAT))


def test_only_who_asked_takes_it_back(world, milestone):
    change = ask(milestone, world.user(P.OWN_MEMBER))

    told = {
        persona
        for persona in EVERYONE
        if attempt("withdraw_change", world.user(persona), change=change) == "done"
    }

    assert told == {P.OWN_MEMBER}


def test_a_second_request_of_the_same_person_replaces_the_first(world, milestone):
    first = ask(milestone, world.user(P.OWNER))
    second = ask(milestone, world.user(P.OWNER), due_on=days(25))

    first.refresh_from_db()
    assert (first.state, second.state) == ("withdrawn", "pending")


def test_a_second_request_of_another_person_is_refused(world, milestone):
    ask(milestone, world.user(P.OWNER))

    with pytest.raises(DomainError, match="waits for approval already"):
        ask(milestone, world.user(P.OWN_MEMBER))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"due_on": days(5)}, "due_on"),
        ({"due_on": days(-1)}, "due_on"),
        ({"reason": " "}, "reason"),
    ],
)
def test_what_a_request_cannot_say(world, milestone, changes, field):
    with pytest.raises(ValidationError) as raised:
        ask(milestone, world.user(P.OWNER), **changes)

    assert list(raised.value.message_dict) == [field]


@pytest.mark.parametrize("state", ["proposed", "achieved", "missed", "cancelled"])
def test_only_active_milestones_are_changed_by_request(world, state):
    milestone = MilestoneFactory(deliverable__group=world.group, state=state)

    with pytest.raises(IllegalMove):
        ask(milestone, world.user(P.OWN_MEMBER))

"""Every move of a deliverable and a milestone: by whom, from which state, and with what effect."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from deliverables import services
from deliverables.enums import ChangeState, DeliverableState, MilestoneState, WorkPlanState
from deliverables.models import ChangeRequest
from deliverables.workflow import CHANGE, DELIVERABLE, MILESTONE, WORK_PLAN
from naio_portal.access import CHAIRS, EVERYONE, STAFF, WRITERS, Persona, SignInFirst
from naio_portal.dates import kl_today
from naio_portal.errors import DomainError, IllegalMove, NotAllowed
from tests.factories.deliverables import (
    ChangeRequestFactory,
    DeliverableFactory,
    MilestoneFactory,
    WorkPlanFactory,
    days,
)

P = Persona
RUNS = CHAIRS | STAFF
DEFINES = RUNS | {P.OWNER, P.OWN_RAPPORTEUR}
REPORTS = WRITERS | STAFF

# service -> (who may, states it starts from, state it leads to, arguments besides)
DELIVERABLE_MOVES = {
    "activate_deliverable": (RUNS, {"proposed"}, "active", {}),
    "submit_deliverable": (DEFINES, {"active"}, "in_review", {}),
    "return_deliverable": (RUNS, {"in_review"}, "active", {"reason": "Two figures lack a source."}),
    "accept_deliverable": (
        CHAIRS,
        {"in_review"},
        "delivered",
        {"met": ["Read by two members who did not write it."]},
    ),
    "suspend_deliverable": (RUNS, {"active"}, "suspended", {"reason": "Waits for a law."}),
    "resume_deliverable": (RUNS, {"suspended"}, "active", {}),
    "withdraw_deliverable": (
        RUNS,
        {"proposed", "active", "suspended"},
        "withdrawn",
        {"reason": "Another group does it."},
    ),
    "publish_deliverable": (STAFF, {"delivered"}, "published", {}),
}
MILESTONE_MOVES = {
    "activate_milestone": (RUNS, {"proposed"}, "active", {}),
    "achieve_milestone": (REPORTS, {"active", "missed"}, "achieved", {}),
    "miss_milestone": (RUNS, {"active"}, "missed", {"reason": "The agency left."}),
    "cancel_milestone": (RUNS, {"proposed", "active"}, "cancelled", {"reason": "No longer needed."}),
    "reopen_milestone": (
        RUNS,
        {"achieved", "missed", "cancelled"},
        "active",
        {"reason": "One figure was wrong."},
    ),
}


def attempt(service: str, by, **arguments) -> str:
    """`done`, `refused` or `illegal`; whatever it did is rolled back."""
    with transaction.atomic():
        try:
            getattr(services, service)(by=by, **arguments)
            return "done"
        except (NotAllowed, SignInFirst):
            return "refused"
        except IllegalMove:
            return "illegal"
        finally:
            transaction.set_rollback(True)


@pytest.mark.parametrize("service", DELIVERABLE_MOVES)
def test_who_may_move_a_deliverable(world, service):
    allowed, states, _target, arguments = DELIVERABLE_MOVES[service]
    deliverable = DeliverableFactory(group=world.group, owner=world.owner, state=min(states))

    told = {
        persona
        for persona in EVERYONE
        if attempt(service, world.user(persona), deliverable=deliverable, **arguments) == "done"
    }

    assert told == allowed


@pytest.mark.parametrize("service", DELIVERABLE_MOVES)
def test_from_which_states_a_deliverable_moves(world, service):
    allowed, states, target, arguments = DELIVERABLE_MOVES[service]
    by = world.user(P.OWN_CHAIR if P.OWN_CHAIR in allowed else P.SECRETARIAT)
    answers = {}
    for state in DeliverableState.values:
        deliverable = DeliverableFactory(group=world.group, owner=world.owner, state=state)
        answers[state] = attempt(service, by, deliverable=deliverable, **arguments)

    assert {state for state, answer in answers.items() if answer == "done"} == states
    assert {answer for state, answer in answers.items() if state not in states} == {"illegal"}
    moved = getattr(services, service)(
        deliverable=DeliverableFactory(group=world.group, owner=world.owner, state=min(states)),
        by=by,
        **arguments,
    )
    moved.refresh_from_db()
    assert (moved.state, moved.state_reason, moved.version) == (target, arguments.get("reason", ""), 2)


@pytest.mark.parametrize("service", MILESTONE_MOVES)
def test_who_may_move_a_milestone(world, service):
    allowed, states, _target, arguments = MILESTONE_MOVES[service]
    milestone = MilestoneFactory(
        deliverable__group=world.group, deliverable__owner=world.owner, state=min(states)
    )

    told = {
        persona
        for persona in EVERYONE
        if attempt(service, world.user(persona), milestone=milestone, **arguments) == "done"
    }

    assert told == allowed


@pytest.mark.parametrize("service", MILESTONE_MOVES)
def test_from_which_states_a_milestone_moves(world, service):
    _allowed, states, target, arguments = MILESTONE_MOVES[service]
    by = world.user(P.OWN_CHAIR)
    answers = {}
    for state in MilestoneState.values:
        milestone = MilestoneFactory(deliverable__group=world.group, state=state)
        answers[state] = attempt(service, by, milestone=milestone, **arguments)

    assert {state for state, answer in answers.items() if answer == "done"} == states
    assert {answer for state, answer in answers.items() if state not in states} == {"illegal"}
    moved = getattr(services, service)(
        milestone=MilestoneFactory(deliverable__group=world.group, state=min(states)), by=by, **arguments
    )
    moved.refresh_from_db()
    assert (moved.state, moved.state_reason) == (target, arguments.get("reason", ""))


def test_chairs_of_other_groups_do_not_move_it(world):
    deliverable = DeliverableFactory(group=world.other_group)

    assert attempt("suspend_deliverable", world.user(P.OWN_CHAIR), deliverable=deliverable, reason="x") == (
        "refused"
    )


@pytest.mark.parametrize(
    ("service", "state"),
    [("return", "in_review"), ("suspend", "active"), ("withdraw", "active")],
)
def test_stops_need_a_reason(world, service, state):
    deliverable = DeliverableFactory(group=world.group, state=state)

    with pytest.raises(ValidationError) as raised:
        getattr(services, f"{service}_deliverable")(
            deliverable=deliverable, reason="  ", by=world.user(P.OWN_CHAIR)
        )

    assert raised.value.message_dict == {"reason": ["Say why: the reason is kept."]}


# --- what a move does ------------------------------------------------------------------------------------


def test_activation_sets_the_baseline_of_its_milestones(world):
    deliverable = DeliverableFactory(group=world.group, state="proposed")
    milestone = MilestoneFactory(deliverable=deliverable, state="proposed", due_on=days(20))
    dropped = MilestoneFactory(deliverable=deliverable, state="cancelled")

    services.activate_deliverable(deliverable=deliverable, by=world.user(P.OWN_CHAIR))

    deliverable.refresh_from_db()
    milestone.refresh_from_db()
    dropped.refresh_from_db()
    assert (deliverable.activated_on, deliverable.next_due_on) == (kl_today(), days(20))
    assert (milestone.state, milestone.baseline_on, milestone.activated_on) == (
        "active",
        days(20),
        kl_today(),
    )
    assert dropped.state == "cancelled"


@pytest.mark.parametrize("part", ["created_by", "owner"])
def test_nobody_approves_their_own_plan(world, part):
    chair = world.user(P.OWN_CHAIR)
    own = {"created_by": chair} if part == "created_by" else {"owner": world.members[P.OWN_CHAIR]}
    deliverable = DeliverableFactory(group=world.group, state="proposed", **own)

    answers = [
        attempt("activate_deliverable", by, deliverable=deliverable)
        for by in (chair, world.user(P.OWN_CO_CHAIR), world.user(P.SECRETARIAT))
    ]

    assert answers == ["refused", "done", "done"]


def test_an_administrator_does_not_approve_their_own_plan(world):
    administrator = world.user(P.ADMINISTRATOR)
    deliverable = DeliverableFactory(group=world.group, state="proposed", created_by=administrator)

    assert attempt("activate_deliverable", administrator, deliverable=deliverable) == "refused"


def test_who_added_a_milestone_does_not_approve_it(world):
    chair = world.user(P.OWN_CHAIR)
    milestone = MilestoneFactory(deliverable__group=world.group, state="proposed", created_by=chair)

    answers = [
        attempt("activate_milestone", by, milestone=milestone) for by in (chair, world.user(P.OWN_CO_CHAIR))
    ]

    assert answers == ["refused", "done"]


def test_the_owner_who_chairs_does_not_accept_and_the_co_chair_does(world):
    deliverable = DeliverableFactory(group=world.group, state="in_review", owner=world.members[P.OWN_CHAIR])

    answers = {
        persona: attempt(
            "accept_deliverable", world.user(persona), deliverable=deliverable, met=deliverable.criteria
        )
        for persona in (P.OWN_CHAIR, P.OWN_CO_CHAIR, P.SECRETARIAT)
    }

    assert answers == {P.OWN_CHAIR: "refused", P.OWN_CO_CHAIR: "done", P.SECRETARIAT: "refused"}


def test_the_secretariat_accepts_where_no_other_chair_is_in_force(world):
    deliverable = DeliverableFactory(group=world.group, state="in_review", owner=world.members[P.OWN_CHAIR])
    world.members[P.OWN_CO_CHAIR].appointments.update(end_on=days(-1), end_reason="term")

    services.accept_deliverable(
        deliverable=deliverable, met=deliverable.criteria, by=world.user(P.SECRETARIAT)
    )

    deliverable.refresh_from_db()
    assert (deliverable.state, deliverable.delivered_on, deliverable.percent) == (
        "delivered",
        kl_today(),
        100,
    )


@pytest.mark.parametrize("state", ["proposed", "active"])
def test_a_deliverable_with_open_milestones_is_not_accepted(world, state):
    deliverable = DeliverableFactory(group=world.group, state="in_review")
    MilestoneFactory(deliverable=deliverable, state=state)

    with pytest.raises(DomainError, match="1 milestone is still open"):
        services.accept_deliverable(
            deliverable=deliverable, met=deliverable.criteria, by=world.user(P.OWN_CHAIR)
        )


def test_withdrawal_cancels_milestones_and_requests(world):
    deliverable = DeliverableFactory(group=world.group)
    change = ChangeRequestFactory(milestone__deliverable=deliverable)
    achieved = MilestoneFactory(deliverable=deliverable, state="achieved")

    services.withdraw_deliverable(
        deliverable=deliverable, reason="Another group does it.", by=world.user(P.OWN_CHAIR)
    )

    change.refresh_from_db()
    change.milestone.refresh_from_db()
    achieved.refresh_from_db()
    assert (change.state, change.decided_by) == ("withdrawn", world.users[P.OWN_CHAIR])
    assert (change.milestone.state, change.milestone.state_reason) == ("cancelled", "Another group does it.")
    assert achieved.state == "achieved"


def test_a_restricted_deliverable_is_not_published(world):
    deliverable = DeliverableFactory(group=world.group, state="delivered", restricted=True)

    with pytest.raises(DomainError, match="restricted"):
        services.publish_deliverable(deliverable=deliverable, by=world.user(P.SECRETARIAT))


def test_achieving_keeps_the_day_and_reopening_the_baseline(world):
    chair = world.user(P.OWN_CHAIR)
    milestone = MilestoneFactory(
        deliverable__group=world.group, due_on=days(-2), baseline_on=days(-12), activated_on=days(-40)
    )

    achieved = services.achieve_milestone(milestone=milestone, achieved_on=days(-1), by=chair)
    assert (achieved.achieved_on, achieved.was_achieved_late, achieved.slippage_days) == (days(-1), True, 11)

    reopened = services.reopen_milestone(milestone=milestone, reason="One figure was wrong.", by=chair)
    assert (reopened.achieved_on, reopened.baseline_on, reopened.activated_on) == (
        None,
        days(-12),
        kl_today(),
    )


def test_a_day_to_come_cannot_be_the_day_of_achieving(world):
    milestone = MilestoneFactory(deliverable__group=world.group)

    with pytest.raises(ValidationError) as raised:
        services.achieve_milestone(milestone=milestone, achieved_on=days(1), by=world.user(P.OWN_MEMBER))

    assert raised.value.message_dict == {"achieved_on": ["This day is still to come."]}


def test_a_missed_milestone_is_achieved_by_chair_or_secretariat_only(world):
    milestone = MilestoneFactory(deliverable__group=world.group, state="missed")

    answers = [
        attempt("achieve_milestone", world.user(persona), milestone=milestone)
        for persona in (P.OWN_MEMBER, P.OWN_CHAIR, P.SECRETARIAT)
    ]

    assert answers == ["refused", "done", "done"]


@pytest.mark.parametrize("move", ["achieve", "miss", "cancel"])
def test_a_waiting_request_ends_with_its_milestone(world, move):
    change = ChangeRequestFactory(milestone__deliverable__group=world.group)
    reason = {} if move == "achieve" else {"reason": "Done with."}

    getattr(services, f"{move}_milestone")(milestone=change.milestone, by=world.user(P.OWN_CHAIR), **reason)

    change.refresh_from_db()
    assert change.state == "withdrawn"


def test_milestones_of_a_suspended_deliverable_rest(world):
    milestone = MilestoneFactory(deliverable__group=world.group, deliverable__state="suspended")

    assert attempt("achieve_milestone", world.user(P.OWN_CHAIR), milestone=milestone) == "illegal"


# --- the database holds the same tables -------------------------------------------------------------------


def raw_move(thing, state: str) -> str:
    """Set the state in SQL, with whatever else the other constraints ask; `done` or the refusal."""
    table = thing._meta.db_table
    extra = {
        "deliverables_deliverable": ", state_reason = 'x', activated_on = current_date",
        "deliverables_milestone": (
            ", state_reason = 'x', baseline_on = coalesce(baseline_on, current_date)"
            ", activated_on = current_date"
            f", achieved_on = {'current_date' if state == 'achieved' else 'NULL'}"
        ),
        "deliverables_workplan": "",
        "deliverables_changerequest": ", decided_by_id = NULL, decided_at = NULL",
    }[table]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET state = %s {extra} WHERE id = %s", [state, thing.pk])
            transaction.set_rollback(True)
        return "done"
    except IntegrityError as error:
        return "no move" if f"no move from {thing.state} to {state}" in str(error) else str(error)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("factory", "states", "workflow"),
    [
        (DeliverableFactory, DeliverableState.values, DELIVERABLE),
        (MilestoneFactory, MilestoneState.values, MILESTONE),
        (ChangeRequestFactory, ChangeState.values, CHANGE),
        (WorkPlanFactory, WorkPlanState.values, WORK_PLAN),
    ],
)
def test_raw_sql_moves_only_as_the_table_says(factory, states, workflow):
    wrong = []
    for old in states:
        thing = factory(state=old)
        for new in states:
            expected = "done" if new == old or workflow.allows(old, new) else "no move"
            if (answer := raw_move(thing, new)) != expected:
                wrong.append((old, new, answer))

    assert wrong == []


@pytest.mark.django_db
def test_a_row_begins_as_proposed():
    deliverable = DeliverableFactory()
    rows = [
        DeliverableFactory.build(group=deliverable.group, state="active"),
        MilestoneFactory.build(deliverable=deliverable, number=1, state="active"),
    ]

    for row in rows:
        with pytest.raises(IntegrityError, match="cannot be in state active"), transaction.atomic():
            row.save()


@pytest.mark.django_db
def test_the_database_refuses_approval_by_who_asked():
    change = ChangeRequestFactory()

    with pytest.raises(IntegrityError, match="change_other_person"), transaction.atomic():
        ChangeRequest.objects.filter(pk=change.pk).update(
            state="approved", decided_by=change.requested_by, decided_at=change.requested_at
        )


@pytest.mark.django_db
def test_the_baseline_stays_in_the_database():
    milestone = MilestoneFactory()

    with pytest.raises(IntegrityError, match="the baseline"), transaction.atomic():
        type(milestone).objects.filter(pk=milestone.pk).update(baseline_on=days(99))

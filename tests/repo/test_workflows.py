"""The tables of legal moves: as decided, as the code asks them, and as the database holds them."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from deliverables import workflow as deliverables
from groups import workflow as groups
from meetings import workflow as meetings
from naio_portal.errors import IllegalMove
from naio_portal.imports import workflow as imports
from naio_portal.notices import workflow as notices
from naio_portal.workflow import ANY_STATE_SETTING, StateGuard, Workflow, insert_in_any_state

# Written out once more, in the words of the decisions: a move more or less has to be meant.
DECIDED = [
    (deliverables.DELIVERABLE, "→ proposed", """
        proposed → active withdrawn
        active → in_review suspended withdrawn
        in_review → active delivered
        suspended → active withdrawn
        delivered → published"""),
    (deliverables.MILESTONE, "→ proposed", """
        proposed → active cancelled
        active → achieved missed cancelled
        achieved → active
        missed → active achieved
        cancelled → active"""),
    (deliverables.CHANGE, "→ pending", "pending → approved declined withdrawn"),
    (deliverables.WORK_PLAN, "→ draft", """
        draft → submitted
        submitted → draft approved"""),
    (deliverables.ROUND, "→ called", "called → completed cancelled"),
    (deliverables.RECOMMENDATION, "→ draft", """
        draft → adopted_by_group withdrawn
        adopted_by_group → draft submitted withdrawn superseded
        submitted → responded withdrawn superseded
        responded → implemented not_implemented superseded
        implemented → superseded
        not_implemented → superseded"""),
    (groups.APPOINTMENT, "→ proposed confirmed", """
        proposed → confirmed revoked
        confirmed → revoked"""),
    (imports.IMPORT, "→ uploaded", """
        uploaded → reading abandoned
        reading → previewed uploaded
        previewed → reading applying abandoned
        applying → applied failed
        failed → reading applying abandoned
        applied → undoing
        undoing → undone applied
        undone → reading applying abandoned"""),
    (groups.LIAISON_REQUEST, "→ draft", """
        draft → sent
        sent → acknowledged
        acknowledged → answered
        answered → closed"""),
    (meetings.MEETING, "→ draft", """
        draft → notified cancelled
        notified → in_progress cancelled
        in_progress → held cancelled
        held → closed"""),
    (notices.OUTBOX, "→ held queued", """
        held → queued cancelled dropped review
        queued → held claimed cancelled dropped review
        claimed → sent queued refused dropped review
        review → queued cancelled
        refused → queued
        cancelled → queued"""),
]  # fmt: skip
GUARDED = [
    (model, trigger)
    for model in apps.get_models()
    for trigger in getattr(model._meta, "triggers", ())
    if isinstance(trigger, StateGuard)
]


def read(text: str) -> dict[str, set[str]]:
    rows = [line.split("→") for line in text.strip().splitlines()]
    return {old.strip(): set(new.split()) for old, new in rows}


@pytest.mark.parametrize(("workflow", "new_row", "moves"), DECIDED)
def test_moves_are_those_decided(workflow, new_row, moves):
    decided = read(moves)

    assert set(workflow.initial) == read(new_row)[""]
    assert {old: set(new) for old, new in workflow.moves.items() if new} == decided
    for old in workflow.moves:
        for new in workflow.moves:
            assert workflow.allows(old, new) is (new in decided.get(old, set())), (old, new)


def test_every_guarded_model_is_spoken_of():
    assert {id(trigger.workflow) for _model, trigger in GUARDED} == {id(row[0]) for row in DECIDED}


DOOR = Workflow(initial=("shut",), moves={"shut": ("open",), "open": ("shut",)})


def test_illegal_move_is_refused_by_name():
    DOOR.check("shut", "open")

    with pytest.raises(IllegalMove, match="from “open” to “locked”"):
        DOOR.check("open", "locked")
    assert not DOOR.allows("locked", "open")


def test_guard_is_of_its_field():
    guard = DOOR.guard("phase")

    assert (guard.name, guard.field, guard.workflow) == ("phase_guard", "phase", DOOR)


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "trigger"), GUARDED)
def test_database_holds_the_same_moves(model, trigger):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef(tgfoid), pg_get_triggerdef(oid) FROM pg_trigger"
            " WHERE tgrelid = %s::regclass AND tgname = %s",
            [model._meta.db_table, trigger.get_pgid(model)],
        )
        function, definition = cursor.fetchone()

    assert " ".join(trigger.get_func(model).split()) in " ".join(function.split())
    assert "BEFORE INSERT OR UPDATE" in definition


def any_state() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [ANY_STATE_SETTING])
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_rows_in_any_state_are_let_in_only_inside():
    with transaction.atomic():
        with insert_in_any_state("outer"):
            with insert_in_any_state("inner"):
                assert any_state() == "inner"
            assert any_state() == "outer"
        assert any_state() == ""

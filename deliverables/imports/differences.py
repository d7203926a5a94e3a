"""What a row says otherwise than the portal, field by field: changed where it may be, asked for where it was
approved."""

from collections.abc import Mapping
from typing import Any

from deliverables.imports.plans import DELIVERABLE, MILESTONE, OBJECTIVE
from deliverables.imports.wording import says_state
from deliverables.imports.world import (
    KnownDeliverable,
    KnownMilestone,
    KnownObjective,
    World,
)
from deliverables.models import Deliverable, Milestone
from deliverables.models.changes import PLANNED as PLANNED_COLUMNS
from groups.imports.comparing import same_text
from groups.models import Objective
from naio_portal.imports.plans import Change, Question, Turn

ASK = "ask:"
# What was approved changes by request alone, by thing.
PLANNED = {
    OBJECTIVE: PLANNED_COLUMNS[Objective],
    DELIVERABLE: PLANNED_COLUMNS[Deliverable],
    MILESTONE: PLANNED_COLUMNS[Milestone],
}


class Differences:
    """Compares what rows say with what the portal has."""

    def __init__(self, world: World) -> None:
        self.world = world

    # --- what was approved --------------------------------------------------------------------

    def write(
        self,
        turn: Turn,
        on: str,
        known: KnownObjective | KnownDeliverable | KnownMilestone,
        old: Mapping[str, object],
        values: dict[str, Any],
    ) -> None:
        """Change what may be changed; ask for the rest, where the thing was approved."""
        by_request = {name for name in values if known.is_approved and name in PLANNED[on]}
        direct = {name: value for name, value in values.items() if name not in by_request}
        asked = {name: values[name] for name in values if name in by_request}
        if asked:
            self.request(turn, on, known.id, {name: old[name] for name in asked}, asked)
        if direct:
            turn.plan.writes.append({"do": "change", "on": on, "id": known.id, "values": direct})

    def request(
        self, turn: Turn, on: str, known: int, old: dict[str, object], new: dict[str, object]
    ) -> None:
        """Other values of what was approved are asked for, with a reason; another person approves them."""
        plan, waiting = turn.plan, self.world.waiting.get((on, known))
        if waiting == self.as_kept(new):
            self.drop(turn, new)
            plan.remark("asked_already")
            return
        due = str(new.get("due_on", ""))
        if waiting:
            plan.refuse("change_waits")
        elif due and due < self.world.today.isoformat():
            plan.refuse("due_past", day=due)
        if plan.refusals:
            return
        question = Question(key="approved", kind="approved", text=plan.name)
        answer = turn.ask(question)
        reason = answer.removeprefix(ASK).strip()
        if answer == "keep":
            self.drop(turn, new)
            plan.remark("kept")
        elif answer.startswith(ASK) and reason:
            plan.writes.append(
                {"do": "request", "on": on, "id": known, "old": old, "new": new, "reason": reason}
            )
        elif answer:
            turn.reject(question.key, "no_such_choice")

    def as_kept(self, new: Mapping[str, Any]) -> dict[str, Any]:
        """As a request keeps it: an objective as its number in the group."""
        known = self.world.objectives.get(new.get("objective"))
        return {**new, "objective": known.number} if known else dict(new)

    def drop(self, turn: Turn, values: Mapping[str, object]) -> None:
        """These fields stay as they are."""
        turn.plan.changes = [change for change in turn.plan.changes if change.field not in values]

    # --- fields -------------------------------------------------------------------------------

    def texts(self, turn: Turn, on: str, old: Mapping[str, Any], new: Mapping[str, str]) -> dict[str, Any]:
        """Texts that the row says otherwise; an empty cell says nothing."""
        values = {name: text for name, text in new.items() if text and not same_text(text, old[name])}
        for name, text in values.items():
            turn.plan.changes.append(Change(on, name, old[name], text))
        return values

    def day_and_owner(
        self, turn: Turn, on: str, known: KnownDeliverable | KnownMilestone, owner: int
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        due = str(turn.row.value("due"))
        if due and due != known.due.isoformat():
            values["due_on"] = due
            turn.plan.changes.append(Change(on, "due_on", known.due.isoformat(), due))
        if owner and owner != known.owner:
            values["owner_id"] = owner
            turn.plan.changes.append(
                Change(on, "owner", self.world.name_of(known.owner), self.world.name_of(owner))
            )
        return values


def tell(turn: Turn, on: str, values: Mapping[str, object]) -> None:
    """The fields of something new, as changes from nothing."""
    turn.plan.changes += [Change(on, name, "", value) for name, value in values.items() if value]


def remark_state(turn: Turn, state: str) -> None:
    """States are read only: said where the file has another one."""
    text = str(turn.row.value("state"))
    if text and not says_state(text, state):
        turn.plan.remark("state", text=text)

"""What a row says otherwise than the portal, field by field: changed where it may be, asked for where it was
approved. Owners are found among those who serve, or asked."""

from collections.abc import Mapping, Sequence
from typing import Any

from deliverables.imports.plans import DELIVERABLE, MILESTONE, OBJECTIVE
from deliverables.imports.wording import says_state
from deliverables.imports.world import (
    KnownDeliverable,
    KnownMilestone,
    KnownObjective,
    KnownPerson,
    World,
)
from deliverables.models import Deliverable, Milestone
from deliverables.models.changes import PLANNED as PLANNED_COLUMNS
from groups.imports.comparing import same_text
from groups.imports.words import word_key
from groups.models import Objective
from members.names import name_key
from naio_portal.imports.plans import Change, Question, Turn

NONE = "none"
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
        numbers = {known.id: known.number for known in self.world.objectives.values()}
        return {
            name: numbers.get(value, value) if name == "objective" else value for name, value in new.items()
        }

    def drop(self, turn: Turn, values: Mapping[str, object]) -> None:
        """These fields stay as they are."""
        turn.plan.changes = [change for change in turn.plan.changes if change.field not in values]

    # --- fields -------------------------------------------------------------------------------

    def differences(
        self, turn: Turn, on: str, old: Mapping[str, Any], new: Mapping[str, str]
    ) -> dict[str, Any]:
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
            turn.plan.changes.append(Change(on, "owner", self.name_of(known.owner), self.name_of(owner)))
        return values

    def tell(self, turn: Turn, on: str, values: Mapping[str, object]) -> None:
        """The fields of something new, as changes from nothing."""
        for name, value in values.items():
            if value:
                turn.plan.changes.append(Change(on, name, "", value))

    def owner_for(self, turn: Turn, group: str, present: int) -> int:
        """Id of the owner that the row names, the present one where it names none or the same; 0: none."""
        text = str(turn.row.value("owner_text"))
        addresses = turn.row.value("owner_addresses") or []
        if not text:
            return present
        if present and self.world.people[present].is_named(text, addresses):
            return present
        serving = self.world.serving.get(group, [])
        if found := [person for person in serving if person.address in addresses]:
            return found[0].id
        alike = [] if addresses else [person for person in serving if person.is_like(name_key(text))]
        question = self.owner_question(group, text, alike, serving)
        answer = turn.ask(question)
        tokens = [token for token, _label in question.choices]
        if answer == "only" and len(alike) == 1:
            return alike[0].id
        if answer in tokens:
            return int(answer[1:])
        if answer and answer != NONE:
            turn.reject(question.key, "no_such_choice")
        return present

    def owner_question(
        self, group: str, text: str, alike: Sequence[KnownPerson], serving: Sequence[KnownPerson]
    ) -> Question:
        """One person of that name serves: is it they? Else: who of those who serve?"""
        choices = [[f"m{person.id}", person.name] for person in alike or serving]
        if len(alike) == 1:
            return Question(key="owner_name", kind="owner_name", text=text, choices=choices)
        key = f"owner:{group}:{name_key(text) or word_key(text)}"
        return Question(key=key, kind="owner", text=text, names={"group": group}, choices=choices)

    def name_of(self, member: int) -> str:
        return self.world.people[member].name if member else ""

    def remark_state(self, turn: Turn, state: str) -> None:
        """States are read only: said where the file has another one."""
        text = str(turn.row.value("state"))
        if text and not says_state(text, state):
            turn.plan.remark("state", text=text)

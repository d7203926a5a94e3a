"""What the rows of one file say together: which of them speaks of a thing first, and whether another one
only repeats it."""

from collections import defaultdict
from collections.abc import Sequence

from deliverables.imports.places import Said
from deliverables.imports.plans import DELIVERABLE, WorkPlanPlan
from groups.imports.comparing import loose
from naio_portal.imports.plans import PlanRow, Turn

COMPARED = ("measure", "criteria", "owner_text", "due")


class Together:
    """Keys: (thing, id) of what is known, (thing, `new_key`) of what is new."""

    def __init__(self, rows: Sequence[PlanRow]) -> None:
        self.values_of = {row.number: row.values for row in rows}
        # Key -> plan of the row that speaks of it first.
        self.first: dict[tuple[str, object], WorkPlanPlan] = {}
        # Key of a new deliverable -> latest due date of its milestones.
        self.last_due: dict[str, str] = defaultdict(str)

    def note_due(self, said: Said, due: str) -> None:
        """A milestone of a deliverable that the portal does not know."""
        key = new_key(DELIVERABLE, said.group, said.deliverable)
        self.last_due[key] = max(self.last_due[key], due)

    def is_first(self, turn: Turn, key: tuple[str, object]) -> bool:
        """Whether no earlier row, still on its way, speaks of it."""
        earlier = self.first.setdefault(key, turn.plan)
        if not earlier.is_live:
            self.first[key] = turn.plan
        return self.first[key] is turn.plan

    def repeats(self, turn: Turn, key: tuple[str, object]) -> bool:
        """Whether an earlier row speaks of it: this one may say nothing else."""
        if self.is_first(turn, key):
            return False
        earlier = self.first[key]
        mine = {name: value for name, value in turn.row.values.items() if value and name in COMPARED}
        theirs = self.values_of[earlier.number]
        if any(theirs.get(name) not in (None, "", value) for name, value in mine.items()):
            turn.plan.refuse("row_already", row=earlier.number)
        else:
            turn.plan.remark("same_as_row", row=earlier.number)
        return True

    def wait_for(self, turn: Turn, key: tuple[str, object]) -> None:
        """What another row makes waits for the decision on that row."""
        maker = self.first[key]
        if maker is not turn.plan and maker.is_open:
            turn.plan.waits_for = maker.number


def new_key(thing: str, group: str, text: str) -> str:
    """By which rows of one file name the same new thing."""
    return f"{thing}:{group}:{loose(text)}"

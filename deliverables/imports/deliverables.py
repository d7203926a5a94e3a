"""What a row comes to that speaks of a deliverable, and the deliverable that milestones make by the way."""

from deliverables.imports.differences import Differences, remark_state, tell
from deliverables.imports.objectives import Objectives
from deliverables.imports.owners import Owners
from deliverables.imports.places import Said
from deliverables.imports.plans import DELIVERABLE
from deliverables.imports.together import Together, new_key
from deliverables.imports.world import KnownDeliverable, World
from groups.imports.comparing import loose
from naio_portal.imports.plans import Change, Question, Turn


class Deliverables:
    def __init__(self, world: World, together: Together, objectives: Objectives, owners: Owners) -> None:
        self.world, self.together = world, together
        self.objectives, self.owners = objectives, owners
        self.compare = Differences(world)

    def plan(self, turn: Turn, said: Said) -> None:
        """A row of a deliverable."""
        known = said.known or self.of_title(turn, said)
        if turn.plan.is_open or not turn.plan.is_live:
            return
        if isinstance(known, KnownDeliverable):
            self.change(turn, said, known)
        elif said.deliverable:
            self.new(turn, said)
        else:
            turn.plan.refuse("no_title")

    def of_title(self, turn: Turn, said: Said) -> KnownDeliverable | None:
        """The deliverable of that title in the group; several are asked."""
        same = self.world.by_title.get((said.group, loose(said.deliverable)), [])
        if len(same) < 2:
            return same[0] if same else None
        choices = [[f"d{known.id}", f"{known.code} {known.title}"] for known in same]
        question = Question(
            key=f"which:{said.group}:{loose(said.deliverable)}",
            kind="which",
            text=said.deliverable,
            choices=choices,
        )
        answer = turn.ask_code(question, [token for token, _label in choices])
        return self.world.deliverables[int(answer[1:])] if answer else None

    # --- known --------------------------------------------------------------------------------

    def change(self, turn: Turn, said: Said, known: KnownDeliverable) -> None:
        """What the row says otherwise of it."""
        plan = turn.plan
        plan.known, plan.name, plan.language = known.id, said.deliverable or known.title, known.language
        if self.together.repeats(turn, (DELIVERABLE, known.id)):
            return
        remark_state(turn, known.state)
        objective = 0 if said.is_objective_above else self.objectives.served_by(turn, said)
        owner = self.owners.of_row(turn, said.group, known.owner)
        if not turn.is_ready:
            return
        new = {"title": said.deliverable, "acceptance_criteria": str(turn.row.value("criteria"))}
        old = {
            "title": known.title,
            "acceptance_criteria": known.criteria,
            "objective": known.objective or None,
            "due_on": known.due.isoformat(),
        }
        values = self.compare.texts(turn, DELIVERABLE, old, new)
        values |= self.compare.day_and_owner(turn, DELIVERABLE, known, owner)
        before = self.world.by_number.get((said.group, known.objective))
        if objective and objective != (before.id if before else 0):
            now = self.objectives.text_of(objective, said)
            plan.changes.append(Change(DELIVERABLE, "objective", before.text if before else "", now))
            values["objective"] = objective
        if values and not known.is_open:
            plan.refuse("finished", state=known.state, on=DELIVERABLE)
        elif values and known.waits:
            plan.refuse("plan_waits")
        else:
            self.compare.write(turn, DELIVERABLE, known, old, values)

    # --- new ----------------------------------------------------------------------------------

    def new(self, turn: Turn, said: Said) -> None:
        key = new_key(DELIVERABLE, said.group, said.deliverable)
        if self.together.repeats(turn, (DELIVERABLE, key)):
            return
        objective = self.objectives.served_by(turn, said)
        owner = self.owners.of_row(turn, said.group, 0)
        due = str(turn.row.value("due")) or self.ask_due(turn, key, said)
        remark_state(turn, "proposed")
        criteria = str(turn.row.value("criteria"))
        self.create(turn, said, objective, owner=owner, due=due, criteria=criteria)

    def made_by(self, turn: Turn, said: Said) -> str | None:
        """The key of a new deliverable of a milestone: another row makes it, or this one by the way. None,
        and the row refused, where the row that would make it does not."""
        key = new_key(DELIVERABLE, said.group, said.deliverable)
        maker = self.together.first.get((DELIVERABLE, key))
        if maker is not None and maker.is_live:
            self.together.wait_for(turn, (DELIVERABLE, key))
            return key
        if maker is not None and maker.thing == DELIVERABLE:
            turn.plan.refuse("parent_not_made", row=maker.number)
            return None
        self.together.first[DELIVERABLE, key] = turn.plan
        objective = self.objectives.served_by(turn, said)
        self.create(turn, said, objective, due=self.ask_due(turn, key, said))
        return key

    def note_unmade(self, turn: Turn, said: Said) -> None:
        """Milestones are told that this row does not make their deliverable."""
        self.together.first.setdefault(
            (DELIVERABLE, new_key(DELIVERABLE, said.group, said.deliverable)), turn.plan
        )

    def create(
        self, turn: Turn, said: Said, objective: int | str, *, owner: int = 0, due: str, criteria: str = ""
    ) -> None:
        if not turn.is_ready:
            return
        values = {
            "title": said.deliverable,
            "acceptance_criteria": criteria,
            "owner_id": owner or None,
            "due_on": due,
            "language": self.world.language,
        }
        turn.plan.writes.append(
            {
                "do": "create",
                "on": DELIVERABLE,
                "key": new_key(DELIVERABLE, said.group, said.deliverable),
                "group": said.group,
                "objective": objective,
                "values": values,
            }
        )
        told = {"title": said.deliverable, "acceptance_criteria": criteria}
        told["owner"] = self.world.name_of(owner)
        if objective:
            told["objective"] = self.objectives.text_of(objective, said)
        tell(turn, DELIVERABLE, told | {"due_on": due})

    def ask_due(self, turn: Turn, key: str, said: Said) -> str:
        """The due date that the file does not give: said once for all rows that lack it."""
        return ask_due(turn, key, suggested=self.together.last_due[key], text=said.deliverable)


def ask_due(turn: Turn, key: str, *, suggested: str, text: str) -> str:
    """The due date of `text` that a person says (ISO), "" while nobody has. `suggested`: ISO."""
    question = Question(key=f"due:{key}", kind="due", text=text, names={"day": suggested})
    day = turn.ask_day(question)
    return day.isoformat() if day else ""

"""What comes of each row of a work plan: created, changed, asked for, asked, refused.

Pure: reads and writes nothing. The same rows, world and answers give the same plans: so the plan made
again at the moment of applying tells whether the portal changed since a person looked.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deliverables.imports.differences import PLANNED, Differences
from deliverables.imports.plans import DELIVERABLE, MILESTONE, OBJECTIVE, WorkPlanPlan
from deliverables.imports.world import (
    KnownDeliverable,
    KnownMilestone,
    KnownObjective,
    World,
)
from groups.imports.comparing import loose, same_text
from groups.imports.words import group_key, word_key
from naio_portal.imports.enums import RowOutcome
from naio_portal.imports.plans import LEAVE_OUT, WHOLE_ROW, Change, PlanRow, Question, Turn

PHASES = (OBJECTIVE, DELIVERABLE, MILESTONE)


@dataclass
class Said:
    """What a row says of where it stands; what a merged cell leaves empty is as in the row above."""

    group: str = ""
    group_text: str = ""
    objective_number: int = 0
    objective: str = ""
    code: str = ""
    deliverable: str = ""
    milestone: str = ""
    thing: str = ""
    # The objective is that of the row above: it counts for what is new.
    is_objective_above: bool = False
    known: KnownDeliverable | KnownMilestone | None = None


def plan_rows(
    rows: Sequence[PlanRow], answers_for_all: Mapping[str, str], world: World
) -> dict[int, WorkPlanPlan]:
    """Row number -> plan, for every row of the list. `answers_for_all`: key of a question -> answer."""
    return Planner(world, answers_for_all).plan(rows)


class Planner(Differences):
    """Plans the rows of one file: objectives first, then deliverables, then milestones."""

    def __init__(self, world: World, answers_for_all: Mapping[str, str]) -> None:
        super().__init__(world)
        self.answers_for_all = answers_for_all
        self.said: dict[int, Said] = {}
        # Key of a new thing, or what is known -> plan of the row that speaks of it first.
        self.first: dict[object, WorkPlanPlan] = {}
        # Key of a new deliverable -> latest due date of its milestones in the file.
        self.last_due: dict[str, str] = defaultdict(str)
        self.values_of: dict[int, Mapping[str, object]] = {}

    def plan(self, rows: Sequence[PlanRow]) -> dict[int, WorkPlanPlan]:
        plans: dict[int, WorkPlanPlan] = {}
        turns: list[Turn] = []
        above = Said()
        for row in rows:
            said = above = self.read(row, above)
            self.said[row.number], self.values_of[row.number] = said, row.values
            plan = WorkPlanPlan(
                row.number,
                name=said.milestone or said.deliverable or said.objective,
                refusals=list(row.refusals),
                remarks=list(row.remarks),
                thing=said.thing,
                of=f"{said.code.upper()} {said.deliverable}".strip() if said.thing == MILESTONE else "",
            )
            plans[row.number] = plan
            if row.decisions.get(WHOLE_ROW) == LEAVE_OUT:
                plan.outcome = RowOutcome.LEFT_OUT
            turns.append(Turn(row, plan, self.answers_for_all))
        for turn in turns:
            if turn.plan.is_live:
                self.place(turn)
        steps = {OBJECTIVE: self.objective, DELIVERABLE: self.deliverable, MILESTONE: self.milestone}
        for thing in PHASES:
            for turn in turns:
                if turn.plan.thing == thing:
                    self.step(turn, steps[thing])
        for plan in plans.values():
            plan.outcome = plan.settled()
        return plans

    def step(self, turn: Turn, plan_thing) -> None:
        said = self.said[turn.row.number]
        if turn.plan.is_live and said.group:
            plan_thing(turn, said)
        elif said.thing == DELIVERABLE and said.group:
            # Its milestones are told that this row does not make it.
            self.first.setdefault(
                (DELIVERABLE, new_key(DELIVERABLE, said.group, said.deliverable)), turn.plan
            )

    # --- where a row stands -------------------------------------------------------------------

    def read(self, row: PlanRow, above: Said) -> Said:
        """What the row says, with what it takes over from the row above."""
        said = Said(
            group_text=str(row.value("group_text")),
            group=str(row.value("group")),
            objective_number=row.value("objective_number") or 0,
            objective=str(row.value("objective")),
            code=str(row.value("deliverable_code")),
            deliverable=str(row.value("deliverable")),
            milestone=str(row.value("milestone")),
            known=self.world.by_reference.get(str(row.value("reference"))),
        )
        if not said.group_text:
            said.group_text, said.group = above.group_text, above.group
        is_same_group = group_key(said.group_text) == group_key(above.group_text)
        if not self.world.is_own and is_same_group and not said.known:
            if not (said.deliverable or said.code) and said.milestone:
                said.deliverable, said.code = above.deliverable, above.code
            if not (said.objective or said.objective_number) and (said.deliverable or said.code):
                said.objective, said.objective_number = above.objective, above.objective_number
                said.is_objective_above = True
        if said.milestone or isinstance(said.known, KnownMilestone):
            said.thing = MILESTONE
        elif said.deliverable or said.code or said.known:
            said.thing = DELIVERABLE
        else:
            said.thing = OBJECTIVE
        return said

    def place(self, turn: Turn) -> None:
        """Set the group, and the deliverable that a reference or a code names; ask or refuse."""
        said, row = self.said[turn.row.number], turn.row
        if row.value("reference") and said.known is None:
            turn.plan.remark("reference_unknown")
        known = said.known
        if known is None and said.code:
            known = self.world.by_code.get(said.code)
            if known is None:
                turn.plan.remark("code_unknown", text=said.code.upper())
        of = self.world.deliverables[known.deliverable] if isinstance(known, KnownMilestone) else known
        if said.known is None and said.thing == DELIVERABLE:
            said.known = of
        if of is not None:
            if said.group and said.group != of.group:
                turn.plan.refuse("reference_elsewhere", text=of.code, group=said.group)
            said.group = of.group
        elif not said.group:
            said.group = self.ask_group(turn, said)
        if said.group and self.world.only and said.group != self.world.only:
            turn.plan.refuse("other_group", group=said.group, only=self.world.only)
        turn.plan.group = said.group
        if turn.plan.is_live and said.thing == MILESTONE and of is None:
            key = new_key(DELIVERABLE, said.group, said.deliverable)
            self.last_due[key] = max(self.last_due[key], str(row.value("due")))

    def ask_group(self, turn: Turn, said: Said) -> str:
        if not said.group_text and self.world.only:
            return self.world.only
        key = f"group:{word_key(said.group_text)}"
        question = Question(key=key, kind="group", text=said.group_text)
        return turn.ask_code(question, [self.world.only] if self.world.only else self.world.groups)

    def is_first(self, turn: Turn, key: object) -> bool:
        """Whether no earlier row speaks of it. One that says the same is a repetition, another is refused."""
        earlier = self.first.setdefault(key, turn.plan)
        if earlier is turn.plan:
            return True
        if not earlier.is_live:
            self.first[key] = turn.plan
            return True
        return False

    # --- objectives ---------------------------------------------------------------------------

    def objective(self, turn: Turn, said: Said) -> None:
        """A row of an objective: its statement and how it is measured."""
        known = self.known_objective(said.group, said.objective_number, said.objective)
        measure = str(turn.row.value("measure"))
        key = known.id if known else new_key(OBJECTIVE, said.group, said.objective)
        if not self.is_first(turn, (OBJECTIVE, key)):
            self.repeat(turn, (OBJECTIVE, key))
        elif known is None:
            self.create_objective(turn, said, measure)
        else:
            turn.plan.known = known.id
            new = {"statement": said.objective, "measure": measure}
            old = {"statement": known.statement, "measure": known.measure}
            values = self.differences(turn, OBJECTIVE, old, new)
            if values and not known.is_approved and said.group not in self.world.chaired:
                turn.plan.refuse("objective_rights")
                return
            self.write(turn, OBJECTIVE, known, old, values)

    def known_objective(self, group: str, number: int, statement: str) -> KnownObjective | None:
        if number:
            return self.world.objectives.get((group, number))
        same = [
            known
            for (code, _number), known in self.world.objectives.items()
            if code == group and same_text(known.statement, statement)
        ]
        return same[0] if same else None

    def create_objective(self, turn: Turn, said: Said, measure: str) -> None:
        if said.group not in self.world.chaired:
            turn.plan.refuse("objective_rights")
            return
        key = new_key(OBJECTIVE, said.group, said.objective)
        values = {"statement": said.objective, "measure": measure, "language": self.world.language}
        turn.plan.writes.append(
            {"do": "create", "on": OBJECTIVE, "key": key, "group": said.group, "values": values}
        )
        self.tell(turn, OBJECTIVE, {"statement": said.objective, "measure": measure})

    def objective_for(self, turn: Turn, said: Said) -> int | str:
        """Id or key of the objective that a deliverable serves; 0 when the row names none. One that is not
        known yet is made with the row."""
        if not (said.objective or said.objective_number):
            return 0
        known = self.known_objective(said.group, said.objective_number, said.objective)
        if known:
            if said.objective and not same_text(said.objective, known.statement):
                turn.plan.remark("objective_words", number=known.number)
            return known.id
        if not said.objective:
            turn.plan.refuse("objective_unknown", number=said.objective_number)
            return 0
        key = new_key(OBJECTIVE, said.group, said.objective)
        if self.is_first(turn, (OBJECTIVE, key)):
            self.create_objective(turn, said, "")
        else:
            self.wait_for(turn, self.first[OBJECTIVE, key])
        return key

    # --- deliverables -------------------------------------------------------------------------

    def deliverable(self, turn: Turn, said: Said) -> None:
        """A row of a deliverable."""
        known = said.known or self.same_title(turn, said)
        if turn.plan.is_open or not turn.plan.is_live:
            return
        if not isinstance(known, KnownDeliverable):
            self.new_deliverable(turn, said)
            return
        turn.plan.known, turn.plan.name = known.id, said.deliverable or known.title
        if not self.is_first(turn, (DELIVERABLE, known.id)):
            self.repeat(turn, (DELIVERABLE, known.id))
            return
        self.remark_state(turn, known.state)
        objective = 0 if said.is_objective_above else self.objective_for(turn, said)
        owner = self.owner_for(turn, said.group, known.owner)
        if not turn.is_ready:
            return
        new = {"title": said.deliverable, "acceptance_criteria": str(turn.row.value("criteria"))}
        before = self.world.objectives.get((said.group, known.objective))
        old = {
            "title": known.title,
            "acceptance_criteria": known.criteria,
            "objective": known.objective or None,
            "due_on": known.due.isoformat(),
        }
        values = self.differences(turn, DELIVERABLE, old, new)
        values |= self.day_and_owner(turn, DELIVERABLE, known, owner)
        if objective and objective != (before.id if before else 0):
            said_before = f"{before.number}. {before.statement}" if before else ""
            said_now = self.objective_text(objective, said)
            turn.plan.changes.append(Change(DELIVERABLE, "objective", said_before, said_now))
            values["objective"] = objective
        if values and not known.is_open:
            turn.plan.refuse("finished", state=known.state, on=DELIVERABLE)
        elif values and known.waits:
            turn.plan.refuse("plan_waits")
        else:
            self.write(turn, DELIVERABLE, known, old, values)

    def objective_text(self, objective: int | str, said: Said) -> str:
        for known in self.world.objectives.values():
            if known.id == objective:
                return f"{known.number}. {known.statement}"
        return said.objective

    def same_title(self, turn: Turn, said: Said) -> KnownDeliverable | None:
        """The deliverable of that title in the group; several are asked."""
        same = [
            known
            for known in self.world.of_group.get(said.group, [])
            if known.state != "withdrawn" and same_text(known.title, said.deliverable)
        ]
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

    def new_deliverable(self, turn: Turn, said: Said) -> None:
        key = new_key(DELIVERABLE, said.group, said.deliverable)
        if not said.deliverable:
            turn.plan.refuse("no_title")
            return
        if not self.is_first(turn, (DELIVERABLE, key)):
            self.repeat(turn, (DELIVERABLE, key))
            return
        objective = self.objective_for(turn, said)
        owner = self.owner_for(turn, said.group, 0)
        due = str(turn.row.value("due")) or self.ask_due(turn, key, self.last_due[key], said.deliverable)
        self.remark_state(turn, "proposed")
        self.create_deliverable(
            turn, said, objective, owner=owner, due=due, criteria=str(turn.row.value("criteria"))
        )

    def create_deliverable(
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
        key = new_key(DELIVERABLE, said.group, said.deliverable)
        turn.plan.writes.append(
            {
                "do": "create",
                "on": DELIVERABLE,
                "key": key,
                "group": said.group,
                "objective": objective,
                "values": values,
            }
        )
        told = {"title": said.deliverable, "acceptance_criteria": criteria, "owner": self.name_of(owner)}
        if objective:
            told["objective"] = self.objective_text(objective, said)
        self.tell(turn, DELIVERABLE, told | {"due_on": due})

    def ask_due(self, turn: Turn, key: str, suggested: str, text: str) -> str:
        """The due date that the file does not give for `text`: a person says it, once for all rows that
        lack it."""
        question = Question(key=f"due:{key}", kind="due", text=text, names={"day": suggested})
        day = turn.ask_day(question)
        return day.isoformat() if day else ""

    # --- milestones ---------------------------------------------------------------------------

    def milestone(self, turn: Turn, said: Said) -> None:
        """A row of a milestone; the deliverable is made with it where no row of its own makes it."""
        if isinstance(said.known, KnownMilestone):
            self.known_milestone(turn, said, said.known)
            return
        parent = self.parent_of(turn, said)
        if not parent or not turn.is_ready:
            return
        if isinstance(parent, KnownDeliverable):
            same = [
                known
                for known in self.world.of_deliverable.get(parent.id, [])
                if same_text(known.title, said.milestone)
            ]
            if len(same) > 1:
                turn.plan.refuse("several_milestones", text=said.milestone)
                return
            if same:
                self.known_milestone(turn, said, same[0])
                return
            if not parent.is_open:
                turn.plan.refuse("finished", state=parent.state, on=DELIVERABLE)
                return
            if parent.waits:
                turn.plan.refuse("plan_waits")
                return
        self.new_milestone(turn, said, parent)

    def parent_of(self, turn: Turn, said: Said) -> KnownDeliverable | str | None:
        """The deliverable of a milestone: known, or the key of a new one."""
        known = said.known or self.world.by_code.get(said.code)
        if isinstance(known, KnownDeliverable):
            return known
        if not said.deliverable:
            turn.plan.refuse("no_deliverable")
        elif found := self.same_title(turn, said):
            return found
        return self.new_parent_of(turn, said) if turn.is_ready else None

    def new_parent_of(self, turn: Turn, said: Said) -> str | None:
        """The key of a deliverable that another row makes, or that this one makes by the way."""
        key = new_key(DELIVERABLE, said.group, said.deliverable)
        maker = self.first.get((DELIVERABLE, key))
        if maker is not None and maker.is_live:
            self.wait_for(turn, maker)
            return key
        if maker is not None and maker.thing == DELIVERABLE:
            turn.plan.refuse("parent_not_made", row=maker.number)
            return None
        self.first[DELIVERABLE, key] = turn.plan
        objective = self.objective_for(turn, said)
        due = self.ask_due(turn, key, self.last_due[key], said.deliverable)
        self.create_deliverable(turn, said, objective, due=due)
        return key

    def wait_for(self, turn: Turn, maker: WorkPlanPlan) -> None:
        """What another row makes waits for the decision on that row."""
        if maker is not turn.plan and maker.is_open:
            turn.plan.waits_for = maker.number

    def new_milestone(self, turn: Turn, said: Said, parent: KnownDeliverable | str) -> None:
        of = parent.id if isinstance(parent, KnownDeliverable) else parent
        key = (MILESTONE, f"{of}:{loose(said.milestone)}")
        if not self.is_first(turn, key):
            self.repeat(turn, key)
            return
        owner = self.owner_for(turn, said.group, 0)
        due = str(turn.row.value("due")) or self.ask_due(
            turn, "milestone", self.world.today.isoformat(), said.milestone
        )
        self.remark_state(turn, "proposed")
        if not turn.is_ready:
            return
        values = {"title": said.milestone, "owner_id": owner or None, "due_on": due}
        turn.plan.writes.append({"do": "create", "on": MILESTONE, "deliverable": of, "values": values})
        told = {"title": said.milestone, "due_on": due, "owner": self.name_of(owner)}
        self.tell(turn, MILESTONE, told)

    def known_milestone(self, turn: Turn, said: Said, known: KnownMilestone) -> None:
        plan = turn.plan
        plan.known, plan.name = known.id, said.milestone or known.title
        if not self.is_first(turn, (MILESTONE, known.id)):
            self.repeat(turn, (MILESTONE, known.id))
            return
        deliverable = self.world.deliverables[known.deliverable]
        if said.deliverable and not same_text(said.deliverable, deliverable.title):
            plan.remark("deliverable_words", text=deliverable.title)
        self.remark_state(turn, known.state)
        owner = self.owner_for(turn, said.group, known.owner or deliverable.owner)
        if owner == deliverable.owner and not known.owner:
            owner = 0  # no owner of its own: the deliverable's
        if not turn.is_ready:
            return
        old = {"title": known.title, "due_on": known.due.isoformat()}
        values = self.differences(turn, MILESTONE, old, {"title": said.milestone})
        values |= self.day_and_owner(turn, MILESTONE, known, owner)
        if values and not deliverable.is_open:
            plan.refuse("finished", state=deliverable.state, on=DELIVERABLE)
        elif values and not (known.is_proposed or known.is_approved):
            plan.refuse("finished", state=known.state, on=MILESTONE)
        elif values and deliverable.waits:
            plan.refuse("plan_waits")
        elif values.keys() & PLANNED[MILESTONE] and known.is_approved and not deliverable.is_running:
            plan.refuse("finished", state=deliverable.state, on=DELIVERABLE)
        else:
            self.write(turn, MILESTONE, known, old, values)

    def repeat(self, turn: Turn, key: object) -> None:
        """The row speaks of what an earlier row speaks of: it may say nothing else."""
        earlier = self.first[key]
        mine = {name: value for name, value in turn.row.values.items() if value and name in COMPARED}
        theirs = self.values_of[earlier.number]
        if any(theirs.get(name) not in (None, "", value) for name, value in mine.items()):
            turn.plan.refuse("row_already", row=earlier.number)
        else:
            turn.plan.remark("same_as_row", row=earlier.number)


COMPARED = ("measure", "criteria", "owner_text", "due")


def new_key(thing: str, group: str, text: str) -> str:
    """By which rows of one file name the same new thing."""
    return f"{thing}:{group}:{loose(text)}"

"""What comes of each row of a work plan: created, changed, asked for, asked, refused.

Pure: reads and writes nothing. The same rows, world and answers give the same plans: so the plan made
again at the moment of applying tells whether the portal changed since a person looked.
"""

from collections.abc import Mapping, Sequence

from deliverables.imports.deliverables import Deliverables
from deliverables.imports.milestones import Milestones
from deliverables.imports.objectives import Objectives
from deliverables.imports.owners import Owners
from deliverables.imports.places import Said, place, read
from deliverables.imports.plans import DELIVERABLE, MILESTONE, OBJECTIVE, WorkPlanPlan
from deliverables.imports.together import Together
from deliverables.imports.world import World
from naio_portal.imports.enums import RowOutcome
from naio_portal.imports.plans import LEAVE_OUT, WHOLE_ROW, PlanRow, Turn


def plan_rows(
    rows: Sequence[PlanRow], answers_for_all: Mapping[str, str], world: World
) -> dict[int, WorkPlanPlan]:
    """Row number -> plan, for every row of the list: objectives first, then deliverables, then milestones.

    `answers_for_all`: key of a question -> answer.
    """
    turns = [
        (turn_of(row, said, answers_for_all), said)
        for row, said in zip(rows, read_all(rows, world), strict=True)
    ]
    together, owners = Together(rows), Owners(world)
    for turn, said in turns:
        if turn.plan.is_live:
            of = place(turn, said, world)
            if turn.plan.is_live and said.thing == MILESTONE and of is None:
                together.note_due(said, str(turn.row.value("due")))
    objectives = Objectives(world, together)
    deliverables = Deliverables(world, together, objectives, owners)
    milestones = Milestones(world, together, deliverables, owners)
    for thing, planner in ((OBJECTIVE, objectives), (DELIVERABLE, deliverables), (MILESTONE, milestones)):
        for turn, said in turns:
            if said.thing != thing or not said.group:
                continue
            if turn.plan.is_live:
                planner.plan(turn, said)
            elif thing == DELIVERABLE:
                deliverables.note_unmade(turn, said)
    for turn, _said in turns:
        turn.plan.outcome = turn.plan.settled()
    return {turn.row.number: turn.plan for turn, _said in turns}


def read_all(rows: Sequence[PlanRow], world: World) -> list[Said]:
    """What each row says, with what it takes over from the row above."""
    said = [Said()]
    for row in rows:
        said.append(read(row, said[-1], world))
    return said[1:]


def turn_of(row: PlanRow, said: Said, answers_for_all: Mapping[str, str]) -> Turn:
    plan = WorkPlanPlan(
        row.number,
        name=said.name,
        refusals=list(row.refusals),
        remarks=list(row.remarks),
        thing=said.thing,
        of=said.of,
    )
    if row.decisions.get(WHOLE_ROW) == LEAVE_OUT:
        plan.outcome = RowOutcome.LEFT_OUT
    return Turn(row, plan, answers_for_all)

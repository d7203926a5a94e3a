"""Where a row stands: its group, its objective, its deliverable, what of these it speaks of.

What a merged cell leaves empty is as in the row above.
"""

from dataclasses import dataclass

from deliverables.imports.plans import DELIVERABLE, MILESTONE, OBJECTIVE
from deliverables.imports.world import KnownDeliverable, KnownMilestone, World
from groups.imports.words import group_key, word_key
from naio_portal.imports.plans import PlanRow, Question, Turn


@dataclass
class Said:
    """What a row says of where it stands. `thing`: what it speaks of; `known`: that, or the deliverable of
    a milestone, where a reference names it."""

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

    @property
    def name(self) -> str:
        return self.milestone or self.deliverable or self.objective

    @property
    def of(self) -> str:
        """Of a milestone, its deliverable as the file names it."""
        return f"{self.code.upper()} {self.deliverable}".strip() if self.thing == MILESTONE else ""


def read(row: PlanRow, above: Said, world: World) -> Said:
    """What the row says, with what it takes over from the row above."""
    said = Said(
        group_text=str(row.value("group_text")),
        group=str(row.value("group")),
        objective_number=row.value("objective_number") or 0,
        objective=str(row.value("objective")),
        code=str(row.value("deliverable_code")),
        deliverable=str(row.value("deliverable")),
        milestone=str(row.value("milestone")),
        known=world.by_reference.get(str(row.value("reference"))),
    )
    if not said.group_text:
        said.group_text, said.group = above.group_text, above.group
    is_same_group = group_key(said.group_text) == group_key(above.group_text)
    if not world.is_own and is_same_group and not said.known:
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


def place(turn: Turn, said: Said, world: World) -> KnownDeliverable | None:
    """Set the group, asking or refusing. Returns the deliverable that a reference or a code names, or that
    the named milestone belongs to."""
    row = turn.row
    if row.value("reference") and said.known is None:
        turn.plan.remark("reference_unknown")
    known = said.known
    if known is None and said.code:
        known = world.by_code.get(said.code)
        if known is None:
            turn.plan.remark("code_unknown", text=said.code.upper())
    of = world.deliverables[known.deliverable] if isinstance(known, KnownMilestone) else known
    if said.known is None and said.thing == DELIVERABLE:
        said.known = of
    if of is not None:
        if said.group and said.group != of.group:
            turn.plan.refuse("reference_elsewhere", text=of.code, group=said.group)
        said.group = of.group
    elif not said.group:
        said.group = ask_group(turn, said, world)
    if said.group and world.only and said.group != world.only:
        turn.plan.refuse("other_group", group=said.group, only=world.only)
    turn.plan.group = said.group
    return of


def ask_group(turn: Turn, said: Said, world: World) -> str:
    if not said.group_text and world.only:
        return world.only
    question = Question(key=f"group:{word_key(said.group_text)}", kind="group", text=said.group_text)
    return turn.ask_code(question, [world.only] if world.only else world.groups)

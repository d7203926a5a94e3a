"""The plan of every row of a file, from what it says, what is known and what was answered.

Pure: reads and writes nothing. The same rows, world and answers give the same plans: so the plan made
again at the moment of applying tells whether the portal changed since a person looked.
"""

from collections.abc import Mapping, Sequence

from groups.enums import Role
from groups.imports.claims import Claims
from groups.imports.clashes import Clashes
from groups.imports.people import People
from groups.imports.plans import RosterPlan
from groups.imports.service_periods import plan_appointment, wanted_by
from groups.imports.words import word_key
from groups.imports.world import World
from naio_portal.imports.enums import RowOutcome
from naio_portal.imports.plans import LEAVE_OUT, WHOLE_ROW, PlanRow, Question, Turn

TERM_FIELDS = ("background", "origin")
NO_TERM = "none"


def plan_rows(
    rows: Sequence[PlanRow], answers_for_all: Mapping[str, str], world: World
) -> dict[int, RosterPlan]:
    """Row number -> plan, for every row of the list. `answers_for_all`: key of a question -> answer."""
    plans: dict[int, RosterPlan] = {}
    turns: list[Turn] = []
    said: dict[int, dict[str, object]] = {}
    for row in rows:
        plan = RosterPlan(
            row.number, name=name_of(row), refusals=list(row.refusals), remarks=list(row.remarks)
        )
        plans[row.number] = plan
        turn = Turn(row, plan, answers_for_all)
        if row.decisions.get(WHOLE_ROW) == LEAVE_OUT:
            plan.outcome = RowOutcome.LEFT_OUT
        if plan.is_live:
            said[row.number] = ask_words(turn, world)
        if plan.is_live:
            turns.append(turn)
    People(world, turns).find_all()
    for turn in turns:
        words = said[turn.row.number]
        if turn.plan.is_live and turn.plan.person and words["group"]:
            wanted = wanted_by(turn.row, str(words["group"]), str(words["role"]))
            plan_appointment(turn, wanted, world)
    Clashes(world).settle(turns)
    Claims(world).settle(turns, said)
    for plan in plans.values():
        plan.outcome = plan.settled()
    return plans


def name_of(row: PlanRow) -> str:
    return f"{row.value('title')} {row.value('full_name')}".strip()


def ask_words(turn: Turn, world: World) -> dict[str, object]:
    """The codes of group, role and terms: those understood, else those that a person gave."""
    row = turn.row
    said: dict[str, object] = {"group": row.value("group"), "role": row.value("role")}
    if not said["group"]:
        text = str(row.value("group_text"))
        question = Question(key=f"group:{word_key(text)}", kind="group", text=text)
        said["group"] = group_of_reference(row, world) or turn.ask_code(question, world.groups)
    if not said["role"] and (text := str(row.value("role_text"))):
        question = Question(key=f"role:{word_key(text)}", kind="role", text=text)
        said["role"] = turn.ask_code(question, Role.values)
    for name in TERM_FIELDS:
        said[name] = row.value(name)
        if not said[name] and (text := str(row.value(f"{name}_text"))):
            said[name] = ask_term(turn, name, text, world)
    unknown = [str(text) for text in row.value("expertise_unknown") or []]
    given = [ask_term(turn, "expertise", text, world) for text in unknown]
    codes = [*(row.value("expertise") or []), *(code for code in given if code)]
    said["expertise"] = list(dict.fromkeys(codes))
    return said


def group_of_reference(row: PlanRow, world: World) -> str:
    """The group of the appointment that the row refers to, when its own cell is empty."""
    known = world.appointment_by_reference.get(str(row.value("appointment_reference")))
    return world.appointments[known].group if known and not row.value("group_text") else ""


def ask_term(turn: Turn, name: str, text: str, world: World) -> str:
    """The term that a text means; `none`: leave the field as it is."""
    question = Question(key=f"{name}:{word_key(text)}", kind=name, text=text)
    code = turn.ask_code(question, {NO_TERM, *world.terms[name].values()})
    return "" if code == NO_TERM else code

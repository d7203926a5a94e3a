"""Whether what all rows want together can be: one appointment of a person in a group at a time, one chair
of a group at a time. The database holds the same; here a person is told before, by name.

What the rows end or correct is taken into account first, whatever their order in the file: a chair who
becomes a member in row 9 makes room for the new chair of row 5.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from groups.enums import AppointmentState, Role
from groups.imports.plans import BEGINNING, RosterPlan
from groups.imports.service_periods import ONE_DAY, overlap
from groups.imports.world import World
from naio_portal.imports.plans import Question, Turn


@dataclass(frozen=True)
class Period:
    """Days that somebody serves. `row`: of the file, 0 when it stands in the portal already."""

    person: str
    group: str
    role: str
    start: dt.date
    end: dt.date | None
    row: int = 0
    appointment: int = 0

    def meets(self, other: "Period") -> bool:
        return overlap(self.start, self.end, other.start, other.end)

    def says_the_same_as(self, other: "Period") -> bool:
        return (self.role, self.start, self.end) == (other.role, other.start, other.end)


class Clashes:
    """Goes through the plans in order of rows, refusing, asking, or noting a repeated row."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.standing = {
            known.id: Period(
                f"m{known.member_id}", known.group, known.role, known.start, known.end, appointment=known.id
            )
            for known in world.appointments.values()
            if known.is_confirmed
        }
        self.of_person: dict[tuple[str, str], list[Period]] = defaultdict(list)
        self.chairs: dict[str, list[Period]] = defaultdict(list)

    def settle(self, turns: Sequence[Turn]) -> None:
        """Change the plans where rows stand in each other's way or in somebody's."""
        ready = [turn for turn in turns if turn.is_ready]
        self.note_repeated([turn.plan for turn in ready])
        for turn in ready:
            for write in turn.plan.appointment_writes:
                self.make_room(write)
        for period in self.standing.values():
            self.keep(period)
        for turn in ready:
            for write in list(turn.plan.appointment_writes):
                if write["do"] in BEGINNING:
                    self.begin(turn, write)

    def note_repeated(self, plans: list[RosterPlan]) -> None:
        """Two rows about one appointment of the portal: the second may only say the same."""
        first: dict[int, RosterPlan] = {}
        for plan in plans:
            if not plan.known_appointment:
                continue
            earlier = first.setdefault(plan.known_appointment, plan)
            if earlier is plan:
                continue
            if plan.appointment_writes and plan.appointment_writes != earlier.appointment_writes:
                plan.refuse("row_already", row=earlier.number)
            else:
                self.drop(plan, earlier.number)

    def drop(self, plan: RosterPlan, number: int) -> None:
        """The row only repeats row `number`."""
        plan.appointment_writes.clear()
        plan.changes = [change for change in plan.changes if change.on != "appointment"]
        plan.is_new_appointment = False
        plan.remark("same_as_row", row=number)

    def make_room(self, write: dict) -> None:
        """What a write ends or revokes of what stands."""
        if write["do"] == "correct":
            self.standing.pop(write["id"], None)
        elif write["do"] == "change_role" and write["id"] in self.standing:
            end = dt.date.fromisoformat(write["old_end_on"])
            self.standing[write["id"]] = replace(self.standing[write["id"]], end=end)
        elif write["do"] == "fill" and write.get("end_on") and write["id"] in self.standing:
            end = dt.date.fromisoformat(write["end_on"])
            self.standing[write["id"]] = replace(self.standing[write["id"]], end=end)

    def keep(self, period: Period) -> None:
        self.of_person[period.person, period.group].append(period)
        if period.role == Role.CHAIR:
            self.chairs[period.group].append(period)

    def begin(self, turn: Turn, write: dict) -> None:
        """Refuse, ask or keep what a write begins."""
        plan = turn.plan
        if write.get("state", AppointmentState.CONFIRMED) != AppointmentState.CONFIRMED:
            return
        period = period_of(plan, write)
        for other in self.of_person[period.person, period.group]:
            if not period.meets(other):
                continue
            if other.row and period.says_the_same_as(other):
                self.drop(plan, other.row)
            elif other.row:
                plan.refuse("overlaps_row", row=other.row)
            else:
                plan.refuse("overlaps", start=other.start.isoformat(), role=other.role)
            return
        if period.role == Role.CHAIR and not self.may_chair(turn, write, period):
            return
        self.keep(period_of(plan, write))

    def may_chair(self, turn: Turn, write: dict, period: Period) -> bool:
        """Whether the chair is free on those days, or a person said how it becomes free."""
        plan = turn.plan
        others = [other for other in self.chairs[period.group] if period.meets(other)]
        if in_file := [other for other in others if other.row]:
            plan.refuse("second_chair", row=in_file[0].row)
            return False
        if not others:
            return True
        other = others[0]
        name = self.world.members[int(other.person[1:])].name
        question = Question(
            key=f"chair:{period.group}",
            kind="chair",
            text=plan.name,
            names={
                "group": period.group,
                "other": name,
                "since": other.start.isoformat(),
                "until": other.end.isoformat() if other.end else "",
                "day": max(self.world.today, other.start + ONE_DAY, period.start).isoformat(),
            },
        )
        answer = turn.ask(question)
        if answer == "revoke":
            self.clear_chair(other)
            plan.appointment_writes.insert(0, {"do": "revoke", "id": other.appointment, "group": other.group})
            plan.remark("chair_revoked", name=name)
        elif answer.startswith("succeed:"):
            day = turn.day_in(answer.removeprefix("succeed:"), question.key)
            if day is None:
                return False
            if not fits(day, other, period):
                turn.reject(question.key, "day_outside")
                return False
            self.clear_chair(other)
            succeed(plan, write, other, day)
            plan.remark("chair_succeeded", name=name, day=(day - ONE_DAY).isoformat())
        elif answer:
            turn.reject(question.key, "no_such_choice")
        return turn.is_ready and self.may_chair_still(plan, write)

    def may_chair_still(self, plan: RosterPlan, write: dict) -> bool:
        """A second chair in the way, after the first was dealt with, is refused by name."""
        period = period_of(plan, write)
        for other in self.chairs[period.group]:
            if period.meets(other):
                name = self.world.members[int(other.person[1:])].name
                plan.refuse("chair_taken", name=name, start=other.start.isoformat())
                return False
        return True

    def clear_chair(self, other: Period) -> None:
        self.chairs[other.group].remove(other)


def period_of(plan: RosterPlan, write: dict) -> Period:
    return Period(
        plan.person,
        write["group"],
        write["role"],
        dt.date.fromisoformat(write["start_on"]),
        dt.date.fromisoformat(write["end_on"]) if write["end_on"] else None,
        row=plan.number,
    )


def fits(day: dt.date, other: Period, period: Period) -> bool:
    """Whether the new chair can follow on that day: the other one serves a day at least, the new one too."""
    latest = other.end + ONE_DAY if other.end else dt.date.max
    return max(other.start + ONE_DAY, period.start) <= day <= min(latest, period.end or dt.date.max)


def succeed(plan: RosterPlan, write: dict, other: Period, day: dt.date) -> None:
    """The other chair serves until the day before; this one from `day`."""
    write["start_on"] = day.isoformat()
    if write["do"] == "change_role":
        write["old_end_on"] = (day - ONE_DAY).isoformat()
    plan.appointment_writes.insert(
        0,
        {
            "do": "succeed",
            "id": other.appointment,
            "group": other.group,
            "end_on": (day - ONE_DAY).isoformat(),
        },
    )

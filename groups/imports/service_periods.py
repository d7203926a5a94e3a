"""What a row does to appointments: begins one, fills in what was empty, corrects, changes a role.

Nothing is overwritten: a correction revokes the wrong record and writes the right one, a change of role
ends one and begins another (as `groups.services.appointments` does one at a time). Writes, in JSON:

- `create`: role, start_on, end_on, instrument, precedence
- `fill`: id, and the fields that were empty
- `correct`: id, and the right record in full
- `change_role`: id, end_on of the old one, and the new record in full
- `succeed`: id of another chair, end_on; `revoke`: id of another chair
"""

import datetime as dt
from dataclasses import dataclass

from groups.enums import EndReason, Role
from groups.imports.comparing import same_text
from groups.imports.plans import RosterPlan
from groups.imports.world import KnownAppointment, World
from naio_portal.imports.plans import Change, PlanRow, Question, Turn

FAR = dt.date.max
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Wanted:
    """What the row says of the appointment; None where it says nothing."""

    group: str
    role: str | None
    start: dt.date | None
    end: dt.date | None
    instrument: str | None
    precedence: int | None


def wanted_by(row: PlanRow, group: str, role: str) -> Wanted:
    def day(name: str) -> dt.date | None:
        text = row.value(name)
        return dt.date.fromisoformat(str(text)) if text else None

    precedence = row.values.get("precedence")
    return Wanted(
        group=group,
        role=role or None,
        start=day("start"),
        end=day("end"),
        instrument=str(row.value("instrument")) or None,
        precedence=precedence if isinstance(precedence, int) else None,
    )


def existing_for(plan: RosterPlan, row: PlanRow, wanted: Wanted, world: World) -> KnownAppointment | None:
    """The appointment that the row speaks of: by reference, else the person's in that group on those
    days (the one that begins the same day, else the one in force on the first day, else the next)."""
    if not plan.person.startswith("m"):
        return None
    member_id = int(plan.person[1:])
    reference = str(row.value("appointment_reference"))
    found = world.appointments.get(world.appointment_by_reference.get(reference, 0))
    if found and found.member_id == member_id and found.group == wanted.group:
        return found
    if found:
        plan.remark("reference_elsewhere")
    of_person = world.of_person.get((member_id, wanted.group), [])
    start = wanted.start or world.today
    near = [known for known in of_person if overlap(known.start, known.end, start, wanted.end)]
    return min(
        near,
        key=lambda known: (
            not known.is_confirmed,
            known.start != start,
            not known.start <= start,
            known.start,
        ),
        default=None,
    )


def overlap(start: dt.date, end: dt.date | None, other_start: dt.date, other_end: dt.date | None) -> bool:
    """Whether two periods share a day; both ends are served."""
    return start <= (other_end or FAR) and other_start <= (end or FAR)


def plan_appointment(turn: Turn, wanted: Wanted, world: World) -> None:
    """Add the row's appointment writes and changes, or the question that stands before them."""
    known = existing_for(turn.plan, turn.row, wanted, world)
    turn.plan.known_appointment = known.id if known else 0
    if known is None:
        plan_new(turn, wanted)
    elif wanted.role and wanted.role != known.role:
        plan_other_role(turn, wanted, known, world)
    else:
        plan_differences(turn.plan, wanted, known, {}, world)


def plan_new(turn: Turn, wanted: Wanted) -> None:
    """A new appointment; a missing role or first day is asked once for all rows that lack it."""
    plan, role, start = turn.plan, wanted.role, wanted.start
    if role is None:
        role = turn.ask_code(Question(key="role:", kind="role"), Role.values)
    if start is None:
        start = turn.ask_day(Question(key="start:", kind="start"))
    if not role or start is None:
        return
    if wanted.end and wanted.end < start:
        plan.refuse("end_before_start")
        return
    record = record_of(role, start, wanted.end, wanted.instrument or "", wanted.precedence)
    plan.is_new_appointment = True
    plan.appointment_writes.append({"do": "create", "group": wanted.group, **record})


def plan_other_role(turn: Turn, wanted: Wanted, known: KnownAppointment, world: World) -> None:
    """Ask: a change from which day, a correction, or neither? Answers: `change:<day>`, `correct`, `keep`."""
    plan = turn.plan
    question = Question(
        key=f"role_change:{known.role}>{wanted.role}",
        kind="role_change",
        text=str(turn.row.value("role_text")),
        names={
            "old": known.role,
            "new": wanted.role,
            "since": known.start.isoformat(),
            "day": max(wanted.start or world.today, known.start + ONE_DAY).isoformat(),
        },
    )
    answer = turn.ask(question)
    if answer == "correct":
        plan_differences(plan, wanted, known, {"role": wanted.role}, world)
    elif answer == "keep":
        plan.remark("role_kept", role=known.role)
    elif answer.startswith("change:"):
        day = turn.day_in(answer.removeprefix("change:"), question.key)
        if day is None:
            return
        if not known.start < day <= (known.end or FAR):
            turn.reject(question.key, "day_outside")
            return
        plan.changes.append(Change("appointment", "role", known.role, wanted.role))
        plan.changes.append(Change("appointment", "role_from", "", day.isoformat()))
        record = record_of(str(wanted.role), day, known.end, wanted.instrument or "", wanted.precedence)
        old_end_on = (day - ONE_DAY).isoformat()
        plan.appointment_writes.append(
            {"do": "change_role", "id": known.id, "group": known.group, "old_end_on": old_end_on, **record}
        )
    elif answer:
        turn.reject(question.key, "no_such_choice")


def plan_differences(
    plan: RosterPlan, wanted: Wanted, known: KnownAppointment, right: dict[str, object], world: World
) -> None:
    """What the file says otherwise: empty fields are filled in, other differences are a correction."""
    fills: dict[str, object] = {}
    if wanted.start and wanted.start != known.start:
        right["start_on"] = wanted.start.isoformat()
    if wanted.end and wanted.end != known.end:
        (right if known.end else fills)["end_on"] = wanted.end.isoformat()
    if wanted.instrument and not same_text(wanted.instrument, known.instrument):
        (right if known.instrument else fills)["instrument"] = wanted.instrument
    if wanted.precedence is not None and wanted.precedence != known.precedence:
        fills["precedence"] = wanted.precedence
    start, end = right.get("start_on") or known.start, right.get("end_on") or fills.get("end_on") or known.end
    if end and str(end) < str(start):
        plan.refuse("end_before_start")
        return
    old = record_of(known.role, known.start, known.end, known.instrument, known.precedence)
    for name, value in (right | fills).items():
        plan.changes.append(Change("appointment", name, old[name] or "", value))
    if right:
        record = old | right | fills
        write = {"do": "correct", "id": known.id, "group": known.group, "state": known.state, **record}
        plan.appointment_writes.append(write)
    elif fills:
        if end_on := fills.get("end_on"):
            is_term = str(end_on) >= world.today.isoformat()
            fills["end_reason"] = EndReason.TERM if is_term else EndReason.OTHER
        plan.appointment_writes.append({"do": "fill", "id": known.id, "group": known.group, **fills})


def record_of(
    role: str, start: dt.date, end: dt.date | None, instrument: str, precedence: int | None
) -> dict[str, object]:
    return {
        "role": str(role),
        "start_on": start.isoformat(),
        "end_on": end.isoformat() if end else None,
        "instrument": instrument,
        "precedence": precedence,
    }

"""Writing an import: people first, then what ends, then what begins; every effect noted for undo.

Set-based, with every rule kept: derived names by the one function of `members`, field checks of the models,
the constraints and triggers of the database. All of it inside the caller's one transaction.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence, Set
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.enums import AppointmentState, EffectKind, EndReason
from groups.imports.plans import Plan
from groups.imports.progress import Progress
from groups.imports.sets import write_columns
from groups.imports.snapshots import columns_of, snapshot
from groups.imports.world import World
from groups.models import Appointment, RosterImport, RosterImportEffect
from groups.workflow import APPOINTMENT
from members.models import Member, User
from members.services import derived_names
from members.services.people import DERIVED_FIELDS
from naio_portal.errors import DomainError

BATCH = 500
BEGINNING = ("create", "correct", "change_role")
# Why the appointment that a write names comes to its end.
END_REASONS = {
    "correct": EndReason.CORRECTION,
    "revoke": EndReason.CORRECTION,
    "change_role": EndReason.ROLE_CHANGE,
    "succeed": EndReason.REPLACED,
}


class RowFailed(DomainError):
    """One row cannot be written, so none is. `row`: its number in the file."""

    def __init__(self, row: int, message: str) -> None:
        super().__init__(_("Row %(row)s: %(message)s") % {"row": row, "message": message})
        self.row = row


class Writer:
    """Writes the plans of one import. `plans`: those that create or change something, in their order."""

    def __init__(
        self, roster_import: RosterImport, plans: Sequence[Plan], world: World, progress: Progress
    ) -> None:
        self.roster_import = roster_import
        self.plans = plans
        self.world = world
        self.progress = progress
        self.member_ids: dict[str, int] = {}
        self.effects: list[RosterImportEffect] = []

    def write(self) -> None:
        """Raises RowFailed, ValidationError, IntegrityError: the caller's transaction then keeps nothing."""
        self.write_people()
        self.write_appointments()
        self.progress.stage("noting", len(self.effects))
        for start in range(0, len(self.effects), BATCH):
            batch = self.effects[start : start + BATCH]
            RosterImportEffect.objects.bulk_create(batch)
            self.progress.advance(len(batch))

    def note(self, row: int, thing: Model, before: dict[str, object], label: str) -> None:
        self.effects.append(
            RosterImportEffect(
                roster_import=self.roster_import,
                row_number=row,
                model=thing._meta.label_lower,
                object_id=thing.pk,
                kind=EffectKind.CHANGED if before else EffectKind.CREATED,
                label=label[:300],
                before=before,
                after=snapshot(thing),
            )
        )

    # --- people ------------------------------------------------------------------------------

    def write_people(self) -> None:
        fields: dict[str, dict[str, object]] = {}
        rows: dict[str, int] = {}
        for plan in self.plans:
            fields.setdefault(plan.person, {}).update(plan.member_writes)
            rows.setdefault(plan.person, plan.number)
        known = {person: values for person, values in fields.items() if person.startswith("m")}
        new = {person: values for person, values in fields.items() if person.startswith("n")}
        self.member_ids = {person: int(person[1:]) for person in known}
        self.progress.stage("people", len(new) + sum(bool(values) for values in known.values()))
        self.create_people(new, rows)
        self.change_people({person: values for person, values in known.items() if values}, rows)

    def create_people(self, new: dict[str, dict[str, object]], rows: dict[str, int]) -> None:
        people = {person: derived_names(Member(**values)) for person, values in new.items()}
        for person, member in people.items():
            check_fields(member, rows[person], exclude=("user", "background", "origin"))
        for batch in batches(list(people)):
            Member.objects.bulk_create([people[person] for person in batch])
            for person in batch:
                self.member_ids[person] = people[person].pk
                self.note(rows[person], people[person], {}, people[person].formal_name)
            self.progress.advance(len(batch))

    def change_people(self, known: dict[str, dict[str, object]], rows: dict[str, int]) -> None:
        now = timezone.now()
        for batch in batches(list(known)):
            members = Member.objects.in_bulk([self.member_ids[person] for person in batch])
            before = {pk: snapshot(member) for pk, member in members.items()}
            names: set[str] = set()
            for person in batch:
                member = members[self.member_ids[person]]
                for name, value in known[person].items():
                    setattr(member, name, value)
                member.version += 1
                member.updated_at = now
                names |= set(known[person])
                check_fields(derived_names(member), rows[person], exclude=("user", "background", "origin"))
            save_columns(members.values(), {*names, *DERIVED_FIELDS, "version", "updated_at"})
            for person in batch:
                member = members[self.member_ids[person]]
                self.note(rows[person], member, before[member.pk], member.formal_name)
            tell_sign_ins(members.values(), names)
            self.progress.advance(len(batch))

    # --- appointments ------------------------------------------------------------------------

    def write_appointments(self) -> None:
        writes = [(plan, write) for plan in self.plans for write in plan.appointment_writes]
        self.progress.stage("appointments", len(writes))
        old = self.end_old(writes)
        self.begin_new([pair for pair in writes if pair[1]["do"] in BEGINNING], old)

    def end_old(self, writes: Sequence[tuple[Plan, dict]]) -> dict[int, dict[str, Any]]:
        """Fill in, end or revoke what stands. Returns what each was before, by id."""
        touching = {write["id"]: (plan, write) for plan, write in writes if write["do"] != "create"}
        kept: dict[int, dict[str, Any]] = {}
        for batch in batches(list(touching)):
            found = Appointment.objects.select_related("member", "group").in_bulk(batch)
            for pk, appointment in found.items():
                plan, write = touching[pk]
                kept[pk] = snapshot(appointment)
                self.change_appointment(appointment, plan, write)
                check_fields(appointment, plan.number, exclude=("member", "group"))
            names = {"state", "end_on", "end_reason", "end_note", "instrument", "precedence"}
            save_columns(found.values(), names)
            for pk, appointment in found.items():
                self.note(touching[pk][0].number, appointment, kept[pk], str(appointment))
            self.progress.advance(sum(touching[pk][1]["do"] not in BEGINNING for pk in batch))
        return kept

    def change_appointment(self, appointment: Appointment, plan: Plan, write: dict) -> None:
        if write["do"] in ("correct", "revoke"):
            APPOINTMENT.check(appointment.state, AppointmentState.REVOKED)
            appointment.state = AppointmentState.REVOKED
        elif write["do"] == "change_role":
            appointment.end_on = dt.date.fromisoformat(write["old_end_on"])
        elif write["do"] == "succeed":
            appointment.end_on = dt.date.fromisoformat(write["end_on"])
        else:
            fill(appointment, write)
        if write["do"] in END_REASONS:
            appointment.end_reason = END_REASONS[write["do"]]
        if write["do"] in END_REASONS or "end_reason" in write:
            appointment.end_note = self.note_of(plan)

    def note_of(self, plan: Plan) -> str:
        """Where an ending came from, as it stays readable with the appointment."""
        return _("From the file “%(file)s”, row %(row)s.") % {
            "file": self.roster_import.file_name,
            "row": plan.number,
        }

    def begin_new(self, writes: Sequence[tuple[Plan, dict]], old: dict[int, dict[str, Any]]) -> None:
        for start in range(0, len(writes), BATCH):
            batch = writes[start : start + BATCH]
            made = [self.appointment_of(plan, write, old) for plan, write in batch]
            for (plan, _write), appointment in zip(batch, made, strict=True):
                check_fields(appointment, plan.number, exclude=("member", "group"))
            Appointment.objects.bulk_create(made)
            for (plan, write), appointment in zip(batch, made, strict=True):
                label = f"{plan.name} · {write['group']} · {appointment.get_role_display()}"
                self.note(plan.number, appointment, {}, label)
            self.progress.advance(len(batch))

    def appointment_of(self, plan: Plan, write: dict, old: dict[int, dict[str, Any]]) -> Appointment:
        """The new appointment. One that goes on up to the same last day keeps why it ends then."""
        before = old.get(write.get("id", 0), {})
        goes_on = write["end_on"] is not None and write["end_on"] == before.get("end_on")
        return Appointment(
            member_id=self.member_ids[plan.person],
            group_id=self.world.groups[write["group"]],
            role=write["role"],
            start_on=dt.date.fromisoformat(write["start_on"]),
            end_on=dt.date.fromisoformat(write["end_on"]) if write["end_on"] else None,
            end_reason=before["end_reason"] if goes_on else "",
            end_note=before["end_note"] if goes_on else "",
            instrument=write["instrument"],
            precedence=write["precedence"],
            state=write.get("state", AppointmentState.CONFIRMED),
        )


def fill(appointment: Appointment, write: dict) -> None:
    """Set what was empty."""
    if end_on := write.get("end_on"):
        appointment.end_on = dt.date.fromisoformat(end_on)
        appointment.end_reason = write["end_reason"]
    for name in ("instrument", "precedence"):
        if name in write:
            setattr(appointment, name, write[name])


def check_fields(thing: Model, row: int, *, exclude: tuple[str, ...]) -> None:
    """The model's own checks without a query. Raises RowFailed naming the row and the field."""
    try:
        thing.clean_fields(exclude=exclude)
        thing.clean()
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        label = thing._meta.get_field(name).verbose_name if name != "__all__" else ""
        raise RowFailed(row, f"{label}: {messages[0]}" if label else messages[0]) from error


def save_columns(things: Collection[Model], columns: Set[str]) -> None:
    """Write these columns of many objects of one model."""
    if things:
        model = type(next(iter(things)))
        write_columns(model, [{"id": thing.pk} | columns_of(thing, columns) for thing in things], columns)


def tell_sign_ins(members, names: set[str]) -> None:
    """Language and zone of a sign-in are those of the person."""
    shared = names & {"language", "time_zone"}
    if not shared:
        return
    by_value: dict[tuple[str, str], list[int]] = defaultdict(list)
    for member in members:
        if member.user_id:
            by_value[member.language, member.time_zone].append(member.user_id)
    for (language, time_zone), users in by_value.items():
        User.objects.filter(pk__in=users).update(language=language, time_zone=time_zone)


def batches(items: list) -> list[list]:
    return [items[start : start + BATCH] for start in range(0, len(items), BATCH)]

"""Writing a roster: people first, then what ends, then what begins; derived names by the one function of
`members`."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from groups.enums import AppointmentState, EndReason
from groups.imports.plans import BEGINNING, RosterPlan
from groups.imports.world import World
from groups.models import Appointment, RosterImport
from groups.workflow import APPOINTMENT
from members.models import Member, User
from members.services import derived_names
from members.services.people import DERIVED_FIELDS
from naio_portal.imports.progress import Progress
from naio_portal.imports.snapshots import snapshot
from naio_portal.imports.writing import Notes, batches, check_fields, save_columns

# Why the appointment that a write names comes to its end.
END_REASONS = {
    "correct": EndReason.CORRECTION,
    "revoke": EndReason.CORRECTION,
    "change_role": EndReason.ROLE_CHANGE,
    "succeed": EndReason.REPLACED,
}


class Writer:
    """Writes the plans of one import. `plans`: those that create or change something, in their order."""

    def __init__(
        self, roster_import: RosterImport, plans: Sequence[RosterPlan], world: World, progress: Progress
    ) -> None:
        self.roster_import = roster_import
        self.plans = plans
        self.world = world
        self.progress = progress
        self.member_ids: dict[str, int] = {}
        self.notes = Notes(roster_import)

    def write(self) -> None:
        """Raises RowFailed, ValidationError, IntegrityError: the caller's transaction then keeps nothing."""
        self.write_people()
        self.write_appointments()
        self.notes.keep(self.progress)

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
                self.notes.note(rows[person], people[person], {}, people[person].formal_name)
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
                self.notes.note(rows[person], member, before[member.pk], member.formal_name)
            if names & {"language", "time_zone"}:
                tell_sign_ins(members.values())
            self.progress.advance(len(batch))

    # --- appointments ------------------------------------------------------------------------

    def write_appointments(self) -> None:
        writes = [(plan, write) for plan in self.plans for write in plan.appointment_writes]
        self.progress.stage("appointments", len(writes))
        old = self.end_old(writes)
        self.begin_new([pair for pair in writes if pair[1]["do"] in BEGINNING], old)

    def end_old(self, writes: Sequence[tuple[RosterPlan, dict]]) -> dict[int, dict[str, Any]]:
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
                self.notes.note(touching[pk][0].number, appointment, kept[pk], str(appointment))
            self.progress.advance(sum(touching[pk][1]["do"] not in BEGINNING for pk in batch))
        return kept

    def change_appointment(self, appointment: Appointment, plan: RosterPlan, write: dict) -> None:
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

    def note_of(self, plan: RosterPlan) -> str:
        """Where an ending came from, as it stays readable with the appointment."""
        return _("From the file “%(file)s”, row %(row)s.") % {
            "file": self.roster_import.file_name,
            "row": plan.number,
        }

    def begin_new(self, writes: Sequence[tuple[RosterPlan, dict]], old: dict[int, dict[str, Any]]) -> None:
        for batch in batches(list(writes)):
            made = [self.appointment_of(plan, write, old) for plan, write in batch]
            for (plan, _write), appointment in zip(batch, made, strict=True):
                check_fields(appointment, plan.number, exclude=("member", "group"))
            Appointment.objects.bulk_create(made)
            for (plan, write), appointment in zip(batch, made, strict=True):
                label = f"{plan.name} · {write['group']} · {appointment.get_role_display()}"
                self.notes.note(plan.number, appointment, {}, label)
            self.progress.advance(len(batch))

    def appointment_of(self, plan: RosterPlan, write: dict, old: dict[int, dict[str, Any]]) -> Appointment:
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


def tell_sign_ins(members: Iterable[Member]) -> None:
    """Language and zone of a sign-in are those of the person."""
    by_value: dict[tuple[str, str], list[int]] = defaultdict(list)
    for member in members:
        if member.user_id:
            by_value[member.language, member.time_zone].append(member.user_id)
    for (language, time_zone), users in by_value.items():
        differing = User.objects.filter(pk__in=users).exclude(language=language, time_zone=time_zone)
        differing.update(language=language, time_zone=time_zone)

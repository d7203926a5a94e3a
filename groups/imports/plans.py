"""The plan of a row of a roster: a person, their fields, and what happens to appointments."""

from dataclasses import dataclass, field

from naio_portal.imports.plans import Plan

# What an appointment write may do that begins a new appointment.
BEGINNING = ("create", "correct", "change_role")


@dataclass
class RosterPlan(Plan):
    """`person`: `m5` (member 5) or `n12` (the new person whom row 12 first names), empty while unknown.
    `member_writes`: member field -> value. `appointment_writes`: see `service_periods`."""

    person: str = ""
    member_writes: dict[str, object] = field(default_factory=dict)
    appointment_writes: list[dict] = field(default_factory=list)
    is_new_person: bool = False
    is_new_appointment: bool = False
    # Id of the appointment that the row speaks of, 0 when it has none yet.
    known_appointment: int = 0

    @property
    def is_new(self) -> bool:
        return self.is_new_person or self.is_new_appointment

    @property
    def has_writes(self) -> bool:
        return bool(self.member_writes or self.appointment_writes)

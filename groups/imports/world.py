"""What the portal knows when an import is planned: people, appointments, groups, words. Few queries,
whatever the number of rows."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from groups.enums import AppointmentState
from groups.imports.fields import MEMBER_FIELDS
from groups.imports.words import group_words, term_words
from groups.models import Appointment, WorkingGroup
from members.enums import Vocabulary
from members.models import Member, Term
from naio_portal.dates import kl_today

MEMBER_COLUMNS = ("id", "reference", "user_id", "name_key", *MEMBER_FIELDS.values())
APPOINTMENT_COLUMNS = (
    "id",
    "reference",
    "member_id",
    "group__code",
    "role",
    "start_on",
    "end_on",
    "instrument",
    "precedence",
    "state",
)


@dataclass(frozen=True, slots=True)
class KnownMember:
    """A member as the portal has them. `values`: field of the file -> value as the file's would be."""

    id: int
    reference: str
    has_sign_in: bool
    name_key: str
    values: dict[str, object]

    @property
    def name(self) -> str:
        return f"{self.values['title']} {self.values['full_name']}".strip()


@dataclass(frozen=True, slots=True)
class KnownAppointment:
    """An appointment that is not revoked. `group`: its code."""

    id: int
    reference: str
    member_id: int
    group: str
    role: str
    start: dt.date
    end: dt.date | None
    instrument: str
    precedence: int | None
    state: str

    @property
    def is_confirmed(self) -> bool:
        return self.state == AppointmentState.CONFIRMED


@dataclass(frozen=True)
class World:
    """Everything a plan looks at, indexed the ways it looks."""

    today: dt.date
    groups: dict[str, int]
    group_words: dict[str, str]
    terms: dict[str, dict[str, str]]
    members: dict[int, KnownMember]
    appointments: dict[int, KnownAppointment]
    by_reference: dict[str, int] = field(default_factory=dict)
    by_address: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=dict)
    of_person: dict[tuple[int, str], list[KnownAppointment]] = field(default_factory=dict)
    appointment_by_reference: dict[str, int] = field(default_factory=dict)


def look_at_world() -> World:
    """Read it all: five queries."""
    groups = list(WorkingGroup.objects.all())
    terms: dict[str, list[Term]] = {vocabulary: [] for vocabulary in Vocabulary.values}
    for term in Term.objects.all():
        terms[term.vocabulary].append(term)
    members = {row[0]: known_member(row) for row in Member.objects.values_list(*MEMBER_COLUMNS).iterator()}
    appointments = {
        row[0]: known_appointment(row)
        for row in Appointment.objects.exclude(state=AppointmentState.REVOKED)
        .order_by("start_on", "id")
        .values_list(*APPOINTMENT_COLUMNS)
        .iterator()
    }
    world = World(
        today=kl_today(),
        groups={group.code: group.pk for group in groups},
        group_words=group_words(groups),
        terms={vocabulary: term_words(rows) for vocabulary, rows in terms.items()},
        members=members,
        appointments=appointments,
    )
    index(world)
    return world


def index(world: World) -> None:
    by_name, of_person = defaultdict(list), defaultdict(list)
    for member in world.members.values():
        world.by_reference[member.reference] = member.id
        by_name[member.name_key].append(member.id)
        if address := member.values["email"]:
            world.by_address[str(address).casefold()] = member.id
    for appointment in world.appointments.values():
        world.appointment_by_reference[appointment.reference] = appointment.id
        of_person[appointment.member_id, appointment.group].append(appointment)
    world.by_name.update(by_name)
    world.of_person.update(of_person)


def known_member(row: tuple) -> KnownMember:
    pk, reference, user_id, name_key, *values = row
    named = dict(zip(MEMBER_FIELDS, (value or "" for value in values), strict=True))
    named["expertise"] = list(named["expertise"] or [])
    return KnownMember(pk, str(reference), user_id is not None, name_key, named)


def known_appointment(row: tuple) -> KnownAppointment:
    pk, reference, *rest = row
    return KnownAppointment(pk, str(reference), *rest)

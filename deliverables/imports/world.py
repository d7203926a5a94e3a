"""What the portal knows when a work plan is planned: groups, who serves in them, objectives, deliverables,
milestones, requests that wait. Few queries, whatever the number of rows."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from deliverables.enums import (
    OPEN_STATES,
    RUNNING_STATES,
    DeliverableState,
    MilestoneState,
    WorkPlanState,
)
from deliverables.imports.fields import is_own_export
from deliverables.imports.plans import DELIVERABLE, MILESTONE, OBJECTIVE
from deliverables.models import ChangeRequest, Deliverable, Milestone
from groups.enums import WRITING_ROLES
from groups.imports.comparing import loose, same_name
from groups.imports.words import group_words
from groups.models import Appointment, Objective, WorkingGroup
from groups.serving import chaired_groups_of, sees_everything
from members.models import Member
from members.names import name_key
from naio_portal.dates import kl_today


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A member, as an owner is named in a file."""

    id: int
    name: str
    full_name: str
    address: str
    key: str

    def is_named(self, text: str, addresses: Iterable[str]) -> bool:
        """Whether a cell means this person: by address, else by name, with titles or without."""
        if addresses:
            return self.address in addresses
        return same_name(self.name, text) or same_name(self.full_name, text)

    def is_like(self, key: str) -> bool:
        """Whether a name may be this person's, whatever titles stand before it. `key`: its `name_key`."""
        return key == self.key or key.endswith(f" {self.key}")


@dataclass(frozen=True, slots=True)
class KnownObjective:
    id: int
    group: str
    number: int
    statement: str
    measure: str
    language: str
    is_approved: bool

    @property
    def text(self) -> str:
        return f"{self.number}. {self.statement}"


@dataclass(frozen=True, slots=True)
class KnownDeliverable:
    """`objective`: its number, 0 for none. `owner`: id of the Member, 0 for none. `waits`: proposed in a
    plan that waits for approval."""

    id: int
    reference: str
    group: str
    number: int
    title: str
    language: str
    objective: int
    criteria: str
    owner: int
    due: dt.date
    state: str
    waits: bool

    @property
    def code(self) -> str:
        return f"{self.group}-D{self.number:02d}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_approved(self) -> bool:
        return self.is_open and self.state != DeliverableState.PROPOSED

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING_STATES


@dataclass(frozen=True, slots=True)
class KnownMilestone:
    id: int
    reference: str
    deliverable: int
    number: int
    title: str
    owner: int
    due: dt.date
    state: str

    @property
    def is_proposed(self) -> bool:
        return self.state == MilestoneState.PROPOSED

    @property
    def is_approved(self) -> bool:
        return self.state == MilestoneState.ACTIVE


@dataclass(frozen=True)
class World:
    """Everything a plan looks at, indexed the ways it looks. `only`: code of the one group that the file
    may speak of, empty for all. `is_own`: our own export. `chaired`: codes of the groups where the person
    may what a chair may."""

    today: dt.date
    only: str
    is_own: bool
    groups: dict[str, int]
    group_words: dict[str, str]
    chaired: frozenset[str]
    language: str
    people: dict[int, KnownPerson]
    serving: dict[str, list[KnownPerson]]
    objectives: dict[int, KnownObjective]
    deliverables: dict[int, KnownDeliverable]
    milestones: dict[int, KnownMilestone]
    # (thing, id) -> the values that a waiting request asks for.
    waiting: dict[tuple[str, int], dict]
    by_reference: dict[str, KnownDeliverable | KnownMilestone] = field(default_factory=dict)
    by_code: dict[str, KnownDeliverable] = field(default_factory=dict)
    # Of a group by number and by statement, of a group and of a deliverable by title; texts as `loose` writes
    # them, without what is withdrawn.
    by_number: dict[tuple[str, int], KnownObjective] = field(default_factory=dict)
    by_statement: dict[tuple[str, str], KnownObjective] = field(default_factory=dict)
    by_title: dict[tuple[str, str], list[KnownDeliverable]] = field(default_factory=dict)
    milestones_by_title: dict[tuple[int, str], list[KnownMilestone]] = field(default_factory=dict)

    def name_of(self, member: int) -> str:
        """Of the member with that id; empty for 0."""
        return self.people[member].name if member else ""


def look_at_world(plan_import) -> World:
    """For the person who brought the file in: what they do not see is not matched."""
    by, only = plan_import.uploaded_by, plan_import.group
    groups = list(WorkingGroup.objects.all())
    chaired = chaired_groups_of(by)
    deliverables = {
        row[0]: known_deliverable(row)
        for row in Deliverable.objects.visible_to(by)
        .order_by("id")
        .values_list(
            *("id", "reference", "group__code", "number", "title", "language", "objective__number"),
            *("acceptance_criteria", "owner_id", "due_on", "state"),
            *("work_plan__state", "work_plan__submitted_at", "created_at"),
        )
        .iterator()
    }
    milestones = {
        row[0]: known_milestone(row)
        for row in Milestone.objects.visible_to(by)
        .order_by("deliverable_id", "number")
        .values_list("id", "reference", "deliverable_id", "number", "title", "owner_id", "due_on", "state")
        .iterator()
    }
    people, serving = known_people(deliverables.values(), milestones.values())
    world = World(
        today=kl_today(),
        only=only.code if only else "",
        is_own=is_own_export(plan_import.mapping),
        groups={group.code: group.pk for group in groups},
        group_words=group_words(groups),
        chaired=frozenset(group.code for group in groups if sees_everything(by) or group.pk in chaired),
        language=plan_import.language,
        people=people,
        serving=serving,
        objectives={
            row[0]: KnownObjective(*row[:6], is_approved=row[6] is not None)
            for row in Objective.objects.values_list(
                "id", "group__code", "number", "statement", "measure", "language", "approved_on"
            )
        },
        deliverables=deliverables,
        milestones=milestones,
        waiting=known_requests(),
    )
    index(world)
    return world


def known_deliverable(row: tuple) -> KnownDeliverable:
    pk, reference, group, number, title, language, objective, criteria, owner, due, state, *plan = row
    plan_state, submitted_at, created_at = plan
    waits = state == DeliverableState.PROPOSED and plan_state == WorkPlanState.SUBMITTED
    return KnownDeliverable(
        pk,
        str(reference),
        group,
        number,
        title,
        language,
        objective or 0,
        criteria,
        owner or 0,
        due,
        state,
        waits=waits and created_at <= submitted_at,
    )


def known_milestone(row: tuple) -> KnownMilestone:
    pk, reference, deliverable, number, title, owner, due, state = row
    return KnownMilestone(pk, str(reference), deliverable, number, title, owner or 0, due, state)


def known_requests() -> dict[tuple[str, int], dict]:
    """Of each thing the values that a waiting request asks for."""
    rows = ChangeRequest.objects.pending().values_list("milestone", "deliverable", "objective", "new")
    return {
        (MILESTONE, milestone) if milestone else
        (DELIVERABLE, deliverable) if deliverable else (OBJECTIVE, objective): new
        for milestone, deliverable, objective, new in rows
    }  # fmt: skip


def known_people(
    deliverables: Iterable[KnownDeliverable], milestones: Iterable[KnownMilestone]
) -> tuple[dict[int, KnownPerson], dict[str, list[KnownPerson]]]:
    """Everyone who serves today in a role that writes, by group; and whoever owns something already."""
    appointed = (
        Appointment.objects.in_force().filter(role__in=WRITING_ROLES).by_group_and_precedence()
    ).values_list("group__code", "member_id")
    ids = {member for _group, member in appointed}
    ids |= {each.owner for each in deliverables} | {each.owner for each in milestones}
    people = {
        member.pk: KnownPerson(
            member.pk,
            member.formal_name,
            member.full_name,
            (member.email or "").casefold(),
            name_key(member.full_name),
        )
        for member in Member.objects.filter(pk__in=ids - {0}).only("titles", "full_name", "email")
    }
    serving: dict[str, list[KnownPerson]] = defaultdict(list)
    for group, member in appointed:
        serving[group].append(people[member])
    return people, serving


def index(world: World) -> None:
    for deliverable in world.deliverables.values():
        world.by_reference[deliverable.reference] = deliverable
        world.by_code[deliverable.code.casefold()] = deliverable
        if deliverable.state != DeliverableState.WITHDRAWN:
            key = deliverable.group, loose(deliverable.title)
            world.by_title.setdefault(key, []).append(deliverable)
    for milestone in world.milestones.values():
        world.by_reference[milestone.reference] = milestone
        of_title = world.milestones_by_title.setdefault((milestone.deliverable, loose(milestone.title)), [])
        of_title.append(milestone)
    for objective in world.objectives.values():
        world.by_number[objective.group, objective.number] = objective
        world.by_statement.setdefault((objective.group, loose(objective.statement)), objective)

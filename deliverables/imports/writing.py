"""Writing a work plan: objectives, then deliverables, then milestones and the requests about them."""

import datetime as dt
from collections.abc import Sequence, Set
from typing import Any

from django.db.models import Max

from deliverables.imports.plans import DELIVERABLE, MILESTONE, OBJECTIVE, WorkPlanPlan
from deliverables.imports.world import World
from deliverables.models import ChangeRequest, Deliverable, Milestone, PlanImport, WorkPlan
from groups.models import Objective, WorkingGroup
from naio_portal.access import require
from naio_portal.dates import kl_today
from naio_portal.imports.progress import Progress
from naio_portal.imports.snapshots import snapshot
from naio_portal.imports.writing import Notes, batches, check_fields, save_columns

Write = tuple[WorkPlanPlan, dict[str, Any]]
MODELS: dict[str, Any] = {OBJECTIVE: Objective, DELIVERABLE: Deliverable, MILESTONE: Milestone}
# Relations that planning has looked up.
RELATED = (
    *("group", "objective", "owner", "deliverable", "milestone", "work_plan"),
    *("created_by", "rag_override_by", "requested_by", "on_behalf_of"),
)


class Writer:
    """Writes the plans of one import. `plans`: those that write something, in their order. `by`: who
    applies it, and so proposes what is new and asks for what needs another person's approval."""

    def __init__(
        self, plan_import: PlanImport, plans: Sequence[WorkPlanPlan], world: World, progress: Progress, by
    ) -> None:
        self.writes: list[Write] = [(plan, write) for plan in plans for write in plan.writes]
        self.world = world
        self.progress = progress
        self.by = by
        self.notes = Notes(plan_import)
        self.plans = list(WorkPlan.objects.all())
        # Key of a new thing -> its id; id of an objective -> its number in the group.
        self.made: dict[str, int] = {}
        self.numbers = {known.id: known.number for known in world.objectives.values()}

    def write(self) -> None:
        """Raises NotAllowed, RowFailed, IntegrityError: the caller's transaction then keeps nothing."""
        for thing in (OBJECTIVE, DELIVERABLE, MILESTONE):
            mine = [pair for pair in self.writes if pair[1]["on"] == thing]
            self.progress.stage(thing, len(mine))
            self.create(thing, [pair for pair in mine if pair[1]["do"] == "create"])
            self.change(thing, [pair for pair in mine if pair[1]["do"] == "change"])
            self.request(thing, [pair for pair in mine if pair[1]["do"] == "request"])
        self.notes.keep(self.progress)

    def create(self, thing: str, writes: list[Write]) -> None:
        """The next numbers in order of rows; what is new is proposed."""
        if thing == OBJECTIVE:
            self.check_rights({self.world.groups[write["group"]] for _plan, write in writes})
        last = self.last_numbers(thing, writes)
        for batch in batches(writes):
            made = [self.new(thing, write, last) for _plan, write in batch]
            for (plan, _write), new in zip(batch, made, strict=True):
                check_fields(new, plan.number, exclude=RELATED)
            MODELS[thing].objects.bulk_create(made)
            for (plan, write), new in zip(batch, made, strict=True):
                if "key" in write:
                    self.made[write["key"]] = new.pk
                if thing == OBJECTIVE:
                    self.numbers[new.pk] = new.number
                self.notes.note(plan.number, new, {}, self.label_of(write))
            self.progress.advance(len(batch))

    def check_rights(self, groups: Set[int]) -> None:
        """Whether the person may write objectives of these groups. Raises NotAllowed."""
        for group in groups:
            require(self.by, "groups.update_objective", WorkingGroup(pk=group))

    def last_numbers(self, thing: str, writes: list[Write]) -> dict[int, int]:
        """Id of the group, or of the deliverable -> the last number in it."""
        parent = "deliverable_id" if thing == MILESTONE else "group_id"
        parents = {self.parent_of(thing, write) for _plan, write in writes}
        rows = MODELS[thing].objects.filter(**{f"{parent}__in": parents}).order_by()
        return dict(rows.values_list(parent).annotate(last=Max("number")))

    def parent_of(self, thing: str, write: dict[str, Any]) -> int:
        if thing == MILESTONE:
            return self.id_of(write["deliverable"])
        return self.world.groups[write["group"]]

    def id_of(self, known: int | str) -> int | None:
        """Of what is known, or of what this import made; None for nothing."""
        return self.made[known] if isinstance(known, str) else known or None

    def new(self, thing: str, write: dict[str, Any], last: dict[int, int]) -> Any:
        parent = self.parent_of(thing, write)
        number = last[parent] = last.get(parent, 0) + 1
        values = columns_of(write["values"])
        if thing == OBJECTIVE:
            return Objective(group_id=parent, number=number, **values)
        values["owner_since"] = kl_today() if values["owner_id"] or thing == MILESTONE else None
        if thing == DELIVERABLE:
            values |= {"group_id": parent, "objective_id": self.id_of(write["objective"])}
            values["work_plan_id"] = self.work_plan_of(parent, values["due_on"])
            return Deliverable(number=number, created_by=self.by, **values)
        return Milestone(deliverable_id=parent, number=number, created_by=self.by, **values)

    def label_of(self, write: dict[str, Any]) -> str:
        values = write["values"]
        return str(values.get("title") or values.get("statement"))

    def change(self, thing: str, writes: list[Write]) -> None:
        for batch in batches(writes):
            found = MODELS[thing].objects.select_for_update().in_bulk([write["id"] for _plan, write in batch])
            if thing == OBJECTIVE:
                self.check_rights({known.group_id for known in found.values()})
            before = {pk: snapshot(known) for pk, known in found.items()}
            names: set[str] = {"version"}
            for plan, write in batch:
                known = found[write["id"]]
                values = columns_of(write["values"])
                if "objective" in values:
                    values["objective_id"] = self.id_of(values.pop("objective"))
                if thing == DELIVERABLE and "due_on" in values:
                    values["work_plan_id"] = self.work_plan_of(known.group_id, values["due_on"])
                if "owner_id" in values:
                    values["owner_since"] = kl_today()
                for name, value in values.items():
                    setattr(known, name, value)
                known.version += 1
                names |= set(values)
                check_fields(known, plan.number, exclude=RELATED)
            save_columns(found.values(), names)
            for plan, write in batch:
                self.notes.note(plan.number, found[write["id"]], before[write["id"]], plan.name)
            self.progress.advance(len(batch))

    def request(self, thing: str, writes: list[Write]) -> None:
        """Another person approves them; until then everything stays as it was approved."""
        for batch in batches(writes):
            asked = [
                ChangeRequest(
                    **self.about(thing, write["id"]),
                    old=write["old"],
                    new=self.numbered(write["new"]),
                    reason=write["reason"],
                    requested_by=self.by,
                )
                for _plan, write in batch
            ]
            for (plan, _write), change in zip(batch, asked, strict=True):
                check_fields(change, plan.number, exclude=RELATED)
            ChangeRequest.objects.bulk_create(asked)
            for (plan, _write), change in zip(batch, asked, strict=True):
                self.notes.note(plan.number, change, {}, plan.name)
            self.progress.advance(len(batch))

    def about(self, thing: str, known: int) -> dict[str, int]:
        """What a request about this thing names."""
        if thing == OBJECTIVE:
            return {
                "objective_id": known,
                "group_id": self.world.groups[self.world.objectives[known].group],
            }
        of = self.world.milestones[known].deliverable if thing == MILESTONE else known
        group = self.world.groups[self.world.deliverables[of].group]
        about = {"deliverable_id": of, "group_id": group}
        return about | {"milestone_id": known} if thing == MILESTONE else about

    def numbered(self, new: dict[str, Any]) -> dict[str, Any]:
        """A request keeps an objective as its number in the group."""
        if "objective" not in new:
            return new
        return new | {"objective": self.numbers[self.id_of(new["objective"])]}

    def work_plan_of(self, group: int, due_on: dt.date) -> int | None:
        """The plan of the period in which it is due, as what is proposed belongs to one."""
        for plan in self.plans:
            if plan.group_id == group and plan.start_on <= due_on <= plan.end_on:
                return plan.pk
        return None


def columns_of(values: dict[str, Any]) -> dict[str, Any]:
    """Values as the columns take them: days as days."""
    return {
        name: dt.date.fromisoformat(value) if name == "due_on" else value for name, value in values.items()
    }

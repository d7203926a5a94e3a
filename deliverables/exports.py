"""The board as rows of a spreadsheet, streamed."""

from collections.abc import Iterator

from django.db.models import OuterRef, Prefetch, Subquery
from django.utils.translation import gettext as _

from deliverables.enums import MilestoneState, Rag
from deliverables.filters import BoardFilters
from deliverables.imports.fields import FIELDS
from deliverables.models import Deliverable, Milestone
from groups.models import WorkingGroup
from groups.serving import chaired_groups_of, sees_everything

FORMATS = ("csv", "xlsx")
CHUNK = 500


def board_headings() -> list[str]:
    """Headings in the active language."""
    return [
        _("Code"),
        _("Group"),
        _("Deliverable"),
        _("State"),
        _("Colour"),
        _("Computed colour"),
        _("Reason of the override"),
        _("Percent"),
        _("Owner"),
        _("Due"),
        _("Forecast"),
        _("Next milestone"),
        _("Next milestone due"),
        _("Days late"),
        _("Last update"),
    ]


WIDTHS = (10, 28, 40, 14, 12, 16, 30, 9, 28, 12, 12, 36, 18, 11, 12)


def board_lines(user, filters: BoardFilters) -> Iterator[list[object]]:
    """One row a deliverable that this person sees and may export: all for the secretariat, those of the
    groups they chair for others. One query, read in chunks: memory does not grow with the rows."""
    words = {"": "", **{colour.value: str(colour.label) for colour in Rag}}
    for row in exported(user, filters).iterator(chunk_size=CHUNK):
        yield [
            row.code,
            row.group.name,
            row.title,
            row.get_state_display(),
            words[row.rag],
            words[row.rag_computed],
            row.rag_override_reason,
            row.percent,
            row.owner.formal_name if row.owner else "",
            row.due_on,
            row.forecast_on,
            row.next_title,
            row.next_due_on,
            row.late_days or None,
            row.last_update_on,
        ]


def exported(user, filters: BoardFilters):
    """The rows of the export, in the order of the board."""
    rows = filters.apply(Deliverable.objects.visible_to(user), user)
    if not sees_everything(user):
        rows = rows.filter(group__in=chaired_groups_of(user))
    earliest = Milestone.objects.filter(deliverable=OuterRef("pk"), state=MilestoneState.ACTIVE).order_by(
        "due_on", "number"
    )
    return (
        rows.select_related("group", "owner")
        .defer("description", "acceptance_criteria", "owner__biography", "owner__search_text")
        .annotate(next_title=Subquery(earliest.values("title")[:1]))
    )


# --- the plan of a group, as the import reads it -----------------------------------------------------


def plan_headings() -> list[str]:
    """In the active language; the import knows both."""
    return [target.heading for target in FIELDS]


PLAN_WIDTHS = (8, 10, 40, 30, 12, 44, 40, 44, 32, 12, 14, 38)


def plan_lines(user, group: WorkingGroup) -> Iterator[list[object]]:
    """A row for each objective, deliverable and milestone of the group that this person sees. Owners by
    address for those who may see addresses, else by name. Three queries."""
    by_address = sees_everything(user) or group.pk in chaired_groups_of(user)

    def owner_of(thing: Deliverable | Milestone) -> str:
        member = thing.owner
        if member is None:
            return ""
        return member.email if by_address and member.email else member.formal_name

    for objective in group.objectives.all():
        yield line_of(group, objective_number=objective.number, objective=objective.statement,
                      measure=objective.measure)  # fmt: skip
    milestones = Milestone.objects.select_related("owner").order_by("due_on", "number")
    found = (
        Deliverable.objects.visible_to(user)
        .filter(group=group)
        .select_related("owner", "objective")
        .order_by("number")
        .prefetch_related(Prefetch("milestones", queryset=milestones))
    )
    for deliverable in found:
        deliverable.group = group
        of = {"deliverable_code": deliverable.code, "deliverable": deliverable.title}
        objective = deliverable.objective
        yield line_of(
            group,
            objective_number=objective.number if objective else None,
            objective=objective.statement if objective else "",
            **of,
            criteria=deliverable.acceptance_criteria,
            owner=owner_of(deliverable),
            due=deliverable.due_on,
            state=deliverable.get_state_display(),
            reference=str(deliverable.reference),
        )
        for milestone in deliverable.milestones.all():
            yield line_of(
                group,
                **of,
                milestone=milestone.title,
                owner=owner_of(milestone),
                due=milestone.due_on,
                state=milestone.get_state_display(),
                reference=str(milestone.reference),
            )


def line_of(group: WorkingGroup, **values: object) -> list[object]:
    """The values in the order of the columns."""
    return [{"group": group.code, **values}.get(target.name, "") for target in FIELDS]

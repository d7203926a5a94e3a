"""The board as rows of a spreadsheet, streamed."""

from collections.abc import Iterator

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from deliverables.enums import MilestoneState, Rag
from deliverables.filters import BoardFilters
from deliverables.models import Deliverable, Milestone
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

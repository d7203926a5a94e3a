"""Applications in the real world as rows of a spreadsheet, streamed."""

from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from deliverables.models import ApplicationFigure
from groups.serving import chaired_groups_of, sees_everything

CHUNK = 500
WIDTHS = (40, 28, 30, 14, 40, 28, 12, 12, 18, 50, 50, 50, 60)


def application_headings() -> list[str]:
    """Headings in the active language."""
    return [
        _("Title"),
        _("Sectoral team"),
        _("Sectors"),
        _("Code"),
        _("Deliverable"),
        _("Where"),
        _("From"),
        _("Until"),
        _("Outcome"),
        _("What was tried"),
        _("What came of it"),
        _("Lessons"),
        _("Figures"),
    ]


def application_lines(user, rows: QuerySet) -> Iterator[list[object]]:
    """A row for each application, as filtered, that this person may export: all for the secretariat, those
    with deliverables of the groups they chair for others. Four queries a chunk."""
    if not sees_everything(user):
        rows = rows.filter(deliverable__group__in=chaired_groups_of(user))
    rows = rows.select_related("team", "deliverable__group").prefetch_related(
        "team__sectors", Prefetch("figures", ApplicationFigure.objects.order_by("position"))
    )
    for row in rows.iterator(chunk_size=CHUNK):
        yield [
            row.title,
            row.team.name,
            "; ".join(sector.name for sector in row.team.sectors.all()),
            row.deliverable.code,
            row.deliverable.title,
            row.place,
            row.started_on,
            row.ended_on,
            row.get_outcome_display(),
            row.tried,
            row.result,
            row.lessons,
            "; ".join(f"{figure} ({figure.source})" for figure in row.figures.all()),
        ]

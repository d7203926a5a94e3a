"""The register as rows of a spreadsheet, streamed."""

from collections.abc import Iterator

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from deliverables.models import RecommendationPlace

CHUNK = 500
WIDTHS = (14, 28, 40, 40, 60, 60, 32, 12, 40, 20, 14, 14, 14, 20, 14, 12)


def register_headings() -> list[str]:
    """Headings in the active language."""
    return [
        _("Code"),
        _("Group"),
        _("Title (Malay)"),
        _("Title (English)"),
        _("Text (Malay)"),
        _("Text (English)"),
        _("Addressee"),
        _("Priority"),
        _("Instruments"),
        _("State"),
        _("Adopted on"),
        _("Submitted on"),
        _("Response due"),
        _("Response"),
        _("Responded on"),
        _("Implemented, percent"),
    ]


def register_lines(rows: QuerySet) -> Iterator[list[object]]:
    """`rows`: recommendations as filtered, visible to who exports. One query, read in chunks."""
    name = "instrument__name_en" if (get_language() or "").startswith("en") else "instrument__name_ms"
    fed = (
        RecommendationPlace.objects.filter(recommendation=OuterRef("pk"))
        .order_by()
        .values("recommendation")
        .annotate(names=StringAgg(name, delimiter="; ", order_by=(name,)))
        .values("names")
    )
    for row in (
        rows.select_related("group", "addressee").annotate(fed=Subquery(fed)).iterator(chunk_size=CHUNK)
    ):
        yield [
            row.code,
            row.group.name,
            row.title_ms,
            row.title_en,
            row.text_ms,
            row.text_en,
            row.addressee.name,
            row.get_priority_display(),
            row.fed,
            row.get_state_display(),
            row.adopted_on,
            row.submitted_on,
            row.response_due_on,
            row.get_outcome_display(),
            row.responded_on,
            row.percent,
        ]

"""The comments of a round and what became of them: rows of a spreadsheet, data of a document."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import F, QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from deliverables.models import Comment, ReviewRound
from naio_portal.dates import KUALA_LUMPUR, format_date, format_instant, kl_today

WIDTHS = (8, 12, 14, 60, 28, 18, 18, 60, 28, 18)
CHUNK = 500


def table_headings() -> list[str]:
    """Headings in the active language."""
    return [
        _("Number"),
        _("Paragraph"),
        _("Kind"),
        capfirst(_("comment")),
        _("Author"),
        _("Written"),
        _("Disposition"),
        _("Reason, or what was changed"),
        _("Disposed of by"),
        _("Disposed of"),
    ]


def table_lines(review_round: ReviewRound) -> Iterator[list[object]]:
    """One row a comment, in the order of the text. The round is visible to who exports. One query."""
    for comment in _in_order(review_round).iterator(chunk_size=CHUNK):
        yield [
            comment.number,
            comment.paragraph or _("the whole"),
            comment.get_kind_display(),
            comment.text,
            comment.writer,
            comment.written_at.astimezone(KUALA_LUMPUR),
            _outcome(comment),
            comment.disposition_reason,
            comment.disposed_by.display_name if comment.disposed_by else "",
            comment.disposed_at.astimezone(KUALA_LUMPUR) if comment.disposed_at else None,
        ]


def _outcome(comment: Comment) -> str:
    """Its disposition, or that it was withdrawn; empty while it waits."""
    if comment.withdrawn_at:
        return _("Withdrawn")
    return str(comment.get_disposition_display()) if comment.disposition else ""


def _in_order(review_round: ReviewRound) -> QuerySet[Comment]:
    rows = review_round.comments.filter(parent__isnull=True).with_writer()
    return rows.select_related("disposed_by__member").order_by(F("paragraph").asc(nulls_first=True), "number")


def table_document(review_round: ReviewRound) -> dict[str, object]:
    """The table as `templates/deliverables/dispositions.typ` reads it, in the active language."""
    language = "en" if (get_language() or "").startswith("en") else "ms"
    deliverable, version = review_round.deliverable, review_round.version
    rows = [
        [
            str(comment.number),
            str(comment.paragraph or "–"),
            str(comment.get_kind_display()),
            comment.text,
            comment.writer,
            _outcome(comment) or "–",
            comment.disposition_reason,
        ]
        for comment in _in_order(review_round)
    ]
    number, _paragraph, kind, text, author, _written, disposition, reason, *_who = table_headings()
    return {
        "language": language,
        "office": settings.ORGANISATION[f"name_{language}"],
        "title": _("%(code)s, version %(number)d: comments and dispositions")
        % {"code": deliverable.code, "number": version.number},
        "restricted": _("Restricted") if review_round.is_restricted else "",
        "facts": [
            deliverable.title,
            _("Open from %(opens)s to %(closes)s")
            % {
                "opens": format_instant(review_round.opens_at, weekday=False),
                "closes": format_instant(review_round.closes_at, weekday=False),
            },
            _("Editor: %(name)s") % {"name": review_round.editor.formal_name},
            ngettext("%(count)d comment", "%(count)d comments", len(rows)) % {"count": len(rows)},
        ],
        "headings": [number, "¶", kind, text, author, disposition, reason],
        "rows": rows,
        "nothing": _("Nobody commented"),
        "made": format_date(kl_today()),
    }

"""The outbox and the mail to come as rows of a spreadsheet, streamed. No texts of mails."""

from collections.abc import Iterator

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from naio_portal.dates import KUALA_LUMPUR, kl_today
from naio_portal.notices.filters import OutboxFilters
from naio_portal.notices.forecast import Forecast
from naio_portal.notices.selectors import outbox_rows
from naio_portal.spreadsheets.writing import CSV_TYPE, XLSX_TYPE, stream_csv, write_xlsx

FORMATS = ("csv", "xlsx")
CHUNK = 500


def file_response(
    kind: str, *, name: str, headings: list[str], lines, widths: tuple[int, ...]
) -> HttpResponseBase:
    """The rows as a file of that kind, named with today's date."""
    file_name = f"{name}-{kl_today():%Y%m%d}.{kind}"
    if kind == "csv":
        response = StreamingHttpResponse(stream_csv(headings, lines), content_type=CSV_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{file_name}"'
        return response
    book = write_xlsx(headings, lines, title=name, widths=widths)
    return FileResponse(book, as_attachment=True, filename=file_name, content_type=XLSX_TYPE)


OUTBOX_WIDTHS = (18, 30, 60, 34, 30, 12, 22, 9, 18, 50)


def outbox_headings() -> list[str]:
    """In the active language."""
    return [
        _("Queued"),
        _("Kind"),
        _("Subject"),
        _("Address"),
        _("Person"),
        _("Group"),
        _("State"),
        _("Attempts"),
        _("Sent"),
        _("Last answer"),
    ]


def outbox_lines(user, filters: OutboxFilters) -> Iterator[list[object]]:
    """A row a message, in Kuala Lumpur's time. One query, read in chunks."""
    for message in outbox_rows(user, filters).iterator(chunk_size=CHUNK):
        yield [
            message.created_at.astimezone(KUALA_LUMPUR),
            message.kind_title,
            message.subject,
            message.to_address,
            message.recipient_name,
            message.group_code,
            str(message.get_state_display()),
            message.attempt_count,
            message.sent_at.astimezone(KUALA_LUMPUR) if message.sent_at else None,
            message.last_error,
        ]


FORECAST_WIDTHS = (14, 30, 34, 22, 16, 12, 60, 14, 34, 26, 60)


def forecast_headings() -> list[str]:
    """In the active language."""
    return [
        _("Day"),
        _("Person"),
        _("Address"),
        _("Time zone"),
        _("Time in Kuala Lumpur"),
        _("Code"),
        _("About"),
        _("Date"),
        _("Rule"),
        _("Stage"),
        _("Why this day"),
    ]


def forecast_lines(forecast: Forecast) -> Iterator[list[object]]:
    """A row a line of a mail to come."""
    for line in forecast:
        yield [
            line.day,
            line.name,
            line.address,
            line.time_zone,
            line.goes_at.astimezone(KUALA_LUMPUR),
            line.item.code if line.item else "",
            line.what,
            line.anchor_on,
            line.rule.name if line.rule else "",
            line.phrase,
            line.shift,
        ]

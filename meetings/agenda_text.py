"""An agenda as lines of plain text: for the text page, the calendar entry and mails."""

from django.utils.translation import gettext as _

from meetings.selectors import Agenda, AgendaRow
from naio_portal.dates import format_minutes, format_time, zone_of


def agenda_lines(agenda: Agenda, zone: str) -> list[str]:
    """`09:00  1. Title (For decision, 20 min): who presents`: one line an item, in the active language."""
    return [agenda_line(row, zone) for row in agenda.rows]


def agenda_line(row: AgendaRow, zone: str) -> str:
    """One item as this reader may know it; a closed one keeps its place and its minutes."""
    at = format_time(row.starts_at.astimezone(zone_of(zone)))
    if row.item is None:
        return f"{at}  {row.number}. " + _("Closed item, %(length)s") % {
            "length": format_minutes(row.minutes)
        }
    line = (
        f"{at}  {row.number}. {row.item.title} ({row.item.get_kind_display()}, {format_minutes(row.minutes)})"
    )
    return f"{line}: {', '.join(row.presenters)}" if row.presenters else line

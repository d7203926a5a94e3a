"""An agenda as lines of plain text: for the text page, the calendar entry and mails."""

from django.utils.translation import gettext as _

from meetings.enums import MeetingState
from meetings.models import Meeting
from meetings.selectors import Agenda, AgendaRow
from naio_portal.dates import format_minutes, format_period, format_time, zone_of


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


def agenda_page(meeting: Meeting, agenda: Agenda) -> str:
    """The whole agenda as plain text: title, when, where, items, and whether they fit."""
    lines = [meeting.title, format_period(meeting.starts_at, meeting.ends_at, meeting.time_zone)]
    lines += [", ".join(link.group.name for link in meeting.meeting_groups.all())]
    lines += [meeting.place] if meeting.place else []
    if meeting.state == MeetingState.CANCELLED:
        lines += [_("CANCELLED: %(reason)s") % {"reason": meeting.cancel_reason}]
    lines += ["", _("Agenda"), *(agenda_lines(agenda, meeting.time_zone) or [_("No items yet.")])]
    lines += ["", fit_text(agenda)]
    return "\n".join(lines) + "\n"


def fit_text(agenda: Agenda) -> str:
    """In words how the items fill the meeting."""
    words = {"sum": format_minutes(agenda.minutes), "available": format_minutes(agenda.available)}
    if agenda.overrun:
        text = _("Items take %(sum)s of %(available)s: %(over)s too long.")
        return text % {**words, "over": format_minutes(agenda.overrun)}
    return _("Items take %(sum)s of %(available)s.") % words

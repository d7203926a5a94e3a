"""A meeting to take along: agenda on paper and as text, entry for a calendar."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from meetings.agenda_text import agenda_page
from meetings.calendar import calendar_of
from meetings.enums import MeetingState
from meetings.models import Meeting
from meetings.selectors import agenda_of
from meetings.views.doors import meeting_or_404
from naio_portal.access import may
from naio_portal.dates import KUALA_LUMPUR


@require_safe
def agenda_print(request: HttpRequest, reference: UUID) -> HttpResponse:
    """The agenda alone on a page, as this person may read it."""
    meeting = meeting_or_404(request, reference)
    context = {
        "meeting": meeting,
        "agenda": agenda_of(meeting, request.user),
        "may_join": may(request.user, "meetings.join_meeting", meeting),
    }
    return render(request, "meetings/agenda_print.html", context)


@require_safe
def agenda_text(request: HttpRequest, reference: UUID) -> HttpResponse:
    """The agenda as plain text, as this person may read it."""
    meeting = meeting_or_404(request, reference)
    text = agenda_page(meeting, agenda_of(meeting, request.user))
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{file_name(meeting)}.txt"'
    return response


@require_safe
def meeting_calendar(request: HttpRequest, reference: UUID) -> HttpResponse:
    """The meeting as an iCalendar file, with what everyone invited may read."""
    meeting = meeting_or_404(request, reference)
    text = calendar_of(
        meeting,
        method="CANCEL" if meeting.state == MeetingState.CANCELLED else "PUBLISH",
        language=get_language() or "ms",
        with_link=may(request.user, "meetings.join_meeting", meeting),
    )
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name(meeting)}.ics"'
    return response


def file_name(meeting: Meeting) -> str:
    """`SAF-2026-11-30`: up to three codes and the day in Kuala Lumpur."""
    codes = sorted(link.group.code for link in meeting.meeting_groups.all())[:3]
    return "-".join([*codes, f"{meeting.starts_at.astimezone(KUALA_LUMPUR):%Y-%m-%d}"])

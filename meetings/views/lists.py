"""The list of meetings and its exports."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings import exports
from meetings.enums import MeetingState
from meetings.filters import MeetingFilters
from meetings.models import Meeting
from meetings.selectors import WITH_GROUPS
from naio_portal.access import may
from naio_portal.dates import kl_today
from naio_portal.pagination import paginate
from naio_portal.spreadsheets.writing import CSV_TYPE, XLSX_TYPE, stream_csv, write_xlsx


@login_required
@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    """Coming or past meetings that this person may see."""
    filters = MeetingFilters.from_query(request.GET)
    meetings = filters.apply(Meeting.objects.visible_to(request.user)).prefetch_related(WITH_GROUPS)
    context = {
        "filters": filters,
        "page": paginate(request, meetings),
        "states": MeetingState.choices,
        "may_create": may(request.user, "meetings.create_meeting"),
    }
    return render(request, "meetings/meeting_list.html", context)


@login_required
@require_safe
def meeting_export(request: HttpRequest, form: str) -> HttpResponse:
    """The filtered list, whole, as CSV or XLSX: what its reader sees on the pages, no more."""
    filters = MeetingFilters.from_query(request.GET)
    meetings = filters.apply(Meeting.objects.visible_to(request.user)).prefetch_related(WITH_GROUPS)
    rows = exports.rows(meetings.iterator(chunk_size=exports.BATCH))
    name = f"{_('meetings')}-{kl_today().isoformat()}.{form}"
    if form == "csv":
        response = StreamingHttpResponse(stream_csv(exports.headings(), rows), content_type=CSV_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    book = write_xlsx(exports.headings(), rows, title=_("Meetings"), widths=(40, 16, 18, 18, 20, 30, 14, 40))
    return FileResponse(book, as_attachment=True, filename=name, content_type=XLSX_TYPE)

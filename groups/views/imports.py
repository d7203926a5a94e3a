"""Imports of rosters: the list, a new file, the template to fill in, one import at whatever step it is."""

from collections.abc import Callable

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups import exports
from groups.enums import ImportState
from groups.forms.imports import UploadForm
from groups.imports import services
from groups.imports.selectors import done_by
from groups.imports.states import COLUMN_STATES
from groups.models import Appointment, RosterImport
from groups.tasks import ask_for_job
from naio_portal.access import require, visible_or_404
from naio_portal.errors import DomainError, NotAllowed
from naio_portal.history import history_page
from naio_portal.pagination import paginate
from naio_portal.spreadsheets.refusals import FileRefused


def import_list(request: HttpRequest) -> HttpResponse:
    """Every file that was sent, latest first."""
    require(request.user, "groups.import_roster")
    imports = RosterImport.objects.visible_to(request.user).select_related("uploaded_by")
    page = paginate(request, imports.defer("mapping", "options", "answers", "sheets", "source"))
    return render(request, "groups/roster_import_list.html", {"page": page})


def upload(request: HttpRequest) -> HttpResponse:
    """Send a file; one that cannot be taken says why, beside the field."""
    require(request.user, "groups.import_roster")
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            roster_import = services.upload_roster(file=file, file_name=file.name, by=request.user)
        except FileRefused as error:
            form.add_error("file", str(error))
        else:
            return redirect(roster_import)
    return render(request, "groups/roster_import_upload.html", {"form": form, "limits": services.limits()})


def template(request: HttpRequest, file_format: str) -> HttpResponse:
    """The columns of our own export with nothing below them. `file_format`: csv or xlsx."""
    require(request.user, "groups.import_roster")
    nobody = Appointment.objects.none()
    name = f"roster-template.{file_format}"
    if file_format == "csv":
        response = StreamingHttpResponse(exports.csv_lines(nobody), content_type=exports.CSV_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    file = exports.xlsx_file(nobody, title="roster-template")
    return FileResponse(file, as_attachment=True, filename=name, content_type=exports.XLSX_TYPE)


def seen(request: HttpRequest, pk) -> RosterImport:
    """The import of that id, for those who import. Raises Http404, NotAllowed, SignInFirst."""
    people = RosterImport.objects.select_related("uploaded_by", "applied_by", "undone_by")
    roster_import = visible_or_404(people, request.user, pk=pk)
    require(request.user, "groups.import_roster", roster_import)
    return roster_import


def history(request: HttpRequest, pk) -> HttpResponse:
    roster_import = seen(request, pk)
    return history_page(
        request,
        "groups/roster_import_history.html",
        trails=[roster_import],
        heading=roster_import.file_name,
        roster_import=roster_import,
    )


# --- steps that write ---------------------------------------------------------------------------


def take(request: HttpRequest, pk, service: Callable[..., RosterImport], done: str = "") -> HttpResponse:
    """Take one step and go back to the import: with what was done, or with why not."""
    roster_import = seen(request, pk)
    try:
        roster_import = service(roster_import=roster_import, by=request.user)
    except NotAllowed:
        raise
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(roster_import)
    if roster_import.is_working:
        start_job(request, roster_import)
    elif done:
        messages.success(request, done)
    return redirect(roster_import)


def start_job(request: HttpRequest, roster_import: RosterImport) -> None:
    if not ask_for_job(roster_import, request.user):
        messages.warning(request, _("The queue of background work does not answer. Start the job again."))


@require_POST
def apply(request: HttpRequest, pk) -> HttpResponse:
    return take(request, pk, services.start_applying)


@require_POST
def look_again(request: HttpRequest, pk) -> HttpResponse:
    return take(request, pk, services.look_again, _("Every row was compared again with what the portal has."))


@require_POST
def leave_out(request: HttpRequest, pk) -> HttpResponse:
    return take(request, pk, services.leave_out_undecided, _("Rows without a decision are left out."))


@require_POST
def restart(request: HttpRequest, pk) -> HttpResponse:
    """Ask for the job once more: its worker may have died. Two workers at it do it once."""
    return take(request, pk, services.start_again)


def undo(request: HttpRequest, pk) -> HttpResponse:
    """What undoing takes back; on POST the job that does it."""
    if request.method == "POST":
        return take(request, pk, services.start_undoing)
    roster_import = seen(request, pk)
    if roster_import.state != ImportState.APPLIED:
        return redirect(roster_import)
    context = {"roster_import": roster_import, "done": done_by(roster_import)}
    return render(request, "groups/roster_import_undo.html", context)


def abandon(request: HttpRequest, pk) -> HttpResponse:
    """What giving up deletes; on POST it is done."""
    if request.method == "POST":
        return take(request, pk, services.abandon, _("The import was given up; its rows are deleted."))
    roster_import = seen(request, pk)
    if roster_import.state not in COLUMN_STATES:
        return redirect(roster_import)
    return render(request, "groups/roster_import_abandon.html", {"roster_import": roster_import})

"""Imports of rosters: the list, a new file, the template to fill in, one import at whatever step it is."""

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render

from groups import exports
from groups.forms.imports import UploadForm
from groups.imports import services
from groups.models import Appointment, RosterImport
from naio_portal.access import require, visible_or_404
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
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
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
    roster_import = visible_or_404(RosterImport.objects.select_related("uploaded_by"), request.user, pk=pk)
    require(request.user, "groups.import_roster", roster_import)
    return roster_import


def detail(request: HttpRequest, pk) -> HttpResponse:
    return render(request, "groups/roster_import_detail.html", {"roster_import": seen(request, pk)})


def history(request: HttpRequest, pk) -> HttpResponse:
    roster_import = seen(request, pk)
    return history_page(
        request,
        trails=[roster_import],
        heading=roster_import.file_name,
        up=roster_import.get_absolute_url(),
        up_text=roster_import.file_name,
    )

"""The steps of an import: the list, a new file, the empty form, and every step that writes."""

from collections.abc import Callable

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naio_portal.access import require, visible_or_404
from naio_portal.errors import DomainError, NotAllowed
from naio_portal.history import history_page
from naio_portal.imports import services
from naio_portal.imports.enums import EffectKind, ImportState
from naio_portal.imports.kinds import ImportKind
from naio_portal.imports.models import FileImport
from naio_portal.imports.queue import ask_for_job
from naio_portal.imports.selectors import effects_counted
from naio_portal.imports.states import COLUMN_STATES
from naio_portal.pagination import paginate
from naio_portal.spreadsheets.refusals import FileRefused
from naio_portal.spreadsheets.writing import CSV_TYPE, XLSX_TYPE, stream_csv, write_xlsx


def page_of(kind: ImportKind, **more: object) -> dict[str, object]:
    """What every page of a kind shows."""
    return {"kind": kind, "routes": kind.routes, "texts": kind.texts, **more}


def import_list(request: HttpRequest, kind: ImportKind) -> HttpResponse:
    """Every file that was sent, latest first."""
    require(request.user, kind.permission)
    imports = kind.model.objects.visible_to(request.user).select_related("uploaded_by")
    page = paginate(request, imports.defer("mapping", "options", "answers", "sheets", "source"))
    return render(request, "imports/import_list.html", page_of(kind, page=page))


def upload(request: HttpRequest, kind: ImportKind) -> HttpResponse:
    """Send a file; one that cannot be taken says why, beside the field."""
    require(request.user, kind.permission)
    form = kind.upload_form(request)
    if form.is_valid():
        about = dict(form.cleaned_data)
        file = about.pop("file")
        try:
            file_import = services.upload_file(
                kind=kind, file=file, file_name=file.name, by=request.user, **about
            )
        except FileRefused as error:
            form.add_error("file", str(error))
        else:
            return redirect(file_import)
    context = page_of(kind, form=form, limits=services.limits())
    return render(request, "imports/import_upload.html", context)


def template(request: HttpRequest, kind: ImportKind, file_format: str) -> HttpResponse:
    """The columns of our own export with nothing below them. `file_format`: csv or xlsx."""
    require(request.user, kind.permission)
    name, headings = f"{kind.template_name}.{file_format}", [target.heading for target in kind.fields]
    if file_format == "csv":
        response = StreamingHttpResponse(stream_csv(headings, []), content_type=CSV_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    file = write_xlsx(headings, [], title=kind.template_name)
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX_TYPE)


def seen(request: HttpRequest, kind: ImportKind, pk) -> FileImport:
    """The import of that id, for those who import. Raises Http404, NotAllowed, SignInFirst."""
    people = kind.model.objects.select_related("uploaded_by", "applied_by", "undone_by")
    file_import = visible_or_404(people, request.user, pk=pk)
    require(request.user, kind.permission, file_import)
    return file_import


def history(request: HttpRequest, kind: ImportKind, pk) -> HttpResponse:
    file_import = seen(request, kind, pk)
    return history_page(
        request,
        "imports/import_history.html",
        trails=[file_import],
        heading=file_import.file_name,
        **page_of(kind, file_import=file_import),
    )


# --- steps that write ---------------------------------------------------------------------------


def take(
    request: HttpRequest, kind: ImportKind, pk, service: Callable[..., FileImport], done: str = ""
) -> HttpResponse:
    """Take one step and go back to the import: with what was done, or with why not."""
    file_import = seen(request, kind, pk)
    try:
        file_import = service(file_import=file_import, by=request.user)
    except NotAllowed:
        raise
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(file_import)
    if file_import.is_working:
        start_job(request, file_import)
    elif done:
        messages.success(request, done)
    return redirect(file_import)


def start_job(request: HttpRequest, file_import: FileImport) -> None:
    if not ask_for_job(file_import, request.user):
        messages.warning(request, _("The queue of background work does not answer. Start the job again."))


@require_POST
def apply(request: HttpRequest, kind: ImportKind, pk) -> HttpResponse:
    return take(request, kind, pk, services.start_applying)


@require_POST
def look_again(request: HttpRequest, kind: ImportKind, pk) -> HttpResponse:
    return take(
        request, kind, pk, services.look_again, _("Every row was compared again with what the portal has.")
    )


@require_POST
def leave_out(request: HttpRequest, kind: ImportKind, pk) -> HttpResponse:
    return take(request, kind, pk, services.leave_out_undecided, _("Rows without a decision are left out."))


@require_POST
def restart(request: HttpRequest, kind: ImportKind, pk) -> HttpResponse:
    """Ask for the job once more: its worker may have died. Two workers at it do it once."""
    return take(request, kind, pk, services.start_again)


def undo(request: HttpRequest, kind: ImportKind, pk) -> HttpResponse:
    """What undoing takes back; on POST the job that does it."""
    if request.method == "POST":
        return take(request, kind, pk, services.start_undoing)
    file_import = seen(request, kind, pk)
    if file_import.state != ImportState.APPLIED:
        return redirect(file_import)
    counted = effects_counted(file_import)
    context = page_of(
        kind,
        file_import=file_import,
        removed=kind.things_text(counted, EffectKind.CREATED),
        put_back=kind.things_text(counted, EffectKind.CHANGED),
    )
    return render(request, "imports/import_undo.html", context)


def abandon(request: HttpRequest, kind: ImportKind, pk) -> HttpResponse:
    """What giving up deletes; on POST it is done."""
    if request.method == "POST":
        return take(request, kind, pk, services.abandon, _("The import was given up; its rows are deleted."))
    file_import = seen(request, kind, pk)
    if file_import.state not in COLUMN_STATES:
        return redirect(file_import)
    return render(request, "imports/import_abandon.html", page_of(kind, file_import=file_import))

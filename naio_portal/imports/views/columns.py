"""The columns of a file: which sheet, which row of headings, what each column holds, how dates are read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from naio_portal.errors import DomainError, NotAllowed
from naio_portal.imports import services
from naio_portal.imports.forms import ColumnsForm, SheetForm
from naio_portal.imports.kinds import ImportKind, kind_of
from naio_portal.imports.models import FileImport
from naio_portal.imports.selectors import columns_of, same_file
from naio_portal.imports.states import COLUMN_STATES
from naio_portal.imports.views.steps import page_of, seen, start_job


def columns(request: HttpRequest, kind: ImportKind, pk) -> HttpResponse:
    """Confirm the columns; a job then reads the rows. With `sheet` in the form: another sheet or heading."""
    file_import = seen(request, kind, pk)
    if file_import.state not in COLUMN_STATES:
        return redirect(file_import)
    if request.method == "POST" and "sheet" in request.POST:
        return choose_sheet(request, file_import)
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        file_import=file_import,
        columns=columns_of(file_import),
    )
    if request.method == "POST" and form.is_valid():
        try:
            file_import = services.choose_columns(
                file_import=file_import, mapping=form.mapping, orders=form.orders(), by=request.user
            )
        except NotAllowed:
            raise
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            start_job(request, file_import)
            return redirect(file_import)
    return columns_page(request, file_import, form, SheetForm(file_import=file_import))


def choose_sheet(request: HttpRequest, file_import: FileImport) -> HttpResponse:
    """Take another sheet or row of headings: columns are guessed anew."""
    form = SheetForm(request.POST, file_import=file_import)
    if form.is_valid():
        try:
            services.choose_sheet(file_import=file_import, by=request.user, **form.cleaned_data)
        except NotAllowed:
            raise
        except DomainError as error:
            form.add_error("header_row", str(error))
        else:
            return redirect(kind_of(file_import).routes["columns"], file_import.pk)
    columns_form = ColumnsForm(file_import=file_import, columns=columns_of(file_import))
    return columns_page(request, file_import, columns_form, form)


def columns_page(
    request: HttpRequest, file_import: FileImport, form: ColumnsForm, sheet_form: SheetForm
) -> HttpResponse:
    sheet = file_import.sheets[file_import.sheet]
    context = page_of(
        kind_of(file_import),
        file_import=file_import,
        form=form,
        sheet_form=sheet_form,
        sheet_name=sheet["name"],
        other_sheets=[
            other["name"] for place, other in enumerate(file_import.sheets) if place != file_import.sheet
        ],
        same_file=same_file(file_import, request.user),
    )
    return render(request, "imports/import_columns.html", context)

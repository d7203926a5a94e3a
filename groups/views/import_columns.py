"""The columns of a file: which sheet, which row of headings, what each column holds, how dates are read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from groups.forms.imports import ColumnsForm, SheetForm
from groups.imports import services
from groups.imports.selectors import columns_of, same_file
from groups.imports.states import COLUMN_STATES
from groups.models import RosterImport
from groups.views.imports import seen, start_job
from naio_portal.errors import DomainError, NotAllowed


def columns(request: HttpRequest, pk) -> HttpResponse:
    """Confirm the columns; a job then reads the rows. With `sheet` in the form: another sheet or heading."""
    roster_import = seen(request, pk)
    if roster_import.state not in COLUMN_STATES:
        return redirect(roster_import)
    if request.method == "POST" and "sheet" in request.POST:
        return choose_sheet(request, roster_import)
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        roster_import=roster_import,
        columns=columns_of(roster_import),
    )
    if request.method == "POST" and form.is_valid():
        try:
            roster_import = services.choose_columns(
                roster_import=roster_import, mapping=form.mapping, orders=form.orders(), by=request.user
            )
        except NotAllowed:
            raise
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            start_job(request, roster_import)
            return redirect(roster_import)
    return columns_page(request, roster_import, form, SheetForm(roster_import=roster_import))


def choose_sheet(request: HttpRequest, roster_import: RosterImport) -> HttpResponse:
    """Take another sheet or row of headings: columns are guessed anew."""
    form = SheetForm(request.POST, roster_import=roster_import)
    if form.is_valid():
        try:
            services.choose_sheet(roster_import=roster_import, by=request.user, **form.cleaned_data)
        except NotAllowed:
            raise
        except DomainError as error:
            form.add_error("header_row", str(error))
        else:
            return redirect("groups:roster-import-columns", roster_import.pk)
    columns_form = ColumnsForm(roster_import=roster_import, columns=columns_of(roster_import))
    return columns_page(request, roster_import, columns_form, form)


def columns_page(
    request: HttpRequest, roster_import: RosterImport, form: ColumnsForm, sheet_form: SheetForm
) -> HttpResponse:
    sheet = roster_import.sheets[roster_import.sheet]
    return render(
        request,
        "groups/roster_import_columns.html",
        {
            "roster_import": roster_import,
            "form": form,
            "sheet_form": sheet_form,
            "sheet_name": sheet["name"],
            "other_sheets": [
                other["name"]
                for place, other in enumerate(roster_import.sheets)
                if place != roster_import.sheet
            ],
            "same_file": same_file(roster_import),
        },
    )

"""The rows of an import: the job that works on them, what comes of each, what is asked, who is missing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from naio_portal.errors import DomainError, NotAllowed
from naio_portal.imports import services
from naio_portal.imports.enums import ImportState, RowOutcome
from naio_portal.imports.forms import answer_forms, given
from naio_portal.imports.kinds import ImportKind, kind_of
from naio_portal.imports.lines import cells_shown, line_of, lines_of, questions_of_row
from naio_portal.imports.models import FileImport
from naio_portal.imports.plans import LEAVE_OUT, WHOLE_ROW
from naio_portal.imports.progress import told_of
from naio_portal.imports.selectors import effects_counted, neighbours, questions_of, rows_shown
from naio_portal.imports.states import OPEN_STATES
from naio_portal.imports.storing import rows_of
from naio_portal.imports.views.steps import page_of, seen
from naio_portal.imports.wording import stage_text
from naio_portal.pagination import paginate
from naio_portal.spreadsheets.layout import RowKind


def detail(request: HttpRequest, kind: ImportKind, pk) -> HttpResponse:
    """The import at the step where it is: columns, a job at work, or its rows."""
    file_import = seen(request, kind, pk)
    if file_import.is_working:
        return render(request, "imports/import_job.html", job_context(file_import))
    if file_import.state == ImportState.UPLOADED:
        return redirect(kind.routes["columns"], file_import.pk)
    if file_import.state == ImportState.ABANDONED:
        return render(request, "imports/import_abandoned.html", page_of(kind, file_import=file_import))
    return rows_page(request, file_import)


def progress(request: HttpRequest, kind: ImportKind, pk) -> HttpResponse:
    """The bar alone, asked for again and again; to the import once the job is done."""
    file_import = seen(request, kind, pk)
    if not file_import.is_working:
        response = redirect(file_import)
        if request.htmx:
            response = HttpResponse(headers={"HX-Redirect": file_import.get_absolute_url()})
        return response
    return render(request, "imports/_progress.html", job_context(file_import))


def job_context(file_import: FileImport) -> dict[str, object]:
    told = told_of(file_import.pk)
    kind = kind_of(file_import)
    stage = stage_text(kind, file_import.state, told.stage)
    return page_of(kind, file_import=file_import, told=told, stage=stage)


def rows_page(request: HttpRequest, file_import: FileImport) -> HttpResponse:
    """Every row with what comes of it. `?outcome=` one kind, `?q=` words of a name or an address."""
    outcome = request.GET.get("outcome", "")
    if outcome not in RowOutcome.values:
        outcome = ""
    words = request.GET.get("q", "")[:100]
    page = paginate(request, rows_shown(file_import, outcome=outcome, words=words))
    counts = [(kind, kind.label, file_import.count_of(kind)) for kind in RowOutcome]
    is_applied = file_import.state == ImportState.APPLIED
    writes = file_import.count_of(RowOutcome.CREATE) + file_import.count_of(RowOutcome.CHANGE)
    return render(
        request,
        "imports/import_rows.html",
        {
            **page_of(kind_of(file_import)),
            "file_import": file_import,
            "page": page,
            "lines": lines_of(page.object_list, file_import),
            "outcome": outcome,
            "words": words,
            "counts": [count for count in counts if count[2] or count[0] == outcome],
            "all_count": sum(count for _kind, _label, count in counts),
            "waiting": file_import.count_of(RowOutcome.DECIDE),
            "writes": writes,
            "is_open": file_import.state in OPEN_STATES,
            "done": kind_of(file_import).done_by(effects_counted(file_import)) if is_applied else None,
            "go_on": kind_of(file_import).go_on_url(file_import),
            "undo_until": file_import.applied_at + services.UNDO_WITHIN if is_applied else None,
            "may_undo": is_applied and timezone.now() < file_import.applied_at + services.UNDO_WITHIN,
        },
    )


def questions(request: HttpRequest, kind: ImportKind, pk) -> HttpResponse:
    """What the rows ask, once for all rows that ask the same; every answer is saved at once."""
    file_import = seen(request, kind, pk)
    if file_import.state not in OPEN_STATES:
        return redirect(file_import)
    data = request.POST if request.method == "POST" else None
    forms = answer_forms(questions_of(file_import, kind.asking(file_import)), data)
    if data is not None and (answers := given(forms)) is not None:
        try:
            file_import = services.decide(file_import=file_import, answers=answers, by=request.user)
        except NotAllowed:
            raise
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(file_import)
        messages.success(request, said(file_import))
        if file_import.count_of(RowOutcome.DECIDE):
            return redirect(kind.routes["questions"], file_import.pk)
        return redirect(file_import)
    return render(
        request,
        "imports/import_questions.html",
        {
            **page_of(kind_of(file_import)),
            "file_import": file_import,
            "forms": forms,
            "has_errors": any(form.is_bound and form.errors for form in forms),
            "waiting": file_import.count_of(RowOutcome.DECIDE),
        },
    )


def said(file_import: FileImport) -> str:
    """How far the decisions are."""
    if waiting := file_import.count_of(RowOutcome.DECIDE):
        return _("Saved. Rows that still wait for a decision: %(count)s.") % {"count": waiting}
    return _("Saved. Every row is decided.")


def row(request: HttpRequest, kind: ImportKind, pk, number: int) -> HttpResponse:
    """One row: what the file says, what comes of it, and the decisions that concern it alone."""
    file_import = seen(request, kind, pk)
    found = rows_of(file_import).filter(number=number, kind=RowKind.LIST).first()
    if found is None:
        raise Http404
    outcome = request.GET.get("outcome", "")
    outcome = outcome if outcome in RowOutcome.values else ""
    asking = kind.asking(file_import)
    is_open = file_import.state in OPEN_STATES
    data = request.POST if request.method == "POST" else None
    forms = answer_forms(questions_of_row(found, file_import, asking), data) if is_open else []
    if data is not None:
        answers = {WHOLE_ROW: LEAVE_OUT} if "leave_out" in data else given(forms)
        if "take_in" in data:
            answers = {WHOLE_ROW: ""}
        if answers is not None:
            return decide_row(request, file_import, number, answers, outcome)
    before, after = neighbours(file_import, number, outcome)
    header = rows_of(file_import).filter(number=file_import.header_row).first()
    return render(
        request,
        "imports/import_row.html",
        {
            **page_of(kind_of(file_import)),
            "file_import": file_import,
            "line": line_of(found, file_import, asking),
            "cells": cells_shown(found, header, file_import.mapping, kind),
            "forms": forms,
            "has_errors": any(form.is_bound and form.errors for form in forms),
            "is_open": is_open,
            "outcome": outcome,
            "before": before,
            "after": after,
        },
    )


def decide_row(
    request: HttpRequest, file_import: FileImport, number: int, answers: dict[str, str], outcome: str
) -> HttpResponse:
    """Keep the answers; on to the next row that waits, else back to the row."""
    try:
        file_import = services.decide(file_import=file_import, answers=answers, row=number, by=request.user)
    except NotAllowed:
        raise
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(file_import)
    messages.success(request, said(file_import))
    is_settled = not rows_of(file_import).filter(number=number, outcome=RowOutcome.DECIDE).exists()
    _before, after = neighbours(file_import, number, RowOutcome.DECIDE)
    if is_settled and after and outcome == RowOutcome.DECIDE:
        number = after
    url = reverse(kind_of(file_import).routes["row"], args=[file_import.pk, number])
    return redirect(f"{url}?outcome={outcome}" if outcome else url)


def absent(request: HttpRequest, kind: ImportKind, pk) -> HttpResponse:
    """What the portal has and no row of the file names: listed, never ended."""
    file_import = seen(request, kind, pk)
    page = paginate(request, kind.absent_from(file_import))
    return render(
        request,
        kind.absent_template,
        {
            **page_of(kind_of(file_import)),
            "file_import": file_import,
            "page": page,
            "waiting": file_import.count_of(RowOutcome.DECIDE),
        },
    )

"""The rows of an import: the job that works on them, what comes of each, what is asked, who is missing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.enums import ImportState, RowOutcome
from groups.forms.imports import answer_forms, given
from groups.imports import services
from groups.imports.lines import cells_shown, line_of, lines_of, questions_of_row
from groups.imports.plans import LEAVE_OUT, WHOLE_ROW
from groups.imports.progress import told_of
from groups.imports.selectors import absent_from, done_by, neighbours, questions_of, rows_shown
from groups.imports.states import OPEN_STATES
from groups.imports.storing import rows_of
from groups.imports.wording import stage_text
from groups.models import RosterImport, WorkingGroup
from groups.views.imports import seen
from naio_portal.errors import DomainError, NotAllowed
from naio_portal.pagination import paginate
from naio_portal.spreadsheets.layout import RowKind


def detail(request: HttpRequest, pk) -> HttpResponse:
    """The import at the step where it is: columns, a job at work, or its rows."""
    roster_import = seen(request, pk)
    if roster_import.is_working:
        return render(request, "groups/roster_import_job.html", job_context(roster_import))
    if roster_import.state == ImportState.UPLOADED:
        return redirect("groups:roster-import-columns", roster_import.pk)
    if roster_import.state == ImportState.ABANDONED:
        return render(request, "groups/roster_import_abandoned.html", {"roster_import": roster_import})
    return rows_page(request, roster_import)


def progress(request: HttpRequest, pk) -> HttpResponse:
    """The bar alone, asked for again and again; to the import once the job is done."""
    roster_import = seen(request, pk)
    if not roster_import.is_working:
        response = redirect(roster_import)
        if request.htmx:
            response = HttpResponse(headers={"HX-Redirect": roster_import.get_absolute_url()})
        return response
    return render(request, "groups/_import_progress.html", job_context(roster_import))


def job_context(roster_import: RosterImport) -> dict[str, object]:
    told = told_of(roster_import.pk)
    return {
        "roster_import": roster_import,
        "told": told,
        "stage": stage_text(roster_import.state, told.stage),
    }


def rows_page(request: HttpRequest, roster_import: RosterImport) -> HttpResponse:
    """Every row with what comes of it. `?outcome=` one kind, `?q=` words of a name or an address."""
    outcome = request.GET.get("outcome", "")
    if outcome not in RowOutcome.values:
        outcome = ""
    words = request.GET.get("q", "")[:100]
    page = paginate(request, rows_shown(roster_import, outcome=outcome, words=words))
    counts = [(kind, kind.label, roster_import.count_of(kind)) for kind in RowOutcome]
    is_applied = roster_import.state == ImportState.APPLIED
    writes = roster_import.count_of(RowOutcome.CREATE) + roster_import.count_of(RowOutcome.CHANGE)
    return render(
        request,
        "groups/roster_import_rows.html",
        {
            "roster_import": roster_import,
            "page": page,
            "lines": lines_of(page.object_list, roster_import, WorkingGroup.objects.all()),
            "outcome": outcome,
            "words": words,
            "counts": [count for count in counts if count[2] or count[0] == outcome],
            "all_count": sum(count for _kind, _label, count in counts),
            "waiting": roster_import.count_of(RowOutcome.DECIDE),
            "writes": writes,
            "is_open": roster_import.state in OPEN_STATES,
            "done": done_by(roster_import) if is_applied else None,
            "undo_until": roster_import.applied_at + services.UNDO_WITHIN if is_applied else None,
            "may_undo": is_applied and timezone.now() < roster_import.applied_at + services.UNDO_WITHIN,
        },
    )


def questions(request: HttpRequest, pk) -> HttpResponse:
    """What the rows ask, once for all rows that ask the same; every answer is saved at once."""
    roster_import = seen(request, pk)
    if roster_import.state not in OPEN_STATES:
        return redirect(roster_import)
    data = request.POST if request.method == "POST" else None
    forms = answer_forms(questions_of(roster_import, WorkingGroup.objects.all()), data)
    if data is not None and (answers := given(forms)) is not None:
        try:
            roster_import = services.decide(roster_import=roster_import, answers=answers, by=request.user)
        except NotAllowed:
            raise
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(roster_import)
        messages.success(request, said(roster_import))
        if roster_import.count_of(RowOutcome.DECIDE):
            return redirect("groups:roster-import-questions", roster_import.pk)
        return redirect(roster_import)
    return render(
        request,
        "groups/roster_import_questions.html",
        {
            "roster_import": roster_import,
            "forms": forms,
            "has_errors": any(form.is_bound and form.errors for form in forms),
            "waiting": roster_import.count_of(RowOutcome.DECIDE),
        },
    )


def said(roster_import: RosterImport) -> str:
    """How far the decisions are."""
    if waiting := roster_import.count_of(RowOutcome.DECIDE):
        return _("Saved. Rows that still wait for a decision: %(count)s.") % {"count": waiting}
    return _("Saved. Every row is decided.")


def row(request: HttpRequest, pk, number: int) -> HttpResponse:
    """One row: what the file says, what comes of it, and the decisions that concern it alone."""
    roster_import = seen(request, pk)
    found = rows_of(roster_import).filter(number=number, kind=RowKind.LIST).first()
    if found is None:
        raise Http404
    outcome = request.GET.get("outcome", "")
    outcome = outcome if outcome in RowOutcome.values else ""
    groups = list(WorkingGroup.objects.all())
    is_open = roster_import.state in OPEN_STATES
    data = request.POST if request.method == "POST" else None
    forms = answer_forms(questions_of_row(found, roster_import, groups), data) if is_open else []
    if data is not None:
        answers = {WHOLE_ROW: LEAVE_OUT} if "leave_out" in data else given(forms)
        if "take_in" in data:
            answers = {WHOLE_ROW: ""}
        if answers is not None:
            return decide_row(request, roster_import, number, answers, outcome)
    before, after = neighbours(roster_import, number, outcome)
    header = rows_of(roster_import).filter(number=roster_import.header_row).first()
    return render(
        request,
        "groups/roster_import_row.html",
        {
            "roster_import": roster_import,
            "line": line_of(found, roster_import, groups),
            "cells": cells_shown(found, header, roster_import.mapping),
            "forms": forms,
            "has_errors": any(form.is_bound and form.errors for form in forms),
            "is_open": is_open,
            "outcome": outcome,
            "before": before,
            "after": after,
        },
    )


def decide_row(
    request: HttpRequest, roster_import: RosterImport, number: int, answers: dict[str, str], outcome: str
) -> HttpResponse:
    """Keep the answers; on to the next row that waits, else back to the row."""
    try:
        roster_import = services.decide(
            roster_import=roster_import, answers=answers, row=number, by=request.user
        )
    except NotAllowed:
        raise
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(roster_import)
    messages.success(request, said(roster_import))
    is_settled = not rows_of(roster_import).filter(number=number, outcome=RowOutcome.DECIDE).exists()
    _before, after = neighbours(roster_import, number, RowOutcome.DECIDE)
    if is_settled and after and outcome == RowOutcome.DECIDE:
        number = after
    url = reverse("groups:roster-import-row", args=[roster_import.pk, number])
    return redirect(f"{url}?outcome={outcome}" if outcome else url)


def absent(request: HttpRequest, pk) -> HttpResponse:
    """Who serves today in the groups of the file and stands in no row of it: listed, never ended."""
    roster_import = seen(request, pk)
    page = paginate(request, absent_from(roster_import))
    return render(
        request,
        "groups/roster_import_absent.html",
        {
            "roster_import": roster_import,
            "page": page,
            "waiting": roster_import.count_of(RowOutcome.DECIDE),
        },
    )

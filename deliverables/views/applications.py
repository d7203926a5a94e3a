"""Applications in the real world: the list, its export, one of them, its history, its form."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from deliverables.application_exports import WIDTHS, application_headings, application_lines
from deliverables.application_filters import ORDERS, ApplicationFilters
from deliverables.enums import ApplicationOutcome
from deliverables.exports import FORMATS
from deliverables.forms import ApplicationForm, FigureFormSet, figures_of
from deliverables.models import ApplicationFigure, Deliverable, SectorApplication
from deliverables.selectors.applications import TEXTS
from deliverables.services import create_application, remove_application, update_application
from deliverables.views.plans import attempt, shown
from groups.models import Sector, SectoralTeam, WorkingGroup
from groups.serving import is_insider
from naio_portal.access import may, require, visible_or_404
from naio_portal.dates import kl_today
from naio_portal.errors import EditConflict
from naio_portal.history import Trail, history_page
from naio_portal.pagination import paginate
from naio_portal.spreadsheets.writing import CSV_TYPE, XLSX_TYPE, stream_csv, write_xlsx


def filtered(request: HttpRequest):
    """The filters of the request, the rows they leave, and what the bar offers."""
    insider = is_insider(request.user)
    choices = {
        "teams": list(SectoralTeam.objects.visible_to(request.user)),
        "sectors": list(Sector.objects.all()) if insider else [],
        "groups": list(WorkingGroup.objects.visible_to(request.user)),
    }
    filters = ApplicationFilters.of(request.GET, **choices)
    rows = filters.apply(SectorApplication.objects.visible_to(request.user))
    return filters, rows, choices | {"is_insider": insider}


def application_list(request: HttpRequest) -> HttpResponse:
    """Every application that this person may read."""
    require(request.user, "deliverables.list_applications")
    filters, rows, choices = filtered(request)
    rows = rows.select_related("team", "deliverable__group").defer(*TEXTS)
    return render(
        request,
        "deliverables/application_list.html",
        {
            **choices,
            "filters": filters,
            "page": paginate(request, rows),
            "outcomes": ApplicationOutcome.choices,
            "orders": ORDERS,
            "years": range(kl_today().year, 2024, -1),
            "exports": may(request.user, "deliverables.export_applications"),
            "creates": may(request.user, "deliverables.create_application"),
        },
    )


def application_export(request: HttpRequest, kind: str) -> HttpResponse:
    """The list as filtered, as CSV or XLSX."""
    if kind not in FORMATS:
        raise Http404
    require(request.user, "deliverables.export_applications")
    _filters, rows, _choices = filtered(request)
    lines = application_lines(request.user, rows)
    name = f"applications-{kl_today():%Y%m%d}.{kind}"
    if kind == "csv":
        response = StreamingHttpResponse(stream_csv(application_headings(), lines), content_type=CSV_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    book = write_xlsx(application_headings(), lines, title="Applications", widths=WIDTHS)
    return FileResponse(book, as_attachment=True, filename=name, content_type=XLSX_TYPE)


def application_or_404(request: HttpRequest, reference: UUID) -> SectorApplication:
    rows = SectorApplication.objects.select_related("team", "deliverable__group", "created_by__member")
    return visible_or_404(rows, request.user, reference=reference)


def application_detail(request: HttpRequest, reference: UUID) -> HttpResponse:
    """What was tried, where, with which deliverable, what came of it, in figures, and the lessons."""
    application = application_or_404(request, reference)
    user = request.user
    return render(
        request,
        "deliverables/application_detail.html",
        {
            "application": application,
            "figures": application.figures.all(),
            "sectors": application.team.sectors.all(),
            "opens_deliverable": may(user, "deliverables.view_deliverable", application.deliverable),
            "edits": may(user, "deliverables.update_application", application),
            "removes": may(user, "deliverables.remove_application", application),
        },
    )


def application_history(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Who changed what, from what to what: of the application and its figures."""
    application = application_or_404(request, reference)
    return history_page(
        request,
        "deliverables/application_history.html",
        trails=[application, Trail(ApplicationFigure, application_id=application.pk)],
        heading=application.title,
        application=application,
    )


def application_start(request: HttpRequest) -> HttpResponse:
    """Choose the team of a new application; straight on where there is one choice."""
    require(request.user, "deliverables.create_application")
    teams = [
        team
        for team in SectoralTeam.objects.visible_to(request.user)
        if may(request.user, "deliverables.create_application", team)
    ]
    if len(teams) == 1:
        return redirect("sectors:application-create", slug=teams[0].slug)
    return render(request, "deliverables/application_start.html", {"teams": teams})


def application_create(request: HttpRequest, slug: str) -> HttpResponse:
    """Report what a team tried. `?deliverable=SAF-D03` names it before."""
    team = visible_or_404(SectoralTeam.objects, request.user, slug=slug)
    require(request.user, "deliverables.create_application", team)
    form, rows = forms_of(request, SectorApplication(team=team))
    if request.method == "POST" and all([form.is_valid(), rows.is_valid()]):
        made = attempt(
            form,
            create_application,
            team=team,
            values=form.values(),
            figures=figures_of(rows),
            by=request.user,
        )
        if made:
            messages.success(request, _("The application is kept."))
            return redirect(made)
    return page(request, form, rows, team=team)


def application_update(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Change it; when somebody saved meanwhile, both texts are shown and nothing is lost."""
    application = application_or_404(request, reference)
    require(request.user, "deliverables.update_application", application)
    form, rows = forms_of(request, application)
    conflict = None
    if request.method == "POST" and all([form.is_valid(), rows.is_valid()]):
        try:
            saved = attempt(
                form,
                update_application,
                application=application,
                version=form.cleaned_data["version"],
                values=form.values(),
                figures=figures_of(rows),
                by=request.user,
            )
        except EditConflict as error:
            conflict = conflict_of(form, error.theirs, request.user)
        else:
            if saved:
                messages.success(request, _("The application is saved."))
                return redirect(saved)
    return page(request, form, rows, team=application.team, application=application, conflict=conflict)


def application_remove(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Say what is taken away, and ask; on POST do it."""
    application = application_or_404(request, reference)
    require(request.user, "deliverables.remove_application", application)
    if request.method == "POST":
        remove_application(application=application, by=request.user)
        messages.success(request, _("The application is removed; the history keeps it."))
        return redirect("sectors:application-list")
    return render(request, "deliverables/application_remove.html", {"application": application})


def forms_of(request: HttpRequest, application: SectorApplication):
    """The form and the rows of its figures, bound on a POST."""
    data = request.POST if request.method == "POST" else None
    initial = {} if application.pk else {"deliverable": request.GET.get("deliverable", "")[:12]}
    form = ApplicationForm(data, instance=application, user=request.user, initial=initial)
    figures = application.figures.all() if application.pk else []
    names = ("name", "value", "unit", "source")
    rows = FigureFormSet(
        data,
        prefix="figures",
        initial=[{name: getattr(figure, name) for name in names} for figure in figures],
    )
    return form, rows


def conflict_of(form: ApplicationForm, theirs: SectorApplication, user) -> list[tuple[str, str, str]]:
    """(label, theirs, mine) of each field that differs from what is saved now. The form then carries on
    from their version, so that saving again is a decision."""
    theirs.deliverable = Deliverable.objects.select_related("group").get(pk=theirs.deliverable_id)
    current = ApplicationForm(instance=theirs, user=user)
    differing = []
    for name in form.Meta.fields:
        mine, saved = form[name].value(), current[name].value()
        if str(mine or "") != str(saved or ""):
            differing.append((str(form[name].label), shown(current, name, saved), shown(form, name, mine)))
    form.data = form.data.copy()
    form.data["version"] = theirs.version
    return differing


def page(request: HttpRequest, form, rows, *, team, application=None, conflict=None) -> HttpResponse:
    has_errors = bool(form.errors or rows.total_error_count())
    return render(
        request,
        "deliverables/application_form.html",
        {"form": form, "rows": rows, "team": team, "application": application, "conflict": conflict},
        status=409 if conflict is not None else 422 if has_errors else 200,
    )

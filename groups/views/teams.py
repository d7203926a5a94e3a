"""Sectoral teams: read by insiders and their own officers, kept by the secretariat."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from groups import services
from groups.forms.fields import show_refusal
from groups.forms.liaison import OfficerForm, SectorForm, TeamForm, present_language
from groups.models import LiaisonRequest, Sector, SectoralTeam, SectorOfficer, TeamSector
from groups.selectors import matrix_of
from naio_portal.access import may, require, visible_or_404
from naio_portal.dates import kl_today
from naio_portal.errors import DomainError, EditConflict, NotAllowed
from naio_portal.history import Trail, history_page
from naio_portal.refusals import telling_refusals


def team_list(request: HttpRequest) -> HttpResponse:
    """The teams with their sectors, officers in force and answers they owe."""
    require(request.user, "groups.list_teams")
    teams = SectoralTeam.objects.visible_to(request.user).prefetch_related("sectors")
    owed = LiaisonRequest.objects.visible_to(request.user).filter(to_team__isnull=False)
    counts = {
        team: (waiting, late)
        for team, waiting, late in owed.awaited()
        .values_list("to_team")
        .annotate(waiting=Count("pk"), late=Count("pk", filter=Q(due_on__lt=kl_today())))
        .order_by()
    }
    officers = dict(SectorOfficer.objects.in_force().values_list("team").annotate(Count("pk")).order_by())
    rows = [(team, officers.get(team.pk, 0), *counts.get(team.pk, (0, 0))) for team in teams]
    edits = may(request.user, "groups.edit_teams")
    return render(request, "groups/team_list.html", {"rows": rows, "edits": edits})


def matrix(request: HttpRequest) -> HttpResponse:
    """Groups × sectors: how many requests in which state; a cell opens its list."""
    require(request.user, "groups.list_teams")
    sectors, rows = matrix_of(request.user)
    return render(request, "groups/matrix.html", {"sectors": sectors, "rows": rows})


def team_history(request: HttpRequest, slug: str) -> HttpResponse:
    team = visible_or_404(SectoralTeam.objects, request.user, slug=slug)
    return history_page(
        request,
        "groups/team_history.html",
        trails=[team, Trail(TeamSector, team=team), Trail(SectorOfficer, team=team)],
        heading=team.name,
        team=team,
    )


def team_create(request: HttpRequest) -> HttpResponse:
    require(request.user, "groups.edit_sectors")
    form = TeamForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, services.create_team, by=request.user, **facts(form))
        if made:
            messages.success(request, _("The team is added. Add its officers next."))
            return redirect(made)
    return form_page(request, form, None)


def team_update(request: HttpRequest, slug: str) -> HttpResponse:
    """Names, agency, sectors; the code never changes."""
    team = visible_or_404(SectoralTeam.objects, request.user, slug=slug)
    require(request.user, "groups.edit_teams")
    form = TeamForm(request.POST if request.method == "POST" else None, instance=team)
    conflict: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            saved = attempt(
                form,
                services.update_team,
                team=team,
                version=form.cleaned_data["version"] or 0,
                by=request.user,
                **facts(form),
            )
        except EditConflict as error:
            conflict = [
                (str(field.label), str(getattr(error.theirs, field.name)))
                for field in form.visible_fields()
                if field.name != "sectors"
                and getattr(error.theirs, field.name) != form.cleaned_data[field.name]
            ]
            form.data = form.data.copy()
            form.data["version"] = error.theirs.version
        else:
            if saved:
                messages.success(request, _("The team is saved."))
                return redirect(saved)
    return form_page(request, form, SectoralTeam.objects.get(pk=team.pk), conflict)


def facts(form: TeamForm) -> dict:
    return {name: value for name, value in form.cleaned_data.items() if name != "version"}


def attempt(form, service, **arguments):
    """What the service made; None when it refused and the form says why. Raises EditConflict, NotAllowed."""
    try:
        return service(**arguments)
    except ValidationError as error:
        show_refusal(form, error)
    except (EditConflict, NotAllowed):
        raise
    except DomainError as error:
        form.add_error(None, str(error))
    return None


def form_page(request: HttpRequest, form, team, conflict=()) -> HttpResponse:
    return render(
        request,
        "groups/team_form.html",
        {"form": form, "team": team, "conflict": conflict},
        status=409 if conflict else 422 if form.errors else 200,
    )


def officer_create(request: HttpRequest, slug: str) -> HttpResponse:
    team = visible_or_404(SectoralTeam.objects, request.user, slug=slug)
    require(request.user, "groups.edit_teams")
    form = OfficerForm(
        request.POST if request.method == "POST" else None,
        initial={"start_on": kl_today(), "language": present_language()},
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(form, services.add_officer, team=team, by=request.user, **form.cleaned_data)
        if made:
            messages.success(request, _("The officer is added."))
            return redirect(team)
    return officer_page(request, form, team)


def officer_update(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Dates, post and address; a POST with `remove` takes an officer entered by mistake away."""
    team = visible_or_404(SectoralTeam.objects, request.user, slug=slug)
    require(request.user, "groups.edit_teams")
    officer = get_object_or_404(team.officers.select_related("user__member", "contact"), pk=pk)
    if request.method == "POST" and "remove" in request.POST:
        return officer_remove(request, team, officer)
    form = OfficerForm(
        request.POST if request.method == "POST" else None,
        officer=officer,
        initial=OfficerForm.values_of(officer),
    )
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, services.update_officer, officer=officer, by=request.user, **form.cleaned_data)
        if saved:
            messages.success(request, _("The officer is saved."))
            return redirect(team)
    return officer_page(request, form, team, officer)


def officer_remove(request: HttpRequest, team: SectoralTeam, officer: SectorOfficer) -> HttpResponse:
    with telling_refusals(request):
        services.remove_officer(officer=officer, by=request.user)
        messages.success(request, _("The officer is removed."))
    return redirect(team)


def officer_page(request: HttpRequest, form, team, officer=None) -> HttpResponse:
    return render(
        request,
        "groups/officer_form.html",
        {"form": form, "team": team, "officer": officer},
        status=422 if form.errors else 200,
    )


def sector_list(request: HttpRequest) -> HttpResponse:
    """The list of sectors, and a form for one more."""
    require(request.user, "groups.edit_sectors")
    form = SectorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, services.save_sector, sector=None, by=request.user, **form.cleaned_data)
        if made:
            messages.success(request, _("The sector is added."))
            return redirect("sectors:sector-list")
    sectors = Sector.objects.annotate(used=Count("team_sectors"))
    context = {"sectors": sectors, "form": form}
    return render(request, "groups/sector_list.html", context, status=422 if form.errors else 200)


def sector_update(request: HttpRequest, code: str) -> HttpResponse:
    """Names, order, in use or not; a POST with `remove` takes one that no team has off the list."""
    require(request.user, "groups.edit_sectors")
    sector = get_object_or_404(Sector, code=code)
    if request.method == "POST" and "remove" in request.POST:
        try:
            services.remove_sector(sector=sector, by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The sector is removed."))
        return redirect("sectors:sector-list")
    form = SectorForm(request.POST if request.method == "POST" else None, instance=sector)
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, services.save_sector, sector=sector, by=request.user, **form.cleaned_data)
        if saved:
            messages.success(request, _("The sector is saved."))
            return redirect("sectors:sector-list")
    context = {"form": form, "sector": sector}
    return render(request, "groups/sector_form.html", context, status=422 if form.errors else 200)

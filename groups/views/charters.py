"""A group's charter and objectives, for those who may change them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from groups import services
from groups.forms.charters import CharterForm, ObjectiveForm
from groups.forms.fields import show_refusal
from groups.models import Objective, WorkingGroup
from naio_portal.access import require
from naio_portal.errors import EditConflict
from naio_portal.refusals import telling_refusals


def edit_charter(request: HttpRequest, slug: str) -> HttpResponse:
    """Names, mandate, scope, rules, in both languages."""
    group = get_object_or_404(WorkingGroup.objects.visible_to(request.user), slug=slug)
    require(request.user, "groups.update_charter", group)
    form = CharterForm(request.POST or None, instance=group, initial={"version": group.version})
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            services.update_charter(group=group, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            show_refusal(form, error)
        except EditConflict as conflict:
            theirs = conflict.theirs
            form.data = form.data.copy()
            form.data["version"] = theirs.version
        else:
            messages.success(request, _("The charter is saved."))
            return redirect(group)
    return render(
        request,
        "groups/charter_update.html",
        {"group": group, "form": form, "conflict": differences(form, theirs)},
    )


def differences(form, theirs) -> list[tuple[str, str]]:
    """(label, text that the other person saved) of each field that differs from what stands in the form."""
    if theirs is None:
        return []
    return [
        (str(field.label), str(getattr(theirs, field.name) or "–"))
        for field in form.visible_fields()
        if getattr(theirs, field.name) != form.cleaned_data.get(field.name)
    ]


def add_objective(request: HttpRequest, slug: str) -> HttpResponse:
    group = get_object_or_404(WorkingGroup.objects.visible_to(request.user), slug=slug)
    require(request.user, "groups.update_objective", group)
    form = ObjectiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.add_objective(group=group, by=request.user, **words_of(form))
        messages.success(request, _("The objective is added."))
        return redirect(group)
    return render(request, "groups/objective_form.html", {"group": group, "form": form, "conflict": []})


def edit_objective(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    objective = objective_of(request, slug, number)
    require(request.user, "groups.update_objective", objective)
    form = ObjectiveForm(request.POST or None, instance=objective, initial={"version": objective.version})
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            services.update_objective(
                objective=objective,
                version=form.cleaned_data["version"] or 0,
                by=request.user,
                **words_of(form),
            )
        except EditConflict as conflict:
            theirs = conflict.theirs
            form.data = form.data.copy()
            form.data["version"] = theirs.version
        else:
            messages.success(request, _("The objective is saved."))
            return redirect(objective.group)
    context = {"group": objective.group, "objective": objective, "form": form}
    return render(request, "groups/objective_form.html", context | {"conflict": differences(form, theirs)})


def remove_objective(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Says what is removed; a POST removes it, unless deliverables serve it."""
    objective = objective_of(request, slug, number)
    require(request.user, "groups.update_objective", objective)
    if request.method == "POST":
        with telling_refusals(request):
            services.remove_objective(objective=objective, by=request.user)
            messages.success(request, _("The objective is removed."))
        return redirect(objective.group)
    return render(request, "groups/objective_remove.html", {"group": objective.group, "objective": objective})


def objective_of(request: HttpRequest, slug: str, number: int) -> Objective:
    """Raises Http404."""
    rows = Objective.objects.visible_to(request.user).select_related("group")
    return get_object_or_404(rows, group__slug=slug, number=number)


def words_of(form: ObjectiveForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in ("statement", "measure", "language")}

"""What a deliverable waits for: said and taken back on a page of its own."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from deliverables.forms import DependencyForm, add_errors
from deliverables.models import Deliverable, Dependency
from deliverables.selectors.work_plans import dependencies_among
from deliverables.services import add_dependency, remove_dependency
from naio_portal.access import require, visible_or_404
from naio_portal.errors import DomainError, NotAllowed


def dependency_create(request: HttpRequest, reference: UUID) -> HttpResponse:
    """What it waits for, each with a way to take it back, and a form for one more."""
    deliverable = visible_or_404(
        Deliverable.objects.select_related("group", "owner"), request.user, reference=reference
    )
    require(request.user, "deliverables.update_dependencies", deliverable)
    form = DependencyForm(request.POST or None, user=request.user, successor=deliverable)
    if request.method == "POST" and form.is_valid():
        try:
            add_dependency(successor=deliverable, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        except NotAllowed:
            raise
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It is shown on both sides; no date moves by itself."))
            return redirect("deliverables:dependency-create", reference=reference)
    links = dependencies_among(request.user, {deliverable.pk})
    return render(
        request,
        "deliverables/dependency_form.html",
        {
            "deliverable": deliverable,
            "form": form,
            "before": [link for link in links if link.successor_id == deliverable.pk],
            "after": [link for link in links if link.predecessor_id == deliverable.pk],
        },
        status=422 if form.errors else 200,
    )


@require_POST
def dependency_remove(request: HttpRequest, reference: UUID) -> HttpResponse:
    """It does not wait for it any more."""
    rows = Dependency.objects.select_related("successor__group", "successor__owner", "predecessor__group")
    dependency = visible_or_404(rows, request.user, reference=reference)
    remove_dependency(dependency=dependency, by=request.user)
    messages.success(
        request,
        _("%(code)s no longer waits for %(other)s.")
        % {"code": dependency.successor.code, "other": dependency.predecessor.code},
    )
    return redirect("deliverables:dependency-create", reference=dependency.successor.reference)

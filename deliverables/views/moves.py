"""Pages that move a deliverable or a milestone: what it will do, the reason where one is asked, a POST."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from deliverables.forms import OverrideForm, add_errors
from deliverables.models import Deliverable, Milestone
from deliverables.services import clear_rag_override, override_rag
from deliverables.views.acts import DELIVERABLE_ACTS, MILESTONE_ACTS, Act
from deliverables.views.approvals import back_to
from naio_portal.access import require, visible_or_404
from naio_portal.errors import DomainError, IllegalMove, NotAllowed


def deliverable_move(request: HttpRequest, reference: UUID, move: str) -> HttpResponse:
    """One move of a deliverable; `move`: a name in DELIVERABLE_ACTS."""
    deliverable = visible_or_404(
        Deliverable.objects.select_related("group", "owner"), request.user, reference=reference
    )
    act = act_of(DELIVERABLE_ACTS, move)
    require(request.user, act.permission, deliverable)
    return act_page(request, act, deliverable, deliverable, {"deliverable": deliverable})


def milestone_move(request: HttpRequest, reference: UUID, number: int, move: str) -> HttpResponse:
    """One move of a milestone; `move`: a name in MILESTONE_ACTS."""
    milestone = visible_or_404(
        Milestone.objects.select_related("deliverable__group", "deliverable__owner"),
        request.user,
        deliverable__reference=reference,
        number=number,
    )
    act = act_of(MILESTONE_ACTS, move)
    require(request.user, act.permission, milestone)
    return act_page(request, act, milestone, milestone.deliverable, {"milestone": milestone})


def act_of(acts, name: str) -> Act:
    if name not in acts:
        raise Http404
    return acts[name]


def act_page(
    request: HttpRequest, act: Act, thing, deliverable: Deliverable, arguments: dict
) -> HttpResponse:
    """Show what the act does and ask; on POST do it and go back to the page of the thing."""
    if thing.state not in act.states:
        messages.warning(
            request,
            _("“%(act)s” is not possible now: the state is “%(state)s”.")
            % {"act": act.label, "state": thing.get_state_display()},
        )
        return redirect(deliverable)
    form = act.make_form(request.POST if request.method == "POST" else None, thing)
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            act.service(**arguments, **(form.cleaned_data if form else {}), by=request.user)
        except NotAllowed:
            raise
        except ValidationError as error:
            add_errors(form, error)
        except DomainError as error:
            if form is None or isinstance(error, IllegalMove):
                messages.error(request, str(error))
                return redirect(deliverable)
            form.add_error(None, str(error))  # what was ticked or written stays
        else:
            messages.success(request, act.done)
            return redirect(back_to(request, thing))
    return render(
        request,
        "deliverables/act.html",
        {"act": act, "form": form, "thing": thing, "deliverable": deliverable},
        status=422 if form and form.errors else 200,
    )


def rag_override(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show another colour than the computed one."""
    rows = Deliverable.objects.with_rag().select_related("group", "owner")
    deliverable = visible_or_404(rows, request.user, reference=reference)
    require(request.user, "deliverables.override_rag", deliverable)
    form = OverrideForm(request.POST or None, initial={"colour": deliverable.rag})
    if request.method == "POST" and form.is_valid():
        try:
            override_rag(deliverable=deliverable, **form.cleaned_data, by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The colour is set by override."))
        return redirect(deliverable)
    return render(
        request,
        "deliverables/rag_override.html",
        {"form": form, "deliverable": deliverable},
        status=422 if form.errors else 200,
    )


@require_POST
def rag_override_clear(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show the computed colour again."""
    deliverable = visible_or_404(Deliverable.objects, request.user, reference=reference)
    clear_rag_override(deliverable=deliverable, by=request.user)
    messages.success(request, _("The computed colour is shown again."))
    return redirect(deliverable)

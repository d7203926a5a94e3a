"""Change requests: asked for, shown on a page of their own with one button, decided with one click."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from deliverables.forms import (
    DeliverableChangeForm,
    MilestoneChangeForm,
    ObjectiveChangeForm,
    ReasonForm,
    add_errors,
)
from deliverables.models import ChangeRequest, Deliverable, Milestone
from deliverables.services import approve_change, decline_change, request_change, withdraw_change
from deliverables.services.changes import check_approved, permission_to_ask
from deliverables.views.approvals import back_to
from groups.models import Objective
from naio_portal.access import may, require, visible_or_404
from naio_portal.errors import DomainError, NotAllowed

WITH_THING = (
    "group",
    "objective__group",
    "deliverable__group",
    "deliverable__owner",
    "milestone__deliverable__group",
    "milestone__deliverable__owner",
    "requested_by__member",
    "decided_by__member",
    "on_behalf_of",
)


def change_of(request: HttpRequest, reference: UUID) -> ChangeRequest:
    """The request, when what it is about is visible to the person; else 404."""
    rows = ChangeRequest.objects.select_related(*WITH_THING)
    return visible_or_404(rows, request.user, reference=reference)


def change_detail(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Old, new and why, with one button for who decides: where the link of a mail leads. Changes nothing."""
    change = change_of(request, reference)
    return render(
        request,
        "deliverables/change_detail.html",
        {
            "change": change,
            "decides": change.is_pending and may(request.user, "deliverables.decide_change", change),
            "takes_back": change.is_pending and may(request.user, "deliverables.withdraw_change", change),
        },
    )


def milestone_change_create(request: HttpRequest, reference: UUID, number: int) -> HttpResponse:
    """Ask for another title or due date of a milestone."""
    milestone = visible_or_404(
        Milestone.objects.select_related("deliverable__group", "deliverable__owner"),
        request.user,
        deliverable__reference=reference,
        number=number,
    )
    return change_page(request, milestone, MilestoneChangeForm, milestone.deliverable.group)


def deliverable_change_create(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Ask for another title, objective, due date or other acceptance criteria of a deliverable."""
    deliverable = visible_or_404(
        Deliverable.objects.select_related("group", "owner", "objective"), request.user, reference=reference
    )
    return change_page(request, deliverable, DeliverableChangeForm, deliverable.group)


def objective_change_create(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask for another wording of an objective that a plan approved."""
    objective = visible_or_404(
        Objective.objects.select_related("group"), request.user, group__slug=slug, number=number
    )
    return change_page(request, objective, ObjectiveChangeForm, objective.group)


def change_page(request: HttpRequest, thing, form_class, group) -> HttpResponse:
    """What is approved now, what is asked for, and why; on POST it is asked."""
    require(request.user, permission_to_ask(thing), thing)
    page = group if isinstance(thing, Objective) else thing
    try:
        check_approved(thing)
    except DomainError as error:
        messages.warning(request, str(error))
        return redirect(page)
    form = form_class(request.POST or None, thing=thing)
    if request.method == "POST" and form.is_valid():
        try:
            request_change(thing=thing, **form.wanted(), by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        except NotAllowed:
            raise
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The change is asked for. It counts once it is approved."))
            return redirect(page)
    return render(
        request,
        "deliverables/change_form.html",
        {"form": form, "thing": thing, "group": group, "back": page.get_absolute_url()},
        status=422 if form.errors else 200,
    )


@require_POST
def change_approve(request: HttpRequest, reference: UUID) -> HttpResponse:
    """One click: the new values count."""
    change = change_of(request, reference)
    require(request.user, "deliverables.decide_change", change)
    try:
        approve_change(change=change, by=request.user)
    except NotAllowed:
        raise
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(change)
    except DomainError as error:
        messages.info(request, already(change) or str(error))
        return redirect(change)
    messages.success(
        request, _("Approved: “%(title)s”: %(change)s.") % {"title": change.title, "change": change}
    )
    return redirect(back_to(request, change))


def change_decline(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Things stay as they are; the reason is kept."""
    change = change_of(request, reference)
    require(request.user, "deliverables.decide_change", change)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decline_change(change=change, **form.cleaned_data, by=request.user)
        except NotAllowed:
            raise
        except DomainError as error:
            messages.info(request, already(change) or str(error))
        else:
            messages.success(request, _("Declined: it stays as it is."))
        return redirect(back_to(request, change))
    return render(
        request,
        "deliverables/change_decline.html",
        {"form": form, "change": change, "next": back_to(request, change)},
        status=422 if form.errors else 200,
    )


@require_POST
def change_withdraw(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Who asked takes the request back."""
    change = change_of(request, reference)
    require(request.user, "deliverables.withdraw_change", change)
    try:
        withdraw_change(change=change, by=request.user)
    except NotAllowed:
        raise
    except DomainError as error:
        messages.info(request, already(change) or str(error))
    else:
        messages.success(request, _("The request is withdrawn."))
    return redirect(back_to(request, change))


def already(change: ChangeRequest) -> str:
    """Somebody was quicker: say what came of it; "" while it still waits."""
    change.refresh_from_db(fields=["state", "decided_by"])
    if change.is_pending:
        return ""
    return _("This request was dealt with already: %(state)s.") % {"state": change.get_state_display()}

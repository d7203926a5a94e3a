"""What waits for a chair or the secretariat, and requests for another due date."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from deliverables.forms import DateChangeForm, ReasonForm, add_errors
from deliverables.models import DueDateChange, Milestone
from deliverables.selectors import approvals_for
from deliverables.services import (
    approve_date_change,
    decline_date_change,
    request_date_change,
    withdraw_date_change,
)
from naio_portal.access import require, visible_or_404
from naio_portal.dates import format_date
from naio_portal.errors import DomainError, NotAllowed


def approvals(request: HttpRequest) -> HttpResponse:
    """Everything this person may decide now, one click each."""
    require(request.user, "deliverables.view_approvals")
    return render(request, "deliverables/approvals.html", {"approvals": approvals_for(request.user)})


def back_to(request: HttpRequest, thing) -> str:
    """The page of this site that the form names in `next`, else the thing's own."""
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return thing.get_absolute_url()


def change_of(request: HttpRequest, reference: UUID) -> DueDateChange:
    """The request, when its deliverable is visible to the person; else 404."""
    rows = DueDateChange.objects.select_related(
        "milestone__deliverable__group",
        "milestone__deliverable__owner",
        "requested_by__member",
        "on_behalf_of",
    )
    return visible_or_404(rows, request.user, reference=reference)


def date_change_create(request: HttpRequest, reference: UUID, number: int) -> HttpResponse:
    """Ask for another due date of a milestone."""
    milestone = visible_or_404(
        Milestone.objects.select_related("deliverable__group", "deliverable__owner"),
        request.user,
        deliverable__reference=reference,
        number=number,
    )
    require(request.user, "deliverables.request_date_change", milestone)
    form = DateChangeForm(
        request.POST or None, initial={"new_due_on": milestone.forecast_on or milestone.due_on}
    )
    if request.method == "POST" and form.is_valid():
        try:
            request_date_change(milestone=milestone, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        except NotAllowed:
            raise
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(milestone)
        else:
            messages.success(request, _("The new date is asked for. It counts once it is approved."))
            return redirect(milestone)
    return render(
        request,
        "deliverables/date_change_form.html",
        {"form": form, "milestone": milestone, "deliverable": milestone.deliverable},
        status=422 if form.errors else 200,
    )


@require_POST
def date_change_approve(request: HttpRequest, reference: UUID) -> HttpResponse:
    """One click: the milestone has its new due date."""
    change = change_of(request, reference)
    require(request.user, "deliverables.decide_date_change", change)
    try:
        approve_date_change(change=change, by=request.user)
    except NotAllowed:
        raise
    except DomainError:
        messages.info(request, already(change))
    else:
        messages.success(
            request,
            _("Approved: “%(title)s” is now due %(day)s.")
            % {"title": change.milestone.title, "day": format_date(change.new_due_on)},
        )
    return redirect(back_to(request, change.milestone))


def date_change_decline(request: HttpRequest, reference: UUID) -> HttpResponse:
    """The due date stays; the reason is kept."""
    change = change_of(request, reference)
    require(request.user, "deliverables.decide_date_change", change)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decline_date_change(change=change, **form.cleaned_data, by=request.user)
        except NotAllowed:
            raise
        except DomainError:
            messages.info(request, already(change))
        else:
            messages.success(request, _("Declined: the due date stays."))
        return redirect(back_to(request, change.milestone))
    return render(
        request,
        "deliverables/date_change_decline.html",
        {
            "form": form,
            "change": change,
            "milestone": change.milestone,
            "next": back_to(request, change.milestone),
        },
        status=422 if form.errors else 200,
    )


@require_POST
def date_change_withdraw(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Who asked takes the request back."""
    change = change_of(request, reference)
    require(request.user, "deliverables.withdraw_date_change", change)
    try:
        withdraw_date_change(change=change, by=request.user)
    except DomainError:
        messages.info(request, already(change))
    else:
        messages.success(request, _("The request is withdrawn."))
    return redirect(back_to(request, change.milestone))


def already(change: DueDateChange) -> str:
    """Somebody was quicker: say what came of it."""
    change.refresh_from_db(fields=["state", "decided_by"])
    return _("This request was dealt with already: %(state)s.") % {"state": change.get_state_display()}

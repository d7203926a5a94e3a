"""The progress update: one screen, four inputs."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from deliverables.enums import MilestoneState
from deliverables.forms import ProgressUpdateForm, add_errors
from deliverables.models import Deliverable, Milestone
from deliverables.selectors import next_update_due
from deliverables.services import file_progress_update
from naio_portal.access import require, visible_or_404
from naio_portal.errors import DomainError
from naio_portal.numbers import MOST_SMALL, number_of

# Where a service's refusal belongs in this form.
NAMES = {"new_due_on": "forecast_on", "reason": "note"}


def progress_update_create(request: HttpRequest, reference: UUID) -> HttpResponse:
    """The form, opened at the milestone that `?milestone=` numbers; saved, on to what is next."""
    rows = Deliverable.objects.with_rag().select_related("group", "owner")
    deliverable = visible_or_404(rows, request.user, reference=reference)
    require(request.user, "deliverables.file_update", deliverable)
    if not deliverable.is_running:
        messages.warning(
            request,
            _("No update is taken now: the deliverable's state is “%(state)s”.")
            % {"state": deliverable.get_state_display()},
        )
        return redirect(deliverable)
    milestone = milestone_of(request, deliverable)
    form = ProgressUpdateForm(
        request.POST or None,
        request.FILES or None,
        deliverable=deliverable,
        milestone=milestone,
        user=request.user,
    )
    asks_again = False
    if request.method == "POST" and form.is_valid():
        if form.needs_answer():
            asks_again = True
        elif save(request, form, deliverable, milestone):
            return redirect(next_page(request, deliverable))
    return render(
        request,
        "deliverables/progress_update_form.html",
        {"form": form, "deliverable": deliverable, "milestone": milestone, "asks_again": asks_again},
        status=422 if form.errors else 200,
    )


def milestone_of(request: HttpRequest, deliverable: Deliverable) -> Milestone | None:
    """The active milestone of `?milestone=`; None, with a word on a GET, when it is none any more."""
    number = number_of(request.GET.get("milestone", ""), MOST_SMALL)
    if number is None:
        return None
    milestone = deliverable.milestones.filter(number=number).first()
    if milestone is not None and milestone.state == MilestoneState.ACTIVE:
        milestone.deliverable = deliverable
        return milestone
    if milestone is not None and request.method == "GET":
        messages.info(
            request,
            _("Milestone %(number)d is not open any more (%(state)s): this updates the deliverable.")
            % {"number": milestone.number, "state": milestone.get_state_display()},
        )
    return None


def save(request: HttpRequest, form: ProgressUpdateForm, deliverable, milestone) -> bool:
    """Whether the update was kept; else the form says why."""
    try:
        file_progress_update(deliverable=deliverable, milestone=milestone, by=request.user, **form.values())
    except ValidationError as error:
        add_errors(form, error, names=NAMES)
    except DomainError as error:
        form.add_error(None, str(error))
    return not form.errors


def next_page(request: HttpRequest, deliverable: Deliverable) -> str:
    """What the person owes next, else their home; with a message that says so."""
    url = next_update_due(request.user, besides=deliverable)
    saved = _("Your update of %(code)s is saved.") % {"code": deliverable.code}
    if url:
        messages.success(request, saved + " " + _("This one is next."))
        return url
    messages.success(request, saved + " " + _("No other update is due from you."))
    return reverse("home:home")

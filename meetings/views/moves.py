"""A meeting's way through its states: each act is a POST from a page that says what it will do."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from meetings.forms import CancelForm
from meetings.models import Meeting
from meetings.selectors import people_of, recipients_of
from meetings.services.meetings import (
    cancel_meeting,
    close_meeting,
    hold_meeting,
    notify_meeting,
    start_meeting,
)
from meetings.services.notices import send_notice_now
from meetings.views.doors import meeting_or_404
from naio_portal.access import require
from naio_portal.refusals import telling_refusals


@dataclass(frozen=True)
class Move:
    """One act on a meeting, in words: what it is called, what it will do, what it did."""

    permission: str
    act: Callable[..., Meeting]
    title: str | Promise
    text: str | Promise
    done: str | Promise


MOVES = {
    "notify": Move(
        "meetings.notify_meeting",
        notify_meeting,
        gettext_lazy("Notify"),
        gettext_lazy(
            "Everyone signed in will see this meeting, and those concerned get a mail with a calendar entry."
        ),
        gettext_lazy("The meeting is notified. The mails are on their way."),
    ),
    "start": Move(
        "meetings.run_meeting",
        start_meeting,
        gettext_lazy("Start the meeting"),
        gettext_lazy("The meeting will be shown as in progress."),
        gettext_lazy("The meeting is in progress."),
    ),
    "hold": Move(
        "meetings.run_meeting",
        hold_meeting,
        gettext_lazy("End the meeting"),
        gettext_lazy("The meeting will be recorded as held: its details and agenda no longer change."),
        gettext_lazy("The meeting is recorded as held."),
    ),
    "close": Move(
        "meetings.run_meeting",
        close_meeting,
        gettext_lazy("Close the meeting"),
        gettext_lazy("Nothing is left to do about this meeting. A closed meeting is not opened again."),
        gettext_lazy("The meeting is closed."),
    ),
}


def meeting_move(request: HttpRequest, reference: UUID, move: str) -> HttpResponse:
    """Say what the move will do; on POST do it."""
    meeting = meeting_or_404(request, reference)
    chosen = MOVES[move]
    require(request.user, chosen.permission, meeting)
    if request.method == "POST":
        with telling_refusals(request):
            chosen.act(meeting=meeting, by=request.user)
            messages.success(request, chosen.done)
        return redirect(meeting)
    context = {"meeting": meeting, "move": chosen}
    if move == "notify":
        context["concerned"] = people_of(meeting.group_ids).count()
        context["reached"] = recipients_of(meeting.group_ids).count()
    return render(request, "meetings/meeting_move.html", context)


def meeting_cancel(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Call the meeting off, with a reason."""
    meeting = meeting_or_404(request, reference)
    require(request.user, "meetings.cancel_meeting", meeting)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with telling_refusals(request):
                cancel_meeting(meeting=meeting, reason=form.cleaned_data["reason"], by=request.user)
                messages.success(request, _("The meeting is cancelled."))
        except ValidationError as error:
            form.add_error("reason", error.message_dict["reason"])
        else:
            is_hidden = not Meeting.objects.visible_to(request.user).filter(pk=meeting.pk).exists()
            return redirect("meetings:meeting-list") if is_hidden else redirect(meeting)
    return render(request, "meetings/meeting_cancel.html", {"meeting": meeting, "form": form})


@require_POST
def meeting_send_now(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Mail the held change without waiting for further edits."""
    meeting = meeting_or_404(request, reference)
    require(request.user, "meetings.send_notice", meeting)
    with telling_refusals(request):
        send_notice_now(meeting=meeting, by=request.user)
        messages.success(request, _("The change is on its way to those concerned."))
    return redirect(meeting)

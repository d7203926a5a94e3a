"""The page of a liaison request with its talk and the versions that go with it; its history."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from deliverables.models import RequestAttachment
from deliverables.selectors import attachments_of
from groups import services
from groups.enums import LiaisonState
from groups.forms.liaison import MessageForm
from groups.models import LiaisonMessage, LiaisonRequest
from groups.selectors import links_of, talk_of
from groups.serving import is_insider
from groups.views.request_moves import acts_for, seen
from naio_portal.access import may, require
from naio_portal.history import Trail, history_page
from naio_portal.refusals import telling_refusals


def request_detail(request: HttpRequest, reference: UUID) -> HttpResponse:
    found = seen(request, reference)
    return detail_page(request, found, MessageForm() if takes_messages(request.user, found) else None)


def takes_messages(user, found: LiaisonRequest) -> bool:
    is_open = found.state not in (LiaisonState.DRAFT, LiaisonState.CLOSED)
    return is_open and may(user, "groups.discuss_request", found)


def detail_page(request: HttpRequest, found: LiaisonRequest, form: MessageForm | None) -> HttpResponse:
    user = request.user
    runs_links = found.is_to_team and may(user, "groups.renew_link", found)
    is_draft = found.state == LiaisonState.DRAFT
    return render(
        request,
        "home/request_detail.html",
        {
            "found": found,
            "attachments": attachments_of(found, user),
            "attaches": is_draft and may(user, "deliverables.attach_version", found),
            "talk": talk_of(found),
            "acts": acts_for(user, found),
            "form": form,
            "links": links_of(found) if runs_links else [],
            "edits": is_draft and may(user, "groups.edit_request", found),
            "sees_team": found.is_to_team and is_insider(user),
        },
        status=422 if form and form.errors else 200,
    )


@require_POST
def message_create(request: HttpRequest, reference: UUID) -> HttpResponse:
    """One more line of the talk."""
    found = seen(request, reference)
    require(request.user, "groups.discuss_request", found)
    form = MessageForm(request.POST)
    if form.is_valid():
        with telling_refusals(request):
            services.add_message(request=found, by=request.user, **form.cleaned_data)
            messages.success(request, _("Your message is sent to the other side."))
        return redirect(found)
    return detail_page(request, found, form)


def request_history(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Who changed what: of the request, its messages and the versions that go with it."""
    found = seen(request, reference)
    return history_page(
        request,
        "home/request_history.html",
        trails=[found, Trail(LiaisonMessage, request=found), Trail(RequestAttachment, request=found)],
        heading=str(found),
        found=found,
    )

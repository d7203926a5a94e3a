"""The pages of an officer who has only an address: read the request and what goes with it, write, answer. A
GET changes nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from deliverables.models import Version
from deliverables.selectors import attachments_by_link
from deliverables.texts import paragraphs_of
from deliverables.views.files import download
from groups import services
from groups.forms.fields import show_refusal
from groups.forms.liaison import AnswerForm, MessageForm
from groups.models import LiaisonRequest, SectorOfficer
from groups.selectors import talk_of
from groups.services.request_links import PURPOSE, officer_behind
from naio_portal.errors import DomainError
from naio_portal.notices.models import ActionLink
from naio_portal.notices.services import find_link


@dataclass(frozen=True)
class Opened:
    """What the link of an address opens: the request, and the officer who holds the link."""

    token: str
    link: ActionLink
    found: LiaisonRequest
    officer: SectorOfficer


def by_link(*, also_used: bool) -> Callable:
    """A view of (request, opened, …). Where its link opens nothing any more the answer says why (410).
    `also_used`: the page goes on showing what was done until the link expires."""

    def decorate(view: Callable) -> Callable:
        @never_cache
        @wraps(view)
        def page(request: HttpRequest, token: str, **arguments: object) -> HttpResponse:
            try:
                link = find_link(purpose=PURPOSE, token=token, also_used=also_used)
                found, officer = officer_behind(link)
            except DomainError as error:
                return render(request, "notices/link_ended.html", {"reason": str(error)}, status=410)
            return view(request, Opened(token, link, found, officer), **arguments)

        return page

    return decorate


@require_http_methods(["GET", "HEAD", "POST"])
@by_link(also_used=True)
def request_by_link(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The request behind a link. A POST names its act: acknowledge, message or answer."""
    link, found = opened.link, opened.found
    act = request.POST.get("act", "")
    answer = AnswerForm(request.POST if act == "answer" else None, prefix="answer")
    message = MessageForm(request.POST if act == "message" else None, prefix="message")
    form = {"answer": answer, "message": message}.get(act)
    if request.method == "POST" and link.is_open and (act == "acknowledge" or (form and form.is_valid())):
        try:
            done = perform(act, link, form)
        except ValidationError as error:
            show_refusal(form, error)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(request.path)
        else:
            messages.success(request, done)
            return redirect(request.path)
    return render(
        request,
        "home/request_by_link.html",
        {
            "found": found,
            "officer": opened.officer,
            "link": link,
            "token": opened.token,
            "attachments": attachments_by_link(found, opened.officer),
            "talk": talk_of(found),
            "answer": answer,
            "message": message,
            "form": form,
            "is_open": link.is_open and found.is_awaited,
        },
        status=422 if form and form.errors else 200,
    )


def perform(act: str, link, form) -> str:
    """Do it, and say so."""
    if act == "answer":
        services.answer_by_link(link=link, **form.cleaned_data)
        return _("Thank you: your answer is sent.")
    if act == "message":
        services.add_message_by_link(link=link, **form.cleaned_data)
        return _("Your message is sent to the other side.")
    services.acknowledge_by_link(link=link)
    return _("Thank you: the asking group knows that you have the request.")


@require_safe
@by_link(also_used=False)
def attachment_by_link(request: HttpRequest, opened: Opened, version: UUID) -> HttpResponse:
    """A version that goes with the request: its text in numbered paragraphs, its file."""
    kept = attached(opened, version)
    context = {
        "found": opened.found,
        "token": opened.token,
        "version": kept,
        "paragraphs": paragraphs_of(kept.text),
    }
    return render(request, "home/attachment_by_link.html", context)


@require_safe
@by_link(also_used=False)
def attachment_file_by_link(request: HttpRequest, opened: Opened, version: UUID) -> HttpResponse:
    """Its file, once it was found clean."""
    kept = attached(opened, version)
    if not kept.has_clean_file:
        raise Http404
    return download(kept.file, kept.file_name)


def attached(opened: Opened, reference: UUID) -> Version:
    """The version of that reference, where the request hands it to the officer. Raises Http404."""
    for attachment in attachments_by_link(opened.found, opened.officer).shown:
        if attachment.version.reference == reference:
            return attachment.version
    raise Http404

"""The page of an officer who has only an address: read the request, write, answer. A GET changes nothing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from groups import services
from groups.forms.fields import show_refusal
from groups.forms.liaison import AnswerForm, MessageForm
from groups.selectors import talk_of
from groups.services.request_links import PURPOSE, officer_behind
from naio_portal.errors import DomainError
from naio_portal.notices.services import find_link


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def request_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The request behind a link. A POST names its act: acknowledge, message or answer."""
    try:
        link = find_link(purpose=PURPOSE, token=token, also_used=True)
        found, officer = officer_behind(link)
    except DomainError as error:
        return render(request, "notices/link_ended.html", {"reason": str(error)}, status=410)
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
        "groups/request_by_link.html",
        {
            "found": found,
            "officer": officer,
            "link": link,
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

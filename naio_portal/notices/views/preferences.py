"""How a person gets mail: signed in, or by the signed link of a mail to them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from naio_portal.notices.enums import DigestRhythm
from naio_portal.notices.forms import PreferenceForm
from naio_portal.notices.links import preference_of, recipient_by_token
from naio_portal.notices.recipients import Recipient, recipient_of
from naio_portal.notices.services.preferences import end_links, set_digest


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """The signed-in person's preferences."""
    recipient = recipient_of(user=request.user)
    if request.method == "POST" and "end_links" in request.POST:
        end_links(recipient=recipient)
        messages.success(request, _("Links in earlier mails no longer open your preferences."))
        return redirect("notices:preferences")
    return _answer(request, recipient, is_by_link=False)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preferences_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The preferences of the person the link was mailed to. A GET shows, a POST acts.

    No session is read or made, so the CSRF token has nothing to protect: the signed link is the authority,
    and a mail program's one-click POST (RFC 8058) carries no token of ours.
    """
    recipient = recipient_by_token(token)
    if recipient is None:
        raise Http404
    if request.POST.get("List-Unsubscribe") == "One-Click":
        set_digest(recipient=recipient, digest=DigestRhythm.NEVER)
        return render(request, "notices/preference_ended.html", {"recipient": recipient})
    return _answer(request, recipient, is_by_link=True)


def _answer(request: HttpRequest, recipient: Recipient, *, is_by_link: bool) -> HttpResponse:
    preference = preference_of(recipient)
    form = PreferenceForm(request.POST or None, initial={"digest": preference.digest})
    if request.method == "POST" and form.is_valid():
        set_digest(recipient=recipient, digest=form.cleaned_data["digest"])
        messages.success(request, _("Saved."))
        return redirect(request.path)
    return render(
        request,
        "notices/preference_form.html",
        {"form": form, "recipient": recipient, "is_by_link": is_by_link},
        status=422 if form.errors else 200,
    )

"""The pages of an addressee's contact: read the recommendation and answer it; report how far it is. A GET
changes nothing."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from deliverables import services
from deliverables.enums import REPORT_LINK, RESPONSE_LINK, RecommendationState
from deliverables.forms import AnswerForm, ReportForm, add_errors
from deliverables.selectors import letters_of
from deliverables.services.response_links import recommendation_behind
from naio_portal.errors import DomainError
from naio_portal.notices.models import ActionLink
from naio_portal.notices.services import find_link


def by_link(purpose: str) -> Callable:
    """A view of (request, link, recommendation, token): what a link of that purpose opens, or why it opens
    nothing any more (410)."""

    def decorate(view: Callable) -> Callable:
        @never_cache
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def opened(request: HttpRequest, token: str) -> HttpResponse:
            try:
                link = find_link(purpose=purpose, token=token, also_used=True)
                recommendation = recommendation_behind(link)
            except DomainError as error:
                return render(request, "notices/link_ended.html", {"reason": str(error)}, status=410)
            return view(request, link, recommendation, token)

        return opened

    return decorate


def attempt(request: HttpRequest, form, service, link: ActionLink, thanks: str) -> HttpResponse | None:
    """Do what the form says, thank, and come back; None where the service refused beside a field."""
    try:
        service(link=link, **form.cleaned_data)
    except ValidationError as error:
        add_errors(form, error)
        return None
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, thanks)
    return redirect(request.path)


@by_link(RESPONSE_LINK)
def response_by_link(request: HttpRequest, link: ActionLink, recommendation, token: str) -> HttpResponse:
    """The recommendation behind a link, and its answer."""
    is_open = link.is_open and recommendation.state == RecommendationState.SUBMITTED
    form = AnswerForm(request.POST or None, initial={"signed_by": link.contact.name})
    if request.method == "POST" and is_open and form.is_valid():
        done = attempt(request, form, services.respond_by_link, link, _("Thank you: your answer is kept."))
        if done:
            return done
    return render(
        request,
        "deliverables/response_by_link.html",
        {
            "recommendation": recommendation,
            "fed": recommendation.places.select_related("instrument"),
            "responses": recommendation.responses.all(),
            "letters": letters_of(recommendation),
            "token": token,
            "link": link,
            "form": form,
            "is_open": is_open,
        },
        status=422 if is_open and form.errors else 200,
    )


@by_link(REPORT_LINK)
def report_by_link(request: HttpRequest, link: ActionLink, recommendation, token: str) -> HttpResponse:
    """How far it is, by percent and evidence; the reports so far."""
    is_open = link.is_open and recommendation.state == RecommendationState.RESPONDED
    form = ReportForm(request.POST or None, initial={"percent": recommendation.percent})
    if request.method == "POST" and is_open and form.is_valid():
        done = attempt(request, form, services.report_by_link, link, _("Thank you: your report is kept."))
        if done:
            return done
    return render(
        request,
        "deliverables/report_by_link.html",
        {
            "recommendation": recommendation,
            "reports": recommendation.reports.all(),
            "link": link,
            "form": form,
            "is_open": is_open,
        },
        status=422 if is_open and form.errors else 200,
    )

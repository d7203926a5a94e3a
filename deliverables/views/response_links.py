"""The page of an addressee's contact: read the recommendation, answer it. A GET changes nothing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from deliverables.enums import RESPONSE_LINK, RecommendationState
from deliverables.forms import AnswerForm, add_errors
from deliverables.selectors import letters_of
from deliverables.services import respond_by_link
from deliverables.services.response_links import recommendation_behind
from naio_portal.errors import DomainError
from naio_portal.notices.services import find_link


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def response_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The recommendation behind a link, and its answer."""
    try:
        link = find_link(purpose=RESPONSE_LINK, token=token, also_used=True)
        recommendation = recommendation_behind(link)
    except DomainError as error:
        return render(request, "notices/link_ended.html", {"reason": str(error)}, status=410)
    is_open = link.is_open and recommendation.state == RecommendationState.SUBMITTED
    form = AnswerForm(request.POST or None, initial={"signed_by": link.contact.name})
    if request.method == "POST" and is_open and form.is_valid():
        try:
            respond_by_link(link=link, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(request.path)
        else:
            messages.success(request, _("Thank you: your answer is kept."))
            return redirect(request.path)
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

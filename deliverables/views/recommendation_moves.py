"""The page that moves a recommendation: what it will do, what it asks, a POST."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from deliverables.forms import ConsentForm, add_errors
from deliverables.models import Recommendation
from deliverables.views.acts import Act
from deliverables.views.moves import act_of
from deliverables.views.recommendation_acts import RECOMMENDATION_ACTS
from deliverables.views.recommendations import recommendation_or_404
from naio_portal.access import require
from naio_portal.errors import DomainError, NotAllowed


def recommendation_move(request: HttpRequest, reference: UUID, move: str) -> HttpResponse:
    """One move of a recommendation; `move`: a name in RECOMMENDATION_ACTS."""
    recommendation = recommendation_or_404(request, reference)
    act = act_of(RECOMMENDATION_ACTS, move)
    require(request.user, act.permission, recommendation)
    if recommendation.state not in act.states:
        messages.warning(
            request,
            _("“%(act)s” is not possible now: the state is “%(state)s”.")
            % {"act": act.label, "state": recommendation.get_state_display()},
        )
        return redirect(recommendation)
    form = form_of(act, request, recommendation)
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            act.service(recommendation=recommendation, **(form.cleaned_data if form else {}), by=request.user)
        except NotAllowed:
            raise
        except ValidationError as error:
            add_errors(form, error)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(recommendation)
        else:
            messages.success(request, act.done)
            return redirect(recommendation)
    return render(
        request,
        "deliverables/recommendation_move.html",
        {"act": act, "form": form, "recommendation": recommendation},
        status=422 if form and form.errors else 200,
    )


def form_of(act: Act, request: HttpRequest, recommendation: Recommendation):
    """What the act asks, if anything; a consent offers the group's meetings."""
    data = request.POST or None
    if act.form is ConsentForm:
        return ConsentForm(data, recommendation=recommendation, user=request.user)
    return act.form(data) if act.form else None

"""What a person can do to a liaison request, as buttons and pages: one table, one page.

The services decide; this says in which state an act is offered, by which rule, and in which words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from groups import services
from groups.enums import LiaisonState as L
from groups.forms.fields import show_refusal
from groups.forms.liaison import AnswerForm, AnsweringOwnerForm, AskingOwnerForm, LinkForm
from groups.models import LiaisonRequest
from naio_portal.access import may, require, visible_or_404
from naio_portal.errors import DomainError, NotAllowed


@dataclass(frozen=True)
class Act:
    """`permission`: name of the rule. `states`: where it is offered. `label`: the button. `effect`: what
    it does, shown before it is done. `done`: the message after. `form`: None where nothing is asked;
    `for_team`: offered for requests to a team only. `is_grave`: shown in red."""

    permission: str
    service: Callable
    states: tuple[str, ...]
    label: str | Promise
    effect: str | Promise
    done: str | Promise
    icon: str
    form: type[forms.Form] | None = None
    takes_request: bool = False
    for_team: bool = False
    is_grave: bool = False


ACTS: Mapping[str, Act] = {
    "send": Act(
        "groups.send_request",
        services.send_request,
        (L.DRAFT,),
        gettext_lazy("Send"),
        gettext_lazy(
            "The request gets its number and goes to the other side by mail. It cannot be changed then."
        ),
        gettext_lazy("The request is sent."),
        "send",
    ),
    "discard": Act(
        "groups.edit_request",
        services.discard_request,
        (L.DRAFT,),
        gettext_lazy("Throw the draft away"),
        gettext_lazy("The draft is gone; nobody outside the group has seen it. The audit keeps its words."),
        gettext_lazy("The draft is thrown away."),
        "trash",
        is_grave=True,
    ),
    "acknowledge": Act(
        "groups.acknowledge_request",
        services.acknowledge_request,
        (L.SENT,),
        gettext_lazy("Acknowledge"),
        gettext_lazy("The other side learns that the request has arrived and will be answered."),
        gettext_lazy("The request is acknowledged."),
        "check2",
    ),
    "answer": Act(
        "groups.answer_request",
        services.answer_request,
        (L.SENT, L.ACKNOWLEDGED),
        pgettext_lazy("button", "Answer"),
        gettext_lazy("The answer goes to the owner on the asking side by mail. It cannot be changed then."),
        gettext_lazy("The answer is sent."),
        "chat-left-text",
        form=AnswerForm,
    ),
    "close": Act(
        "groups.close_request",
        services.close_request,
        (L.ANSWERED,),
        gettext_lazy("Close"),
        gettext_lazy("The request is done. Both sides go on reading it; links in mails to it end."),
        gettext_lazy("The request is closed."),
        "check2",
    ),
    "owner": Act(
        "groups.assign_asking_owner",
        services.assign_asking_owner,
        (L.DRAFT, L.SENT, L.ACKNOWLEDGED, L.ANSWERED),
        gettext_lazy("Change the owner who asks"),
        gettext_lazy("The new owner is told by mail, and gets the answer."),
        gettext_lazy("The owner is changed."),
        "person",
        form=AskingOwnerForm,
        takes_request=True,
    ),
    "answerer": Act(
        "groups.assign_answering_owner",
        services.assign_answering_owner,
        (L.SENT, L.ACKNOWLEDGED),
        gettext_lazy("Say who answers"),
        gettext_lazy("That person is told by mail, and reminded of the deadline from today on."),
        gettext_lazy("It is set who answers."),
        "person-check",
        form=AnsweringOwnerForm,
        takes_request=True,
    ),
    "link": Act(
        "groups.renew_link",
        services.renew_link,
        (L.SENT, L.ACKNOWLEDGED),
        gettext_lazy("Mail a new link"),
        gettext_lazy("The officer gets a new link by mail; the one before opens nothing any more."),
        gettext_lazy("A new link is on its way."),
        "link-45deg",
        form=LinkForm,
        takes_request=True,
        for_team=True,
    ),
    "end-links": Act(
        "groups.renew_link",
        services.revoke_request_links,
        (L.SENT, L.ACKNOWLEDGED, L.ANSWERED),
        gettext_lazy("End the links"),
        gettext_lazy("No link in a mail opens this request any more. You can mail new ones."),
        gettext_lazy("The links are ended."),
        "x-circle",
        for_team=True,
        is_grave=True,
    ),
}


def acts_for(user, found: LiaisonRequest) -> dict[str, Act]:
    """What this person may do now."""
    return {
        name: act
        for name, act in ACTS.items()
        if found.state in act.states
        and (found.is_to_team or not act.for_team)
        and may(user, act.permission, found)
    }


def seen(request: HttpRequest, reference: UUID) -> LiaisonRequest:
    """The request with all that its page names. Raises Http404, SignInFirst."""
    rows = LiaisonRequest.objects.select_related(
        "from_group",
        "to_group",
        "to_team",
        "owner_from",
        "owner_to",
        "owner_officer__user__member",
        "owner_officer__contact",
        "answered_by__member",
        "answered_by_officer__user__member",
        "answered_by_officer__contact",
    )
    return visible_or_404(rows, request.user, reference=reference)


def request_move(request: HttpRequest, reference: UUID, move: str) -> HttpResponse:
    """Show what the act does and ask; on POST do it. `move`: a name in ACTS."""
    found = seen(request, reference)
    act = ACTS.get(move)
    if act is None or (act.for_team and not found.is_to_team):
        raise Http404
    require(request.user, act.permission, found)
    if found.state not in act.states:
        text = _("“%(act)s” is not possible now: the state is “%(state)s”.")
        messages.warning(request, text % {"act": act.label, "state": found.get_state_display()})
        return redirect(found)
    about = {"request": found} if act.takes_request else {}
    form = act.form(request.POST if request.method == "POST" else None, **about) if act.form else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            act.service(request=found, by=request.user, **(form.cleaned_data if form else {}))
        except NotAllowed:
            raise
        except ValidationError as error:
            if form is None:
                for text in error.messages:
                    messages.error(request, text)
                return redirect(found)
            show_refusal(form, error)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(found)
        else:
            messages.success(request, act.done)
            return redirect(reverse("requests:request-list") if move == "discard" else found)
    return render(
        request,
        "groups/request_move.html",
        {"act": act, "form": form, "found": found},
        status=422 if form and form.errors else 200,
    )

"""Invitations: the secretariat's list, and the page behind the link."""

import datetime as dt

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from members.filters import InvitationFilters
from members.forms.invitations import AcceptForm
from members.models import Member
from members.selectors import invitation_counts
from members.services.invitations import accept_invitation, invitation_by, invite_members
from members.sign_in import remember_invitation
from naio_portal.access import require
from naio_portal.dates import KUALA_LUMPUR
from naio_portal.errors import DomainError
from naio_portal.middleware import plain
from naio_portal.numbers import number_of
from naio_portal.pagination import paginate

# The largest key of a row.
MOST = 2**63 - 1
# Where a person goes on to, by the way of signing in they chose.
NEXT = {"password": "home:home", "passkey": "mfa_add_webauthn", "code": "home:home"}


def invitation_list(request: HttpRequest) -> HttpResponse:
    """Who may sign in, who was asked to, whose mail came back."""
    require(request.user, "members.invite_member")
    filters = InvitationFilters(request.GET)
    members = Member.objects.visible_to(request.user)
    page = paginate(request, filters.applied_to(members).with_service_today())
    for member in page.object_list:
        member.invited_on, member.reminded_on = kl_day(member.invited_at), kl_day(member.reminded_at)
    context = {"page": page, "filters": filters, "counts": invitation_counts(members)}
    return render(request, "members/invitation_list.html", context)


def kl_day(at: dt.datetime | None) -> dt.date | None:
    """The day in Kuala Lumpur."""
    return at.astimezone(KUALA_LUMPUR).date() if at else None


@require_POST
def invitation_send(request: HttpRequest) -> HttpResponse:
    """Invite and remind: the ticked people, or all that the filters show. First says what it will do."""
    require(request.user, "members.invite_member")
    ids = chosen_members(request)
    query = request.POST.get("query", "")
    back = reverse("members:invitation-list") + (f"?{query}" if query else "")
    if not ids:
        messages.warning(request, _("Nobody was chosen. Tick some people first."))
        return redirect(back)
    is_confirmed = "confirmed" in request.POST
    done = invite_members(members=ids, by=request.user, dry_run=not is_confirmed)
    if not is_confirmed:
        context = {"plan": done, "ids": ids, "is_all": "all" in request.POST, "query": query, "back": back}
        return render(request, "members/invitation_confirm.html", context)
    text = ngettext("%(count)d mail was queued.", "%(count)d mails were queued.", done.mails)
    messages.success(request, text % {"count": done.mails})
    return redirect(back)


def chosen_members(request: HttpRequest) -> list[int]:
    """Keys of the members meant: those ticked, or all behind the filters."""
    rows = Member.objects.visible_to(request.user)
    if "all" in request.POST:
        filters = InvitationFilters(plain(QueryDict(request.POST.get("query", ""))))
        return list(filters.applied_to(rows).values_list("pk", flat=True))
    ticked = [number_of(key, MOST) for key in request.POST.getlist("member")]
    return list(rows.filter(pk__in=filter(None, ticked)).values_list("pk", flat=True))


@never_cache
@sensitive_post_parameters()
def invitation_accept(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """The page of the link: choose how to sign in. Opening it changes nothing; the button does."""
    try:
        invitation = invitation_by(pk=pk, token=token)
    except DomainError as error:
        return render(request, "notices/link_ended.html", {"reason": str(error)}, status=410)
    form = AcceptForm(request.POST or None, user=invitation.user)
    if request.method == "POST" and request.POST.get("way") == "service" and settings.OIDC_ID:
        remember_invitation(request, invitation.user)
        return redirect("openid_connect_login", provider_id=settings.OIDC_ID)
    if request.method == "POST" and form.is_valid():
        try:
            user = accept_invitation(pk=pk, token=token, password=form.cleaned_data["password1"])
        except (DomainError, ValidationError) as error:
            form.add_error(None, error if isinstance(error, ValidationError) else str(error))
        else:
            get_adapter(request).login(request, user)
            record_authentication(request, user, "code", email=user.email)
            messages.success(request, _("Welcome. Your sign-in is ready."))
            return redirect(NEXT[form.cleaned_data["way"]])
    context = {"form": form, "invited": invitation.user, "until": invitation.expires_at}
    return render(request, "members/invitation_accept.html", context)

"""Another address for a member: entered by the secretariat, proven from the new mailbox."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from members.forms.profiles import AddressForm
from members.models import Member
from members.services.addresses import ask_for_address, asked_address, confirm_address
from naio_portal.access import require, visible_or_404
from naio_portal.errors import DomainError


def address_edit(request: HttpRequest, reference) -> HttpResponse:
    """Enter another address. People change their own on the page of their sign-in, by a code."""
    member = visible_or_404(Member.objects.select_related("user"), request.user, reference=reference)
    require(request.user, "members.change_address", member)
    if member.user_id == request.user.pk:
        return redirect("account_email")
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            stands = ask_for_address(member=member, address=form.cleaned_data["email"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request,
                _("The address was changed.")
                if stands
                else _("A link went to the new address. It changes when the link is opened there."),
            )
            return redirect(member)
    return render(request, "members/address_edit.html", {"form": form, "member": member})


@never_cache
def address_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever reads the new mailbox says yes: the page asks, the button acts."""
    try:
        user, address = asked_address(token)
        if request.method == "POST":
            confirm_address(token=token)
            messages.success(request, _("The address was changed. Sign in with it from now on."))
            return redirect("home:front")
    except (DomainError, ValidationError) as error:
        reason = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        return render(request, "notices/link_ended.html", {"reason": reason}, status=410)
    context = {"address": address, "old_address": masked(user.email)}
    return render(request, "members/address_confirm.html", context)


def masked(address: str) -> str:
    """`a…@example.org`: enough to know one's own address by."""
    local, domain = address.split("@")
    return f"{local[:1]}…@{domain}"

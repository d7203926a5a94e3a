"""The gate in front of staff: no page without a second factor, whichever door they came through."""

from allauth.account.adapter import get_adapter
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from members.sign_in import has_second_factor, is_session_too_old, needs_second_factor, used_second_factor

# What somebody without a second factor may still open: setting one up, proving who they are, leaving.
OPEN_BEFORE = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "account_set_password",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "home:language",
        "home:theme",
        "livez",
        "readyz",
    }
)


class StaffGateMiddleware:
    """Sends staff without a second factor to set one up, and ends their sessions after a working day."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        """Before any view, the admin's included. None lets the request through."""
        user = request.user
        if not user.is_authenticated or not user.has_staff_role:
            return None
        if request.resolver_match.view_name in OPEN_BEFORE:
            return None
        if is_session_too_old(request):
            get_adapter(request).logout(request)
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        return ask_for_second_factor(request) if needs_second_factor(user) else None


def ask_for_second_factor(request: HttpRequest) -> HttpResponse | None:
    """To set one up, where there is none; to prove it, where this session has not. None when it has."""
    if not has_second_factor(request.user):
        return redirect("mfa_index")
    if not used_second_factor(request):
        return redirect_to_login(request.get_full_path(), reverse("mfa_reauthenticate"))
    return None

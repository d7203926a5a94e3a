"""How allauth serves this portal: closed to sign-up, our mail, our sessions, our second factor."""

import base64
import smtplib

import segno
import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base import AuthProcess
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import User
from members.services import change_address
from members.sign_in import begin_session, invited_user, needs_second_factor
from naio_portal.dates import format_instant

log = structlog.get_logger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail address; accounts come from invitations only."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy("This account is closed."),
        "email_password_mismatch": gettext_lazy("The address or the password is not right."),
        "incorrect_code": gettext_lazy("This code is not right, or it is no longer valid."),
        "incorrect_password": gettext_lazy("The password is not right."),
        "enter_current_password": gettext_lazy("Enter the password that you have now."),
        "email_taken": gettext_lazy("Somebody else has this e-mail address."),
        "duplicate_email": gettext_lazy("This is your address already."),
        "same_as_current": gettext_lazy("This is the same as now."),
        "too_many_login_attempts": gettext_lazy(
            "Too many tries. Wait five minutes, or sign in with a code by e-mail or a passkey."
        ),
        "rate_limited": gettext_lazy("Too many tries. Wait some minutes and try again."),
    }
    # Ways to prove who you are once more, by allauth's names.
    AGAIN = {
        "reauthenticate": gettext_lazy("Use the password"),
        "mfa_reauthenticate": gettext_lazy("Use the authenticator app or a recovery code"),
        "mfa_reauthenticate:webauthn": gettext_lazy("Use a passkey"),
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def login(self, request, user) -> None:
        """Sign in, by whichever way, for as long as the person's role allows."""
        super().login(request, user)
        begin_session(request)

    def get_reauthentication_methods(self, user) -> list[dict]:
        return [
            way | {"description": self.AGAIN[way["id"]]} for way in super().get_reauthentication_methods(user)
        ]

    # --- guessing of passwords: five tries per address and device, so that nobody shuts others out ---

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{ratelimit.get_ip(request)}"

    def pre_authenticate(self, request, **credentials) -> None:
        """Besides allauth's limits, a wide one per address against guessing from many devices.

        Whoever is shut out by it still signs in by a mailed code or a passkey.
        """
        super().pre_authenticate(request, **credentials)
        usage = ratelimit.consume(
            request,
            app="allauth.account",
            action="login_failed_anywhere",
            key=super()._get_login_attempts_cache_key(request, **credentials),
        )
        if not usage:
            raise self.validation_error("too_many_login_attempts")
        self._login_failed_rl_usage.usage.extend(usage.usage)

    # --- mail ----------------------------------------------------------------------------------

    def format_email_subject(self, subject: str) -> str:
        return str(subject)

    def render_mail(self, template_prefix, email, context, headers=None):
        return super().render_mail(
            template_prefix, email, context, {"Auto-Submitted": "auto-generated", **(headers or {})}
        )

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send at once (the person waits for it), in the recipient's language and zone.

        A mail server that is away is told to the person instead of breaking the page.
        """
        user = User.objects.filter(email=email).first()
        if user and user.is_demo and not settings.MAIL_SINK:
            log.warning("sign_in_mail_to_demo_account_not_sent", kind=template_prefix)
            return
        language = user.language if user else translation.get_language()
        with translation.override(language):
            if "timestamp" in context:
                zone = user.time_zone if user else ""
                context["timestamp_text"] = format_instant(context["timestamp"], zone)
            try:
                super().send_mail(template_prefix, email, context)
            except (OSError, smtplib.SMTPException) as error:
                log.warning("sign_in_mail_failed", kind=template_prefix, error=type(error).__name__)
                problem = True
            else:
                problem = False
        if problem:
            messages.error(
                allauth_context.request,
                _("The mail could not be sent just now. Try again in some minutes, or sign in another way."),
            )

    def confirm_email(self, request, email_address) -> bool:
        """The person proved a new address: it changes everywhere, or nowhere."""
        try:
            with transaction.atomic():
                if not super().confirm_email(request, email_address):
                    return False
                change_address(
                    address=email_address.email,
                    user=email_address.user,
                    by=email_address.user,
                    is_verified=True,
                )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return False
        return True


class SecondFactorAdapter(DefaultMFAAdapter):
    """TOTP secrets are encrypted at rest; staff keep a second factor once they must have one."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": gettext_lazy("Confirm the address that you have now first."),
        "cannot_delete_authenticator": gettext_lazy(
            "Your role needs a second step: add another one before you take this one away."
        ),
        "cannot_generate_recovery_codes": gettext_lazy("Set up an authenticator app or a passkey first."),
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "unverified_email": gettext_lazy("Confirm your e-mail address first."),
    }

    def generate_authenticator_name(self, user, type) -> str:
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("Key %(number)d") % {"number": count + 1}

    def get_totp_issuer(self) -> str:
        return f"{settings.ORGANISATION['abbreviation']} Portal"

    def _get_site_name(self) -> str:
        return self.get_totp_issuer()

    def build_totp_svg(self, url: str) -> str:
        """The QR code as a bare `<svg>`, which stands in the page itself: the CSP refuses data: pictures."""
        return segno.make(url, error="m", micro=False).svg_inline(omitsize=True, border=2)

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last factor of somebody who must have one stays. Recovery codes are none by themselves."""
        if not needs_second_factor(authenticator.user):
            return True
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def _cipher() -> MultiFernet:
    """Encrypts with a key derived from SECRET_KEY; still reads what the fallback keys wrote."""
    keys = []
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        derive = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"naio second factor")
        keys.append(Fernet(base64.urlsafe_b64encode(derive.derive(secret.encode()))))
    return MultiFernet(keys)


class SignInServiceAdapter(DefaultSocialAccountAdapter):
    """OpenID Connect: an identity (issuer and `sub`) opens the account that it was bound to, no other.

    It is bound once, from the link of an invitation; an address alone never matches. No claim is kept.
    """

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "no_password": gettext_lazy("Choose a password first, so that you can still sign in."),
        "no_verified_email": gettext_lazy("Confirm your e-mail address first."),
        "disconnect_last": gettext_lazy("This is your only way to sign in."),
        "connected_other": gettext_lazy("This identity is bound to another account."),
        "invalid_token": AccountAdapter.error_messages["incorrect_code"],
    }

    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False

    def populate_user(self, request, sociallogin, data):
        """Before anything is looked up or stored: nothing of the service's claims stays but `sub`."""
        sociallogin.account.extra_data = {}
        sociallogin.email_addresses = []
        return sociallogin.user

    def pre_social_login(self, request, sociallogin) -> None:
        """Let a bound identity in; bind a new one to the account whose invitation was opened here."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise refusal(request)
        if sociallogin.is_existing:
            return
        user = invited_user(request)
        bound = SocialAccount.objects.filter(user=user, provider=sociallogin.account.provider)
        if user is None or bound.exists():
            raise refusal(request)
        sociallogin.connect(request, user)


def refusal(request) -> ImmediateHttpResponse:
    """This identity opens no account: the page that says how one is bound."""
    page = render(request, "socialaccount/authentication_error.html", status=403)
    return ImmediateHttpResponse(page)

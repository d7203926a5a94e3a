"""Sessions and the second factor: how long a sign-in lasts, and who must prove more than a password."""

import datetime as dt

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone

from members.models import User

SIGNED_IN_AT = "signed_in_at"
SECOND_FACTOR_ADDED = "second_factor_added"
INVITED_USER = "invited_user"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def session_age(user: User | AnonymousUser) -> dt.timedelta:
    """Staff roles sign in each working day, experts once a month."""
    seconds = settings.SESSION_AGE_STAFF if user.has_staff_role else settings.SESSION_AGE_EXPERT
    return dt.timedelta(seconds=seconds)


def begin_session(request: HttpRequest) -> None:
    """End this session at a fixed time after sign-in, however much it is used."""
    now = timezone.now()
    request.session[SIGNED_IN_AT] = now.isoformat()
    request.session.set_expiry(now + session_age(request.user))


def is_session_too_old(request: HttpRequest) -> bool:
    """Somebody who got a staff role since sign-in does not keep the long session of an expert."""
    signed_in_at = request.session.get(SIGNED_IN_AT)
    if signed_in_at is None:
        return False
    return timezone.now() >= dt.datetime.fromisoformat(signed_in_at) + session_age(request.user)


def needs_second_factor(user: User) -> bool:
    """Secretariat, leadership and administrators, unless the setting is off."""
    return settings.REQUIRE_STAFF_MFA and user.has_staff_role


def has_second_factor(user: User | AnonymousUser) -> bool:
    """Whether this person has set one up. No query for who sent the request (`members.backends`)."""
    if hasattr(user, "has_factor"):
        return user.has_factor
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def used_second_factor(request: HttpRequest) -> bool:
    """This very session proved a factor, at sign-in or later, or was where it was set up."""
    records = get_authentication_records(request, request.user)
    return request.session.get(SECOND_FACTOR_ADDED, False) or any(
        record.get("method") == "mfa" for record in records
    )


def remember_invitation(request: HttpRequest, user: User) -> None:
    """The link of this user's invitation was opened in this browser: a sign-in service may be bound."""
    request.session[INVITED_USER] = user.pk


def invited_user(request: HttpRequest) -> User | None:
    """The user whose invitation was opened in this browser, once."""
    return User.objects.filter(pk=request.session.pop(INVITED_USER, None), is_active=True).first()

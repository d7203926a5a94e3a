"""Accounts and portal roles: given, taken, closed and opened by administrators, and told to the person."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.enums import PortalRole
from members.models import Member, User
from members.services.addresses import clean_address, refuse_taken
from members.services.invitations import invite_user
from naio_portal.access import require
from naio_portal.errors import DomainError
from naio_portal.notices.services import queue_message

ACCOUNT_FIELDS = ("name", "language", "time_zone")


@transaction.atomic
def invite_staff(
    *, email: str, name: str, portal_role: str, language: str = "ms", time_zone: str = "", by: User
) -> User:
    """A new account with a portal role, invited by mail: nobody else sets its password.

    Experts are invited from their member profile. Raises NotAllowed, ValidationError by field.
    """
    require(by, "members.manage_accounts")
    address = clean_address(email)
    refuse_taken(address, member=None, user=None)
    if not portal_role:
        raise ValidationError({"portal_role": _("Choose a role. Experts are invited as members.")})
    if not name.strip():
        raise ValidationError({"name": _("Enter the name by which others know this person.")})
    user = User.objects.create_user(
        address,
        name=name.strip(),
        portal_role=portal_role,
        is_superuser=portal_role == PortalRole.ADMINISTRATOR,
        language=language,
        time_zone=time_zone,
    )
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    invite_user(user=user, by=by)
    return user


@transaction.atomic
def change_account(*, user: User, by: User, **changes) -> User:
    """Change ACCOUNT_FIELDS for somebody; language and zone of the member profile follow.

    Raises NotAllowed, ValidationError by field.
    """
    require(by, "members.manage_accounts")
    if unknown := set(changes) - set(ACCOUNT_FIELDS):
        raise TypeError(f"not part of an account: {', '.join(sorted(unknown))}")
    user = User.objects.select_for_update().get(pk=user.pk)
    for name, value in changes.items():
        setattr(user, name, value)
    user.full_clean(exclude=["password"])
    user.save(update_fields=list(changes))
    shared = {name: value for name, value in changes.items() if name != "name"}
    if shared:
        Member.objects.filter(user=user).update(**shared)
    return user


@transaction.atomic
def set_portal_role(*, user: User, portal_role: str, by: User) -> User:
    """Give a portal role, or take it (""). The person is told by mail; rights follow at once.

    Raises NotAllowed, DomainError when no administrator would remain, ValidationError for no role of ours.
    """
    require(by, "members.manage_accounts")
    user = _locked(user)
    if portal_role == user.portal_role:
        return user
    if user.portal_role == PortalRole.ADMINISTRATOR:
        _keep_one_administrator(without=user, by=by)
    was = user.portal_role
    user.portal_role = portal_role
    user.is_superuser = portal_role == PortalRole.ADMINISTRATOR
    user.full_clean(exclude=["password"])
    user.save(update_fields=["portal_role", "is_superuser"])
    queue_message(kind="members.role_changed", payload={"was": was, "is": portal_role}, user=user)
    return user


@transaction.atomic
def close_account(*, user: User, by: User) -> User:
    """Nobody signs in with it any more, and open sessions end now. What the person did stays.

    Appointments are another thing: they end in the group. Raises NotAllowed, DomainError when no
    administrator would remain.
    """
    require(by, "members.manage_accounts")
    user = _locked(user)
    if not user.is_active:
        return user
    if user.portal_role == PortalRole.ADMINISTRATOR:
        _keep_one_administrator(without=user, by=by)
    # While the account is open: a closed one is written to no more.
    queue_message(
        kind="members.account_closed",
        user=user,
        address=user.email,
        language=user.language,
    )
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    return user


@transaction.atomic
def reopen_account(*, user: User, by: User) -> User:
    """The person may sign in again, as before. Raises NotAllowed."""
    require(by, "members.manage_accounts")
    user = _locked(user)
    if user.is_active:
        return user
    user.is_active = True
    user.save(update_fields=["is_active"])
    queue_message(kind="members.account_reopened", user=user)
    return user


@transaction.atomic
def invite_again(*, user: User, by: User) -> None:
    """A new invitation for somebody who never signed in; its link alone counts.

    Raises NotAllowed, DomainError for a closed account or one that is in use.
    """
    require(by, "members.manage_accounts")
    if not user.is_active:
        raise DomainError(_("%(email)s is a closed account.") % {"email": user.email})
    if user.last_login is not None:
        raise DomainError(_("%(email)s has signed in already.") % {"email": user.email})
    invite_user(user=user, by=by)


@transaction.atomic
def remove_second_step(*, user: User, by: User) -> int:
    """For somebody who lost telephone, keys and recovery codes: how many were removed.

    Sessions end, the person is told, and whoever must have a second step sets up a new one at the next
    sign-in. Nobody removes their own this way. Raises NotAllowed, DomainError.
    """
    require(by, "members.manage_accounts")
    if user.pk == by.pk:
        raise DomainError(_("Another administrator removes your second step."))
    user = _locked(user)
    removed, _by_model = Authenticator.objects.filter(user=user).delete()
    if removed:
        user.second_step_removed_at = timezone.now()
        user.save(update_fields=["second_step_removed_at"])
        end_sessions(user)
        queue_message(kind="members.second_step_removed", user=user)
    return removed


def end_sessions(user: User) -> int:
    """Sign the person out everywhere; how many sessions there were."""
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)


def _locked(user: User) -> User:
    """The account, with those of all administrators: two of them cannot take each other's role at once."""
    rows = User.objects.select_for_update().order_by("pk")
    list(rows.filter(portal_role=PortalRole.ADMINISTRATOR).values_list("pk", flat=True))
    return rows.get(pk=user.pk)


def _keep_one_administrator(*, without: User, by: User) -> None:
    """Raise DomainError unless somebody else can still sign in as administrator."""
    others = User.objects.filter(portal_role=PortalRole.ADMINISTRATOR, is_active=True).exclude(pk=without.pk)
    if not others.filter(last_login__isnull=False).exists():
        raise DomainError(
            _("At least one administrator who has signed in must remain: give somebody else the role first.")
        )

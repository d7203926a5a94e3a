"""Invitations: the only way to a sign-in. Asked for in bulk, by mail, accepted once."""

import datetime as dt
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from members.enums import PortalRole
from members.models import Invitation, Member, User
from naio_portal.access import require
from naio_portal.errors import DomainError
from naio_portal.notices.recipients import recipient_of
from naio_portal.notices.services import queue_message, queue_messages

SALT = "members.invitation"
KIND = "members.invited"
REMINDER_KIND = "members.reminded"


@dataclass
class Invited:
    """What a bulk invitation did, or would do."""

    new: int = 0
    reminded: int = 0
    without_address: int = 0
    already_in: int = 0
    taken: int = 0

    @property
    def mails(self) -> int:
        return self.new + self.reminded


def token_of(invitation: Invitation) -> str:
    """The secret of the invitation's link: derived from SECRET_KEY, so that it is stored nowhere.

    It names the address it went to: after a change of address the link in the old mailbox opens nothing.
    """
    stamp = f"{invitation.pk}:{invitation.user.email}:{invitation.sent_at.isoformat()}"
    return salted_hmac(SALT, stamp, algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite_members(*, members: Iterable[int], by: User, dry_run: bool = False) -> Invited:
    """Invite the members of these ids who may not sign in yet; remind those whose invitation is still good.

    Set-based: a handful of queries for any number. An expired, used up or returned invitation is replaced
    by a new one, whose link alone counts. Left out and counted: people without an address, people who have
    signed in, and addresses of another account. `dry_run`: only say what it would do.
    Raises NotAllowed.
    """
    require(by, "members.invite_member")
    people = list(
        Member.objects.filter(pk__in=list(members))
        .select_related("user")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    now = timezone.now()
    done = Invited()
    people = _who_can_be_invited(people, done)
    latest = _latest_invitations(people)
    to_remind, to_invite = [], []
    for member in people:
        invitation = latest.get(member.user_id)
        (to_remind if invitation and is_open(invitation) else to_invite).append(member)
    done.new, done.reminded = len(to_invite), len(to_remind)
    if dry_run:
        return done
    _make_users([member for member in to_invite if member.user_id is None])
    invitations = [_invitation(member.user, by, now) for member in to_invite]
    Invitation.objects.bulk_create(invitations)
    _keep_hashes(invitations)
    Invitation.objects.filter(pk__in=[latest[m.user_id].pk for m in to_remind]).update(reminded_at=now)
    queue_messages(kind=KIND, recipients=[recipient_of(user=m.user, member=m) for m in to_invite])
    queue_messages(kind=REMINDER_KIND, recipients=[recipient_of(user=m.user, member=m) for m in to_remind])
    return done


@transaction.atomic
def invite_administrator(*, email: str) -> tuple[User, str]:
    """The first administrator of a new portal, invited from the command line: user and token of the link.

    The account is made, or an open account without a portal role gets the role. Raises DomainError when
    that account has another role, ValidationError for no address.
    """
    user = User.objects.select_for_update().filter(email=email.strip().lower()).first()
    if user is None:
        user = User.objects.create_user(email, portal_role=PortalRole.ADMINISTRATOR, is_superuser=True)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    elif user.portal_role not in (PortalRole.NONE, PortalRole.ADMINISTRATOR):
        raise DomainError(_("%(email)s has another portal role.") % {"email": user.email})
    elif not user.is_active:
        raise DomainError(_("%(email)s is a closed account.") % {"email": user.email})
    else:
        user.portal_role, user.is_superuser = PortalRole.ADMINISTRATOR, True
        user.save(update_fields=["portal_role", "is_superuser"])
    return user, invite_user(user=user, by=None)


def invite_user(*, user: User, by: User | None) -> str:
    """Invite one sign-in by mail (staff have no member profile); the token of its link."""
    require(by, "members.invite_member")
    invitation = _invitation(user, by, timezone.now())
    Invitation.objects.bulk_create([invitation])
    token = _keep_hashes([invitation])[0]
    queue_message(kind=KIND, user=user)
    return token


def invitation_by(*, pk: int, token: str) -> Invitation:
    """The invitation of a link. Raises DomainError, alike for every reason: forged, used, replaced, old."""
    invitation = Invitation.objects.select_related("user").filter(pk=pk).first()
    is_known = invitation is not None and hmac.compare_digest(invitation.token_hash, hash_of(token))
    if not is_known or not is_open(invitation) or _is_replaced(invitation):
        raise DomainError(_("This invitation is no longer good: it was used, replaced or has expired."))
    return invitation


@transaction.atomic
def accept_invitation(*, pk: int, token: str, password: str = "") -> User:
    """The reader of the mailbox takes the sign-in: the address is proven, the link used up.

    `password`: empty when the person will sign in with a passkey or by mailed codes.
    Raises DomainError (link), ValidationError (weak password).
    """
    Invitation.objects.select_for_update().filter(pk=pk).first()
    invitation = invitation_by(pk=pk, token=token)
    user = User.objects.select_for_update().get(pk=invitation.user_id)
    if password:
        validate_password(password, user)
        user.set_password(password)
        user.save(update_fields=["password"])
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"primary": True, "verified": True}
    )
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    return user


def open_invitation_of(user_id: int | None) -> Invitation | None:
    """The invitation whose link counts now; None when there is none to write about."""
    invitation = Invitation.objects.select_related("user").filter(user=user_id).first()
    return invitation if invitation and is_open(invitation) else None


def is_open(invitation: Invitation) -> bool:
    """Not used, not expired, not returned, to the address of today, of somebody who never signed in."""
    return (
        invitation.accepted_at is None
        and invitation.bounced_at is None
        and invitation.expires_at > timezone.now()
        and invitation.user.is_active
        and invitation.user.last_login is None
        and invitation.token_hash == hash_of(token_of(invitation))
    )


def _is_replaced(invitation: Invitation) -> bool:
    later = Invitation.objects.filter(user=invitation.user, sent_at__gt=invitation.sent_at)
    return later.exists()


@transaction.atomic
def record_bounce(*, user_id: int) -> None:
    """The mail came back for good: the list shows it until somebody mends the address."""
    latest = Invitation.objects.filter(user=user_id).order_by("-sent_at").values("pk")[:1]
    Invitation.objects.filter(pk__in=latest, accepted_at=None).update(bounced_at=timezone.now())


def _who_can_be_invited(people: list[Member], done: Invited) -> list[Member]:
    """Those with an address of their own who have not signed in; the others are counted."""
    addresses = {member.email.lower() for member in people if member.email and not member.user_id}
    taken = set(User.objects.filter(email__in=addresses).values_list("email", flat=True))
    found = []
    for member in people:
        if member.user and (member.user.last_login or not member.user.is_active):
            done.already_in += 1
        elif not member.user and not member.email:
            done.without_address += 1
        elif not member.user and member.email.lower() in taken:
            done.taken += 1
        else:
            found.append(member)
    return found


def _latest_invitations(people: list[Member]) -> dict[int, Invitation]:
    users = {member.user_id: member.user for member in people if member.user_id}
    latest = {row.user_id: row for row in Invitation.objects.filter(user__in=users).order_by("sent_at")}
    for row in latest.values():
        row.user = users[row.user_id]
    return latest


def _make_users(members: list[Member]) -> None:
    """Sign-ins without a password, addresses unproven, in three statements."""
    users = []
    for member in members:
        user = User(
            email=member.email.lower(),
            language=member.language,
            time_zone=member.time_zone,
            is_demo=member.is_demo,
        )
        user.set_unusable_password()
        users.append(user)
    User.objects.bulk_create(users)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, primary=True, verified=False) for user in users
    )
    for member, user in zip(members, users, strict=True):
        member.user = user
    Member.objects.bulk_update(members, ["user"])


def _invitation(user: User, by: User | None, now: dt.datetime) -> Invitation:
    return Invitation(
        user=user,
        invited_by=by,
        sent_at=now,
        expires_at=now + dt.timedelta(days=settings.INVITATION_DAYS),
        # Replaced as soon as the key, which the token is made of, is known.
        token_hash=hash_of(f"{user.pk}:{now.isoformat()}"),
    )


def _keep_hashes(invitations: list[Invitation]) -> list[str]:
    tokens = [token_of(invitation) for invitation in invitations]
    for invitation, token in zip(invitations, tokens, strict=True):
        invitation.token_hash = hash_of(token)
    Invitation.objects.bulk_update(invitations, ["token_hash"])
    return tokens

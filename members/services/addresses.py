"""A person's address: changed everywhere at once, or nowhere."""

from allauth.account.models import EmailAddress
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from members.models import Member, User
from members.rules import may_change_address
from naio_portal.access import require
from naio_portal.errors import DomainError, NotAllowed
from naio_portal.notices.services import queue_message

SALT = "members.confirm_address"
LINK_DAYS = 3


@transaction.atomic
def change_address(
    *,
    address: str,
    by: User | None,
    member: Member | None = None,
    user: User | None = None,
    is_verified: bool = False,
) -> str:
    """Give a person another address: member, sign-in and allauth's record of it, in one transaction.

    `member` or `user`: either names the person; the other follows. `is_verified`: the person proved it
    (they opened the link mailed there); else the sign-in asks for that proof at the next sign-in.
    `by`: the secretary or the person; None for an import that runs for one, a seed or a command.
    Returns the address as stored. Raises NotAllowed, ValidationError (field `email`).
    """
    address = clean_address(address)
    if member is None and user is not None:
        member = Member.objects.filter(user=user).first()
    if member is not None:
        member = Member.objects.select_for_update(of=("self",)).select_related("user").get(pk=member.pk)
        user = member.user
    if user is not None:
        user = User.objects.select_for_update().get(pk=user.pk)
    if by is not None and not may_change_address(by, user, member):
        raise NotAllowed(_("You may not change this address."))
    refuse_taken(address, member=member, user=user)
    if member is not None and member.email != address:
        member.email = address
        member.version += 1
        member.save(update_fields=["email", "version", "updated_at"])
    if user is not None:
        _change_sign_in(user, address, is_verified=is_verified)
    return address


@transaction.atomic
def ask_for_address(*, member: Member, address: str, by: User) -> bool:
    """Give a member another address on the secretariat's word. True when it stands at once.

    Where the member signs in, the address opens the account: it changes only when whoever reads the new
    mailbox says yes there (a link of `LINK_DAYS` days), and the old address is told. False then.
    Raises NotAllowed, ValidationError (field `email`).
    """
    member = Member.objects.select_for_update(of=("self",)).select_related("user").get(pk=member.pk)
    require(by, "members.change_address", member)
    address = clean_address(address)
    if member.user is None:
        change_address(member=member, address=address, by=by)
        return True
    refuse_taken(address, member=member, user=member.user)
    queue_message(
        kind="members.confirm_address",
        payload={"user": member.user.pk},
        user=member.user,
        member=member,
        address=address,
    )
    queue_message(
        kind="members.address_asked", payload={"user": member.user.pk}, user=member.user, member=member
    )
    return False


def address_token(*, user: User, address: str) -> str:
    """What the mailed link carries: signed, ends with the user's present address and after `LINK_DAYS`."""
    return signing.dumps([user.pk, user.email, address], salt=SALT)


def asked_address(token: str) -> tuple[User, str]:
    """The person and the new address that a link names. Raises DomainError when it is no longer good."""
    try:
        pk, old, address = signing.loads(token, salt=SALT, max_age=LINK_DAYS * 24 * 3600)
    except signing.BadSignature as error:
        raise DomainError(_("This link is no longer good. Ask the secretariat for a new one.")) from error
    user = User.objects.filter(pk=pk, email=old, is_active=True).first()
    if user is None:
        raise DomainError(_("This link is no longer good. Ask the secretariat for a new one."))
    return user, address


@transaction.atomic
def confirm_address(*, token: str) -> User:
    """Whoever reads the new mailbox says yes: the address changes everywhere, proven. Once.

    Raises DomainError (link), ValidationError (taken in the meantime).
    """
    user, address = asked_address(token)
    change_address(address=address, user=user, by=user, is_verified=True)
    return user


def clean_address(address: str) -> str:
    """Trimmed, lower case, without `mailto:`. Raises ValidationError (field `email`)."""
    address = address.strip().removeprefix("mailto:").lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise ValidationError({"email": error.messages}) from error
    return address


def refuse_taken(address: str, *, member: Member | None, user: User | None) -> None:
    """Raise ValidationError (field `email`) when another person or account has the address."""
    others = Member.objects.filter(email__iexact=address).exclude(pk=member.pk if member else None)
    accounts = User.objects.filter(email=address).exclude(pk=user.pk if user else None)
    if others.exists() or accounts.exists():
        raise ValidationError({"email": _("Somebody else has this e-mail address.")})


def _change_sign_in(user: User, address: str, *, is_verified: bool) -> None:
    if user.email != address:
        user.email = address
        user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).exclude(email=address).delete()
    record, is_new = EmailAddress.objects.get_or_create(
        user=user, email=address, defaults={"primary": True, "verified": is_verified}
    )
    if not is_new and (not record.primary or (is_verified and not record.verified)):
        record.primary = True
        record.verified = record.verified or is_verified
        record.save(update_fields=["primary", "verified"])

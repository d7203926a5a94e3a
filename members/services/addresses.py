"""A person's address: changed everywhere at once, or nowhere."""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from members.models import Member, User
from members.rules import may_change_address
from naio_portal.errors import NotAllowed


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

"""Sign-ins of members."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from members.models import Member, User
from naio_portal.access import require
from naio_portal.errors import DomainError


@transaction.atomic
def create_user_for(member: Member, *, by: User | None) -> User:
    """The member's sign-in: theirs if there is one, else a new one on their address, without a password.

    The address counts as verified once its owner opens the invitation's link. An account that has the
    address already and no member (staff who also serve) becomes the member's.
    `by`: the secretary; None for a seed or command. Raises NotAllowed, DomainError, ValidationError.
    """
    require(by, "members.invite_member")
    member = Member.objects.select_for_update(of=("self",)).select_related("user").get(pk=member.pk)
    if member.user:
        return member.user
    if not member.email:
        raise DomainError(_("%(name)s has no e-mail address.") % {"name": member.formal_name})
    user = User.objects.filter(email=member.email.lower()).first()
    if user is None:
        user = User.objects.create_user(
            member.email, language=member.language, time_zone=member.time_zone, is_demo=member.is_demo
        )
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    elif hasattr(user, "member"):
        raise DomainError(_("The account %(email)s belongs to another member.") % {"email": user.email})
    member.user = user
    member.save(update_fields=["user", "updated_at"])
    return user

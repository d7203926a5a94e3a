"""What a person chooses for their own use of the portal."""

from django.db import transaction

from members.models import Member, User
from naio_portal.errors import NotAllowed


def set_language(*, user: User, language: str, by: User) -> User:
    """Keep the language of the person's pages and mail. Only the person may. Raises ValidationError."""
    return _set(user, by, language=language)


def set_time_zone(*, user: User, time_zone: str, by: User) -> User:
    """Keep the IANA zone of the person's days and times; empty: Kuala Lumpur. Raises ValidationError."""
    return _set(user, by, time_zone=time_zone)


@transaction.atomic
def _set(user: User, by: User, **wanted: str) -> User:
    """Sign-in and member profile say the same; nothing is written when nothing differs."""
    if by != user:
        raise NotAllowed
    user = User.objects.select_for_update().get(pk=user.pk)
    if any(getattr(user, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(user, name, value)
        user.full_clean(exclude=["password"])
        user.save(update_fields=list(wanted))
        Member.objects.filter(user=user).update(**wanted)
    return user

"""What a person chooses for their own use of the portal."""

from django.db import transaction

from members.models import User
from naio_portal.errors import NotAllowed


@transaction.atomic
def set_language(*, user: User, language: str, by: User) -> User:
    """Keep the language of the person's pages and mail. Only the person may. Raises ValidationError."""
    if by != user:
        raise NotAllowed
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.language != language:
        user.language = language
        user.full_clean(exclude=["password"])
        user.save(update_fields=["language"])
    return user

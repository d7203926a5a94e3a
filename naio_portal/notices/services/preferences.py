"""How a person wants mail that is not their duty."""

from django.db import transaction
from django.db.models import Q

from naio_portal.notices.links import preference_of
from naio_portal.notices.models import NoticePreference
from naio_portal.notices.recipients import Recipient


@transaction.atomic
def set_digest(*, recipient: Recipient, digest: str) -> NoticePreference:
    """Keep the rhythm of the person's digest. The person alone asks for it: signed in, or by the signed
    link of a mail to them. Raises ValidationError for an unknown rhythm."""
    preference = _lock(recipient)
    preference.digest = digest
    preference.full_clean()
    preference.save()
    return preference


@transaction.atomic
def end_links(*, recipient: Recipient) -> NoticePreference:
    """No preferences link of an earlier mail opens anything from now on."""
    preference = _lock(recipient)
    preference.link_number += 1
    preference.save()
    return preference


def _lock(recipient: Recipient) -> NoticePreference:
    """The person's row, theirs alone until the transaction ends; a new one where there is none."""
    person = Q(user_id=recipient.user_id) if recipient.user_id else Q(pk__in=[])
    if recipient.member_id:
        person |= Q(member_id=recipient.member_id)
    list(NoticePreference.objects.select_for_update().filter(person).order_by("pk"))
    return preference_of(recipient)

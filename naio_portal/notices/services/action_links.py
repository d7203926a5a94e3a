"""Links in mails that let their reader do one thing without signing in (`ActionLink`).

    link = issue_link(purpose=PURPOSE, object_id=request.pk, contact=officer.contact, expires_at=…, by=by)
    …in the mail's builder:  link = open_link_for(purpose=PURPOSE, object_id=request.pk, recipient=recipient)
                             write_mail(link=reverse("…", args=[token_of(link)]), …), secret=token_of(link)
    …in the page:            link = find_link(purpose=PURPOSE, token=token)       # a GET shows
    …in the service:         use_link(link=link)                                  # a POST acts, once

The token comes from SECRET_KEY and is stored nowhere; the row keeps its hash. The purpose's own service
decides what may be done: a link says only who comes and for what.
"""

import datetime as dt
import hashlib

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from naio_portal.errors import DomainError
from naio_portal.notices.models import ActionLink, Contact
from naio_portal.notices.recipients import Recipient

SALT = "naio_portal.notices.action_link"


class LinkEnded(DomainError):
    """The link opens nothing: forged, expired, revoked, used, or sent to an address left since."""


def token_of(link: ActionLink) -> str:
    """The secret of the link's address. It names the mailbox: after a change of address the link in the old
    mailbox opens nothing."""
    stamp = f"{link.pk}:{link.purpose}:{link.object_id}:{link.person.email}:{link.created_at.isoformat()}"
    return salted_hmac(SALT, stamp, algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue_link(
    *,
    purpose: str,
    object_id: int,
    expires_at: dt.datetime,
    contact: Contact | None = None,
    user=None,
    by=None,
) -> ActionLink:
    """Make a link for one person, purpose and object; an earlier one still open is revoked.

    `contact` or `user`: exactly one. `by`: who made it, None for the portal itself. The caller asks its own
    rule first.
    """
    now = timezone.now()
    _open(purpose, object_id).filter(contact=contact, user=user).update(revoked_at=now)
    link = ActionLink(
        purpose=purpose,
        object_id=object_id,
        contact=contact,
        user=user,
        created_at=now,
        created_by=by,
        expires_at=expires_at,
        # Replaced as soon as the key, which the token is made of, is known.
        token_hash=hash_of(f"{purpose}:{object_id}:{contact and contact.pk}:{user and user.pk}:{now}"),
    )
    link.full_clean(validate_unique=False, validate_constraints=False)
    link.save()
    link.token_hash = hash_of(token_of(link))
    link.save(update_fields=["token_hash"])
    return link


def find_link(*, purpose: str, token: str, also_used: bool = False) -> ActionLink:
    """The link of that address. `also_used`: for pages that go on showing what was done until it expires.

    Raises LinkEnded, alike for every reason but that it was used.
    """
    link = (
        ActionLink.objects.select_related("contact", "user")
        .filter(purpose=purpose, token_hash=hash_of(token))
        .first()
    )
    if link is None or not constant_time_compare(token, token_of(link)):
        raise LinkEnded(_ended())
    if link.revoked_at or link.expires_at <= timezone.now() or (link.user and not link.user.is_active):
        raise LinkEnded(_ended())
    if link.used_at and not also_used:
        raise LinkEnded(_("What this link was for has been done."))
    return link


def check_link(*, link: ActionLink) -> ActionLink:
    """The link as it stands now, held until the transaction ends: for acts that do not use it up. Raises
    LinkEnded."""
    locked = ActionLink.objects.select_for_update().get(pk=link.pk)
    if not locked.is_open:
        raise LinkEnded(_ended() if locked.used_at is None else _("What this link was for has been done."))
    return locked


def use_link(*, link: ActionLink) -> ActionLink:
    """Use the link up, in the transaction of what it is for: of two clicks at once the second is refused.

    Raises LinkEnded.
    """
    locked = check_link(link=link)
    locked.used_at = timezone.now()
    locked.save(update_fields=["used_at"])
    return locked


def revoke_links(*, purpose: str, object_id: int, contact: Contact | None = None, user=None) -> int:
    """End the open links to this object, of this person where one is named; how many."""
    found = _open(purpose, object_id)
    if contact is not None or user is not None:
        found = found.filter(contact=contact, user=user)
    return found.update(revoked_at=timezone.now())


def open_link_for(*, purpose: str, object_id: int, recipient: Recipient) -> ActionLink | None:
    """The link that this recipient may use now: for builders of mails, which read and never write."""
    person = Q(contact=recipient.contact_id) if recipient.contact_id else Q(user=recipient.user_id)
    if not (recipient.contact_id or recipient.user_id):
        return None
    return (
        _open(purpose, object_id)
        .filter(person, expires_at__gt=timezone.now())
        .select_related("contact", "user")
        .first()
    )


def _open(purpose: str, object_id: int):
    return ActionLink.objects.filter(
        purpose=purpose, object_id=object_id, used_at__isnull=True, revoked_at__isnull=True
    )


def _ended() -> str:
    return _("This link is no longer good: it was replaced, taken back or has expired.")

"""Addresses in mails: absolute, and the signed link to a person's preferences.

The token names the person, the address it was sent to and the number of the links that still count: it
opens the preferences of that person and nothing else, ends after LINK_DAYS, after a change of address, or
when the person ends all earlier links.
"""

import datetime as dt
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import signing
from django.urls import reverse

from naio_portal.notices.models import NoticePreference
from naio_portal.notices.recipients import Recipient, recipient_of

SALT = "naio_portal.notices.preferences"
LINK_DAYS = 90


def absolute(path: str) -> str:
    """The address as it stands in a mail: `path` under SITE_URL; an absolute address stays."""
    return path if "://" in path else f"{settings.SITE_URL}{path}"


def preference_of(recipient: Recipient) -> NoticePreference:
    """The kept preference, by sign-in else by member; unsaved defaults where there is none."""
    found = None
    if recipient.user_id:
        found = NoticePreference.objects.filter(user_id=recipient.user_id).first()
    if found is None and recipient.member_id:
        found = NoticePreference.objects.filter(member_id=recipient.member_id).first()
    if found is None:
        found = NoticePreference(user_id=recipient.user_id)
        if not recipient.user_id:
            found.member_id = recipient.member_id
    return found


def preferences_link(recipient: Recipient, preference: NoticePreference | None = None) -> str:
    """Absolute address that opens this person's preferences without signing in; to the page itself for a
    bare address, to the office's mailbox for a contact outside, who has no preferences."""
    if recipient.contact_id:
        return f"mailto:{settings.ORGANISATION['email']}"
    if recipient.user_id is None and recipient.member_id is None:
        return absolute(reverse("notices:preferences"))
    preference = preference or preference_of(recipient)
    token = signing.dumps(
        [recipient.user_id, recipient.member_id, recipient.address, preference.link_number],
        salt=SALT,
        compress=True,
    )
    return absolute(reverse("notices:preferences-by-link", args=[token]))


def recipient_by_token(token: str) -> Recipient | None:
    """The person a preferences link was made for; None when it is forged, too old, or ended."""
    try:
        values: list[Any] = signing.loads(token, salt=SALT, max_age=dt.timedelta(days=LINK_DAYS))
    except signing.BadSignature:
        return None
    user_id, member_id, address, link_number = values
    member = apps.get_model("members.Member").objects.filter(pk=member_id).select_related("user").first()
    user = apps.get_model("members.User").objects.filter(pk=user_id).first() if user_id else None
    recipient = recipient_of(user=user, member=member) if user or member else None
    if recipient is None or recipient.address != address:
        return None
    return recipient if preference_of(recipient).link_number == link_number else None

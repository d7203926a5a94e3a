"""Who a mail goes to: address, language and zone as they are now, from the sign-in, the member or the
contact outside."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings

from naio_portal.dates import zone_of


@dataclass(frozen=True)
class Recipient:
    """`name`: how to greet, may be empty. `time_zone`: IANA name, empty for Kuala Lumpur."""

    address: str
    language: str
    name: str = ""
    time_zone: str = ""
    country: str = ""
    state: str = ""
    user_id: int | None = None
    member_id: int | None = None
    contact_id: int | None = None
    is_demo: bool = False

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.time_zone)

    @property
    def is_bare_address(self) -> bool:
        """Of nobody that the portal knows."""
        return not (self.user_id or self.member_id or self.contact_id)

    def local(self, instant: dt.datetime) -> dt.datetime:
        """The instant on the recipient's clock."""
        return instant.astimezone(self.zone)


def recipient_of(
    *, user=None, member=None, contact=None, address: str = "", language: str = ""
) -> Recipient | None:
    """The recipient for a User, a Member (with or without a sign-in), a Contact or a bare address.

    A sign-in's address and language come before the member's. `address`, `language`: used instead when
    given. None when there is no address to write to: a closed account, a member without one.
    """
    if contact is not None:
        return Recipient(
            address=address or contact.email,
            language=language or contact.language,
            name=contact.name,
            contact_id=contact.pk,
            is_demo=contact.is_demo,
        )
    if member is None and user is not None:
        member = apps.get_model("members.Member").objects.filter(user=user).first()
    elif user is None and member is not None:
        user = member.user
    open_user = user if user is not None and user.is_active else None
    if user is not None and open_user is None and not address:
        return None
    found = address or (open_user.email if open_user else "") or (member.email if member else "")
    if not found:
        return None
    people = [person for person in (open_user, member) if person is not None]
    return Recipient(
        address=found,
        language=language or (people[0].language if people else settings.LANGUAGE_CODE),
        name=member.greeting_name if member else (open_user.name if open_user else ""),
        time_zone=next((person.time_zone for person in people if person.time_zone), ""),
        country=member.country if member else "",
        state=member.state if member else "",
        user_id=user.pk if user else None,
        member_id=member.pk if member else None,
        is_demo=any(person.is_demo for person in (user, member) if person is not None),
    )

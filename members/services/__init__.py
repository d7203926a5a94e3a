"""Every write about people: one concept a module."""

from members.services.accounts import create_user_for
from members.services.addresses import ask_for_address, change_address, confirm_address
from members.services.people import create_member, derived_names, set_listing_consent, update_member
from members.services.photos import remove_photo, set_photo
from members.services.preferences import set_language, set_time_zone

__all__ = [
    "ask_for_address",
    "change_address",
    "confirm_address",
    "create_member",
    "create_user_for",
    "derived_names",
    "remove_photo",
    "set_language",
    "set_listing_consent",
    "set_photo",
    "set_time_zone",
    "update_member",
]

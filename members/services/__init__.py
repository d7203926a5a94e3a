"""Every write about people: one concept a module."""

from members.services.accounts import create_user_for
from members.services.addresses import change_address
from members.services.people import create_member, derived_names, update_member
from members.services.preferences import set_language, set_time_zone

__all__ = [
    "change_address",
    "create_member",
    "create_user_for",
    "derived_names",
    "set_language",
    "set_time_zone",
    "update_member",
]

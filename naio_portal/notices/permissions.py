"""This app's rows of the permission table (see `naio_portal.access`)."""

from django.utils.translation import gettext_lazy as _

from naio_portal.access import SIGNED_IN, Action

ACTIONS: list[Action] = [
    Action(
        name="notices.change_preferences",
        title=_("Choose how to get mail"),
        allowed=SIGNED_IN,
        routes=("notices:preferences",),
        writes=True,
    ),
]
# The signed link in a mail is its own authority.
PUBLIC_ROUTES: tuple[str, ...] = ("notices:preferences-by-link",)

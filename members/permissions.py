"""This app's rows of the permission table (see `naio_portal.access`)."""

from naio_portal.access import Action

ACTIONS: list[Action] = []
PUBLIC_ROUTES: tuple[str, ...] = ()

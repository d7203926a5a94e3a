"""This app's rows of the permission table (see `naio_portal.access`)."""

from naio_portal.access import SIGNED_IN, Action

ACTIONS: list[Action] = [
    Action("home.see_home", "Open the own home page", SIGNED_IN, routes=("home:home",)),
]
PUBLIC_ROUTES: tuple[str, ...] = ("livez", "readyz", "home:front", "home:language", "home:theme")

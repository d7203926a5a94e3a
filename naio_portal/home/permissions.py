"""This app's rows of the permission table (see `naio_portal.access`)."""

from naio_portal.access import SIGNED_IN, STAFF, Action

ACTIONS: list[Action] = [
    Action("home.see_home", "Open the own home page", SIGNED_IN, routes=("home:home",)),
    Action("home.see_secretariat", "Open the secretariat's home", STAFF, routes=("home:secretariat",)),
]
PUBLIC_ROUTES: tuple[str, ...] = (
    "livez",
    "readyz",
    "home:front",
    "home:language",
    "home:theme",
    "groups:group-list",
    "groups:group-detail",
)

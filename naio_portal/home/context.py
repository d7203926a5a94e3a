"""What the frame of every page needs: organisation, places by role, theme. No query."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naio_portal import RELEASED_ON

THEMES = ("light", "dark")
THEME_COOKIE = "theme"


@dataclass(frozen=True)
class Place:
    """One link of the navigation bar."""

    url: str
    text: str
    is_current: bool
    icon: str = ""


def organisation() -> dict[str, str]:
    """The office's names in the active language, from the settings."""
    language = "en" if (get_language() or "").startswith("en") else "ms"
    facts = settings.ORGANISATION
    return {
        "name": facts[f"name_{language}"],
        "abbreviation": facts["abbreviation"],
        "ministry": facts[f"ministry_{language}"],
        "email": facts["email"],
    }


def portal_name() -> str:
    """`NAIO Portal`, `Portal NAIO`: the office's abbreviation in the active language's order."""
    return _("%(office)s Portal") % {"office": settings.ORGANISATION["abbreviation"]}


@cache
def _address(name: str) -> str:
    """The address of that URL name, empty where there is none."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _places(request: HttpRequest, *wanted: tuple[str, str, str]) -> list[Place]:
    """Of (URL name, text, icon) those whose route exists; the current one is where the path begins."""
    # Review rounds have addresses of their own, and are a part of the deliverables.
    path = request.path.replace("/reviews/", "/deliverables/", 1)
    found = []
    for name, text, icon in wanted:
        if url := _address(name):
            found.append((url, text, icon))
    current = max(
        (url for url, _text, _icon in found if url != "/" and path.startswith(url)),
        key=len,
        default="",
    )
    return [Place(url, text, url == current, icon) for url, text, icon in found]


def _my_groups(user: object, is_signed_in: bool) -> list[Place]:
    """Experts find their groups on their home; staff work with all of them."""
    if not is_signed_in or user.portal_role:
        return []
    return [Place(f"{_address('home:home')}#my-groups", _("My groups"), False, "person-check")]


def frame(request: HttpRequest) -> dict:
    """Context of `base.html`. `user` may be missing where a middleware answered before sign-in was read."""
    user = getattr(request, "user", None)
    is_signed_in = bool(user and user.is_authenticated)
    theme = request.COOKIES.get(THEME_COOKIE, "")
    main = [("home:home", _("Home"), "house")] if is_signed_in else []
    main.append(("groups:group-list", _("Groups"), "people"))
    # Meetings and their agendas are not public, and no part of what a sector officer sees.
    if is_signed_in and not user.is_sector_officer:
        main.append(("meetings:meeting-list", _("Meetings"), "calendar-event"))
    if is_signed_in:
        main.append(("deliverables:board", _("Deliverables"), "flag"))
        main.append(("recommendations:recommendation-list", _("Recommendations"), "megaphone"))
    else:
        # What was submitted; the published deliverables are its next tab.
        main.append(("recommendations:recommendation-list", _("Results"), "flag"))
    if is_signed_in:
        main.append(("requests:request-list", _("Liaison requests"), "send"))
    secretariat: list[tuple[str, str, str]] = []
    account: list[tuple[str, str, str]] = []
    if is_signed_in:
        account = [
            ("members:profile", _("My profile"), "person"),
            ("members:settings", _("Language and time zone"), "globe2"),
            ("notices:preferences", _("Notices by mail"), "bell"),
            ("mfa_index", _("Sign-in and security"), "shield-lock"),
        ]
        if user.is_secretariat or user.is_administrator:
            secretariat = [
                ("home:secretariat", _("What is late or missing"), "speedometer2"),
                ("members:member-list", _("People"), "person-badge"),
                ("groups:roster", _("Rosters of all groups"), "people"),
                ("groups:roster-import-list", _("Roster imports"), "file-earmark-arrow-up"),
                ("members:invitation-list", _("Invitations"), "envelope-paper"),
                ("sectors:team-list", _("Sectoral teams"), "diagram-3"),
                ("deliverables:approvals", _("Approvals"), "calendar-check"),
                ("notices:forecast", _("Mail to come"), "clock"),
                ("notices:outbox", _("Outbox"), "envelope"),
            ]
        if user.is_administrator:
            account.append(("admin:index", _("Administration"), "gear"))
    return {
        "language": "en" if (get_language() or "").startswith("en") else "ms",
        "organisation": organisation(),
        "portal_name": portal_name(),
        "theme": theme if theme in THEMES else "light",
        "viewer_zone": user.time_zone if is_signed_in else "",
        "main_places": _places(request, *main) + _my_groups(user, is_signed_in),
        "secretariat_places": _places(request, *secretariat),
        "account_places": _places(request, *account),
        "is_demo": settings.ENVIRONMENT == "demo",
        "requires_staff_mfa": settings.REQUIRE_STAFF_MFA,
        "official_site_banner": settings.OFFICIAL_SITE_BANNER,
        "oidc_name": settings.OIDC_NAME if settings.OIDC_ID else "",
        "released_on": RELEASED_ON,
    }

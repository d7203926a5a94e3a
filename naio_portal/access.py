"""The permission table: who may do what, on which routes. One source, in one place an app.

Each app lists its `Action`s in `<app>/permissions.py`. From them come `docs/permissions.md`, the sweep
of the URLconf and the role tests (`docs/security.md` says how to add a row). Read rights themselves are
`Model.objects.visible_to(user)`; write rights are predicates in `<app>/rules.py`: the tests hold both
against this table.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import rules
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from naio_portal.errors import NotAllowed


class Persona(StrEnum):
    """Everyone a test signs in as. `own_*`: appointed in force in the object's group with that role."""

    VISITOR = "visitor"
    OWNER = "owner"  # the object is theirs (own profile, own deliverable); serves as a member in its group
    OWN_CHAIR = "own_chair"
    OWN_CO_CHAIR = "own_co_chair"
    OWN_RAPPORTEUR = "own_rapporteur"
    OWN_MEMBER = "own_member"
    OWN_ALTERNATE = "own_alternate"
    OWN_OBSERVER = "own_observer"
    OWN_LIAISON = "own_liaison"
    OTHER_CHAIR = "other_chair"
    OTHER_MEMBER = "other_member"
    FORMER_MEMBER = "former_member"
    SECTOR_OFFICER = "sector_officer"
    LEADERSHIP = "leadership"
    SECRETARIAT = "secretariat"
    ADMINISTRATOR = "administrator"


P = Persona
EVERYONE = frozenset(Persona)
SIGNED_IN = EVERYONE - {P.VISITOR}
CHAIRS = frozenset({P.OWN_CHAIR, P.OWN_CO_CHAIR})
# An owner is a member of the group first: what a member may, the owner may.
WRITERS = CHAIRS | {P.OWN_RAPPORTEUR, P.OWN_MEMBER, P.OWNER}
OWN_GROUP = WRITERS | {P.OWN_ALTERNATE, P.OWN_OBSERVER, P.OWN_LIAISON}
STAFF = frozenset({P.SECRETARIAT, P.ADMINISTRATOR})
# Serves in some group today, or has a staff role (`groups.serving.is_insider`).
INSIDERS = SIGNED_IN - {P.FORMER_MEMBER, P.SECTOR_OFFICER}


@dataclass(frozen=True)
class Action:
    """One thing a person can do.

    `name`: `<app>.<verb>_<noun>`, also the name of the rule where it writes. `routes`: URL names that
    serve it. `allowed`: personas that may, in `states` of the object (any when empty; a state may be any
    word that the case in `tests/<app>/access_cases.py` understands, as "restricted"). Others get 404
    where `hidden` (the object is not visible to them), else 403; visitors are sent to sign in.
    `methods`: the methods this row speaks of; left out: GET and HEAD, and POST where it `writes`. Two
    rows may share a route when their states or their methods differ.
    """

    name: str
    title: str | Promise
    allowed: frozenset[Persona]
    routes: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    hidden: frozenset[Persona] = field(default_factory=frozenset)
    writes: bool = False
    methods: tuple[str, ...] = ()

    @property
    def spoken_methods(self) -> tuple[str, ...]:
        return self.methods or (("GET", "HEAD", "POST") if self.writes else ("GET", "HEAD"))

    def answer(self, persona: Persona) -> str:
        """What the table says that persona gets: `open`, `sign-in`, `missing` (404) or `refused` (403)."""
        if persona in self.allowed:
            return "open"
        if persona == Persona.VISITOR:
            return "sign-in"
        return "missing" if persona in self.hidden else "refused"


APPS = ("members", "groups", "meetings", "deliverables", "naio_portal.notices", "naio_portal.home")

# Routes of the portal itself that belong to no app.
OWN_ROUTES = frozenset({"livez", "readyz"})

# Routes that packages bring, and who may open them. `everyone`: also visitors. `signed-in`. `closed`: the
# function is switched off by our settings, and answers alike for everybody. `administrators`.
THIRD_PARTY_ROUTES: dict[str, str] = {
    "account_login": "everyone",
    "account_logout": "everyone",
    "account_inactive": "everyone",
    "account_signup": "closed",
    "account_reauthenticate": "signed-in",
    "account_email": "signed-in",
    "account_email_verification_sent": "everyone",
    "account_change_password": "signed-in",
    "account_set_password": "signed-in",
    "account_reset_password": "everyone",
    "account_confirm_password_reset_code": "everyone",
    "account_complete_password_reset": "everyone",
    "account_password_reset_completed": "everyone",
    "account_request_login_code": "everyone",
    "account_confirm_login_code": "everyone",
    "mfa_index": "signed-in",
    "mfa_authenticate": "everyone",
    "mfa_reauthenticate": "signed-in",
    "mfa_activate_totp": "signed-in",
    "mfa_deactivate_totp": "signed-in",
    "mfa_view_recovery_codes": "signed-in",
    "mfa_generate_recovery_codes": "signed-in",
    "mfa_download_recovery_codes": "signed-in",
    "mfa_list_webauthn": "signed-in",
    "mfa_add_webauthn": "signed-in",
    "mfa_edit_webauthn": "signed-in",
    "mfa_remove_webauthn": "signed-in",
    "mfa_reauthenticate_webauthn": "signed-in",
    "mfa_login_webauthn": "everyone",
    "usersessions_list": "signed-in",
    "socialaccount_login_cancelled": "everyone",
    "socialaccount_login_error": "everyone",
    "socialaccount_signup": "closed",
    "socialaccount_connections": "signed-in",
    "openid_connect_login": "everyone",
    "openid_connect_callback": "everyone",
}
# Every route of the Django admin: administrators, with their second factor.
ADMIN_NAMESPACE = "admin"


def actions() -> Iterable[Action]:
    """Every action of every app, in the order of the apps."""
    for app in APPS:
        yield from import_module(f"{app}.permissions").ACTIONS


def public_routes() -> frozenset[str]:
    """URL names of ours that anybody may open, signed in or not."""
    return OWN_ROUTES | {
        name for app in APPS for name in getattr(import_module(f"{app}.permissions"), "PUBLIC_ROUTES", ())
    }


# --- doors: the lines that every view begins with --------------------------------------------------


class SignInFirst(Exception):
    """A visitor asked for what only signed-in people may have: `SignInMiddleware` sends them there."""


def may(user: Any, action: str, obj: Any = None) -> bool:
    """Whether the rule of that name lets the person. No shortcut for superusers, unlike `user.has_perm`:
    what a rule forbids (approving one's own work) it forbids to administrators too."""
    return rules.has_perm(action, user, obj)


def require(by: Any, action: str, obj: Any = None) -> None:
    """Go on only when the rule of that name lets the person: views and services call it first.

    `by`: the User who acts; None for the portal itself (a seed, an import's task): no rule binds it, the
    states and the database still do. Raises NotAllowed (403), SignInFirst for a visitor.
    """
    if by is None or may(by, action, obj):
        return
    if not by.is_authenticated:
        raise SignInFirst
    raise NotAllowed(_("You may not do this."))


def visible_or_404(rows: Any, user: Any, **lookup: Any) -> Any:
    """The one row of a manager or queryset that the person may see.

    Raises Http404 alike for a row that is missing and one that is not visible, and SignInFirst for a
    visitor in either case: the link in a mail works after sign-in, and gives nothing away before.
    """
    # No order, which a list would have: it joins tables and is a tenth of the time of writing the SQL.
    return one_or_404(rows.visible_to(user).filter(**lookup).order_by()[:1], user)


def one_or_404(found: Any, user: Any) -> Any:
    """The first of the rows that were found for this person, as `visible_or_404` gives it or raises: for
    doors whose SQL is written once."""
    for row in found:
        return row
    raise Http404 if user.is_authenticated else SignInFirst


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back here; a part asked for by htmx takes the whole page there."""
    if request.headers.get("HX-Request") == "true":
        page = urlsplit(request.headers.get("HX-Current-URL", ""))
        target = redirect_to_login(urlunsplit(("", "", page.path, page.query, "")) or request.path)
        return HttpResponse(status=204, headers={"HX-Redirect": target.url})
    return redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else request.path)

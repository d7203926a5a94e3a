"""The permission table: who may do what, on which routes. One source, in one place an app.

Each app lists its `Action`s in `<app>/permissions.py`. From them come `docs/permissions.md`, the sweep
of the URLconf and the role tests. Read rights themselves are `Model.objects.visible_to(user)`; write
rights are predicates in `<app>/rules.py`: the tests hold both against this table.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module

from django.utils.translation import gettext as _

from naio_portal.errors import NotAllowed


class Persona(StrEnum):
    """Everyone a test signs in as. `own_*`: appointed in force in the object's group with that role."""

    VISITOR = "visitor"
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
WRITERS = CHAIRS | {P.OWN_RAPPORTEUR, P.OWN_MEMBER}
OWN_GROUP = WRITERS | {P.OWN_ALTERNATE, P.OWN_OBSERVER, P.OWN_LIAISON}
STAFF = frozenset({P.SECRETARIAT, P.ADMINISTRATOR})


@dataclass(frozen=True)
class Action:
    """One thing a person can do.

    `name`: `<app>.<verb>_<noun>`, also the name of the rule where it writes. `routes`: URL names that
    serve it. `allowed`: personas that may, in `states` of the object (any when empty). Others get 404
    where `hidden` (the object is not visible to them), else 403; visitors are sent to sign in.
    """

    name: str
    title: str
    allowed: frozenset[Persona]
    routes: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    hidden: frozenset[Persona] = field(default_factory=frozenset)
    writes: bool = False


APPS = ("members", "groups", "meetings", "deliverables", "naio_portal.notices", "naio_portal.home")


def actions() -> Iterable[Action]:
    """Every action of every app, in the order of the apps."""
    for app in APPS:
        yield from import_module(f"{app}.permissions").ACTIONS


def public_routes() -> set[str]:
    """URL names that anybody may open, signed in or not."""
    return {
        name for app in APPS for name in getattr(import_module(f"{app}.permissions"), "PUBLIC_ROUTES", ())
    }


def require(by, permission: str, thing: object | None = None) -> None:
    """Raise NotAllowed unless the rule lets this person act on this thing; services call it first.

    `by`: the User who acts; None for the portal itself (a seed, an import's task): no rule binds it, the
    states and the database still do.
    """
    if by is not None and not by.has_perm(permission, thing):
        raise NotAllowed(_("You may not do this."))

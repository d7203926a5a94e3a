"""Write docs/permissions.md from the permission table."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from naio_portal.access import ADMIN_NAMESPACE, APPS, OWN_ROUTES, THIRD_PARTY_ROUTES, Action, Persona

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "permissions.md"
SIGNS = {"open": "●", "refused": "·", "missing": "–", "sign-in": "→"}
HEADS = {
    Persona.VISITOR: "visitor",
    Persona.OWNER: "owner",
    Persona.OWN_CHAIR: "chair",
    Persona.OWN_CO_CHAIR: "co-chair",
    Persona.OWN_RAPPORTEUR: "rapporteur",
    Persona.OWN_MEMBER: "member",
    Persona.OWN_ALTERNATE: "alternate",
    Persona.OWN_OBSERVER: "observer",
    Persona.OWN_LIAISON: "liaison",
    Persona.OTHER_CHAIR: "other chair",
    Persona.OTHER_MEMBER: "other member",
    Persona.FORMER_MEMBER: "former member",
    Persona.SECTOR_OFFICER: "sector officer",
    Persona.LEADERSHIP: "leadership",
    Persona.SECRETARIAT: "secretariat",
    Persona.ADMINISTRATOR: "administrator",
}
INTRODUCTION = """# Who may do what

Made by `manage.py permission_table` from `<app>/permissions.py`; do not edit. Tests hold every page, every
method and every rule against it (`tests/security/test_permission_table.py`).

- ● may
- · sees the object, is refused (403)
- – does not see the object: answered as missing (404)
- → is sent to sign in

*Owner* is whom the object belongs to: one's own profile, the owner of a deliverable. *Chair* to *liaison*
serve in the object's group today; *other* in another group only; a *former member*'s appointment ended
yesterday. A second factor is required of secretariat, leadership and administrators.
"""


class Command(BaseCommand):
    help = "Write docs/permissions.md from the permission table; --check only compares."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--check", action="store_true", help="fail when the document is out of date")

    def handle(self, *, check: bool, **options) -> None:
        # Some titles are lazily translated: the document is English whatever language is active.
        with translation.override("en"):
            text = "\n".join(document()) + "\n"
        if check:
            if not DOCUMENT.exists() or DOCUMENT.read_text() != text:
                raise CommandError("docs/permissions.md is out of date: run manage.py permission_table.")
            return
        DOCUMENT.parent.mkdir(exist_ok=True)
        DOCUMENT.write_text(text)
        self.stdout.write(f"Wrote {DOCUMENT.relative_to(settings.BASE_DIR)}.")


def document() -> Iterator[str]:
    """The lines of docs/permissions.md."""
    yield INTRODUCTION
    for app in APPS:
        permissions = import_module(f"{app}.permissions")
        public = getattr(permissions, "PUBLIC_ROUTES", ())
        if not permissions.ACTIONS and not public:
            continue
        yield f"## {app.rsplit('.', 1)[-1].capitalize()}\n"
        if permissions.ACTIONS:
            yield from table(permissions.ACTIONS)
        if public:
            yield f"Open to everybody: {code(public)}.\n"
    yield "## Other routes\n"
    yield f"Open to everybody: {code(sorted(OWN_ROUTES))}.\n"
    yield f"`{ADMIN_NAMESPACE}:*`: administrators.\n"
    yield "| route of a package | for |\n|---|---|"
    for route, rule in THIRD_PARTY_ROUTES.items():
        yield f"| `{route}` | {rule} |"


def table(rows: list[Action]) -> Iterator[str]:
    """One Markdown table of an app's actions."""
    yield "| action | " + " | ".join(HEADS[persona] for persona in Persona) + " |"
    yield "|---|" + ":-:|" * len(Persona)
    for action in rows:
        states = f" ({', '.join(action.states)})" if action.states else ""
        name = f"**{action.title}**{states}<br>`{action.name}`"
        yield f"| {name} | " + " | ".join(SIGNS[action.answer(persona)] for persona in Persona) + " |"
    yield "\n<details><summary>Routes</summary>\n"
    for action in rows:
        yield f"- `{action.name}`: {code(action.routes) if action.routes else 'no page of its own'}"
    yield "\n</details>\n"


def code(words) -> str:
    return ", ".join(f"`{word}`" for word in words)

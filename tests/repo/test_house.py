"""Rules of the house that no linter knows: sizes, names, pairs of columns, packages, templates, links."""

import re
import tomllib
from functools import cache
from pathlib import Path

import allauth
import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import CheckConstraint

ROOT = Path(settings.BASE_DIR)
LONGEST = 500
OURS = ("naio_portal", "members", "groups", "meetings", "deliverables", "tests", "bench", "templates", "docs")
WRITTEN = (".py", ".html", ".txt", ".css", ".js", ".md", ".sh", ".toml", ".yml")
GENERATED = {"docs/permissions.md"}
DRAWERS = {"utils", "helpers", "common", "misc"}
# Templates that Django and allauth ask for by names of their own.
ASKED_BY_NAME = {"400.html", "403.html", "404.html", "429.html", "500.html"}
# Pairs of `_at` and `_by` where the moment may stand without the person, and why.
LONE_MOMENTS = {"notices.OutboxMessage.handled": "a log: the moment outlives the account of who handled it"}


@cache
def files() -> list[Path]:
    """Every file of ours that somebody wrote: no vendored ones, no migrations, nothing generated."""
    found = [path for path in ROOT.iterdir() if path.is_file()]
    for folder in (*OURS, "static/css", "static/js", ".ci"):
        found += (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return sorted(
        path
        for path in found
        if not {"migrations", "vendor", "__pycache__"} & set(path.relative_to(ROOT).parts)
        and named(path) not in GENERATED
    )


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def sources() -> str:
    """Our code and templates, for looking up names in them."""
    return "\n".join(
        path.read_text()
        for path in files()
        if path.suffix in (".py", ".html", ".txt") and path != Path(__file__)
    )


def test_no_file_is_longer_than_a_person_reads_at_once():
    long = {
        named(path): count for path in files() if path.suffix in WRITTEN and (count := lines(path)) > LONGEST
    }

    assert long == {}


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_there_is_no_drawer_for_everything():
    assert [named(path) for path in files() if DRAWERS & {path.stem, *path.relative_to(ROOT).parts}] == []


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: path.name)
def test_locked_packages_name_no_index_and_carry_hashes(path):
    text = path.read_text()

    assert re.findall(r"^-.*|https?://\S+", text, re.M) == []
    packages = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.M)[1:]
    assert [name for name in packages if "==" not in name or "--hash=sha256:" not in name] == []


def test_every_dependency_says_why_it_is_here():
    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    reasons = dict(re.findall(r'^  "([^"]+)",\s*(?:# (.+))?$', text, re.M))

    assert [name for name in wanted if not reasons.get(name) and not name.startswith("naio-portal")] == []


def pairs() -> dict[str, tuple[type, str]]:
    """Every `x_at` that may be empty beside an `x_by` that names a person."""
    found = {}
    for model in apps.get_models():
        columns = {field.name: field for field in model._meta.concrete_fields}
        for name, field in columns.items():
            stem = name.removesuffix("_by")
            moment = columns.get(f"{stem}_at")
            is_event = hasattr(model, "pgh_tracked_model")
            if stem != name and field.is_relation and moment is not None and moment.null and not is_event:
                found[f"{model._meta.label}.{stem}"] = (model, stem)
    return found


def test_pairs_are_found():
    assert "deliverables.ChangeRequest.decided" in pairs()


@pytest.mark.parametrize("label", sorted(pairs().keys() - LONE_MOMENTS.keys()))
def test_moment_and_person_are_constrained_together(label):
    model, stem = pairs()[label]
    conditions = [
        str(rule.condition) for rule in model._meta.constraints if isinstance(rule, CheckConstraint)
    ]

    assert any(f"{stem}_at" in text and f"{stem}_by" in text for text in conditions)


def templates() -> list[str]:
    folder = ROOT / "templates"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@cache
def templates_of_packages() -> set[str]:
    """Names of the templates that packages have: ours of the same name takes their place."""
    paths = [Path(app.path) for app in apps.get_app_configs()]
    folders = {path / "templates" for path in paths if "site-packages" in path.parts}
    folders.add(Path(allauth.__file__).parent / "templates")
    return {path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*")}


@cache
def composed() -> list[re.Pattern]:
    """Names that code puts together: `groups/appointment_{verb}.html`, or without the ending."""
    found = re.findall(r"[\"']([\w/]*\{\w+\}[\w./]*)[\"']", sources())
    return [re.compile(re.sub(r"\\\{\w+\\\}", r"\\w+", re.escape(name))) for name in found if "/" in name]


@pytest.mark.parametrize("name", templates())
def test_template_is_used(name):
    stem = name.rpartition(".")[0]
    assert (
        name in ASKED_BY_NAME
        or name in templates_of_packages()
        or f'"{name}' in sources()
        or f'"{stem}"' in sources()
        or any(pattern.fullmatch(name) or pattern.fullmatch(stem) for pattern in composed())
    )


def documents() -> list[Path]:
    return [path for path in files() if path.suffix == ".md" and "vendor" not in path.parts]


@pytest.mark.parametrize("path", documents(), ids=named)
def test_links_of_documents_lead_somewhere(path):
    text = re.sub(r"```.*?```", "", path.read_text(), flags=re.S)
    targets = re.findall(r"\]\((?!https?:|mailto:)([^)\s#]*)(#[\w-]+)?[^)]*\)", text)
    broken = [
        f"{target}{anchor}"
        for target, anchor in targets
        if not (found := (path.parent / target if target else path)).exists()
        or (anchor and found.suffix == ".md" and anchor[1:] not in anchors(found.read_text()))
    ]

    assert broken == []


def anchors(text: str) -> set[str]:
    """The addresses of a document's headings."""
    heads = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", head.strip().lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", [".ci/run", "tests/install_chromium.sh"])
def test_script_can_be_run(name):
    assert (ROOT / name).stat().st_mode & 0o111

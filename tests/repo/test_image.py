"""`Dockerfile` and `.dockerignore`: what goes into the image, and as whom it runs."""

import fnmatch
import json
import re
import tomllib

from tests.repo import deployment
from tests.repo.test_compose import OURS, mounts

TEXT = re.sub(
    r"\\\n", " ", re.sub(r"^\s*#.*\n", "", (deployment.ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
)
INSTRUCTIONS = [tuple(line.split(None, 1)) for line in TEXT.splitlines() if line.strip()]
LAST_FROM = max(number for number, (word, _) in enumerate(INSTRUCTIONS) if word == "FROM")
BUILD, LAST = INSTRUCTIONS[:LAST_FROM], INSTRUCTIONS[LAST_FROM:]


def rest(instructions, word: str) -> list[str]:
    return [text for name, text in instructions if name == word]


def test_last_stage_is_slim_and_installs_nothing():
    (image,) = rest(LAST, "FROM")

    assert re.fullmatch(r"python:3\.\d+-slim-\w+", image)
    assert not re.search(r"apt|pip|gcc|build-essential|curl", " ".join(rest(LAST, "RUN")))
    assert rest(BUILD, "FROM") == [f"{image} AS build"]


def test_python_is_one_that_the_portal_runs_on():
    needed = tomllib.loads((deployment.ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    version = re.search(r"python:(3\.\d+)", rest(LAST, "FROM")[0])[1]

    assert needed == ">=3.11"
    assert tuple(map(int, version.split("."))) >= (3, 11)


def test_packages_are_checked_by_hash_and_never_compiled():
    (install,) = (text for text in rest(BUILD, "RUN") if "pip install" in text)

    assert "--require-hashes" in install
    assert "--only-binary=:all:" in install
    assert any(text.startswith("requirements/base.txt ") for text in rest(BUILD, "COPY"))


def test_it_does_not_run_as_root():
    (user,) = rest(LAST, "USER")
    (made,) = rest(LAST, "RUN")

    assert user == "10001:10001"
    assert "--uid 10001" in made
    assert "--gid 10001" in made
    assert [name for name, _ in LAST].index("USER") > [name for name, _ in LAST].index("COPY")


def test_volumes_begin_with_folders_of_that_user():
    (made,) = rest(LAST, "RUN")
    folders = set(re.search(r"install -d -o naio -g naio -m 0700 (.+?)$", made)[1].split())

    assert folders == {path for service in OURS.values() for path in mounts(service)}


def test_command_and_health_are_those_of_web():
    assert json.loads(rest(LAST, "CMD")[0]) == OURS["web"]["command"]
    health = rest(LAST, "HEALTHCHECK")[0]
    assert json.loads(health[health.index("[") :]) == OURS["web"]["healthcheck"]["test"][1:]


def test_variables_are_those_of_the_code():
    words = set(re.findall(r"(\b[A-Z][A-Z_]+)=", " ".join(rest(LAST, "ENV"))))

    assert words - {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"} <= set(
        deployment.variables_of_code()
    )


def test_image_holds_the_portal_and_no_secret():
    patterns = [
        line
        for line in (deployment.ROOT / ".dockerignore").read_text().splitlines()
        if not line.startswith("#")
    ]

    def is_left_out(path: str) -> bool:
        return any(fnmatch.fnmatch(path, pattern.removeprefix("**/")) for pattern in patterns)

    needed = [
        *deployment.APPS,
        "templates",
        "static",
        "locale",
        "requirements",
        "manage.py",
        "pyproject.toml",
    ]
    assert [path for path in needed if is_left_out(path)] == []
    assert all((deployment.ROOT / path).exists() for path in needed)
    assert all(is_left_out(path) for path in (".env", ".env.local", "var", ".git", ".venv", "tests"))

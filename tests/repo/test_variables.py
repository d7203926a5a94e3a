"""Variables: each one that is read is explained, and the values shown are those that count."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from naio_portal.variables import Variables
from tests.repo import deployment

OF_FILES = {
    "SECRET_KEY_FILE",
    "DATABASE_URL_FILE",
    "DATABASE_OWNER_URL_FILE",
    "DATABASE_ADMIN_URL_FILE",
}


def test_example_names_every_variable_that_is_read_and_no_other():
    read = set(deployment.variables_of_code()) | deployment.variables_of_compose() - OF_FILES

    assert set(deployment.example()) == read
    assert len(read) > 50


def test_example_has_a_sentence_for_each_variable():
    sentences = {name: sentence for name, (sentence, _) in deployment.example().items()}

    assert [name for name, text in sentences.items() if not re.fullmatch(r"[A-Z].*\.", text)] == []


def test_example_shows_the_defaults_of_the_code():
    defaults = {name: value for name, value in deployment.variables_of_code().items() if value is not None}
    shown = {name: deployment.example()[name][1] for name in defaults}

    assert shown == {name: as_text(value) for name, value in defaults.items()}
    assert defaults["RAG_STALE_AFTER"] == 30


def test_a_command_without_its_variables_says_one_clear_line_and_how_to_be_inside():
    done = subprocess.run(
        [sys.executable, "manage.py", "sweep_reminders", "--plan"],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "naio: SECRET_KEY must be set in production (see .env.example).",
        "In the portal that `make run` started: "
        "python -m naio_portal.embedded.inside manage.py sweep_reminders --plan",
    ]


def as_text(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


@pytest.fixture
def env(monkeypatch):
    """Variables as the settings read them, in an environment of their own."""
    monkeypatch.delenv("SECRET", raising=False)
    monkeypatch.setattr(Variables.ENVIRON, "files_cache", {})
    return Variables()


def test_secret_may_stand_in_a_file_without_its_line_end(env, tmp_path, monkeypatch):
    (tmp_path / "secret").write_text("from the file\r\n")
    monkeypatch.setenv("SECRET", "from the environment")
    monkeypatch.setenv("SECRET_FILE", str(tmp_path / "secret"))

    assert env.str("SECRET") == "from the file"


def test_empty_name_of_a_file_is_none(env, monkeypatch):
    monkeypatch.setenv("SECRET", "from the environment")
    monkeypatch.setenv("SECRET_FILE", "")

    assert env.str("SECRET") == "from the environment"


def test_secret_whose_file_is_missing_is_named(env, monkeypatch):
    monkeypatch.setenv("SECRET_FILE", "/nonexistent/secret")

    with pytest.raises(ImproperlyConfigured, match=r"^SECRET_FILE cannot be read: No such file"):
        env.str("SECRET", default="")

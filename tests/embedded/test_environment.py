"""What `make run` reads from the environment and keeps in VAR_DIR."""

import fcntl
import os
import stat

import pytest

from naio_portal.embedded import environment
from naio_portal.embedded.environment import Remembered
from naio_portal.embedded.failures import CannotStart


def test_wishes_have_defaults_that_start_a_demonstration(tmp_path):
    wishes = environment.read_wishes({"VAR_DIR": str(tmp_path)})

    assert wishes.port == 8000
    assert wishes.demo is True
    assert (wishes.database_url, wishes.owner_url, wishes.redis_url, wishes.email_url) == ("", "", "", "")


def test_owner_is_the_app_unless_another_is_named(tmp_path):
    wishes = environment.read_wishes({"VAR_DIR": str(tmp_path), "DATABASE_URL": "postgresql://one@/naio"})

    assert wishes.owner_url == "postgresql://one@/naio"


@pytest.mark.parametrize("value", ["0", "no", "False", "off"])
def test_demo_can_be_switched_off(tmp_path, value):
    assert environment.read_wishes({"VAR_DIR": str(tmp_path), "DEMO": value}).demo is False


def test_secrets_are_made_once_and_for_their_owner_alone(tmp_path):
    path = tmp_path / "secrets.json"

    first = Remembered(path).secret("SECRET_KEY")
    again = Remembered(path).secret("SECRET_KEY")

    assert first == again
    assert len(first) == 64
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_lock_names_the_process_that_holds_it(tmp_path):
    (tmp_path / "run").mkdir()
    with environment.lock(tmp_path), pytest.raises(CannotStart) as refusal:
        environment.lock(tmp_path, patience=0)

    assert str(refusal.value) == (
        f"Another portal (process {os.getpid()}) runs on {tmp_path}: end it or set another VAR_DIR."
    )


def test_lock_waits_for_a_portal_on_its_way_down(tmp_path):
    (tmp_path / "run").mkdir()
    first = environment.lock(tmp_path)
    fcntl.flock(first, fcntl.LOCK_UN)

    with environment.lock(tmp_path, patience=1) as second:
        assert second.fileno() >= 0
    first.close()

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings as django_settings

from groups.models import WorkingGroup
from members.models import User
from naio_portal.home.seeds import facts
from tests.factories.members import UserFactory


@pytest.fixture
def seven_groups(db) -> dict[str, WorkingGroup]:
    """The seven groups and the terms of the release, by code."""
    source = json.loads((facts.HERE / "facts.json").read_text())
    facts.seed_terms(source, [])
    facts.seed_groups(source, [])
    return {group.code: group for group in WorkingGroup.objects.all()}


@pytest.fixture
def secretary(client, seven_groups) -> User:
    user = UserFactory(secretariat=True)
    client.force_login(user)
    return user


@pytest.fixture
def start_worker(database_url) -> Iterator[Callable[[], subprocess.Popen]]:
    """Start a real Celery worker on this test's database and Redis; all of them end with the test."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "naio_portal.settings",
        "DATABASE_URL": database_url,
        "REDIS_URL": django_settings.REDIS_URL,
    }
    started: list[subprocess.Popen] = []

    def start() -> subprocess.Popen:
        command = [sys.executable, "-m", "celery", "-A", "naio_portal", "worker", "--pool", "solo"]
        process = subprocess.Popen(
            [*command, "--loglevel", "warning", "--without-gossip", "--without-mingle"],
            env=environment,
            cwd=django_settings.BASE_DIR,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.wait()


@pytest.fixture
def until() -> Callable[..., object]:
    """Wait for something that another process brings about: `until(lambda: …)` gives what it gave."""

    def until(look: Callable[[], object], *, seconds: float = 60) -> object:
        end = time.monotonic() + seconds
        while not (found := look()):
            assert time.monotonic() < end, "it never came"
            time.sleep(0.1)
        return found

    return until

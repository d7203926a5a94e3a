"""Fixtures of every test: real PostgreSQL, Redis, SMTP server and Chromium (see `tests/servers.py`)."""

import gc
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
import time_machine
from coverage import Coverage
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.signals import setting_changed
from django.utils import translation

from groups.models import WorkingGroup
from groups.written_once import forget_texts
from members.selectors import BOOK
from naio_portal.home.seeds import facts
from naio_portal.notices.models import ReminderRule
from naio_portal.notices.services.rules import ensure_default_rules
from tests import chromium as chromium_here
from tests import database, smtp
from tests.browser.checks import AXE

# A limit in the settings is part of the texts that are written once.
setting_changed.connect(lambda **change: forget_texts(), weak=False)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of a minute begin first, spread over the workers: none is left alone with one at the end.

    Each worker gets a stretch of the list and takes over from the end of another's when it is done.
    """
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    long = [item for item in items if item.get_closest_marker("long")]
    others = [item for item in items if not item.get_closest_marker("long")]
    stretches = [
        long[place::workers] + others[place * len(others) // workers : (place + 1) * len(others) // workers]
        for place in range(workers)
    ]
    items[:] = [item for stretch in stretches for item in stretch]


def pytest_collection_finish() -> None:
    """As a server does before it takes requests: no collection walks through what stays anyway."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Write down what `make coverage` measured: a worker that takes ten seconds to end is killed."""
    if measured := Coverage.current():
        measured.save()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker) -> Iterator[None]:
    """One migrated database for this process (instead of pytest-django's own)."""
    with django_db_blocker.unblock():
        database.make_database()
    yield
    with django_db_blocker.unblock():
        database.drop_database()


@pytest.fixture(scope="session")
def smtp_process() -> Iterator[smtp.SmtpServer]:
    """One SMTP server for the whole run."""
    server, controller = smtp.start()
    yield server
    controller.stop(no_assert=True)


@pytest.fixture
def smtp_server(smtp_process: smtp.SmtpServer, settings) -> smtp.SmtpServer:
    """An SMTP server that Django sends through: empty, accepting. See `smtp.Mood` for its faults."""
    smtp_process.reset()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = smtp_process.host
    settings.EMAIL_PORT = smtp_process.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 2
    return smtp_process


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """No test sees what another one cached."""
    cache.clear()
    BOOK.forget()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Each test begins in English, whatever language the last request of another one left active."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium, started once; it reaches this machine alone.

    (By its resolver: a route through Playwright would switch its cache off.)
    """
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (costs a second)

    path = chromium_here.path()
    if not path:
        pytest.fail("No Chromium on this machine: install chromium-headless-shell or set CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[
                *chromium_here.ARGUMENTS,
                "--disable-dev-shm-usage",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def browser_context(chromium, live_server):
    """A fresh profile whose pages are relative to the live server; nothing else is reachable."""
    context = chromium.new_context(base_url=live_server.url, locale="en-GB", timezone_id="Asia/Kuala_Lumpur")
    context.set_default_timeout(10_000)
    context.add_init_script(path=AXE)
    yield context
    context.close()


@pytest.fixture
def browser_page(browser_context):
    """A page of 1280 × 800. Errors of scripts and refusals of the content policy fail the test."""
    page = browser_context.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))

    def note(message) -> None:
        if "Content Security Policy" in message.text:
            problems.append(f"{page.url}: {message.text}")

    page.on("console", note)
    cut_off: list[str] = []
    page.on(
        "requestfailed",
        lambda request: cut_off.append(request.url) if request.resource_type == "stylesheet" else None,
    )
    yield page
    # Where a page was left while its sheets were coming, Bootstrap's may be there without ours before it
    # (css/icons.css): it then asks for its own pictures.
    assert [text for text in problems if not (cut_off and "'data:image/svg+xml" in text)] == []


@pytest.fixture
def sign_in(browser_context, live_server, client):
    """Sign a user in to the browser without the form: `sign_in(user)`."""

    def sign_in(user) -> None:
        client.force_login(user)
        cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
        browser_context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return sign_in


@pytest.fixture
def as_owner():
    """A context in which the database connection acts as the owner of the tables: `with as_owner():`."""
    return database.owner_role


@pytest.fixture
def database_url(transactional_db) -> str:
    """The address of this test's database as the running app signs in: for processes that a test starts."""
    return database.url()


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


@pytest.fixture
def seven_groups(db) -> dict[str, WorkingGroup]:
    """The seven groups and the terms of the release, by code."""
    source = json.loads((facts.HERE / "facts.json").read_text())
    facts.seed_terms(source, [])
    facts.seed_groups(source, [])
    return {group.code: group for group in WorkingGroup.objects.all()}


# --- reminders ---------------------------------------------------------------------------------------


@pytest.fixture
def clock():
    """Tuesday, 24 November 2026, 09:05 in Kuala Lumpur."""
    with time_machine.travel("2026-11-24T01:05:00Z", tick=False) as traveller:
        yield traveller


@pytest.fixture
def rules(db):
    """The rules the portal begins with, by code."""
    ensure_default_rules()
    return {rule.code: rule for rule in ReminderRule.objects.all()}

"""`make run`, from its first start to its end, on a folder of its own."""

import json
import os
import re
import shutil
import signal
import smtplib
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from naio_portal.embedded import children, environment, places
from naio_portal.embedded.environment import ROOT
from naio_portal.embedded.redis_server import free_port

pytestmark = pytest.mark.processes
OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "EMAIL_URL", "DJANGO_SETTINGS_MODULE", "DEMO")
# The machine that runs the tests may be busy: the limits of the two starts are measured by hand.
PATIENCE = 120


def measuring() -> dict[str, str]:
    """What a measured process passes on to those that it starts (`make coverage`)."""
    return {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}


class Portal:
    """One `make run` without make: its folder, its port, its process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.process: subprocess.Popen | None = None
        self.said = ""

    def environment(self, **changes: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        return kept | {"VAR_DIR": str(self.folder), "PORT": str(self.port), "ENVIRONMENT": "demo"} | changes

    def start(self, **changes: str) -> None:
        """Start and read what it says until it is ready or ends."""
        self.said = ""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "naio_portal.embedded", "--with-parent"],
            env=self.environment(**changes),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for line in self.process.stdout:
            self.said += line
            if "Ctrl-C ends everything" in line:
                return

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        self.said += self.process.stdout.read()
        self.process.stdout.close()
        return self.process.wait(PATIENCE)

    def sessions(self) -> list[int]:
        """The sessions of its children, from its own record."""
        return [row["pid"] for row in json.loads((self.folder / "run/children.json").read_text())]

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://localhost:{self.port}{path}", timeout=10) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def readyz(self) -> dict:
        return json.loads(self.get("/readyz")[1])

    def inside(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A program with the portal's addresses, as an operator starts one."""
        return subprocess.run(
            [sys.executable, "-m", "naio_portal.embedded.inside", *command],
            env={"VAR_DIR": str(self.folder), "PATH": os.environ["PATH"]} | measuring(),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    def secret(self, name: str) -> str:
        return json.loads((self.folder / "run/secrets.json").read_text())[name]


def is_gone(session: int) -> bool:
    end = time.monotonic() + 15
    while children.session_members(session) and time.monotonic() < end:
        time.sleep(0.05)
    return children.session_members(session) == []


@pytest.fixture(scope="module")
def portal():
    """A portal on an empty folder; whatever a test leaves is ended and removed."""
    folder = settings.VAR_DIR / "portal"
    shutil.rmtree(folder, ignore_errors=True)
    portal = Portal(folder)
    yield portal
    if portal.process is not None and portal.process.poll() is None:
        portal.end(signal.SIGKILL)
    children.end_leftovers(folder / "run/children.json", lambda text: None)
    outside = places.reachable(folder / "postgresql" / "data", places.server_user())
    if outside.is_relative_to(places.OUTSIDE):
        shutil.rmtree(outside.parent, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.long
def test_life_of_a_portal(portal):
    """One test, in order: each step stands on the one before, and a start takes seconds."""
    # The first start makes everything and says where to go.
    portal.start()
    assert f"open http://localhost:{portal.port}" in portal.said
    assert portal.get("/livez") == (200, '{"status": "ok"}')
    assert portal.get("/livez")[0] == 200
    accounts = json.loads((portal.folder / "demo-accounts.json").read_text())
    assert sorted(account["role"] for account in accounts) == [
        "administrator",
        "chair",
        "leadership",
        "liaison officer",
        "member",
        "member of another group",
        "observer",
        "secretariat",
    ]
    for account in accounts:
        assert re.search(f"{account['email']} +{re.escape(account['password'])}", portal.said)
    for private in ("run/secrets.json", "run/environment.json", "demo-accounts.json"):
        assert stat.S_IMODE((portal.folder / private).stat().st_mode) == 0o600

    # All parts are real: beat signs in through Redis, mail goes through SMTP into a file.
    assert portal.readyz() == {
        "status": "ok",
        "database": "ok",
        "migrations": "ok",
        "redis": "ok",
        "beat": "ok",
    }
    with smtplib.SMTP("127.0.0.1", int(portal.secret("smtp_port"))) as smtp:
        smtp.sendmail("from@naio.example", ["some/one@naio.example"], "Subject: S\r\n\r\nText\r\n")
    (mail,) = (portal.folder / "mail").glob("*some_one@naio.example.eml")
    assert mail.read_bytes().endswith(b"\r\n\r\nText\r\n")

    # An operator invites, and saves the database, without knowing an address or a password.
    invited = portal.inside("manage.py", "invite_administrator", "first@office.example")
    assert f"http://localhost:{portal.port}/invitation/" in invited.stdout
    dump = portal.folder / "portal.dump"
    assert portal.inside("pg_dump", "--format", "custom", "--file", str(dump)).returncode == 0
    assert "TABLE DATA public members_member" in portal.inside("pg_restore", "--list", str(dump)).stdout
    assert portal.inside("no-such-program").stderr == "naio: no-such-program: No such file or directory\n"

    # A second portal on the same port is refused in one line.
    other = Portal(settings.VAR_DIR / "other-portal")
    other.port = portal.port
    other.start()
    assert other.end() == 1
    assert other.said == f"naio: Port {portal.port} is in use (or not allowed to you): set another PORT.\n"
    shutil.rmtree(other.folder)

    # kill -9 of the parent takes the children along.
    sessions = portal.sessions()
    assert len(sessions) == 6
    assert portal.end(signal.SIGKILL) == -signal.SIGKILL
    assert [session for session in sessions if not is_gone(session)] == []

    # The next start finds the data, makes no second demonstration and the same passwords hold.
    portal.start()
    assert f"open http://localhost:{portal.port}" in portal.said
    assert json.loads((portal.folder / "demo-accounts.json").read_text()) == accounts

    # A child that is killed comes back, and the console says so.
    sessions = portal.sessions()
    redis_pid = sessions[1]
    os.kill(redis_pid, signal.SIGKILL)
    for line in portal.process.stdout:
        portal.said += line
        if "redis runs again" in line:
            break
    assert "redis ended with code -9; again in 1 s" in portal.said
    assert portal.get("/livez")[0] == 200

    # SIGTERM ends all of it.
    sessions = portal.sessions()
    assert portal.end() == 0
    assert [session for session in sessions if not is_gone(session)] == []
    assert not (portal.folder / "run/children.json").exists()
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", portal.port))

    # A part that ends at its start ends all the others, and is named.
    portal.start(WEB_WORKERS="many")
    assert portal.end() == 1
    assert portal.said.endswith(f"naio: The web ended at its start: see {portal.folder}/log/web.log.\n")
    assert not (portal.folder / "run/children.json").exists()


def test_nothing_is_inside_before_the_first_start(tmp_path):
    done = Portal(tmp_path).inside("manage.py", "check")

    assert done.returncode == 1
    assert done.stderr == f"naio: No portal was ever started on {tmp_path}: `make run` first.\n"


def refused(folder: Path, **changes: str) -> str:
    """What is said when it cannot start; it must be one line and the code 1."""
    portal = Portal(folder)
    portal.start(**changes)
    assert portal.end() == 1
    lines = portal.said.strip().splitlines()
    assert len(lines) == 1
    return lines[0]


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1"])
def test_port_that_is_none_is_refused(tmp_path, port):
    assert refused(tmp_path, PORT=port) == f"naio: PORT is '{port}': it must be a number from 1 to 65535."


def test_folder_that_cannot_be_written_is_refused(tmp_path):
    file = tmp_path / "file"
    file.touch()

    said = refused(file / "var")

    assert said == f"naio: VAR_DIR cannot be written: {file / 'var'}: Not a directory."


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("postgresql://naio@127.0.0.1:1/naio", "Connection refused"),
        ("postgresql://naio@/naio?host=/nonexistent", "No such file or directory"),
        ("mysql://naio@127.0.0.1/naio", "it must begin with postgresql://"),
    ],
)
def test_wrong_database_is_refused(tmp_path, url, reason):
    said = refused(tmp_path, DATABASE_URL=url)

    assert said.startswith("naio: DATABASE_URL does not work: ")
    assert reason in said


def test_wrong_redis_is_refused(tmp_path):
    url = os.environ["DATABASE_URL"]

    said = refused(tmp_path, DATABASE_URL=with_database(url, "postgres"), REDIS_URL="redis://127.0.0.1:1/0")

    assert said.splitlines()[0].startswith("naio: REDIS_URL does not work: ")


def test_portal_that_cannot_be_prepared_says_why(tmp_path):
    portal = Portal(tmp_path)

    portal.start(
        DATABASE_URL=with_database(os.environ["DATABASE_URL"], "postgres"),
        REDIS_URL=os.environ["REDIS_URL"],
        EMAIL_URL="smtp+tls://mail.example:587",
        ENVIRONMENT="production",
        ALLOWED_HOSTS="portal.example",
        SITE_URL="https://portal.example",
    )

    assert portal.end() == 1
    assert portal.said.splitlines() == [
        "naio: database: the server of DATABASE_URL",
        "naio: queue: the server of REDIS_URL",
        "naio: mail: the server of EMAIL_URL",
        "naio: The portal could not be prepared: The demonstration is refused under production settings."
        f" (all of it: {tmp_path}/log/prepare.log)",
    ]


def test_wait_for_another_portal_can_be_cut_short(tmp_path):
    (tmp_path / "run").mkdir()
    with environment.lock(tmp_path):
        waiting = Portal(tmp_path)
        waiting.process = subprocess.Popen(
            [sys.executable, "-m", "naio_portal.embedded"],
            env=waiting.environment(),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        while not (tmp_path / "static").exists():  # made just before it waits
            time.sleep(0.05)

        assert waiting.end(signal.SIGINT) == 130

    assert waiting.said == ""


def with_database(url: str, name: str) -> str:
    """The same server, another database."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()

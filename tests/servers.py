"""The servers a test run needs, started before Django reads its settings.

PostgreSQL: DATABASE_URL, or the embedded one with its data in VAR_DIR/test, so that a second run finds the
migrated database. Redis: REDIS_URL, or one server for each process of pytest-xdist. Several runs in one
work tree share the server, never a database: each takes a slot. The last one out stops the server.
"""

import atexit
import ctypes
import fcntl
import os
import secrets
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from naio_portal.embedded.postgresql import SUPERUSER, PostgresServer
from naio_portal.embedded.redis_server import RedisServer, free_port

ROOT = Path(__file__).resolve().parent.parent
OWNER = "naio_owner"
APP = "naio_app"
SLOTS = 8


@contextmanager
def locked(path: Path):
    """One process at a time inside, among those that name `path`."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def take_slot(folder: Path) -> int:
    """The first number that no other run of this work tree holds, kept until this process ends."""
    for slot in range(SLOTS):
        file = (folder / f"slot-{slot}.lock").open("w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            continue
        atexit.register(file.close)
        return slot
    raise RuntimeError(f"{SLOTS} test runs at once in {folder}: end one of them.")


def start_postgresql(folder: Path) -> str:
    """Start the shared server or join it; the owner's address."""
    server = PostgresServer(folder / "postgresql", unsafe=True)
    with locked(folder / "start.lock"):
        if not server.is_running():
            server.start_in_background()
        users = (folder / "users.lock").open("w")
        fcntl.flock(users, fcntl.LOCK_SH)
        with psycopg.connect(server.url(role=SUPERUSER, database="postgres"), autocommit=True) as database:
            make_app_role(database)
            make_owner_role(database)

    def leave() -> None:
        with locked(folder / "start.lock"):
            fcntl.flock(users, fcntl.LOCK_UN)
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return  # another run still works with it
            server.stop()
        users.close()

    atexit.register(leave)
    return server.url(role=OWNER, database="naio")


def make_owner_role(database: psycopg.Connection) -> None:
    """The role that migrates, on a server of our own."""
    if not database.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone():
        database.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(sql.Identifier(OWNER)))
    database.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(APP), sql.Identifier(OWNER)))


def make_app_role(database: psycopg.Connection) -> None:
    """The role that the app runs as; the owner may act as it. Needs a superuser."""
    if not database.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP]).fetchone():
        database.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(APP)))


def start_redis() -> str:
    """A Redis of this process alone, ended with it even by kill -9; its address."""
    folder = Path(tempfile.mkdtemp(prefix="naio-test-redis-"))
    server = RedisServer(folder, port=free_port(), password=secrets.token_hex(8), durable=False)
    process = start_child(server.command())
    server.wait()

    def stop() -> None:
        process.terminate()
        process.wait()
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()

    atexit.register(stop)
    return server.url


def start_child(command: list[str]) -> subprocess.Popen:
    """A quiet child that dies with us (Linux)."""
    libc = ctypes.CDLL(None)
    return subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=lambda: libc.prctl(1, signal.SIGTERM),  # noqa: PLW1509 (PR_SET_PDEATHSIG)
    )


def start() -> None:
    """Set the environment of the settings; once in each process, servers only where they are missing."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    state = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve() / "test"
    if worker:
        state = Path(os.environ["TEST_STATE"])
    else:
        state.mkdir(parents=True, exist_ok=True)
        os.environ["TEST_STATE"] = str(state)
        os.environ["TEST_SLOT"] = str(take_slot(state))
        os.environ["TEST_OWN_REDIS"] = "" if os.environ.get("REDIS_URL") else "1"
        os.environ["TEST_OWN_POSTGRESQL"] = "" if os.environ.get("DATABASE_URL") else "1"
        if os.environ.get("DATABASE_URL"):
            with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as database:
                make_app_role(database)
        else:
            os.environ["DATABASE_URL"] = start_postgresql(state)
    if os.environ["TEST_OWN_REDIS"]:
        os.environ["REDIS_URL"] = start_redis()
    files = state / f"files-{os.environ['TEST_SLOT']}{worker}"
    (files / "static").mkdir(parents=True, exist_ok=True)
    os.environ["VAR_DIR"] = str(files)
    os.environ["ENVIRONMENT"] = "test"

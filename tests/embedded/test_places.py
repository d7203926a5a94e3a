"""Where the embedded servers keep their files, and whom PostgreSQL runs as."""

import os
import pwd
import shutil
import tempfile
from pathlib import Path

import pytest

from naio_portal.embedded import places
from naio_portal.embedded.failures import CannotStart

US = pwd.getpwuid(os.getuid())
# A user who owns nothing here and shares no group with us.
STRANGER = pwd.struct_passwd(("stranger", "x", 64_001, 64_001, "", "/", "/bin/false"))
OF_OUR_GROUP = pwd.struct_passwd(("colleague", "x", 64_002, os.getgid(), "", "/", "/bin/false"))


@pytest.fixture
def folder():
    """A folder that everybody may pass, on a way that everybody may pass."""
    path = Path(tempfile.mkdtemp(prefix="naio-places-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


@pytest.mark.parametrize(
    ("mode", "owner", "group", "others"),
    [(0o711, True, True, True), (0o710, True, True, False), (0o700, True, False, False)],
)
def test_whether_a_user_passes_the_folders_above(folder, mode, owner, group, others):
    folder.chmod(mode)
    path = folder / "not yet" / "data"

    assert places.is_reachable(path, US) is owner
    assert places.is_reachable(path, OF_OUR_GROUP) is group
    assert places.is_reachable(path, STRANGER) is others


def test_what_is_ours_alone_is_asked_for_nobody(folder):
    folder.chmod(0)

    assert places.is_reachable(folder / "data", None) is True


def test_data_that_the_user_cannot_reach_are_kept_outside(folder):
    here, elsewhere = folder / "one" / "data", folder / "two" / "data"
    folder.chmod(0o700)

    assert places.reachable(here, None) == here
    assert places.reachable(here, STRANGER).parent.parent == places.OUTSIDE
    assert places.reachable(here, STRANGER) != places.reachable(elsewhere, STRANGER)


def test_folder_is_made_for_its_owner_alone(folder):
    made = places.make_folder(folder / "a" / "b", user=US)

    assert made.stat().st_mode & 0o777 == 0o700
    assert made.stat().st_uid == US.pw_uid


def test_folder_that_is_somebody_else_s_link_is_refused(folder):
    (folder / "link").symlink_to(folder)

    with pytest.raises(CannotStart) as refusal:
        places.make_folder(folder / "link")

    assert str(refusal.value) == (
        f"{folder / 'link'} belongs to somebody else: remove it or set another VAR_DIR."
    )


def test_folder_under_a_file_is_refused(folder):
    (folder / "file").touch()

    with pytest.raises(CannotStart, match=r"^Cannot write .*/file/socket: File exists\.$"):
        places.make_folder(folder / "file" / "socket")


def test_socket_of_a_long_path_lies_in_the_temporary_folder(folder):
    path = folder / ("long" * 30) / "socket"

    found = places.socket_folder(path, user=None)

    assert found.parent == Path(tempfile.gettempdir())
    assert len(os.fsencode(found)) <= places.LONGEST_SOCKET_DIR
    assert not path.exists()
    found.rmdir()


def test_plain_user_runs_the_server_as_himself(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert places.server_user() is None


@pytest.fixture
def as_root(monkeypatch):
    """A machine on which root runs, that knows only these users and has no useradd."""

    def known(*names: str) -> None:
        def getpwnam(name: str) -> pwd.struct_passwd:
            if name in names:
                return pwd.struct_passwd((name, "x", 64_003, 64_003, "", "/", "/bin/false"))
            raise KeyError(name)

        monkeypatch.setattr(os, "geteuid", lambda: 0)
        monkeypatch.setattr(pwd, "getpwnam", getpwnam)
        monkeypatch.setattr(shutil, "which", lambda name, path=None: None)

    return known


@pytest.mark.parametrize("name", ["pgserver", "nobody"])
def test_root_runs_the_server_as_another(as_root, name):
    as_root(name)

    assert places.server_user().pw_name == name


def test_root_makes_the_user_that_is_missing(as_root, monkeypatch, tmp_path):
    as_root("nobody")
    called = tmp_path / "called"
    useradd = tmp_path / "useradd"
    useradd.write_text(f'#!/bin/sh\necho "$@" > {called}\n')
    useradd.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name, path=None: str(useradd))

    places.server_user()

    assert called.read_text() == "--system --user-group --no-create-home --shell /bin/false pgserver\n"


def test_root_alone_on_a_machine_is_refused(as_root):
    as_root()

    with pytest.raises(CannotStart, match="run as a plain user"):
        places.server_user()

"""Where the embedded servers keep their files, and as which user PostgreSQL runs.

PostgreSQL refuses to run as root: root starts it as the system user `pgserver`, made when missing. That
user must reach its data, its socket and its programs; where VAR_DIR or the environment is under a closed
home such as /root, they are kept below /var/lib/naio-portal instead.
"""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

from naio_portal.embedded.failures import CannotStart

SERVER_USER = "pgserver"
OUTSIDE = Path("/var/lib/naio-portal")
# sun_path holds 108 bytes with its closing zero; PostgreSQL adds "/.s.PGSQL.5432" and, for a moment, ".lock".
LONGEST_SOCKET_DIR = 107 - len("/.s.PGSQL.5432.lock")


def server_user() -> pwd.struct_passwd | None:
    """The user PostgreSQL must run as: None unless we are root. Raises CannotStart without any."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SERVER_USER)
    except KeyError:
        pass
    useradd = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if useradd:
        subprocess.run(
            [useradd, "--system", "--user-group", "--no-create-home", "--shell", "/bin/false", SERVER_USER],
            check=False,
            capture_output=True,
        )
    for name in (SERVER_USER, "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise CannotStart(
        "PostgreSQL does not run as root, and no other user could be made: run as a plain user."
    )


def short_hash(path: Path) -> str:
    """A name for `path` of 12 characters."""
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:12]


def is_reachable(path: Path, user: pwd.struct_passwd | None) -> bool:
    """Whether `user` may pass every folder above `path` (always for ourselves: None)."""
    if user is None:
        return True
    for folder in path.resolve().parents:
        if not folder.exists():
            continue
        status = folder.stat()
        if status.st_uid == user.pw_uid:
            bit = stat.S_IXUSR
        elif status.st_gid == user.pw_gid:
            bit = stat.S_IXGRP
        else:
            bit = stat.S_IXOTH
        if not status.st_mode & bit:
            return False
    return True


def reachable(path: Path, user: pwd.struct_passwd | None) -> Path:
    """`path` itself, or where it is kept instead when `user` cannot reach it."""
    return path if is_reachable(path, user) else OUTSIDE / short_hash(path.parent) / path.name


def make_folder(path: Path, *, user: pwd.struct_passwd | None = None) -> Path:
    """Make `path` for nobody but `user` (None: us). Raises CannotStart when it belongs to another."""
    owner = user.pw_uid if user else os.geteuid()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        made = not path.exists()
        path.mkdir(mode=0o700, exist_ok=True)
        if made and user:
            os.chown(path, user.pw_uid, user.pw_gid)
    except OSError as error:
        raise CannotStart(f"Cannot write {path}: {error.strerror}.") from error
    if path.is_symlink() or path.stat().st_uid != owner:
        raise CannotStart(f"{path} belongs to somebody else: remove it or set another VAR_DIR.")
    return path


def socket_folder(path: Path, *, user: pwd.struct_passwd | None) -> Path:
    """A folder for sockets: `path`, or a short one in the system's temporary folder when too long."""
    if len(os.fsencode(path)) > LONGEST_SOCKET_DIR or not is_reachable(path, user):
        path = Path(tempfile.gettempdir()) / f"naio-{short_hash(path)}"
    return make_folder(path, user=user)

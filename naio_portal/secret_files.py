"""Secrets of the containers, made once: `python -m naio_portal.secret_files /secrets/owner /secrets/app`.

Two folders, so that what serves people never sees the owner's: `owner` is for PostgreSQL and the one-shot
that migrates, `app` for web, worker and beat. A file that is there is never changed.
"""

import secrets
import sys
from pathlib import Path

ADMIN, OWNER, APP = "postgres", "naio_owner", "naio_app"
SERVER, DATABASE = "postgres:5432", "naio"


def keep(path: Path, value: str) -> str:
    """What the file holds; `value` when it was made now, for its owner alone."""
    if not path.exists():
        fresh = path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600)
        fresh.write_text(value)
        fresh.replace(path)
    return path.read_text()


def url(role: str, password: str, database: str = DATABASE) -> str:
    return f"postgresql://{role}:{password}@{SERVER}/{database}"


def make_secrets(owner: Path, app: Path) -> None:
    """Make what is missing in both folders. Raises OSError."""
    password = keep(owner / "postgres_password", secrets.token_hex(24))
    keep(owner / "database_admin_url", url(ADMIN, password, "postgres"))
    keep(owner / "database_owner_url", url(OWNER, secrets.token_hex(24)))
    keep(app / "database_url", url(APP, secrets.token_hex(24)))
    keep(app / "secret_key", secrets.token_urlsafe(48))


def main(*folders: str) -> int:
    """The exit code; one line when a folder cannot be written."""
    owner, app = map(Path, folders)
    try:
        make_secrets(owner, app)
    except OSError as error:
        sys.stderr.write(f"{error.filename} cannot be written: {error.strerror}.\n")
        return 1
    sys.stdout.write("secrets: there.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""A program with the addresses and secrets of the portal that `make run` started on VAR_DIR.

`python -m naio_portal.embedded.inside manage.py invite_administrator EMAIL` runs a command of the portal;
`… inside pg_dump --format custom --file portal.dump` one of PostgreSQL's, signed in as the owner.
"""

import json
import os
import sys
from pathlib import Path

import psycopg

from naio_portal.embedded.environment import ROOT, Wishes, var_dir_of
from naio_portal.embedded.failures import CannotStart
from naio_portal.embedded.postgresql import installed

KEPT = (
    *("ENVIRONMENT", "REQUIRE_STAFF_MFA", "SITE_URL", "SECRET_KEY", "VAR_DIR"),
    *("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "EMAIL_URL"),
)
LIBPQ = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
}


def record(var_dir: Path) -> Path:
    """The file that holds the variables of the portal on `var_dir`."""
    return var_dir / "run" / "environment.json"


def remember(wishes: Wishes, environment: dict[str, str]) -> None:
    """Keep what another process needs to be inside; for its owner alone."""
    path = record(wishes.var_dir)
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps({name: environment[name] for name in KEPT}, indent=1))


def recall(var_dir: Path) -> dict[str, str]:
    """Variables of a program inside: the portal's, and those of libpq. Raises CannotStart."""
    try:
        known = json.loads(record(var_dir).read_text())
    except FileNotFoundError:
        raise CannotStart(f"No portal was ever started on {var_dir}: `make run` first.") from None
    address = psycopg.conninfo.conninfo_to_dict(known["DATABASE_OWNER_URL"])
    return known | {LIBPQ[name]: str(value) for name, value in address.items() if name in LIBPQ}


def main(program: str, *arguments: str) -> int:
    """Become the program; only comes back, with an exit code, when that fails."""
    try:
        inside = recall(var_dir_of(dict(os.environ)))
        folders = [str(Path(sys.executable).parent)]
        if "host=" in inside["DATABASE_OWNER_URL"]:
            folders.append(str(installed().folder))
    except CannotStart as error:
        print(f"naio: {error}", file=sys.stderr)
        return 1
    environment = os.environ | inside
    environment["PATH"] = os.pathsep.join([*folders, os.environ.get("PATH", os.defpath)])
    command = [sys.executable, str(ROOT / program)] if program == "manage.py" else [program]
    try:
        os.execvpe(command[0], [*command, *arguments], environment)  # noqa: S606
    except OSError as error:
        print(f"naio: {program}: {error.strerror}", file=sys.stderr)
    return 127


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))

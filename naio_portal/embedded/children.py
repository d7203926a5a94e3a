"""Children of the supervisor: started so that they cannot outlive it, watched, restarted, ended.

Each child leads a session of its own: Ctrl-C in the terminal reaches the supervisor alone, which then ends
its children in order. On Linux the kernel ends a child when its parent dies, even by kill -9; what is left
elsewhere is ended by the next start, from the list kept in VAR_DIR/run/children.json.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_PDEATHSIG = 1
PAUSES = (1, 2, 5, 10, 30)  # seconds before a restart, the last one again and again
STEADY = 60  # seconds after which a child counts as well again
libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_parent(parent: int, number: int) -> None:
    """In a new child: be sent signal `number` when the process `parent` ends."""
    if libc is not None:
        libc.prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:  # it ended before we asked
            os.kill(os.getpid(), number)


@dataclass
class Child:
    """One server. `end_with`: the signal that ends it cleanly; `patience`: seconds until kill -9."""

    name: str
    command: list[str]
    log: Path
    environment: dict[str, str]
    end_with: signal.Signals = signal.SIGTERM
    patience: float = 10
    identity: dict = field(default_factory=dict)  # user, group: see PostgresServer.as_user
    process: subprocess.Popen | None = None
    started: float = 0
    failures: int = 0
    restart_at: float | None = None

    def start(self) -> None:
        """Start it, its output appended to its log."""
        parent, number = os.getpid(), int(self.end_with)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environment,
                start_new_session=True,
                # One thread only starts children, so that nothing is half locked in the child.
                preexec_fn=lambda: die_with_parent(parent, number),  # noqa: PLW1509
                **self.identity,
            )
        self.started = time.monotonic()
        self.restart_at = None

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def plan_restart(self) -> float:
        """After its end: the seconds until it is started again, growing with each failure in a row."""
        if time.monotonic() - self.started > STEADY:
            self.failures = 0
        pause = PAUSES[min(self.failures, len(PAUSES) - 1)]
        self.failures += 1
        self.restart_at = time.monotonic() + pause
        return pause

    def ask_to_end(self) -> None:
        """Send the signal that ends it cleanly."""
        self.restart_at = None
        if self.is_running:
            signal_session(self.process.pid, self.end_with, leader_only=True)

    def wait_for_end(self, deadline: float) -> None:
        """Wait until `deadline` (monotonic), then kill what is left of its session."""
        if self.process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, deadline - time.monotonic()))
        signal_session(self.process.pid, signal.SIGKILL)
        self.process.wait()


def end_all(children: Iterable[Child]) -> None:
    """Ask all at once, then wait for each as long as it may take."""
    children = list(children)
    begun = time.monotonic()
    for child in children:
        child.ask_to_end()
    for child in children:
        child.wait_for_end(begun + child.patience)


def session_members(leader: int) -> list[int]:
    """Processes of the session that `leader` began; without /proc only the leader itself."""
    if not Path("/proc/self/stat").exists():
        return [leader]
    members = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            fields = stat_fields(int(folder.name))
            if fields and int(fields[3]) == leader and fields[0] != "Z":
                members.append(int(folder.name))
    return members


def stat_fields(pid: int) -> list[str]:
    """Fields of /proc/<pid>/stat from the state on (state, parent, group, session, …); empty when gone."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return []
    return text.rpartition(")")[2].split()


def birth(pid: int) -> str:
    """What tells a process from a later one of the same number: when it began, since which start."""
    fields = stat_fields(pid)
    boot = Path("/proc/sys/kernel/random/boot_id")
    return f"{fields[19]}@{boot.read_text().strip()}" if fields and boot.exists() else ""


def signal_session(leader: int, number: int, *, leader_only: bool = False) -> None:
    """Send a signal to every process of a session; to those already gone: nothing."""
    for pid in [leader] if leader_only else session_members(leader):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


def remember(path: Path, children: Iterable[Child]) -> None:
    """Write who runs, for the next start after a kill -9."""
    rows = [
        {"name": child.name, "pid": child.process.pid, "birth": birth(child.process.pid)}
        for child in children
        if child.process is not None
    ]
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(rows))
    fresh.replace(path)


def end_leftovers(path: Path, say: Callable[[str], None], *, patience: float = 8) -> None:
    """End what an earlier supervisor left running, from its list."""
    try:
        rows = json.loads(path.read_text())
    except (OSError, ValueError):
        return
    left = [row for row in rows if is_left(row)]
    for row in left:
        say(f"ending {row['name']} (process {row['pid']}), left by an earlier run")
        signal_session(row["pid"], signal.SIGINT if row["name"] == "postgresql" else signal.SIGTERM)
    end = time.monotonic() + patience
    while any(is_left(row) for row in left) and time.monotonic() < end:
        time.sleep(0.1)
    for row in left:
        if is_left(row):
            signal_session(row["pid"], signal.SIGKILL)
    path.unlink(missing_ok=True)


def is_left(row: dict) -> bool:
    """Whether the session of a remembered child still has a process, and is not another's by chance."""
    now = birth(row["pid"])
    if now and row["birth"]:
        # The leader's number in use again by another process: its session is not ours.
        return now == row["birth"] and bool(session_members(row["pid"]))
    same_boot = row["birth"].partition("@")[2] == birth(os.getpid()).partition("@")[2]
    return same_boot and any(pid_exists(pid) for pid in session_members(row["pid"]))


def pid_exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # it is another user's
    return True

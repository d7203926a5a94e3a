"""Children of the supervisor, with real processes."""

import os
import signal
import subprocess
import sys
import time

import pytest

from naio_portal.embedded import children
from naio_portal.embedded.children import Child

pytestmark = pytest.mark.processes
SLEEP = "import time; time.sleep(60)"
# A parent that starts one child, as the supervisor does, says its number and waits.
PARENT = """
import os, sys, time
from pathlib import Path
from naio_portal.embedded.children import Child
command = [sys.executable, "-c", "import time; time.sleep(60)"]
child = Child("sleeper", command, Path(sys.argv[1]), dict(os.environ))
child.start()
print(child.process.pid, flush=True)
time.sleep(60)
"""


def until(condition, *, seconds: float = 5) -> bool:
    """Whether the condition came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def is_alive(pid: int) -> bool:
    fields = children.stat_fields(pid)
    return bool(fields) and fields[0] != "Z"


@pytest.fixture
def make_child(tmp_path):
    """Children that are ended whatever the test does."""
    made = []

    def make(code: str = SLEEP, **options) -> Child:
        child = Child(
            name="child",
            command=[sys.executable, "-c", code],
            log=tmp_path / "child.log",
            environment={"PATH": os.environ["PATH"]},
            **options,
        )
        made.append(child)
        return child

    yield make
    for child in made:
        if child.process is not None:
            children.signal_session(child.process.pid, signal.SIGKILL)
            child.process.wait()


def test_child_ends_when_its_parent_is_killed(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path / "log")], stdout=subprocess.PIPE, text=True
    ) as parent:
        pid = int(parent.stdout.readline())
        assert is_alive(pid)

        parent.kill()

    assert until(lambda: not is_alive(pid))


def test_end_all_kills_a_child_that_does_not_listen(make_child):
    deaf = make_child(
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('x', flush=True);"
        " time.sleep(60)",
        patience=0.3,
    )
    deaf.start()
    assert until(lambda: deaf.log.read_text() == "x\n")

    children.end_all([deaf])

    assert deaf.process.returncode == -signal.SIGKILL


def test_end_all_ends_grandchildren_of_the_session(make_child):
    child = make_child(
        "import subprocess, sys, time;"
        "print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid, flush=True);"
        "time.sleep(60)"
    )
    child.start()
    assert until(lambda: child.log.read_text().strip().isdigit())
    grandchild = int(child.log.read_text())

    children.end_all([child])

    assert until(lambda: not is_alive(grandchild))


def test_pause_before_a_restart_grows_and_begins_again_when_steady(make_child, monkeypatch):
    child = make_child("raise SystemExit(3)")
    child.start()
    child.process.wait()

    pauses = [child.plan_restart() for _ in range(7)]
    child.started -= children.STEADY + 1
    after_steady = child.plan_restart()

    assert pauses == [1, 2, 5, 10, 30, 30, 30]
    assert after_steady == 1


def test_leftovers_of_an_earlier_run_are_ended(make_child, tmp_path):
    child = make_child()
    child.start()
    record = tmp_path / "children.json"
    children.remember(record, [child])
    said = []

    children.end_leftovers(record, said.append)

    assert child.process.wait(5) == -signal.SIGTERM
    assert said == [f"ending child (process {child.process.pid}), left by an earlier run"]
    assert not record.exists()


def test_a_leftover_that_does_not_listen_is_killed(make_child, tmp_path):
    deaf = make_child(
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('x', flush=True);"
        " time.sleep(60)"
    )
    deaf.start()
    assert until(lambda: deaf.log.read_text() == "x\n")
    record = tmp_path / "children.json"
    children.remember(record, [deaf])

    children.end_leftovers(record, print, patience=0.2)

    assert deaf.process.wait(5) == -signal.SIGKILL


def test_what_a_leader_left_behind_is_ended(make_child, tmp_path):
    leader = make_child(
        "import subprocess, sys;"
        "print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid, flush=True);"
        "sys.stdin.read()"
    )
    leader.start()
    record = tmp_path / "children.json"
    children.remember(record, [leader])
    leader.process.wait()
    orphan = int(leader.log.read_text())
    assert is_alive(orphan)

    children.end_leftovers(record, print)

    assert until(lambda: not is_alive(orphan))


def test_record_of_another_start_of_the_machine_ends_nothing(make_child, tmp_path):
    leader = make_child("pass")
    leader.start()
    record = tmp_path / "children.json"
    children.remember(record, [leader])
    leader.process.wait()
    record.write_text(record.read_text().replace("@", "@another-"))
    said = []

    children.end_leftovers(record, said.append)

    assert said == []


def test_child_that_never_began_has_nothing_to_end(make_child):
    child = make_child()

    children.end_all([child])

    assert child.process is None


def test_a_process_of_the_same_number_but_another_birth_is_left_alone(make_child, tmp_path):
    child = make_child()
    child.start()
    record = tmp_path / "children.json"
    children.remember(record, [child])
    record.write_text(record.read_text().replace('"birth": "', '"birth": "1'))
    said = []

    children.end_leftovers(record, said.append)

    assert child.is_running
    assert said == []


def test_a_damaged_record_is_no_reason_to_stop(tmp_path):
    record = tmp_path / "children.json"
    record.write_text("{half")

    children.end_leftovers(record, print)

    assert record.exists()

"""A pytest plugin: one process loads and collects once, then tries each mutant in a forked child.

A child that a test fails in, that crashes or that takes too long has killed its mutant. Only tests that
reach the changed line are run (all of them, for a statement of the module itself), first the one that
killed last.
"""

import ast
import gc
import importlib
import os
import pickle
import random
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.applying import apply
from tests.mutation.mutants import Mutant, mutants


@dataclass(frozen=True)
class Target:
    """`module`: dotted name. `tests`: (file or node, text in the test's name), its quick selection."""

    module: str
    tests: tuple[tuple[str, str], ...]

    @property
    def path(self) -> Path:
        return Path(*self.module.split(".")).with_suffix(".py")

    def tries(self, item: pytest.Item) -> bool:
        """Tests that commit are left out: all children share one database."""
        mark = item.get_closest_marker("django_db")
        commits = mark is not None and mark.kwargs.get("transaction", False)
        return not commits and any(
            item.nodeid.startswith(f) and text in item.nodeid for f, text in self.tests
        )


@dataclass
class Result:
    target: Target
    made: int = 0
    seconds: float = 0
    tried: int = 0
    survivors: list[Mutant] = field(default_factory=list)
    broken: str = ""

    def __str__(self) -> str:
        if self.broken:
            return f"{self.target.module:34} {self.broken}"
        return (
            f"{self.target.module:34}{self.made:>9}{self.tried:>7}{self.tried - len(self.survivors):>8}"
            f"{self.score:>7.0f} %{self.seconds:>9.0f}"
        )

    @property
    def score(self) -> float:
        return 100 * (1 - len(self.survivors) / self.tried) if self.tried else 100.0


@dataclass
class Trying:
    """`sample`: at most so many mutants of each module, by a fixed seed; 0: all."""

    targets: list[Target]
    sample: int = 0
    results: list[Result] = field(default_factory=list)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            raise session.Interrupted("tests could not be collected")
        # Once pytest has set up Django, not before.
        from django.db import connection  # noqa: PLC0415
        from pytest_django.plugin import blocking_manager_key  # noqa: PLC0415

        from tests import database  # noqa: PLC0415

        blocker = session.config.stash[blocking_manager_key]
        with blocker.unblock():
            database.make_database()
            connection.close()
        gc.freeze()  # children share this memory
        drop, database.drop_database = database.drop_database, lambda: None
        database.make_database = lambda: None
        try:
            for target in self.targets:
                self.results.append(self.try_target(target, session.items))
                sys.stdout.write(f"\n{self.results[-1]}\n")
                sys.stdout.flush()
        finally:
            with blocker.unblock():
                drop()
        return True

    def try_target(self, target: Target, items: list[pytest.Item]) -> Result:
        result = Result(target)
        began = time.monotonic()
        chosen = [item for item in items if target.tries(item)]
        module = importlib.import_module(target.module)
        reached = in_child(lambda: lines_reached(chosen, module.__file__), seconds=600)
        if not isinstance(reached, dict) or not chosen:
            result.broken = f"without a mutant: {reached if chosen else 'no test selected'}"
            return result
        limit = int(time.monotonic() - began) * 2 + 10
        found = mutants(target.path)
        result.made = len(found)
        if self.sample and len(found) > self.sample:
            found = sorted(random.Random(1).sample(found, self.sample), key=lambda mutant: mutant.line)
        order = list(chosen)
        for mutant in found:
            lines = span(mutant)
            able = [item for item in order if not mutant.place or reached[item.nodeid] & lines]
            names = names_in(mutant)
            able.sort(key=lambda item: not any(name in item.nodeid for name in names))
            killer = (
                in_child(lambda able=able, mutant=mutant: killed_by(able, module, mutant), limit)
                if able
                else None
            )
            if killer and killer.startswith("unusable"):
                result.broken = f"line {mutant.line}: {killer}"
                return result
            result.tried += 1
            if killer is None:
                result.survivors.append(mutant)
                sys.stdout.write(f"  lives: {target.path}:{mutant.line} {mutant.change}\n")
                sys.stdout.flush()
            order.sort(key=lambda item: item.nodeid != killer)
        result.seconds = time.monotonic() - began
        return result


def names_in(mutant: Mutant) -> set[str]:
    """Texts in a changed statement of the module itself: the tests of the rule it names come first."""
    if mutant.place:
        return set()
    nodes = ast.walk(mutant.tree.body[mutant.at])
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def span(mutant: Mutant) -> set[int]:
    """Lines whose run means that the change may be felt: those of the smallest statement around it."""
    around = [
        node
        for node in ast.walk(mutant.tree)
        if isinstance(node, ast.stmt) and node.lineno <= mutant.line <= (node.end_lineno or node.lineno)
    ]
    inner = max(around, key=lambda node: (node.lineno, -(node.end_lineno or 0)))
    return set(range(inner.lineno, (inner.end_lineno or inner.lineno) + 1))


def failures(items: list[pytest.Item]) -> Iterator[tuple[pytest.Item, str]]:
    """Run the tests one by one: each with why it failed, or nothing."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        reports = runtestprotocol(item, log=False, nextitem=following)
        yield item, next((report.longreprtext or "failed" for report in reports if report.failed), "")


def lines_reached(items: list[pytest.Item], file: str) -> dict[str, set[int]] | str:
    """The lines of the file that each test runs; or the first failure, as text."""
    reached: dict[str, set[int]] = {}
    lines: set[int] = set()

    def trace(frame, event, arg):
        if frame.f_code.co_filename != file:
            return None
        lines.add(frame.f_lineno)
        return trace

    sys.settrace(trace)
    for item, why in failures(items):
        if why:
            return f"{item.nodeid}: {why[-1500:]}"
        reached[item.nodeid] = set(lines)
        lines.clear()
    return reached


def killed_by(items: list[pytest.Item], module, mutant: Mutant) -> str | None:
    """The first test that fails under the mutant."""
    try:
        apply(module, mutant)
    except Exception as error:
        # A table or rule that cannot even be made is noticed at the start; a function is always made.
        return f"unusable: {error!r}" if mutant.place else "crashed"
    return next((item.nodeid for item, why in failures(items) if why), None)


def in_child(ask, seconds: int):
    """What `ask` answers in a forked child; "crashed" when it dies or takes too long."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        signal.alarm(seconds)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        try:
            answer = ask()
        except BaseException as error:  # a mutant may raise anything, at any place
            answer = f"crashed: {error!r}"
        with os.fdopen(write, "wb") as pipe:
            pickle.dump(answer, pipe)
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(said) if said else "crashed"

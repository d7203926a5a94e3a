"""How far a background job has come, kept in Redis: the job itself is one transaction, so the database
cannot say. Without Redis the job still runs; pages then say only that it does."""

import time
from dataclasses import dataclass

from django.core.cache import cache

# Nobody has taken the job yet.
WAITING = "waiting"
KEPT_FOR = 24 * 3600
TELL_EVERY = 0.25  # seconds
SILENT_AFTER = 30.0


@dataclass(frozen=True)
class Told:
    """What the job last said. `stage`: a code; `at`: Unix time."""

    stage: str = ""
    done: int = 0
    total: int = 0
    at: float = 0.0

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0

    @property
    def is_silent(self) -> bool:
        """The job said nothing for a while: its worker may be gone."""
        return time.time() - self.at > SILENT_AFTER


class Progress:
    """Told by the job: `Progress(key).stage("members", 10_000)`, then `.advance(500)`."""

    def __init__(self, key: object) -> None:
        self.key = key_of(key)
        self.told = Told()
        self.last = 0.0

    def stage(self, name: str, total: int) -> None:
        self.told = Told(name, 0, total, time.time())
        self.save()

    def advance(self, count: int) -> None:
        self.told = Told(self.told.stage, self.told.done + count, self.told.total, time.time())
        if time.monotonic() - self.last > TELL_EVERY or self.told.done >= self.told.total:
            self.save()

    def save(self) -> None:
        self.last = time.monotonic()
        told = self.told
        cache.set(self.key, [told.stage, told.done, told.total, told.at], KEPT_FOR)


def key_of(key: object) -> str:
    return f"import-progress:{key}"


def told_of(key: object) -> Told:
    """What the job of that import last said."""
    return Told(*(cache.get(key_of(key)) or ()))

"""Calls within `with_room` ask the system for no memory, however deep they begin."""

from resource import RUSAGE_SELF, getrusage

from django.conf import settings

from naio_portal.stack import with_room

CALLS = 300


def nothing() -> None:
    """A frame of half a kilobyte: some depth has a little less left in its piece."""


nothing.__code__ = nothing.__code__.replace(co_stacksize=60)


def pages_touched_by_calls(depth: int) -> int:
    """How many pages of memory the system gives for `CALLS` calls, made `depth` calls deeper than here."""
    if depth:
        return pages_touched_by_calls(depth - 1)
    before = getrusage(RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        nothing()
    return getrusage(RUSAGE_SELF).ru_minflt - before


def worst() -> int:
    return max(pages_touched_by_calls(depth) for depth in range(400))


def test_calls_find_room_at_every_depth():
    assert with_room(worst)() < CALLS / 10


def test_arguments_and_answers_pass():
    assert with_room(lambda *args, **kwargs: (args, kwargs))(1, two=2) == ((1,), {"two": 2})


def test_every_request_begins_with_room():
    assert settings.MIDDLEWARE[0] == "naio_portal.stack.with_room"

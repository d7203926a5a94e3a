"""Room on the stack of calls, so that no call has to ask the system for memory.

CPython keeps frames of calls in pieces of 16 KB and gives a piece back as soon as it is empty. A loop at the
edge of a piece, as happens deep in a template, takes one and gives it back at each call: some hundred times a
request (issue gh-142183 of CPython; Python 3.11 and later). A frame larger than a piece gets one of its own,
of the next power of two, and every call from there finds room in the rest.
"""

from collections.abc import Callable
from typing import Any

# 264 KB of 512, which nothing touches; 248 KB are left.
SLOTS = 33_000


def with_room(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same function; all that it calls finds room on the stack. The first of the middleware."""

    def called(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    called.__code__ = called.__code__.replace(co_stacksize=SLOTS)
    return called

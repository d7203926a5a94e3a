"""How to build the object behind a route, for the sweep of the permission table.

A route without parameters needs nothing. Every other route has a case in `tests/<app>/access_cases.py`:

    @case("groups:group-detail", "groups:group-roster")
    def group(world, state):
        return Visit(world.group, slug=world.group.slug)

`world` (tests/factories/personas.py) has `group`, `other_group`, `owner`, `members`, `users`; `state` is one
of the action's `states`, "" when it has none: build the object in it. `Visit(obj, post={…}, query="a=1",
**url_arguments)`: `obj` is what the rule is asked about, `post` what a person fills in: over what the form
shows at first it makes a form that is accepted.

A model with `visible_to` also has a case that makes rows of every kind, for the test that its rows are
exactly those of its rule `<app>.view_<model>`:

    @rows("deliverables.Deliverable")
    def deliverables(world, draw):
        return DeliverableFactory(group=draw(groups_of(world)), state=draw(sampled_from(…)))
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from naio_portal.access import actions


@dataclass(init=False)
class Visit:
    obj: Any = None
    post: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    kwargs: dict[str, Any] = field(default_factory=dict)

    def __init__(
        self, obj: Any = None, *, post: dict[str, Any] | None = None, query: str = "", **kwargs: Any
    ):
        self.obj, self.query, self.kwargs = obj, query, kwargs
        self.post = post or {}


CASES: dict[str, Callable[..., Visit]] = {}
ROWS: dict[str, Callable[..., Any]] = {}


def case(*routes: str) -> Callable:
    """Register the builder of these routes' object."""

    def register(build: Callable[..., Visit]) -> Callable[..., Visit]:
        for route in routes:
            assert route not in CASES, f"two cases for {route}"
            CASES[route] = build
        return build

    return register


def rows(model: str) -> Callable:
    """Register the maker of one row of that model (`app.Model`), of any kind, by hypothesis's `draw`."""

    def register(make: Callable[..., Any]) -> Callable[..., Any]:
        ROWS[model] = make
        return make

    return register


def visits() -> list:
    """One parameter set for each action, route and state."""
    return [
        pytest.param(action, route, state, id=f"{action.name}-{route}" + (f"-{state}" if state else ""))
        for action in actions()
        for route in action.routes
        for state in action.states or ("",)
    ]


def load() -> None:
    """Import every `access_cases.py` and `…_access_cases.py` of `tests/<app>/`."""
    for file in sorted(Path(__file__).resolve().parent.parent.glob("*/*access_cases.py")):
        import_module(f"tests.{file.parent.name}.{file.stem}")

"""Two people edited one thing. What both can have is joined; where both changed one field to different
values, the second is shown both texts."""

import datetime as dt
from collections.abc import Mapping
from typing import Any


def plain(value: object) -> object:
    """The value as it goes through a form's hidden field and back: JSON's types, instants in UTC."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value)
    return value


def snapshot(values: Mapping[str, Any]) -> dict[str, Any]:
    """What an editor saw when the form was made: the base of a later merge."""
    return {field: plain(value) for field, value in values.items()}


def changed_fields(*, base: Mapping[str, Any], mine: Mapping[str, Any]) -> list[str]:
    """Fields that I changed since I saw `base`. A field that the base lacks counts as changed."""
    return [field for field, value in mine.items() if field not in base or base[field] != plain(value)]


def clashes(
    *, base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[str, ...]:
    """Fields that both changed since `base`, to different values."""
    return tuple(
        field
        for field in changed_fields(base=base, mine=mine)
        if plain(theirs[field]) != plain(mine[field])
        and (field not in base or plain(theirs[field]) != base[field])
    )


def merged_order(*, seen: list[str], wanted: list[str], current: list[str]) -> list[str] | None:
    """The order that has my move and everybody's additions and removals; None where both moved.

    `seen`: what I saw; `wanted`: the same in my order; `current`: as it stands now. Items removed
    meanwhile stay out; items added meanwhile follow the one they follow now.
    """
    kept = set(seen) & set(current)
    mine = [item for item in wanted if item in kept]
    before = [item for item in seen if item in kept]
    now = [item for item in current if item in kept]
    if now not in (before, mine):
        return None
    for place, item in enumerate(current):
        if item not in kept:
            mine.insert(mine.index(current[place - 1]) + 1 if place else 0, item)
    return mine

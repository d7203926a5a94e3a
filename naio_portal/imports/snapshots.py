"""An object as JSON, column by column: what undo puts back, and how it sees that somebody touched it."""

import json
from collections.abc import Set

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

# Set by the machine at each write: no sign that a person touched the object.
NOT_COMPARED = frozenset({"created_at", "updated_at"})


def columns_of(thing: Model, columns: Set[str]) -> dict[str, object]:
    """Column -> value as the database takes it, of these columns."""
    return {
        field.attname: field.get_prep_value(field.value_from_object(thing))
        for field in thing._meta.concrete_fields
        if field.attname in columns
    }


def snapshot(thing: Model) -> dict[str, object]:
    """Column -> value as JSON keeps it, of every column."""
    names = {field.attname for field in thing._meta.concrete_fields}
    return json.loads(json.dumps(columns_of(thing, names), cls=DjangoJSONEncoder))


def is_as_left(thing: Model, after: dict[str, object]) -> bool:
    """Whether the object still is as the snapshot says."""
    now = snapshot(thing)
    return all(now.get(name) == value for name, value in after.items() if name not in NOT_COMPARED)


def put_back(thing: Model, before: dict[str, object]) -> Model:
    """Set every column of the snapshot on the object; the caller writes it."""
    for field in thing._meta.concrete_fields:
        if field.attname in before:
            setattr(thing, field.attname, field.to_python(before[field.attname]))
    return thing

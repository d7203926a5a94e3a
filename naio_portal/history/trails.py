"""Which events belong to a history, a page at a time."""

import heapq
import json
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection, models

from naio_portal.history.rows import instance_of


@dataclass(frozen=True)
class Trail:
    """Events of one model: `Trail(Milestone, deliverable=d)` finds those of removed milestones too.

    `where`: exact values of the model's own columns (no joins: events keep columns only), or with `__in` a
    queryset of them.
    """

    model: type[models.Model]
    where: dict[str, Any]

    def __init__(self, model: type[models.Model], **where: Any) -> None:
        object.__setattr__(self, "model", model)
        object.__setattr__(self, "where", where)

    def condition(self) -> tuple[str, list[Any]]:
        """As SQL, of the columns of its events."""
        texts, values = ["true"], []
        for name, value in self.where.items():
            field = self.model.pgh_event_model._meta.get_field(name.removesuffix("__in"))
            column = connection.ops.quote_name(field.column)
            if isinstance(value, models.QuerySet):
                wanted, given = value.query.sql_with_params()
                texts.append(f"{column} IN ({wanted})")
                values += given
            else:
                texts.append(f"{column} = %s")
                values.append(value.pk if isinstance(value, models.Model) else value)
        return f"({' AND '.join(texts)})", values


Key = tuple[type[models.Model], int]


def page_of_keys(sources: list[Trail], page: int, per_page: int) -> tuple[list[Key], bool]:
    """(model, event id) of the page's events in order, and whether older ones follow. One query.

    Each model gives no more than the page can need, newest first along an index: a page near the top
    costs the same whatever history lies below it. Events of one model keep the order in which they were
    written, and models are merged by time: so pages neither repeat nor lose an event.
    """
    start = (page - 1) * per_page
    end = start + per_page + 1
    models_ = list(dict.fromkeys(source.model for source in sources))
    parts: list[str] = []
    values: list[Any] = []
    for number, model in enumerate(models_):
        of_model = [source.condition() for source in sources if source.model is model]
        where = " OR ".join(text for text, _values in of_model)
        parts.append(
            f"(SELECT pgh_id, pgh_created_at, {number} FROM {_table(model)} WHERE {where}"
            f" ORDER BY pgh_id DESC LIMIT {end})"
        )
        values += (value for _text, of_trail in of_model for value in of_trail)
    written: list[list[tuple]] = [[] for _model in models_]
    for pgh_id, at, source in _rows(parts, values):
        written[source].append((pgh_id, at, source))
    newest_first = (sorted(rows, reverse=True) for rows in written)
    merged = heapq.merge(*newest_first, key=lambda row: (row[1], row[0]), reverse=True)
    found = list(islice(merged, start, end))
    return [(models_[source], pgh_id) for pgh_id, _at, source in found[:per_page]], len(found) > per_page


def events_with_before(keys: list[Key]) -> dict[Key, tuple[Any, Any | None]]:
    """Each event with the one before it of the same row. One query."""
    by_model: dict[type[models.Model], list[int]] = defaultdict(list)
    for model, pgh_id in keys:
        by_model[model].append(pgh_id)
    if not by_model:
        return {}
    models_ = list(by_model)
    parts = [
        f"SELECT to_jsonb(e), (SELECT to_jsonb(b) FROM {_table(model)} b WHERE b.pgh_obj_id = e.pgh_obj_id"
        f" AND b.pgh_id < e.pgh_id ORDER BY b.pgh_id DESC LIMIT 1), {number}"
        f" FROM {_table(model)} e WHERE e.pgh_id = ANY(%s)"
        for number, model in enumerate(models_)
    ]
    found = {}
    for row, before, source in _rows(parts, [by_model[model] for model in models_]):
        event_model = models_[source].pgh_event_model
        event = instance_of(event_model, json.loads(row))
        found[models_[source], event.pgh_id] = event, before and instance_of(event_model, json.loads(before))
    return found


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model.pgh_event_model._meta.db_table)


def _rows(parts: list[str], values: list[Any]) -> list[tuple]:
    """Written by hand: putting a dozen querysets together took three times as long as asking them."""
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return cursor.fetchall()

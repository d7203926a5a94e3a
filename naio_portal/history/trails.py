"""Which events belong to a history, a page at a time."""

import operator
from collections import defaultdict
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.db import models
from django.db.models import Max, OuterRef, Q, Subquery, Value


@dataclass(frozen=True)
class Trail:
    """Events of one model: `Trail(Milestone, deliverable=d)` finds those of removed milestones too.

    `where`: exact values of the model's own columns (no joins: events keep columns only).
    """

    model: type[models.Model]
    where: dict[str, Any]

    def __init__(self, model: type[models.Model], **where: Any) -> None:
        object.__setattr__(self, "model", model)
        object.__setattr__(self, "where", where)

    @property
    def events(self) -> models.QuerySet:
        return self.model.pgh_event_model._default_manager.filter(**self.where)


Key = tuple[type[models.Model], int]


def page_of_keys(sources: list[Trail], page: int, per_page: int) -> tuple[list[Key], bool]:
    """(model, event id) of the page's events in order, and whether older ones follow. One query.

    Each model gives no more than the page can need, newest first along an index: a page near the top
    costs the same whatever history lies below it.
    """
    start = (page - 1) * per_page
    end = start + per_page + 1
    models_ = list(dict.fromkeys(source.model for source in sources))
    parts = []
    for number, model in enumerate(models_):
        where = reduce(operator.or_, (Q(**s.where) for s in sources if s.model is model))
        parts.append(
            model.pgh_event_model._default_manager.filter(where)
            .order_by("-pgh_created_at", "-pgh_id")
            .annotate(source=Value(number))
            .values_list("source", "pgh_id", "pgh_created_at")[:end]
        )
    first, *rest = parts
    rows = first.union(*rest, all=True) if rest else first
    found = list((rows.order_by("-pgh_created_at", "-pgh_id") if rest else rows)[start:end])
    return [(models_[source], pgh_id) for source, pgh_id, _at in found[:per_page]], len(found) > per_page


def events_with_before(keys: list[Key]) -> dict[Key, tuple[Any, Any | None]]:
    """Each event with the one before it of the same row. Two queries a model."""
    by_model: dict[type[models.Model], list[int]] = defaultdict(list)
    for model, pgh_id in keys:
        by_model[model].append(pgh_id)
    found = {}
    for model, ids in by_model.items():
        manager = model.pgh_event_model._default_manager
        earlier = manager.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id"))
        last = earlier.order_by().values("pgh_obj_id").annotate(last=Max("pgh_id")).values("last")
        events = list(manager.filter(pgh_id__in=ids).annotate(previous_id=Subquery(last)))
        before = manager.in_bulk([event.previous_id for event in events if event.previous_id])
        for event in events:
            found[model, event.pgh_id] = (event, before.get(event.previous_id))
    return found

"""Which events belong to a history, a page at a time."""

import heapq
import operator
from collections import defaultdict
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from typing import Any

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from naio_portal.history.rows import WholeRow, instance_of, union_of


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
    costs the same whatever history lies below it. Events of one model keep the order in which they were
    written, and models are merged by time: so pages neither repeat nor lose an event.
    """
    start = (page - 1) * per_page
    end = start + per_page + 1
    models_ = list(dict.fromkeys(source.model for source in sources))
    parts = []
    for model in models_:
        where = reduce(operator.or_, (Q(**s.where) for s in sources if s.model is model))
        events = model.pgh_event_model._default_manager.filter(where)
        parts.append(events.order_by("-pgh_id").values("pgh_id", "pgh_created_at")[:end])
    written: list[list[tuple]] = [[] for _model in models_]
    for pgh_id, at, source in union_of(parts).values_list("pgh_id", "pgh_created_at", "source"):
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
    parts = []
    for model, ids in by_model.items():
        manager = model.pgh_event_model._default_manager
        earlier = manager.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id"))
        last = earlier.order_by("-pgh_id").annotate(whole=WholeRow()).values("whole")[:1]
        events = manager.filter(pgh_id__in=ids).order_by()
        parts.append(events.annotate(row=WholeRow(), before=Subquery(last)).values("row", "before"))
    models_ = list(by_model)
    found = {}
    for row, before, source in union_of(parts).values_list("row", "before", "source"):
        event_model = models_[source].pgh_event_model
        event = instance_of(event_model, row)
        found[models_[source], event.pgh_id] = event, before and instance_of(event_model, before)
    return found

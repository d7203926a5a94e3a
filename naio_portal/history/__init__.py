"""The history of things, read from the audit: who changed what, from what to what, and when.

`history_of(trails, viewer)` costs a fixed number of queries for a number of models, whatever the history
behind them. It shows a viewer only what the viewer may read now: rows that are not visible are left out,
guarded fields say that they are hidden, and a text from a time when the row was restricted stays closed.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from naio_portal.history.reader import History, Reader, guard_fields, write_field_with
from naio_portal.history.trails import Trail, events_with_before, page_of_keys
from naio_portal.numbers import number_of

__all__ = ["History", "Trail", "guard_fields", "history_of", "history_page", "write_field_with"]

PER_PAGE = 20


def history_of(
    trails: Iterable[models.Model | Trail], viewer: Any, *, page: int = 1, per_page: int = PER_PAGE
) -> History:
    """One page of the history of several things, newest first.

    `trails`: instances (each with its own events) and `Trail`s. `viewer`: the User who reads.
    """
    sources = [t if isinstance(t, Trail) else Trail(type(t), pgh_obj_id=t.pk) for t in trails]
    keys, has_older = page_of_keys(sources, page, per_page)
    reader = Reader(viewer, events_with_before(keys))
    return History(acts=reader.acts(keys), page=page, has_older=has_older)


def history_page(
    request: HttpRequest,
    template: str,
    *,
    trails: Iterable[models.Model | Trail],
    heading: str,
    **context: Any,
) -> HttpResponse:
    """A page of its own for the history of a thing; to htmx the part that stands in a tab.

    The view has asked its door before. `template` extends `history.html` with the way to the thing and
    its tabs, from `context`; `heading` is the thing's name.
    """
    page = number_of(request.GET.get("page", "1"), 9_999) or 1
    history = history_of(trails, request.user, page=page)
    context |= {"history": history, "heading": heading}
    is_part = request.headers.get("HX-Request") == "true"
    return render(request, "_components/history.html" if is_part else template, context)

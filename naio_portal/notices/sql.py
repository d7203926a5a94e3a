"""SQL put together piece by piece, its parameters with it."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from naio_portal.dates import NOW_BEFORE, day_of_writing, kl_today, right_now

# Stand in for today and for now in a text that is written once.
FIRST_DAY = dt.date(3000, 1, 1)
FIRST_INSTANT = dt.datetime.combine(FIRST_DAY, dt.time(), dt.UTC) - NOW_BEFORE
NEAR = dt.timedelta(days=100 * 365)


class Sql:
    """Text and parameters that grow together: `Sql("SELECT %s", 1).add(" + %s", 2)`."""

    def __init__(self, text: str = "", *params: object) -> None:
        self.text = text
        self.params: list[Any] = list(params)

    def add(self, text: str, *params: object) -> "Sql":
        self.text += text
        self.params += params
        return self

    def append(self, other: "Sql") -> "Sql":
        return self.add(other.text, *other.params)

    def rows(self) -> list[dict]:
        """Run it: each row by the names of its columns."""
        with connection.cursor() as cursor:
            cursor.execute(self.text, self.params)
            names = [column.name for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def compiled(rows: QuerySet, columns: Iterable[str]) -> Sql:
    """The SELECT of a `.values()` queryset. Raises ValueError unless it gives exactly `columns`."""
    given = {*rows.query.values_select, *rows.query.annotation_select}
    if given != set(columns):
        raise ValueError(f"The rows have {sorted(given)}, not {sorted(columns)}.")
    try:
        text, params = rows.order_by().query.sql_with_params()
    except EmptyResultSet:
        nothing = ", ".join(f"NULL::bigint AS {column}" for column in columns)
        return Sql(f"SELECT {nothing} WHERE false")
    return Sql(text, *params)


_kept: dict[Callable[..., QuerySet], Sql] = {}


def compiled_once(rows: Callable[..., QuerySet], columns: Iterable[str], day: dt.date | None = None) -> Sql:
    """`compiled(rows(), columns)`, or of `rows(day)`, its text put together at the first call only: it is the
    same each time but for what is counted from today (`kl_today`) and now (`right_now`). Raises ValueError
    for a day or an instant that is counted from neither: the text would keep it."""
    if rows not in _kept:
        writing = day_of_writing.set(FIRST_DAY)
        try:
            _kept[rows] = compiled(rows() if day is None else rows(FIRST_DAY), columns)
        finally:
            day_of_writing.reset(writing)
    text, now = _kept[rows], right_now()
    return Sql(text.text, *(_counted(value, day or kl_today(), now) for value in text.params))


def _counted(value: Any, today: dt.date, now: dt.datetime) -> Any:
    if not isinstance(value, dt.date):
        return value
    first, counted_from = (FIRST_INSTANT, now) if isinstance(value, dt.datetime) else (FIRST_DAY, today)
    beside = value - first
    if abs(beside) > NEAR:
        raise ValueError(f"{value!r} is counted from neither today nor now: the text would keep it.")
    return counted_from + beside

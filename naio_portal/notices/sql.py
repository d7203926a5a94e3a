"""SQL put together piece by piece, its parameters with it."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


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

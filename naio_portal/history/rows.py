"""Rows of several models in one query: each travels as JSON and is made an instance again."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Expression, Value


class WholeRow(Expression):
    """The row of the query's own table as JSON, by column."""

    output_field = models.JSONField()

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list]:
        return f"to_jsonb({compiler.quote_name_unless_alias(compiler.query.get_initial_alias())})", []


def instance_of(model: type[models.Model], row: dict[str, Any]) -> Any:
    """The instance that a query would have made of this row."""
    fields = [column for column in model._meta.concrete_fields if column.column in row]
    values = [_value(column, row[column.column]) for column in fields]
    return model.from_db(None, [column.attname for column in fields], values)


def _value(column: models.Field, value: Any) -> Any:
    if isinstance(column, models.ForeignKey):
        return _value(column.target_field, value)
    return value if isinstance(column, models.JSONField) else column.to_python(value)


def union_of(parts: Iterable[models.QuerySet]) -> models.QuerySet:
    """These as one query; each begins with its number, which tells the rows apart."""
    first, *rest = [part.annotate(source=Value(number)) for number, part in enumerate(parts)]
    return first.union(*rest, all=True) if rest else first


def in_bulk_of_all(wanted: list[models.QuerySet]) -> list[dict[Any, models.Model]]:
    """`in_bulk()` of querysets of several models, in their order. One query; no joins are loaded."""
    found: list[dict[Any, models.Model]] = [{} for _rows in wanted]
    if wanted:
        parts = (rows.order_by().annotate(row=WholeRow()).values("row") for rows in wanted)
        for row, source in union_of(parts).values_list("row", "source"):
            instance = instance_of(wanted[source].model, row)
            found[source][instance.pk] = instance
    return found

"""Rows of an import in the database: cells as they came, values as cleaned, plans as made.

Set-based: ten thousand rows are a handful of statements.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from naio_portal.imports.cleaning import Reader
from naio_portal.imports.enums import RowOutcome
from naio_portal.imports.kinds import ImportKind, kind_of
from naio_portal.imports.models import FileImport, ImportRow
from naio_portal.imports.plans import Plan, PlanRow
from naio_portal.imports.progress import Progress
from naio_portal.imports.sets import write_columns
from naio_portal.spreadsheets.cells import from_json, to_json
from naio_portal.spreadsheets.layout import RowKind, kind_of_row
from naio_portal.spreadsheets.reading import Sheet

BATCH = 1000


def rows_to_store(file_import: FileImport, place: int, sheet: Sheet) -> Iterator[ImportRow]:
    """Every row of the sheet, a run of blank rows as one. `place`: of the sheet in the file."""
    row_of: Any = kind_of(file_import).rows
    last = 0
    for row in sheet.rows:
        if row.number > last + 1:
            yield row_of(file_import=file_import, sheet=place, number=last + 1, last_number=row.number - 1)
        yield row_of(
            file_import=file_import,
            sheet=place,
            number=row.number,
            last_number=row.number,
            cells=[to_json(cell) for cell in row.cells],
        )
        last = row.number


def rows_of(file_import: FileImport):
    """The rows of the sheet that is imported, in order."""
    return file_import.rows.filter(sheet=file_import.sheet).order_by("number")


def read_all(file_import: FileImport, progress: Progress) -> None:
    """Clean every row by the chosen columns, then plan. Decisions of rows are kept: keys still fit or
    are never asked again."""
    kind = kind_of(file_import)
    world = kind.look_at_world(file_import)
    reader = kind.reader_of(file_import, world)
    rows = list(rows_of(file_import))
    header = next((cells_of(row) for row in rows if row.number == file_import.header_row), [])
    progress.stage("reading", len(rows))
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        for row in batch:
            clean(row, header, file_import.header_row, reader, kind)
        store(batch, ("kind", "values", "search_text"))
        progress.advance(len(batch))
    progress.stage("comparing", 1)
    replan(file_import, rows=rows, world=world)


def cells_of(row: ImportRow) -> list:
    return [from_json(cell) for cell in row.cells]


def clean(row: ImportRow, header: list, header_row: int, reader: Reader, kind: ImportKind) -> None:
    """Set kind, values and what a search finds."""
    cells = cells_of(row)
    if row.number <= header_row:
        row.kind = RowKind.TITLE if row.number < header_row else RowKind.HEADING
        row.kind = RowKind.BLANK if not cells else row.kind
    else:
        row.kind = kind_of_row(cells, header)
    row.values, row.search_text = {}, ""
    if row.kind == RowKind.LIST:
        cleaned = kind.clean_row(cells, reader)
        row.values = {
            "values": cleaned.values,
            "refusals": cleaned.refusals,
            "remarks": cleaned.remarks,
        }
        row.search_text = kind.search_text_of(cleaned)[:300]


def plan_row_of(row: ImportRow) -> PlanRow:
    return PlanRow(
        row.number,
        row.values.get("values", {}),
        row.values.get("refusals", []),
        row.values.get("remarks", []),
        row.decisions,
    )


def plans_of(file_import: FileImport, rows: Iterable[ImportRow], world: Any) -> dict[int, Plan]:
    """A plan for each row of the list, made now."""
    listed = [plan_row_of(row) for row in rows if row.kind == RowKind.LIST]
    return kind_of(file_import).plan_rows(listed, file_import.answers, world)


def replan(
    file_import: FileImport,
    *,
    rows: list[ImportRow] | None = None,
    world: Any = None,
) -> tuple[int, dict[int, Plan]]:
    """Plan every row again and keep what differs. Returns how many rows came out differently, and the
    plans."""
    rows = list(rows_of(file_import)) if rows is None else rows
    plans = plans_of(file_import, rows, world or kind_of(file_import).look_at_world(file_import))
    changed = []
    for row in rows:
        if row.kind == RowKind.LIST:
            plan = plans[row.number]
            outcome, kept = str(plan.outcome), json.loads(json.dumps(plan.to_json(), default=str))
        else:
            outcome, kept = ("" if row.kind == RowKind.HEADING else RowOutcome.LEFT_OUT), {}
        if (row.outcome, row.plan) != (outcome, kept):
            row.outcome, row.plan = outcome, kept
            changed.append(row)
    store(changed, ("outcome", "plan"))
    counts = Counter(row.outcome for row in rows if row.outcome)
    counts["list"] = sum(row.kind == RowKind.LIST for row in rows)
    file_import.counts = dict(counts)
    file_import.save(update_fields=["counts"])
    return len(changed), plans


def store(rows: list[ImportRow], columns: tuple[str, ...]) -> None:
    """Write these columns of many rows."""
    kept = [{"id": row.pk, **{name: getattr(row, name) for name in columns}} for row in rows]
    if rows:
        write_columns(type(rows[0]), kept, columns)

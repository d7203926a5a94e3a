"""Rows of an import in the database: cells as they came, values as cleaned, plans as made.

Set-based: ten thousand rows are a handful of statements.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from groups.enums import RowOutcome
from groups.imports.cleaning import Reader, clean_row
from groups.imports.planning import plan_rows
from groups.imports.plans import Plan, PlanRow
from groups.imports.progress import Progress
from groups.imports.sets import write_columns
from groups.imports.world import World, look_at_world
from groups.models import RosterImport, RosterImportRow
from members.names import search_text
from naio_portal.spreadsheets.cells import from_json, to_json
from naio_portal.spreadsheets.layout import RowKind, kind_of_row
from naio_portal.spreadsheets.reading import Sheet

BATCH = 1000


def rows_to_store(roster_import: RosterImport, place: int, sheet: Sheet) -> Iterator[RosterImportRow]:
    """Every row of the sheet, a run of blank rows as one. `place`: of the sheet in the file."""
    last = 0
    for row in sheet.rows:
        if row.number > last + 1:
            yield RosterImportRow(
                roster_import=roster_import, sheet=place, number=last + 1, last_number=row.number - 1
            )
        yield RosterImportRow(
            roster_import=roster_import,
            sheet=place,
            number=row.number,
            last_number=row.number,
            cells=[to_json(cell) for cell in row.cells],
        )
        last = row.number


def rows_of(roster_import: RosterImport):
    """The rows of the sheet that is imported, in order."""
    return roster_import.rows.filter(sheet=roster_import.sheet).order_by("number")


def reader_of(roster_import: RosterImport, world: World) -> Reader:
    return Reader(
        mapping=roster_import.mapping,
        groups=world.group_words,
        terms=world.terms,
        orders=roster_import.options.get("orders", {}),
        is_1904=bool(roster_import.source.get("is_1904")),
        kind=str(roster_import.source.get("kind", "xlsx")),
    )


def read_all(roster_import: RosterImport, progress: Progress) -> None:
    """Clean every row by the chosen columns, then plan. Decisions of rows are kept: keys still fit or
    are never asked again."""
    world = look_at_world()
    reader = reader_of(roster_import, world)
    rows = list(rows_of(roster_import))
    header = next((cells_of(row) for row in rows if row.number == roster_import.header_row), [])
    progress.stage("reading", len(rows))
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        for row in batch:
            clean(row, header, roster_import.header_row, reader)
        store(batch, ("kind", "values", "search_text"))
        progress.advance(len(batch))
    progress.stage("comparing", 1)
    replan(roster_import, rows=rows, world=world)


def cells_of(row: RosterImportRow) -> list:
    return [from_json(cell) for cell in row.cells]


def clean(row: RosterImportRow, header: list, header_row: int, reader: Reader) -> None:
    """Set kind, values and what a search finds."""
    cells = cells_of(row)
    if row.number <= header_row:
        row.kind = RowKind.TITLE if row.number < header_row else RowKind.HEADING
        row.kind = RowKind.BLANK if not cells else row.kind
    else:
        row.kind = kind_of_row(cells, header)
    row.values, row.search_text = {}, ""
    if row.kind == RowKind.LIST:
        cleaned = clean_row(cells, reader)
        row.values = {
            "values": cleaned.values,
            "refusals": cleaned.refusals,
            "remarks": cleaned.remarks,
        }
        addresses = " ".join(str(address) for address in cleaned.values.get("addresses", []))
        row.search_text = f"{search_text(str(cleaned.values['full_name']))} {addresses}"[:300]


def plan_row_of(row: RosterImportRow) -> PlanRow:
    return PlanRow(
        row.number,
        row.values.get("values", {}),
        row.values.get("refusals", []),
        row.values.get("remarks", []),
        row.decisions,
    )


def plans_of(roster_import: RosterImport, rows: Iterable[RosterImportRow], world: World) -> dict[int, Plan]:
    """A plan for each row of the list, made now."""
    listed = [plan_row_of(row) for row in rows if row.kind == RowKind.LIST]
    return plan_rows(listed, roster_import.answers, world)


def replan(
    roster_import: RosterImport,
    *,
    rows: list[RosterImportRow] | None = None,
    world: World | None = None,
) -> tuple[int, dict[int, Plan]]:
    """Plan every row again and keep what differs. Returns how many rows came out differently, and the
    plans."""
    rows = list(rows_of(roster_import)) if rows is None else rows
    plans = plans_of(roster_import, rows, world or look_at_world())
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
    roster_import.counts = dict(counts)
    roster_import.save(update_fields=["counts"])
    return len(changed), plans


def store(rows: list[RosterImportRow], columns: tuple[str, ...]) -> None:
    """Write these columns of many rows."""
    kept = [{"id": row.pk, **{name: getattr(row, name) for name in columns}} for row in rows]
    write_columns(RosterImportRow, kept, columns)

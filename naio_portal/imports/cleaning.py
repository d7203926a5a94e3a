"""One row of a file as values: cleaned, each problem named. What every kind does alike."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from naio_portal.spreadsheets.cells import Cell, Formula, text_of
from naio_portal.spreadsheets.dates import NotADate, Order, read_date
from naio_portal.spreadsheets.guards import unguarded

NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "tiada", "none", "nil"})


def is_nothing(text: str) -> bool:
    """An empty cell, or a dash that stands for one."""
    return text.strip().casefold() in NOTHING


@dataclass(frozen=True)
class Reader:
    """How the rows of one file are read; a kind adds the words it knows.

    `mapping`: field -> column. `orders`: date field -> which number comes first. `is_own`: whether the
    file has what only our export writes.
    """

    mapping: Mapping[str, int]
    orders: Mapping[str, str] = field(default_factory=dict)
    is_1904: bool = False
    kind: str = "xlsx"
    is_own: bool = False

    @property
    def takes_guards_away(self) -> bool:
        """Our own CSV has guards, and nobody else's: theirs is theirs."""
        return self.kind == "csv" and self.is_own


def reading_of(file_import) -> dict[str, Any]:
    """What a Reader takes from the import itself."""
    return {
        "mapping": file_import.mapping,
        "orders": file_import.options.get("orders", {}),
        "is_1904": bool(file_import.source.get("is_1904")),
        "kind": str(file_import.source.get("kind", "xlsx")),
    }


@dataclass
class CleanRow:
    """`values`: field -> value (JSON); what is unknown is kept as `<field>_text`. `refusals`: why the row
    cannot be taken at all. `remarks`: what a person should know. Both: dicts with `code`."""

    values: dict[str, Any] = field(default_factory=dict)
    refusals: list[dict] = field(default_factory=list)
    remarks: list[dict] = field(default_factory=list)

    def refuse(self, code: str, **names: object) -> None:
        self.refusals.append({"code": code, **names})

    def remark(self, code: str, **names: object) -> None:
        self.remarks.append({"code": code, **names})


def given_cells(row: CleanRow, cells: Sequence[Cell], reader: Reader) -> dict[str, Cell]:
    """Field -> cell, of the fields that have a column. A formula is text, and said."""
    given: dict[str, Cell] = {}
    for name, index in reader.mapping.items():
        cell = cells[index] if index < len(cells) else None
        if reader.takes_guards_away and isinstance(cell, str):
            cell = unguarded(cell)
        if isinstance(cell, Formula):
            row.remark("formula", field=name, text=cell.text)
        given[name] = cell
    return given


def texts_of(given: Mapping[str, Cell]) -> dict[str, str]:
    """Field -> text; a dash that stands for nothing is nothing."""
    return {name: "" if is_nothing(text := text_of(cell)) else text for name, cell in given.items()}


def read_days(
    row: CleanRow, given: Mapping[str, Cell], texts: Mapping[str, str], reader: Reader, names: Iterable[str]
) -> None:
    """Set the days of these fields as ISO; what is no day refuses the row, by field."""
    for name in names:
        if name not in given:
            continue
        order = Order(reader.orders.get(name, Order.DAY_FIRST))
        cell = given[name] if texts[name] else None
        try:
            found = read_date(cell, order=order, is_1904=reader.is_1904)
        except NotADate as why:
            row.refuse(why.code, field=name, text=why.text)
            continue
        row.values[name] = found.date.isoformat() if found else ""


def check_lengths(row: CleanRow, limits: Mapping[str, int]) -> None:
    """Refuse what a column of the portal cannot hold."""
    for name, limit in limits.items():
        if len(str(row.values.get(name, ""))) > limit:
            row.refuse("too_long", field=name, limit=limit)


def is_ambiguous_date(cell: Cell) -> bool:
    """Whether the cell would be another day with the month first."""
    try:
        found = read_date(cell)
    except NotADate:
        return False
    return bool(found and found.is_ambiguous)

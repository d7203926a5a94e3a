"""What each row of a sheet is: title, heading, list, totals. Nothing is dropped without being named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from naio_portal.spreadsheets.cells import Cell, is_blank, text_of
from naio_portal.spreadsheets.headers import Confidence, TargetField, guess_columns, normalised
from naio_portal.spreadsheets.reading import Row, Sheet, Spreadsheet
from naio_portal.spreadsheets.refusals import FileRefused

HEADER_WITHIN = 60  # a heading stands among the first rows
TOTAL_WORDS = (
    "jumlah",
    "jumlah besar",
    "jumlah keseluruhan",
    "jumlah kecil",
    "keseluruhan",
    "total",
    "grand total",
    "subtotal",
    "sub total",
    "sum",
)
TOTAL_MAX_CELLS = 4


class RowKind(StrEnum):
    """What a row is. Only `LIST` rows are imported; the others are listed with their reason."""

    LIST = "list"
    TITLE = "title"
    HEADING = "heading"
    REPEATED_HEADING = "repeated_heading"
    TOTAL = "total"
    SECTION = "section"
    BLANK = "blank"


@dataclass(frozen=True)
class LeftOut:
    """Rows that are not part of the list: `first` to `last`, why, and what the first of them says."""

    kind: RowKind
    first: int
    last: int
    text: str = ""


@dataclass(frozen=True)
class Header:
    """The heading row of a sheet. `score`: columns understood, those word for word counted double."""

    row: Row
    score: int


def find_header(rows: Sequence[Row], fields: Sequence[TargetField]) -> Header | None:
    """The row among the first that has the most columns understood, at least two of them; else None."""
    best: Header | None = None
    for row in rows[:HEADER_WITHIN]:
        guesses = [guess for guess in guess_columns(row.cells, fields) if guess.field]
        score = sum(2 if guess.confidence == Confidence.EXACT else 1 for guess in guesses)
        if len(guesses) >= 2 and (best is None or score > best.score):
            best = Header(row, score)
    return best


def sheets_with_tables(book: Spreadsheet, fields: Sequence[TargetField]) -> list[tuple[int, Header]]:
    """(index of the sheet, its header) for each sheet that holds a list, best first.

    Raises FileRefused when none does.
    """
    found = [
        (index, header)
        for index, sheet in enumerate(book.sheets)
        if (header := find_header(sheet.rows, fields)) and len(sheet.rows) > 1
    ]
    if not found:
        raise no_header(fields)
    return sorted(found, key=lambda pair: (book.sheets[pair[0]].is_hidden, -pair[1].score, pair[0]))


def no_header(fields: Sequence[TargetField]) -> FileRefused:
    wanted = ", ".join(target.heading for target in fields if target.is_required)
    return FileRefused(
        "no_header",
        _("No row of headings was found: the list needs columns headed %(wanted)s.") % {"wanted": wanted},
    )


def kind_of_row(cells: Sequence[Cell], header: Sequence[Cell]) -> RowKind:
    """What a row below the heading is."""
    filled = [(index, text_of(cell)) for index, cell in enumerate(cells) if not is_blank(cell)]
    if not filled:
        return RowKind.BLANK
    if len(filled) <= TOTAL_MAX_CELLS and any(is_total(text) for _index, text in filled[:2]):
        return RowKind.TOTAL
    headings = {(index, normalised(text_of(cell))) for index, cell in enumerate(header)}
    if len(filled) > 1 and all((index, normalised(text)) in headings for index, text in filled):
        return RowKind.REPEATED_HEADING
    if len(filled) == 1:
        return RowKind.SECTION
    return RowKind.LIST


def is_total(text: str) -> bool:
    """`JUMLAH`, `Jumlah: 180 orang`, `Grand total`: a totals word, alone or before a figure."""
    words = [word for word in normalised(text).split() if not any(char.isdigit() for char in word)]
    return " ".join(words) in TOTAL_WORDS or (
        bool(words) and words[0] in ("jumlah", "total") and len(words) < 3
    )


def rows_of_list(sheet: Sheet, header_row: int) -> Iterator[tuple[Row, RowKind]]:
    """Each row that holds something with its kind; rows above the heading are titles."""
    header: tuple[Cell, ...] = next((row.cells for row in sheet.rows if row.number == header_row), ())
    for row in sheet.rows:
        if row.number < header_row:
            yield row, RowKind.TITLE
        elif row.number == header_row:
            yield row, RowKind.HEADING
        else:
            yield row, kind_of_row(row.cells, header)


def left_out(sheet: Sheet, header_row: int) -> list[LeftOut]:
    """Every row that is no part of the list, blank rows between rows included, in order."""
    found: list[LeftOut] = []
    last = 0
    for row, kind in rows_of_list(sheet, header_row):
        if row.number > last + 1:
            found.append(LeftOut(RowKind.BLANK, last + 1, row.number - 1))
        if kind not in (RowKind.LIST, RowKind.HEADING):
            text = " · ".join(text_of(cell) for cell in row.cells if not is_blank(cell))
            found.append(LeftOut(kind, row.number, row.number, text[:200]))
        last = row.number
    return found

"""Opening a spreadsheet that somebody sent: CSV or XLSX, by its contents, with every limit held.

Rows come one by one with their number in the file; rows that hold nothing are passed over (their
numbers are missing from the sequence, so whoever lists the rows can name them).
"""

import csv
import io
import warnings
from dataclasses import dataclass
from typing import BinaryIO

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from naio_portal.spreadsheets.archives import (
    MAX_COLUMNS,
    RowLimit,
    check_archive,
    too_many_columns,
    too_many_rows,
)
from naio_portal.spreadsheets.cells import Cell, Formula, is_blank
from naio_portal.spreadsheets.refusals import FileRefused
from naio_portal.spreadsheets.signatures import damaged, kind_of
from naio_portal.spreadsheets.texts import decode, delimiter_of

MAX_CELL_LENGTH = 32_767  # Excel's own limit
# Titles, headings and totals beside the rows of the list itself.
EXTRA_ROWS = 60
YEAR_OF_THE_OTHER_EPOCH = 1904


@dataclass(frozen=True)
class Row:
    """A row that holds something. `number`: as the spreadsheet program shows it, from 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet with its rows."""

    name: str
    is_hidden: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Spreadsheet:
    """A file as read. `encoding` and `delimiter`: of a CSV. `is_1904`: day 0 of date serials is 1904."""

    kind: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""
    is_1904: bool = False


def read_spreadsheet(file: BinaryIO, *, max_bytes: int, max_rows: int) -> Spreadsheet:
    """Everything in the file, or FileRefused with one sentence why not.

    `file`: open for reading bytes. `max_rows`: rows that hold something, of all sheets together (and
    EXTRA_ROWS for titles and totals); reading stops at the first row beyond, so a file of a million rows
    costs no more than one of max_rows.
    """
    content = file.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise FileRefused(
            "too_big",
            _("This file is larger than %(limit)s MB: divide it into smaller files.")
            % {"limit": max_bytes // (1024 * 1024)},
        )
    kind = kind_of(content)
    try:
        if kind == "csv":
            return read_csv(content, max_rows=max_rows + EXTRA_ROWS)
        check_archive(content, max_rows=max_rows + EXTRA_ROWS)
        return read_workbook(content, max_rows=max_rows + EXTRA_ROWS)
    except RowLimit as error:
        raise too_many_rows(max_rows) from error


def read_csv(content: bytes, *, max_rows: int) -> Spreadsheet:
    """A CSV as a spreadsheet of one sheet. Raises FileRefused."""
    text, encoding = decode(content)
    delimiter = delimiter_of(text)
    if text[:4].lower() == "sep=" and text[4:5] == delimiter:
        text = text.split("\n", 1)[1] if "\n" in text else ""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[Row] = []
    try:
        for number, cells in enumerate(lines, start=1):
            add_row(rows, number, tuple(cells), max_rows=max_rows)
    except csv.Error as error:
        raise FileRefused(
            "damaged",
            _("Line %(line)s cannot be read: a quotation mark is opened and not closed.")
            % {"line": lines.line_num},
        ) from error
    sheet = Sheet(name="", is_hidden=False, rows=tuple(rows))
    return Spreadsheet(kind="csv", sheets=(sheet,), encoding=encoding, delimiter=delimiter)


def read_workbook(content: bytes, *, max_rows: int) -> Spreadsheet:
    """A checked XLSX. Formula cells come as `Formula`, whatever result the file keeps for them.

    Raises FileRefused: openpyxl raises many kinds of errors on a broken workbook, all mean damaged.
    """
    try:
        with warnings.catch_warnings():
            # Extensions that openpyxl does not know (conditional formats …) do not concern us.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            try:
                sheets, count = [], 0
                for sheet in book.worksheets:
                    # The file's own statement of its size is often wrong.
                    sheet.reset_dimensions()
                    rows: list[Row] = []
                    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
                        add_row(rows, number, tuple(map(cell_of, filled(cells))), max_rows=max_rows - count)
                    count += len(rows)
                    sheets.append(Sheet(sheet.title, sheet.sheet_state != "visible", tuple(rows)))
                is_1904 = book.epoch.year == YEAR_OF_THE_OTHER_EPOCH
            finally:
                book.close()
    except (FileRefused, RowLimit):
        raise
    except Exception as error:
        raise damaged() from error
    return Spreadsheet(kind="xlsx", sheets=tuple(sheets), is_1904=is_1904)


def filled(cells: tuple) -> tuple:
    """The row without the empty cells that openpyxl pads it with, up to MAX_COLUMNS."""
    width = len(cells)
    while width and cells[width - 1] is EMPTY_CELL:
        width -= 1
    return cells[:width]


def cell_of(cell) -> Cell:
    """The value of openpyxl's cell; a formula as its text."""
    value = cell.value
    if cell.data_type == "f":
        if isinstance(value, ArrayFormula):
            value = value.text
        elif isinstance(value, DataTableFormula):
            value = "=TABLE()"
        return Formula(str(value))
    if isinstance(value, str | int | float | None):
        return value
    # dates, times, and what is none of ours (a span of time) as text
    return value if hasattr(value, "isoformat") else str(value)


def add_row(rows: list[Row], number: int, cells: tuple[Cell, ...], *, max_rows: int) -> None:
    """Append the row unless it is blank. Raises FileRefused or RowLimit past a limit."""
    width = len(cells)
    while width and is_blank(cells[width - 1]):
        width -= 1
    if not width:
        return
    if width > MAX_COLUMNS:
        raise too_many_columns()
    if len(rows) >= max_rows:
        raise RowLimit
    cells = cells[:width]
    if any(isinstance(cell, str) and len(cell) > MAX_CELL_LENGTH for cell in cells):
        raise FileRefused(
            "cell_too_long",
            _("Row %(row)s has a cell of more than %(limit)s characters.")
            % {"row": number, "limit": f"{MAX_CELL_LENGTH:,}"},
        )
    rows.append(Row(number, cells))

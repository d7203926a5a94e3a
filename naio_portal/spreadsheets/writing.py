"""Exports as they stream: CSV and XLSX, formula-safe, memory flat whatever the number of rows."""

import csv
import datetime as dt
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from naio_portal.spreadsheets.guards import guarded

BATCH_ROWS = 200
MAX_CELL_LENGTH = 32_767
SPOOL_BYTES = 2 * 1024 * 1024
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"


class Echo:
    """A file that hands back what is written: csv.writer then gives lines one by one."""

    def write(self, text: str) -> str:
        return text


def printable(text: str) -> str:
    """The text without control characters, with line ends as `\\n`: what both formats can hold."""
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def csv_text(value: object) -> str:
    """A value as it stands in the CSV: dates as ISO, texts guarded, numbers as they are."""
    match value:
        case None:
            return ""
        case dt.datetime():
            return value.isoformat(sep=" ", timespec="seconds")
        case dt.date():
            return value.isoformat()
        case bool() | int() | float():
            return str(value)
        case _:
            return guarded(printable(str(value)))


def stream_csv(headings: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """The CSV in pieces of BATCH_ROWS rows: UTF-8 with its mark, so that Excel reads it right."""
    writer = csv.writer(Echo())
    lines = [writer.writerow([csv_text(heading) for heading in headings])]
    yield b"\xef\xbb\xbf"
    for row in rows:
        lines.append(writer.writerow([csv_text(value) for value in row]))
        if len(lines) >= BATCH_ROWS:
            yield "".join(lines).encode()
            lines.clear()
    yield "".join(lines).encode()


def write_xlsx(
    headings: Sequence[object], rows: Iterable[Sequence[object]], *, title: str, widths: Sequence[int] = ()
) -> IO[bytes]:
    """A temporary file that holds the workbook, at its start. The caller closes it.

    Every text is a text cell, marked as Excel marks one typed with an apostrophe (quotePrefix): it is
    shown as it is and never evaluated, also when a person edits the cell. Dates are date cells.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
    sheet.freeze_panes = "A2"
    for index, width in enumerate(widths):
        sheet.column_dimensions[chr(ord("A") + index) if index < 26 else f"A{chr(39 + index)}"].width = width
    heading_font, top = Font(bold=True), Alignment(vertical="top", wrap_text=True)
    cells = []
    for heading in headings:
        cell = text_cell(sheet, str(heading))
        cell.font, cell.alignment = heading_font, top
        cells.append(cell)
    sheet.append(cells)
    for row in rows:
        sheet.append([cell_for(sheet, value) for value in row])
    file = tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES)  # noqa: SIM115 - handed to the response
    book.save(file)
    file.seek(0)
    return file


def cell_for(sheet, value: object):
    """What write-only mode takes: texts as text cells, dates as date cells, the rest as it is."""
    match value:
        case None | "":
            return None
        case bool() | int() | float():
            return value
        case dt.datetime():
            cell = WriteOnlyCell(sheet, value=value.replace(tzinfo=None, microsecond=0))
            cell.number_format = "yyyy-mm-dd hh:mm"
            return cell
        case dt.date():
            cell = WriteOnlyCell(sheet, value=value)
            cell.number_format = "yyyy-mm-dd"
            return cell
        case _:
            text = printable(str(value))
            return text_cell(sheet, text) if text else None


def text_cell(sheet, text: str):
    """A text cell, whatever the text begins with. `text`: printable."""
    cell = WriteOnlyCell(sheet, value=text[:MAX_CELL_LENGTH])
    cell.data_type = "s"  # openpyxl takes `=…` for a formula and `#N/A` for an error
    if guarded(text) != text:
        cell.quotePrefix = True
    return cell

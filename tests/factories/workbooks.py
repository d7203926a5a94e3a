"""Small files made on the spot, whole and broken, for the tests of reading."""

import io
import zipfile

import openpyxl

ROSTER_HEADINGS = ("Nama Penuh", "E-mel", "Kumpulan Kerja", "Peranan", "Tarikh Lantikan")


def xlsx(*rows, headings=ROSTER_HEADINGS, title="Ahli") -> bytes:
    """A workbook of one sheet: headings and rows. Texts beginning with `=` become real formula cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in (headings, *rows):
        sheet.append(row)
    return saved(book)


def saved(book) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rezipped(content: bytes, parts: dict[str, bytes]) -> bytes:
    """The workbook with these parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return out.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    """A ZIP of these parts, in this order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def long_xlsx(rows: int) -> bytes:
    """A valid workbook of that many short rows, written as a program would: small, quick to make."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Nama</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>E-mel</t></is></c></row>'
    )
    body = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><v>1</v></c></row>' for n in range(2, rows + 2)
    )
    sheet = f"{head}{body}</sheetData></worksheet>".encode()
    return rezipped(xlsx(), {"xl/worksheets/sheet1.xml": sheet})

import datetime as dt
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from naio_portal.spreadsheets.cells import Formula, from_json, text_of, to_json
from naio_portal.spreadsheets.reading import Row, read_spreadsheet
from naio_portal.spreadsheets.refusals import FileRefused
from tests.factories.workbooks import ROSTER_HEADINGS, archive, long_xlsx, rezipped, saved, xlsx

FILES = Path(__file__).parent / "files"
MB = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(content: bytes, *, max_bytes: int = 10 * MB, max_rows: int = 20_000):
    return read_spreadsheet(io.BytesIO(content), max_bytes=max_bytes, max_rows=max_rows)


def code_of(content: bytes, **limits) -> str:
    with pytest.raises(FileRefused) as refusal:
        read(content, **limits)
    sentence = str(refusal.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return refusal.value.code


def test_roster_as_received_is_read_whole():
    book = read((FILES / "roster-as-received.xlsx").read_bytes())

    roster, note = book.sheets
    assert (roster.name, roster.is_hidden, len(roster.rows)) == ("Senarai Ahli (terkini)", False, 188)
    assert note.rows == (Row(1, ("Sila abaikan helaian ini",)),)
    assert roster.rows[0] == Row(1, ("SENARAI AHLI KUMPULAN KERJA AI - DRAF 3 (TERKINI)",))
    assert roster.rows[2].cells[:4] == ("Bil.", "Gelaran", "Nama Penuh", "E-mel")
    assert roster.rows[7].cells[9] == dt.datetime(2025, 2, 28)
    assert roster.rows[-1] == Row(197, (None, None, "JUMLAH", "180 orang"))


def test_blank_rows_leave_gaps_in_the_numbers():
    book = read(xlsx(("Ali",), (), ("Abu",)))

    assert [row.number for row in book.sheets[0].rows] == [1, 2, 4]


def test_formula_cells_are_text_whatever_result_the_file_keeps():
    content = xlsx(("=1+1", '=HYPERLINK("http://example.com","klik")', None, None, "=DATE(2025,2,28)"))

    row = read(content).sheets[0].rows[1]

    assert row.cells == (
        Formula("=1+1"),
        Formula('=HYPERLINK("http://example.com","klik")'),
        None,
        None,
        Formula("=DATE(2025,2,28)"),
    )
    assert text_of(row.cells[0]) == "=1+1"


def test_array_formula_is_its_text():
    book = openpyxl.Workbook()
    book.active.append(["Nama", "E-mel"])
    book.active["A2"] = openpyxl.worksheet.formula.ArrayFormula("A2:A3", "=SUM(B1:B2)")

    assert read(saved(book)).sheets[0].rows[1].cells == (Formula("=SUM(B1:B2)"),)


def test_text_that_looks_like_a_formula_stays_a_text():
    book = openpyxl.Workbook()
    book.active.append(["Nama", "E-mel"])
    book.active.append(["=1+1", "x"])
    book.active["A2"].data_type = "s"

    assert read(saved(book)).sheets[0].rows[1].cells == ("=1+1", "x")


def test_wrong_statement_of_size_in_the_file_is_not_believed():
    content = xlsx(("Ali",), ("Abu",))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        sheet = file.read("xl/worksheets/sheet1.xml")
    content = rezipped(content, {"xl/worksheets/sheet1.xml": sheet.replace(b'ref="A1:E3"', b'ref="A1"')})

    assert len(read(content).sheets[0].rows) == 3


def test_dates_of_a_workbook_that_counts_from_1904():
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(["Nama", dt.datetime(2025, 2, 28)])

    read_book = read(saved(book))

    assert read_book.is_1904
    assert read_book.sheets[0].rows[0].cells[1] == dt.datetime(2025, 2, 28)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le")],
)
def test_csv_in_unicode(encoding, named):
    book = read("Nama;E-mel\nÓlafur Þórbergsson;ó@example.org\n".encode(encoding))

    assert (book.kind, book.encoding, book.delimiter) == ("csv", named, ";")
    assert book.sheets[0].rows[1] == Row(2, ("Ólafur Þórbergsson", "ó@example.org"))


def test_csv_in_windows_1252():
    book = read("Nama,E-mel\nJosé Ángel – “Pepe”,jose@example.org\n".encode("cp1252"))

    assert (book.encoding, book.sheets[0].rows[1].cells[0]) == ("cp1252", "José Ángel – “Pepe”")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_delimiter_is_found_among_commas_in_texts(delimiter):
    lines = [
        ["Nama", "Alamat", "Tarikh"],
        ["Ali", "No. 1, Jalan 2; Bangi", "28/02/2025"],
        ["Abu", "Ipoh", ""],
    ]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)

    book = read(text.encode())

    assert book.delimiter == delimiter
    assert book.sheets[0].rows[1].cells == ("Ali", "No. 1, Jalan 2; Bangi", "28/02/2025")


def test_excels_own_first_line_names_the_delimiter():
    book = read(b"sep=;\nNama;E-mel\nAli;a,b,c\n")

    assert [row.cells for row in book.sheets[0].rows] == [("Nama", "E-mel"), ("Ali", "a,b,c")]


def test_line_breaks_inside_a_cell_are_kept():
    book = read(b'Nama,Nota\r\nAli,"satu\r\ndua"\r\nAbu,x\r\n')

    assert [row.number for row in book.sheets[0].rows] == [1, 2, 3]
    assert book.sheets[0].rows[1].cells == ("Ali", "satu\r\ndua")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"  \r\n", "empty"),
        (b"%PDF-1.7 x", "wrong_type"),
        (b"\x89PNG\r\n\x1a\n", "wrong_type"),
        (b"\xff\xd8\xff\xe0", "wrong_type"),
        (b"\x1f\x8b\x08\x00", "wrong_type"),
        (b"MZ\x90\x00", "wrong_type"),
        (b"<html><table><tr><td>Nama</td></tr></table>", "wrong_type"),
        (b'<?xml version="1.0"?><Workbook/>', "wrong_type"),
        (b'[{"nama": "Ali"}]', "wrong_type"),
        (OLE + b"\x00" * 600 + "Workbook".encode("utf-16-le"), "wrong_type"),
        (OLE + b"\x00" * 600 + "WordDocument".encode("utf-16-le"), "wrong_type"),
        (OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (
            archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}),
            "wrong_type",
        ),
        (
            archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
            "wrong_type",
        ),
        (archive({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "wrong_type"),
        (archive({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"}), "wrong_type"),
        (archive({"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b"x"}), "wrong_type"),
        (archive({"Index/Document.iwa": b"x"}), "wrong_type"),
        (archive({"readme.txt": b"x"}), "wrong_type"),
        (archive({}), "wrong_type"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"Nama,E-mel\n\x81\x8d,\x02\n", "encoding"),
        (b"\x7fELF\x02\x01", "wrong_type"),
        (b'Nama,Nota\nAli,"' + b"x" * 140_000, "damaged"),
        (b"Nama,Nota\n" + b"x," * 300 + b"x\n", "too_many_columns"),
        (b"Nama,Nota\n" + b"x" * 40_000 + b",\n", "cell_too_long"),
    ],
)
def test_other_files_are_refused(content, code):
    assert code_of(content) == code


def test_refusal_of_an_old_workbook_says_what_to_do(settings):
    with pytest.raises(FileRefused) as refusal:
        read(OLE + b"\x00" * 600 + "Workbook".encode("utf-16-le"))

    assert str(refusal.value) == (
        "This file is an old Excel workbook (.xls): save the list as an Excel workbook (.xlsx) or as CSV "
        "and send that."
    )


def test_encrypted_archive_is_refused():
    content = bytearray(xlsx(("Ali",)))
    start = 0
    while (at := content.find(b"PK\x01\x02", start)) >= 0:
        content[at + 8] |= 1
        start = at + 4

    assert code_of(bytes(content)) == "password"


def test_macros_are_refused():
    assert code_of(rezipped(xlsx(), {"xl/vbaProject.bin": b"x"})) == "macros"


def test_macro_type_without_macros_is_refused():
    content = xlsx()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        types = file.read("[Content_Types].xml")
    types = types.replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )

    assert code_of(rezipped(content, {"[Content_Types].xml": types})) == "macros"


def test_truncated_workbook_is_damaged():
    content = xlsx(("Ali",))

    assert code_of(content[: len(content) // 2]) == "damaged"


def test_archive_whose_first_part_does_not_unpack_is_damaged():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "x" * 100)
    content = bytearray(made.getvalue())
    at = 30 + len("mimetype")
    content[at : at + 3] = b"\xff\xff\xff"

    assert code_of(bytes(content)) == "damaged"


def test_workbook_with_a_broken_sheet_is_damaged():
    assert code_of(rezipped(xlsx(), {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"})) == "damaged"


def test_workbook_that_points_nowhere_is_damaged():
    broken = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    broken += b'<row r="1"><c r="A1" t="s"><v>999</v></c></row></sheetData></worksheet>'

    assert code_of(rezipped(xlsx(), {"xl/worksheets/sheet1.xml": broken})) == "damaged"


def test_file_over_the_limit_of_bytes_is_refused():
    assert code_of(b"Nama,E-mel\n" * 100, max_bytes=1000) == "too_big"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/media/image1.png"])
def test_zip_bomb_is_refused(part):
    assert code_of(rezipped(xlsx(), {part: b"<a>" + b" " * (60 * MB)})) == "bomb"


def test_zip_bomb_of_many_elements_is_refused():
    assert code_of(rezipped(xlsx(), {"xl/other.xml": b"<a>" + b"<b/>" * 4_100_000 + b"</a>"})) == "bomb"


def test_archive_of_very_many_entries_is_refused():
    assert code_of(rezipped(xlsx(), {f"xl/media/{n}.png": b"x" for n in range(1100)})) == "bomb"


def test_sizes_that_the_archive_denies_do_not_help_it():
    content = bytearray(rezipped(xlsx(), {"xl/media/bomb.bin": b"\x00" * (200 * MB)}))
    at = content.rfind(b"xl/media/bomb.bin") - 46
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")

    assert code_of(bytes(content)) == "damaged"


def test_entity_tricks_are_refused():
    laughs = (
        b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
    )

    assert code_of(rezipped(xlsx(), {"xl/worksheets/sheet1.xml": laughs})) == "entities"


def test_entity_tricks_hidden_in_another_encoding_are_refused():
    trick = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "ha">]><x/>'.encode("utf-16")

    assert code_of(rezipped(xlsx(), {"xl/worksheets/hidden.bin": trick})) == "entities"


def test_value_far_to_the_right_is_refused():
    book = openpyxl.Workbook()
    book.active.append(ROSTER_HEADINGS)
    book.active["XFD2"] = "far"

    assert code_of(saved(book)) == "too_many_columns"


def test_rows_up_to_the_limit_are_read_and_one_more_is_not():
    assert len(read(long_xlsx(159), max_rows=100).sheets[0].rows) == 160
    assert code_of(long_xlsx(160), max_rows=100) == "too_many_rows"
    assert code_of(b"Nama,E-mel\n" * 161, max_rows=100) == "too_many_rows"


def test_refusal_of_many_rows_names_the_limit():
    with pytest.raises(FileRefused, match="more than 20,000 rows"):
        read(b"a,b\n" * 20_100)


MEASURE = """
import io, resource, sys, time
from django.conf import settings
settings.configure(USE_I18N=False)
from naio_portal.spreadsheets.reading import read_spreadsheet
from naio_portal.spreadsheets.refusals import FileRefused
content = open(sys.argv[1], "rb").read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.monotonic()
try:
    read_spreadsheet(io.BytesIO(content), max_bytes=10 * 1024 * 1024, max_rows=20_000)
except FileRefused as refusal:
    code = refusal.code
grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
print(code, grown, round(time.monotonic() - started, 1))
"""


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_million_rows_are_refused_with_flat_memory(tmp_path, suffix):
    file = tmp_path / f"million.{suffix}"
    file.write_bytes(long_xlsx(1_000_000) if suffix == "xlsx" else b"a@b.co,1\n" * 1_000_000)
    assert file.stat().st_size < 10 * MB

    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(file)], capture_output=True, text=True, check=True
    )

    code, grown, _seconds = done.stdout.split()
    assert code == "too_many_rows"
    assert int(grown) < 64


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "x",
        "",
        3,
        2.5,
        True,
        Formula("=A1"),
        dt.datetime(2025, 2, 28, 9, 0),
        dt.date(2025, 2, 28),
        dt.time(9, 0),
    ],
)
def test_cells_come_back_from_json(cell):
    assert from_json(to_json(cell)) == cell


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("  a\u00a0\n b\u200b ", "a b"),
        ("e\u0301", "é"),
        (12.0, "12"),
        (2.5, "2.5"),
        (True, "TRUE"),
        (dt.datetime(2025, 2, 28), "2025-02-28"),
        (dt.datetime(2025, 2, 28, 9, 5), "2025-02-28 09:05"),
        (dt.time(9, 5), "09:05:00"),
        (Formula("=A1"), "=A1"),
    ],
)
def test_text_of_a_cell(cell, text):
    assert text_of(cell) == text

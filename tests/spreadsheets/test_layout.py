import io
from pathlib import Path

import openpyxl
import pytest

from naio_portal.spreadsheets.headers import (
    Confidence,
    TargetField,
    guess_columns,
    mapping_of,
    missing_fields,
    normalised,
)
from naio_portal.spreadsheets.layout import (
    LeftOut,
    RowKind,
    find_header,
    kind_of_row,
    left_out,
    rows_of_list,
    sheets_with_tables,
)
from naio_portal.spreadsheets.reading import Row, read_spreadsheet
from naio_portal.spreadsheets.refusals import FileRefused
from tests.factories.workbooks import saved, xlsx

FILES = Path(__file__).parent / "files"
FIELDS = (
    TargetField("full_name", "Full name", "Nama penuh", frozenset({"nama"}), is_required=True),
    TargetField("email", "E-mail", "E-mel", frozenset({"email rasmi"})),
    TargetField("group", "Group", "Kumpulan", frozenset({"kumpulan kerja"}), is_required=True),
    TargetField("start", "Start", "Mula", frozenset({"tarikh lantikan"})),
)


def read(content: bytes):
    return read_spreadsheet(io.BytesIO(content), max_bytes=10_000_000, max_rows=20_000)


@pytest.mark.parametrize(
    ("heading", "form"),
    [
        ("E-mel", "emel"),
        ("E‑mel  (rasmi):", "emel rasmi"),
        ("No. Telefon", "no telefon"),
        ("NAMA_PENUH", "nama penuh"),
    ],
)
def test_headings_are_compared_by_letters_and_digits(heading, form):
    assert normalised(heading) == form


def test_headings_in_malay_and_english_are_understood():
    guesses = guess_columns(["Bil.", "NAMA", "E-mel", "Kumpulan Kerja", "Tarikh Lantikan", None], FIELDS)

    assert mapping_of(guesses) == {"full_name": 1, "email": 2, "group": 3, "start": 4}
    assert {guess.confidence for guess in guesses if guess.field} == {Confidence.EXACT}
    assert [guess.heading for guess in guesses if not guess.field] == ["Bil.", ""]


def test_heading_that_holds_a_known_one_is_only_likely():
    (guess,) = guess_columns(["Nama Penuh Ahli (huruf besar)"], FIELDS)

    assert (guess.field, guess.confidence) == ("full_name", Confidence.LIKELY)


def test_a_field_goes_to_one_column_exact_headings_first():
    guesses = guess_columns(["Nama ahli", "Nama", "Nama penuh"], FIELDS)

    assert [guess.field for guess in guesses] == ["", "full_name", ""]


def test_missing_required_fields_are_named():
    assert missing_fields({"full_name": 0}, FIELDS) == [FIELDS[2]]


def test_header_is_found_below_titles():
    sheet = read((FILES / "roster-as-received.xlsx").read_bytes()).sheets[0]

    assert find_header(sheet.rows, FIELDS).row.number == 3


def test_every_row_of_the_file_as_received_that_is_no_person_is_named():
    sheet = read((FILES / "roster-as-received.xlsx").read_bytes()).sheets[0]
    blank = [30, 56, 75, 82, 109, 138, 145, 153, 174]

    assert left_out(sheet, 3) == [
        LeftOut(RowKind.TITLE, 1, 1, "SENARAI AHLI KUMPULAN KERJA AI - DRAF 3 (TERKINI)"),
        LeftOut(RowKind.TITLE, 2, 2, "Dikemas kini 3/3/2025"),
        *[LeftOut(RowKind.BLANK, number, number) for number in blank],
        LeftOut(RowKind.TOTAL, 197, 197, "JUMLAH · 180 orang"),
    ]
    assert sum(kind == RowKind.LIST for _row, kind in rows_of_list(sheet, 3)) == 184


def test_sheet_without_a_list_is_no_candidate():
    book = read((FILES / "roster-as-received.xlsx").read_bytes())

    assert [index for index, _header in sheets_with_tables(book, FIELDS)] == [0]


def test_visible_sheet_with_the_better_heading_comes_first():
    book = openpyxl.Workbook()
    book.active.append(["Nama", "Kumpulan"])
    book.active.append(["Ali", "SOV"])
    for title, state, headings in (
        ("hidden", "hidden", ["Nama", "E-mel", "Kumpulan", "Tarikh Lantikan"]),
        ("good", "visible", ["Nama", "E-mel", "Kumpulan"]),
        ("empty", "visible", ["Nama", "E-mel", "Kumpulan"]),
    ):
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        sheet.append(headings)
        if title != "empty":
            sheet.append(["Ali"])

    read_book = read(saved(book))

    found = [read_book.sheets[index].name for index, _header in sheets_with_tables(read_book, FIELDS)]
    assert found == ["good", "Sheet", "hidden"]


def test_file_without_headings_is_refused_naming_what_is_wanted():
    with pytest.raises(FileRefused) as refusal:
        sheets_with_tables(read(xlsx(("Ali", "a@example.org"), headings=("1", "2"))), FIELDS)

    assert (refusal.value.code, str(refusal.value)) == (
        "no_header",
        "No row of headings was found: the list needs columns headed Full name, Group.",
    )


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ((None, "Jumlah"), RowKind.TOTAL),
        (("JUMLAH BESAR:", None, "180"), RowKind.TOTAL),
        (("Jumlah ahli: 180",), RowKind.TOTAL),
        (("Grand Total", 180), RowKind.TOTAL),
        (("Total", "x", "y", "z", "w"), RowKind.LIST),
        (("Nama", "E-mel", "Kumpulan"), RowKind.REPEATED_HEADING),
        (("KUMPULAN KERJA KEDAULATAN",), RowKind.SECTION),
        (("Jumlah bin Total", "a@example.org", "SOV"), RowKind.LIST),
        (("Ali", "a@example.org", "SOV"), RowKind.LIST),
        ((None, " "), RowKind.BLANK),
    ],
)
def test_kinds_of_rows(cells, kind):
    assert kind_of_row(cells, ("Nama", "E-mel", "Kumpulan")) == kind


def test_runs_of_blank_rows_are_one_line():
    sheet = read(xlsx(("Ali", "x"), (), (), ("Abu", "y"))).sheets[0]

    assert left_out(sheet, 1) == [LeftOut(RowKind.BLANK, 3, 4)]
    assert sheet.rows[-1] == Row(5, ("Abu", "y"))

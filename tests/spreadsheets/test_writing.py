import csv
import datetime as dt
import io
import subprocess
import sys

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naio_portal.spreadsheets.guards import guarded, unguarded
from naio_portal.spreadsheets.reading import read_spreadsheet
from naio_portal.spreadsheets.writing import printable, stream_csv, write_xlsx

SIGNS = "=+-@\t\r\n＝＋－＠"
# Texts that begin like formulas and guards far oftener than chance would have it.
TEXTS = st.one_of(
    st.text(max_size=20),
    st.builds(str.__add__, st.text(alphabet="'' " + SIGNS, max_size=4), st.text(max_size=10)),
)


def csv_of(rows) -> bytes:
    return b"".join(stream_csv(["a", "b"], rows))


def read(content: bytes):
    return read_spreadsheet(io.BytesIO(content), max_bytes=10_000_000, max_rows=20_000).sheets[0]


@given(TEXTS)
def test_guard_is_taken_away_exactly(text):
    assert unguarded(guarded(text)) == text


@given(TEXTS)
def test_guarded_text_never_begins_like_a_formula(text):
    assert guarded(text)[:1] not in list(SIGNS)


@pytest.mark.parametrize(
    "text", ["=1+1", "+60 14-912 0891", "-1", "@SUM(1+1)", "\t=1", "\r1", "＝1", " =1", "'=1"]
)
def test_what_a_program_would_evaluate_gets_one_apostrophe(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Ali", "'Ali'", "a=1", "O'Hara", "–"])
def test_other_texts_are_left_alone(text):
    assert guarded(text) == text


@settings(max_examples=200)
@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_csv_gives_back_every_text(rows):
    kept = [tuple(printable(text) for text in row) for row in rows]

    lines = list(csv.reader(io.StringIO(csv_of(rows).decode("utf-8-sig"), newline="")))

    assert [tuple(unguarded(text) for text in line) for line in lines[1:]] == kept
    assert all(text[:1] not in list(SIGNS) for line in lines for text in line)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=5, max_size=20))
def test_xlsx_gives_back_every_text_and_holds_no_formula(rows):
    with write_xlsx(["a", "b", "c"], [(*row, "end") for row in rows], title="x") as file:
        sheet = openpyxl.load_workbook(file).active

    cells = [list(row) for row in sheet.iter_rows(min_row=2, max_col=2)]
    assert [[cell.value or "" for cell in row] for row in cells] == [
        [printable(text) for text in row] for row in rows
    ]
    assert all(cell.data_type in ("s", "n") for row in cells for cell in row)


def test_xlsx_marks_what_looks_like_a_formula_as_typed_text():
    with write_xlsx(["a", "b"], [("=1+1", "Ali")], title="x") as file:
        formula, name = next(openpyxl.load_workbook(file).active.iter_rows(min_row=2))

    assert (formula.value, formula.data_type, formula.quotePrefix) == ("=1+1", "s", True)
    assert (name.value, bool(name.quotePrefix)) == ("Ali", False)


def test_values_of_every_kind():
    row = (dt.date(2025, 2, 28), dt.datetime(2025, 2, 28, 9, 0, 5), 3, -2.5, None, True, "#N/A")

    with write_xlsx(list("abcdefg"), [row], title="A/B: [x]" + "y" * 40, widths=[10] * 30) as file:
        book = openpyxl.load_workbook(file)
    cells = next(book.active.iter_rows(min_row=2))

    assert [cell.value for cell in cells] == [
        dt.datetime(2025, 2, 28),
        dt.datetime(2025, 2, 28, 9, 0, 5),
        3,
        -2.5,
        None,
        True,
        "#N/A",
    ]
    assert book.active.title == "A B   x " + "y" * 23
    assert b"".join(stream_csv(["a"], [row])).decode("utf-8-sig") == (
        "a\r\n2025-02-28,2025-02-28 09:00:05,3,-2.5,,True,#N/A\r\n"
    )


def test_control_characters_and_line_ends():
    assert printable("a\x00b\r\nc\rd\x0b\ud800") == "ab\nc\nd"


def test_csv_comes_in_pieces():
    pieces = list(stream_csv(["a"], ([str(number)] for number in range(1000))))

    assert pieces[0] == b"\xef\xbb\xbf"
    assert len(pieces) == 7
    assert len(read(b"".join(pieces)).rows) == 1001


MEASURE = """
import resource, sys
from naio_portal.spreadsheets.writing import stream_csv, write_xlsx
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
rows = (["Siti Wan binti Talib %d" % n, "siti@example.org", "=1+1", n] for n in range(50_000))
if sys.argv[1] == "csv":
    size = sum(len(piece) for piece in stream_csv("abcd", rows))
else:
    with write_xlsx("abcd", rows, title="x") as file:
        size = file.seek(0, 2)
print(size, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_memory_is_flat_whatever_the_number_of_rows(kind):
    done = subprocess.run([sys.executable, "-c", MEASURE, kind], capture_output=True, text=True, check=True)

    size, grown = map(int, done.stdout.split())
    assert size > 500_000
    assert grown < 32

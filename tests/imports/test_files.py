"""The page that takes a file: every file it cannot take says why, beside the field."""

import csv
import io
import zipfile

import pytest
from django.db import IntegrityError
from openpyxl import Workbook, load_workbook

from tests.factories.imports import apply, csv_file, outcomes
from tests.markup import assert_malay, assert_valid_html

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("secretary")]


def bomb() -> bytes:
    """A workbook whose sheet unpacks to 300 MB of one letter."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(b"<worksheet><sheetData><row><c><v>")
            for _piece in range(300):
                part.write(b"a" * 1024 * 1024)
    return file.getvalue()


def protected() -> bytes:
    """What Excel writes for a workbook with a password: an OLE container with an encrypted package."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le")


def workbook(*rows) -> bytes:
    """An XLSX as openpyxl writes it: a text that begins with `=` is a real formula cell."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"%PDF-1.7 something", "This file is a PDF document: save the list as"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an old Excel workbook (.xls)"),
        (protected(), "This workbook is protected by a password"),
        (b"PK\x03\x04 broken", "This file is damaged and cannot be opened"),
        (b"a,b\n1,2\n", "No row of headings was found"),
        (workbook(["Only a note"]), "No row of headings was found"),
        (b"x" * (10 * 1024 * 1024 + 1), "This file is larger than 10 MB: divide it into smaller files."),
    ],
    ids=["empty", "pdf", "xls", "password", "damaged", "no-headings", "note", "11-MB"],
)
def test_file_that_cannot_be_taken_says_why_beside_the_field(client, case, content, sentence):
    response = case.send(client, content)

    (error,) = response.context["form"].errors["file"]
    assert sentence in error
    assert 'aria-invalid="true"' in response.text
    assert case.kind.model.objects.count() == 0


def test_million_rows_and_a_bomb_are_refused(client, case):
    long = ",".join(case.headings).encode() + b"\n" + b"A,A,A,A\n" * 1_000_000

    refused = [case.refusal(client, long, "list.csv"), case.refusal(client, bomb())]

    assert refused == [
        "This file has more than 20,000 rows: divide it into smaller files.",
        "This file unpacks to far more than a list can be: it is refused unopened.",
    ]
    assert case.kind.model.objects.count() == 0


def test_no_file_at_all_is_asked_for(client, case):
    response = client.post(case.url("upload"), case.about)

    assert response.context["form"].errors["file"] == ["Choose the file to import."]


def test_file_that_is_taken_goes_on_to_its_columns(client, case):
    response = case.send(client, csv_file(case.row, headings=case.headings).getvalue(), "list.csv")

    file_import = case.kind.model.objects.get()
    assert response.headers["Location"] == file_import.get_absolute_url()
    columns = client.get(response.headers["Location"])
    assert columns.headers["Location"] == case.url("columns", file_import)


def test_formula_is_text_and_no_day(client, case, secretary):
    texts, days = list(case.row), list(case.row)
    texts[case.text], days[case.day] = "=A1+A2", "=TODAY()"
    file = io.BytesIO(workbook(case.headings, texts, days))
    file_import = case.previewed(file=file, name="formulas.xlsx", by=secretary)

    text = client.get(file_import.get_absolute_url()).text
    apply(file_import)

    assert "is a formula; it is taken as the text “=A1+A2”." in text
    assert "“=TODAY()” is a formula: type the date itself." in text
    assert outcomes(file_import) == {2: "create", 3: "refused"}
    model, field = case.kept
    assert model.objects.values_list(field, flat=True).get() == "=A1+A2"


def test_template_has_the_headings_of_our_export_and_can_be_filled_in(client, case):
    lines = client.get(case.url("template_csv")).getvalue().decode("utf-8-sig").splitlines()
    book = load_workbook(io.BytesIO(client.get(case.url("template_xlsx")).getvalue()))

    headings = [field.heading_en for field in case.kind.fields]
    assert next(csv.reader(lines)) == headings
    assert [cell.value for cell in book.active[1]] == headings
    assert (len(lines), book.active.max_row) == (1, 1)


def test_list_and_upload_pages_are_valid_and_malay(client, case, secretary):
    empty = client.get(case.url("list"))
    case.uploaded(case.row, by=secretary)
    for path in (case.url("list"), case.url("upload")):
        assert_valid_html(client.get(path).text)
        client.cookies["django_language"] = "ms"
        assert_malay(client.get(path).text)
        del client.cookies["django_language"]
    assert "No file was imported yet" in empty.text


def test_file_without_sheets_is_no_import(case, secretary):
    """The page of the columns always has a sheet to show."""
    with pytest.raises(IntegrityError, match="import_has_sheets"):
        case.kind.model.objects.create(file_name="list.csv", sheets=[], uploaded_by=secretary)

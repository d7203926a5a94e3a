"""The page that takes a file: every file it cannot take says why, beside the field."""

import csv
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from groups.imports.fields import FIELDS
from groups.models import RosterImport
from tests.factories.imports import RECEIVED, csv_file
from tests.markup import assert_malay, assert_valid_html

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("secretary")]

UPLOAD = "/groups/imports/new/"


def send(client, content: bytes, name: str = "roster.xlsx"):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})


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


def long_list(rows: int) -> bytes:
    return b"Nama penuh,Kumpulan\n" + b"A,SAF\n" * rows


def protected() -> bytes:
    """What Excel writes for a workbook with a password: an OLE container with an encrypted package."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"%PDF-1.7 something", "This file is a PDF document: save the list as"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an old Excel workbook (.xls)"),
        (protected(), "This workbook is protected by a password"),
        (b"PK\x03\x04 broken", "This file is damaged and cannot be opened"),
        (b"a,b\n1,2\n", "No row of headings was found"),
    ],
)
def test_file_that_cannot_be_taken_says_why_beside_the_field(client, content, sentence):
    response = send(client, content)

    errors = response.context["form"].errors["file"]
    assert len(errors) == 1
    assert sentence in errors[0]
    assert 'aria-invalid="true"' in response.text
    assert RosterImport.objects.count() == 0


def test_million_rows_a_bomb_and_a_giant_are_refused(client):
    refused = [
        send(client, long_list(1_000_000), "roster.csv").context["form"].errors["file"][0],
        send(client, bomb()).context["form"].errors["file"][0],
        send(client, b"x" * (10 * 1024 * 1024 + 1)).context["form"].errors["file"][0],
    ]

    assert refused == [
        "This file has more than 20,000 rows: divide it into smaller files.",
        "This file unpacks to far more than a roster can be: it is refused unopened.",
        "This file is larger than 10 MB: divide it into smaller files.",
    ]
    assert RosterImport.objects.count() == 0


def test_no_file_at_all_is_asked_for(client):
    assert client.post(UPLOAD).context["form"].errors["file"] == ["Choose the file to import."]


def test_file_as_received_goes_on_to_its_columns(client):
    response = send(client, RECEIVED.read_bytes(), RECEIVED.name)

    roster_import = RosterImport.objects.get()
    assert response.headers["Location"] == roster_import.get_absolute_url()
    columns = client.get(response.headers["Location"])
    assert columns.headers["Location"] == reverse("groups:roster-import-columns", args=[roster_import.pk])


def test_template_has_the_headings_of_our_export_and_can_be_filled_in(client):
    lines = client.get("/groups/imports/template.csv").getvalue().decode("utf-8-sig").splitlines()
    book = load_workbook(io.BytesIO(client.get("/groups/imports/template.xlsx").getvalue()))

    headings = [field.heading_en for field in FIELDS]
    assert next(csv.reader(lines)) == headings
    assert [cell.value for cell in book.active[1]] == headings
    assert (len(lines), book.active.max_row) == (1, 1)


def test_list_and_upload_pages_are_valid_and_malay(client, secretary):
    empty = client.get("/groups/imports/")
    send(client, csv_file(["Aminah", "", "SAF", "", ""]).getvalue(), "roster.csv")
    for path in ("/groups/imports/", UPLOAD):
        assert_valid_html(client.get(path).text)
        client.cookies["django_language"] = "ms"
        assert_malay(client.get(path).text)
        del client.cookies["django_language"]
    assert "No file was imported yet" in empty.text


def test_workbook_without_a_list_is_refused(client):
    book = Workbook()
    book.active.append(["Only a note"])
    file = io.BytesIO()
    book.save(file)

    assert "No row of headings" in send(client, file.getvalue()).context["form"].errors["file"][0]


def test_file_without_sheets_is_no_import(secretary):
    """The page of the columns always has a sheet to show."""
    with pytest.raises(IntegrityError, match="import_has_sheets"):
        RosterImport.objects.create(file_name="roster.csv", sheets=[], uploaded_by=secretary)

"""What a file is, by its first bytes and contents: never by its name."""

import io
import zipfile
import zlib
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naio_portal.spreadsheets.refusals import FileRefused

# What zipfile raises of a damaged archive, wherever the damage is; NotImplementedError: it knows no such way
# of packing.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

# First bytes -> what the sentence calls it.
KINDS: tuple[tuple[bytes, object], ...] = (
    (b"%PDF", gettext_lazy("a PDF document")),
    (b"\x89PNG", gettext_lazy("a picture")),
    (b"\xff\xd8\xff", gettext_lazy("a picture")),
    (b"GIF8", gettext_lazy("a picture")),
    (b"\x1f\x8b", gettext_lazy("a compressed archive")),
    (b"7z\xbc\xaf\x27\x1c", gettext_lazy("a compressed archive")),
    (b"Rar!", gettext_lazy("a compressed archive")),
    (b"MZ", gettext_lazy("a program")),
    (b"\x7fELF", gettext_lazy("a program")),
    (b"SQLite format 3", gettext_lazy("a database")),
    (b"{\\rtf", gettext_lazy("a word-processor document")),
)
# A part that only this kind of office file has.
OFFICE_PARTS: tuple[tuple[str, object], ...] = (
    ("word/document.xml", gettext_lazy("a Word document (.docx)")),
    ("ppt/presentation.xml", gettext_lazy("a presentation (.pptx)")),
    ("xl/workbook.bin", gettext_lazy("a binary Excel workbook (.xlsb)")),
    ("Index/Document.iwa", gettext_lazy("an Apple Numbers document")),
)


def wrong_type(what: object) -> FileRefused:
    return FileRefused(
        "wrong_type",
        _("This file is %(what)s: save the list as an Excel workbook (.xlsx) or as CSV and send that.")
        % {"what": what},
    )


def kind_of(content: bytes) -> str:
    """`xlsx` or `csv`. Raises FileRefused for anything else, naming what the file is.

    `content`: the whole file.
    """
    if not content.strip():
        raise FileRefused("empty", _("This file is empty."))
    if content.startswith(OLE):
        raise refusal_of_ole(content)
    if content.startswith(ZIP):
        check_office_parts(content)
        return "xlsx"
    for start, what in KINDS:
        if content.startswith(start):
            raise wrong_type(what)
    head = content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")):
        raise wrong_type(_("a web page, whatever its name says"))
    if head.startswith(b"<?xml"):
        raise wrong_type(_("an XML document"))
    if head.startswith((b'{"', b'[{"')):
        raise wrong_type(_("a JSON document"))
    return "csv"


def refusal_of_ole(content: bytes) -> FileRefused:
    """Old Office containers: a password-protected XLSX is one too."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return FileRefused(
            "password", _("This workbook is protected by a password: remove the password and send it again.")
        )
    if "WordDocument".encode("utf-16-le") in content:
        return wrong_type(_("an old Word document (.doc)"))
    return wrong_type(_("an old Excel workbook (.xls)"))


def check_office_parts(content: bytes) -> None:
    """Raise FileRefused unless the archive is a plain XLSX workbook that can be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            first = entries[0].filename if entries else ""
            mimetype = (
                archive.read(first)[:100] if first == "mimetype" and entries[0].file_size < 200 else b""
            )
    except DAMAGED as error:
        raise damaged() from error
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise FileRefused("password", _("This file is protected by a password: remove it and send it again."))
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        raise wrong_type(_("an OpenDocument spreadsheet (.ods)"))
    if mimetype.startswith(b"application/"):
        raise wrong_type(_("an OpenDocument file"))
    for part, what in OFFICE_PARTS:
        if part in names:
            raise wrong_type(what)
    if has_macros(names):
        raise macros()
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise wrong_type(_("a ZIP archive"))


def has_macros(names: Iterable[str]) -> bool:
    return any(name.lower().endswith("vbaproject.bin") or "/macrosheets/" in name.lower() for name in names)


def macros() -> FileRefused:
    return FileRefused(
        "macros",
        _("This workbook holds macros (.xlsm): save it as an Excel workbook without macros (.xlsx)."),
    )


def damaged() -> FileRefused:
    return FileRefused(
        "damaged", _("This file is damaged and cannot be opened: save it once more and send that.")
    )

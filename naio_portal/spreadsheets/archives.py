"""What an XLSX unpacks to, measured before anything is built from it.

An XLSX is a ZIP of XML. Every part is unpacked once in small pieces, whatever sizes its directory
declares, and read by a parser that keeps nothing: so a bomb, a million rows or an entity trick costs
a moment and no memory (OWASP ASVS 5.0, 5.2: compressed files are checked before they are opened).
"""

import io
import re
import zipfile
from dataclasses import dataclass
from xml.parsers import expat

from django.utils.translation import gettext as _

from naio_portal.spreadsheets.refusals import FileRefused
from naio_portal.spreadsheets.signatures import DAMAGED, damaged, macros

MAX_ENTRIES = 1000
MAX_UNPACKED = 160 * 1024 * 1024
# Of one part, by its root element: what is not read row by row is held in memory.
MAX_PART = {"worksheet": MAX_UNPACKED, "sst": 48 * 1024 * 1024, "": 48 * 1024 * 1024}
MAX_OTHER_PART = 8 * 1024 * 1024
MAX_ELEMENTS = 4_000_000
MAX_RATIO = 250  # sheets of repeated text reach 60:1, a bomb 1000:1
RATIO_FROM = 4 * 1024 * 1024  # small parts may shrink as they like
MAX_COLUMNS = 200
PIECE = 64 * 1024


class RowLimit(Exception):
    """A row beyond the limit: reading stops at once. The reader of the file words the refusal."""


def too_big_inside() -> FileRefused:
    return FileRefused(
        "bomb",
        _("This file unpacks to far more than a list can be: it is refused unopened."),
    )


def too_many_rows(limit: int) -> FileRefused:
    return FileRefused(
        "too_many_rows",
        _("This file has more than %(limit)s rows: divide it into smaller files.") % {"limit": f"{limit:,}"},
    )


def too_many_columns() -> FileRefused:
    return FileRefused(
        "too_many_columns",
        _("This file has more than %(limit)s columns: keep those of the list only.") % {"limit": MAX_COLUMNS},
    )


@dataclass
class PartReader:
    """Reads the XML of one part: counts rows that hold something, refuses a DTD, keeps nothing."""

    max_rows: int
    max_elements: int
    rows: int = 0
    elements: int = 0
    root: str = ""
    is_sheet: bool = False
    has_macro_type: bool = False

    def __post_init__(self) -> None:
        self.column = 0
        self.row_counted = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype

    def refuse_doctype(self, *arguments) -> None:
        raise FileRefused(
            "entities", _("This file defines XML entities, which no spreadsheet does: it is refused.")
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > self.max_elements:
            raise too_big_inside()
        local = name.rsplit(" ", 1)[-1]
        if self.elements == 1:
            self.root = local
            self.is_sheet = local == "worksheet"
        elif self.is_sheet:
            self.start_in_sheet(local, attributes)
        elif "macroEnabled" in attributes.get("ContentType", ""):
            self.has_macro_type = True

    def start_in_sheet(self, local: str, attributes: dict[str, str]) -> None:
        if local == "row":
            self.row_counted = False
            self.column = 0
        elif local == "c":
            self.column = column_number(attributes.get("r", "")) or self.column + 1
        elif local in ("v", "is", "f"):
            if self.column > MAX_COLUMNS:
                raise too_many_columns()
            if not self.row_counted:
                self.row_counted = True
                self.rows += 1
                if self.rows > self.max_rows:
                    raise RowLimit


@dataclass
class Spent:
    """What the parts read so far took of the whole file's limits."""

    bytes: int = 0
    rows: int = 0
    elements_left: int = MAX_ELEMENTS


def column_number(reference: str) -> int:
    """1 for `A7`, 27 for `AA7`; 0 when the reference has no letters."""
    letters = re.match(r"[A-Z]{1,3}", reference)
    number = 0
    for letter in letters.group() if letters else "":
        number = number * 26 + ord(letter) - 64
    return number


def check_archive(content: bytes, *, max_rows: int) -> None:
    """Raise FileRefused when the workbook is a bomb, too wide, macro-enabled or broken; RowLimit when long.

    `content`: the whole file, a ZIP. `max_rows`: rows that hold something, of all sheets together.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES:
                raise too_big_inside()
            if len({entry.filename for entry in entries}) != len(entries):
                raise damaged()
            check_declared(entries)
            spent = Spent()
            for entry in entries:
                read_part(archive, entry, max_rows=max_rows, spent=spent)
    except (*DAMAGED, expat.ExpatError) as error:
        raise damaged() from error


def check_declared(entries: list[zipfile.ZipInfo]) -> None:
    """The sizes that the directory admits to."""
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise too_big_inside()
    for entry in entries:
        if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise too_big_inside()


def read_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, max_rows: int, spent: Spent) -> None:
    """Unpack one part in pieces and add what it took to `spent`. Raises FileRefused past a limit."""
    reader: PartReader | None = None
    size = 0
    with archive.open(entry) as part:
        while piece := part.read(PIECE):
            if size == 0 and looks_like_xml(piece):
                reader = PartReader(max_rows=max_rows, rows=spent.rows, max_elements=spent.elements_left)
            size += len(piece)
            if reader:
                reader.parser.Parse(piece, False)
            limit = MAX_PART.get(reader.root if reader else "", MAX_OTHER_PART)
            if size > limit or spent.bytes + size > MAX_UNPACKED:
                raise too_big_inside()
    spent.bytes += size
    if reader:
        reader.parser.Parse(b"", True)
        spent.rows = reader.rows
        spent.elements_left -= reader.elements
        if reader.has_macro_type:
            raise macros()


def looks_like_xml(piece: bytes) -> bool:
    head = piece[:100].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith((b"<", b"\xff\xfe", b"\xfe\xff"))

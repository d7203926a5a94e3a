"""A CSV as text: which encoding, which delimiter."""

import csv
import io
import itertools
from collections import Counter

from django.utils.translation import gettext as _

from naio_portal.spreadsheets.refusals import FileRefused

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_LINES = 60
BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decode(content: bytes) -> tuple[str, str]:
    """(text, name of the encoding). Byte order marks first, then UTF-8, then Windows-1252.

    Raises FileRefused when the bytes are no text in any of them.
    """
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return checked(content, encoding), encoding
    if b"\x00" in content[:4000]:
        encoding = "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"
        return checked(content, encoding), encoding
    try:
        return checked(content, "utf-8"), "utf-8"
    except FileRefused:
        return checked(content, "cp1252"), "cp1252"


def checked(content: bytes, encoding: str) -> str:
    """The text in that encoding. Raises FileRefused when it does not decode or holds binary bytes."""
    refusal = FileRefused(
        "encoding",
        _("This file is no text that can be read: save it as CSV UTF-8 or as an Excel workbook (.xlsx)."),
    )
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise refusal from error
    if any(chr(code) in text for code in (*range(0, 9), *range(14, 32))):
        raise refusal
    return text


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the first lines into the most columns, most evenly.

    Excel's own first line `sep=;` is obeyed. A file of one column gives a comma.
    """
    if text[:4].lower() == "sep=" and text[4:5] in DELIMITERS:
        return text[4]
    lines = list(itertools.islice(io.StringIO(text, newline=""), SAMPLE_LINES))
    return max(DELIMITERS, key=lambda delimiter: evenness(lines, delimiter))


def evenness(lines: list[str], delimiter: str) -> tuple[float, int]:
    """(share of rows that have the commonest width times that width, width); (0, 0) below two columns."""
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
    except csv.Error:
        return (0, 0)
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return (0, 0)
    width = max(wide, key=lambda candidate: (wide[candidate] * candidate, candidate))
    return (wide[width] / sum(widths.values()) * width, width)

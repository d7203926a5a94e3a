"""One cell: a text, number, truth value, date, or a formula, which stays text and is never evaluated."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from naio_portal.spreadsheets.refusals import FileRefused


@dataclass(frozen=True)
class Formula:
    """A real formula cell, by its text (`=SUM(A1:A9)`)."""

    text: str


Cell = str | int | float | bool | dt.datetime | dt.date | dt.time | Formula | None

SPACES = re.compile(r"[\s\u00a0\u200b\u200c\u200d\u2060\ufeff]+")


def text_of(cell: Cell) -> str:
    """The cell as a person would type it: letters composed, single spaces, whole numbers without `.0`,
    dates as ISO."""
    match cell:
        case None:
            text = ""
        case str():
            text = unicodedata.normalize("NFC", SPACES.sub(" ", cell).strip())
        case Formula():
            text = cell.text
        case bool():
            text = "TRUE" if cell else "FALSE"
        case float() if cell.is_integer():
            text = str(int(cell))
        case dt.datetime() if cell.time() == dt.time():
            text = cell.date().isoformat()
        case dt.datetime():
            text = cell.isoformat(sep=" ", timespec="minutes")
        case dt.date() | dt.time():
            text = cell.isoformat()
        case _:
            text = str(cell)
    return text


def is_blank(cell: Cell) -> bool:
    return text_of(cell) == ""


def to_json(cell: Cell) -> object:
    """The cell as JSON: texts, numbers and truth values as they are, the others under a tag."""
    match cell:
        case Formula():
            return {"formula": cell.text}
        case dt.datetime():
            return {"instant": cell.isoformat()}
        case dt.date():
            return {"date": cell.isoformat()}
        case dt.time():
            return {"time": cell.isoformat()}
        case _:
            return cell


def from_json(value: object) -> Cell:
    """What `to_json` kept. Raises FileRefused when it is none of ours."""
    match value:
        case {"formula": str(text)}:
            return Formula(text)
        case {"instant": str(text)}:
            return dt.datetime.fromisoformat(text)
        case {"date": str(text)}:
            return dt.date.fromisoformat(text)
        case {"time": str(text)}:
            return dt.time.fromisoformat(text)
        case None | str() | int() | float():
            return value
    raise FileRefused("cell", f"{value!r}")

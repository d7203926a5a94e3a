"""One row of a work plan as values: cleaned, each problem named. What it speaks of is found together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from deliverables.imports.fields import DATE_FIELDS
from deliverables.models import Deliverable, Milestone
from groups.imports.words import group_key
from naio_portal.imports.cleaning import (
    CleanRow,
    Reader,
    check_lengths,
    given_cells,
    read_days,
    texts_of,
)
from naio_portal.numbers import MOST_SMALL, number_of
from naio_portal.spreadsheets.addresses import read_addresses
from naio_portal.spreadsheets.cells import Cell

PLAIN_TEXTS = ("objective", "measure", "deliverable", "criteria", "milestone", "state")
# Texts without a limit in the database: what a cell can sensibly hold.
LONG = 5_000
MAX_LENGTHS = {
    "deliverable": Deliverable._meta.get_field("title").max_length,
    "milestone": Milestone._meta.get_field("title").max_length,
    "objective": LONG,
    "measure": LONG,
    "criteria": LONG,
}
# `1.`, `2)`, `a)`, `•`: how offices count what a cell says.
COUNTED = re.compile(r"^\s*(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]|\(?[a-z][.)]|[•●▪–-])\s+", re.IGNORECASE)


@dataclass(frozen=True)
class WorkPlanReader(Reader):
    """`groups`: words of groups -> code."""

    groups: Mapping[str, str] = field(default_factory=dict)


def clean_row(cells: Sequence[Cell], reader: WorkPlanReader) -> CleanRow:
    """The row's values. Only fields that have a column appear; empty cells appear as empty."""
    row = CleanRow()
    given = given_cells(row, cells, reader)
    texts = texts_of(given)
    for name in PLAIN_TEXTS:
        if name in texts:
            row.values[name] = texts[name] if reader.is_own else COUNTED.sub("", texts[name])
    if "group" in texts:
        row.values["group_text"] = texts["group"]
        row.values["group"] = reader.groups.get(group_key(texts["group"]), "")
    if "objective_number" in texts:
        text = texts["objective_number"].rstrip(".")
        number = number_of(text, MOST_SMALL) or None
        row.values["objective_number"] = number
        if text and number is None:
            row.remark("not_understood", field="objective_number", text=text)
    for name in ("deliverable_code", "reference"):
        if name in texts:
            row.values[name] = re.sub(r"\s", "", texts[name]).casefold()
    if "owner" in texts:
        row.values["owner_text"] = texts["owner"]
        row.values["owner_addresses"] = list(read_addresses(texts["owner"]).addresses)
    read_days(row, given, texts, reader, DATE_FIELDS)
    check_lengths(row, MAX_LENGTHS)
    if not any(row.values.get(name) for name in ("milestone", "deliverable", "objective", "reference")):
        row.refuse("no_subject")
    return row

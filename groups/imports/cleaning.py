"""One row of a file as values: cleaned, each problem named. Whom it means is found later, together."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from groups.imports.fields import DATE_FIELDS, MEMBER_FIELDS
from groups.imports.words import (
    GENDER_WORDS,
    LANGUAGE_WORDS,
    group_key,
    role_words,
    word_key,
)
from groups.models import Appointment
from members.models import Member
from naio_portal.imports.cleaning import (
    CleanRow,
    Reader,
    check_lengths,
    given_cells,
    read_days,
    texts_of,
)
from naio_portal.numbers import number_of
from naio_portal.spreadsheets.addresses import read_addresses
from naio_portal.spreadsheets.cells import Cell, text_of
from naio_portal.spreadsheets.person_names import offered_name, read_name
from naio_portal.spreadsheets.phones import read_phone
from naio_portal.spreadsheets.places import read_country, read_state, read_zone

PLAIN_TEXTS = ("title", "preferred_name", "organisation", "position", "instrument")
REFERENCES = ("member_reference", "appointment_reference")
LIST_SEPARATOR = re.compile(r"\s*[;,/|\n]\s*")
MAX_LENGTHS: dict[str, Any] = {
    **{
        name: Member._meta.get_field(attribute.removesuffix("_id")).max_length
        for name, attribute in MEMBER_FIELDS.items()
        if name in ("title", "full_name", "preferred_name", "phone", "organisation", "position")
    },
    "instrument": Appointment._meta.get_field("instrument").max_length,
}
MAX_PRECEDENCE = 32_767


@dataclass(frozen=True)
class RosterReader(Reader):
    """`groups`, `terms`: words of groups, and of each vocabulary's terms -> code."""

    groups: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def clean_row(cells: Sequence[Cell], reader: RosterReader) -> CleanRow:
    """The row's values. Only fields that have a column appear; empty cells appear as empty."""
    row = CleanRow()
    given = given_cells(row, cells, reader)
    texts = texts_of(given)
    for name in PLAIN_TEXTS:
        if name in texts:
            row.values[name] = texts[name]
    clean_name(row, texts)
    clean_addresses(row, given)
    clean_place(row, texts)
    if "phone" in given:
        clean_phone(row, given["phone"], texts)
    clean_words(row, texts, reader)
    read_days(row, given, texts, reader, DATE_FIELDS)
    start, end = row.values.get("start"), row.values.get("end")
    if start and end and dt.date.fromisoformat(str(end)) < dt.date.fromisoformat(str(start)):
        row.refuse("end_before_start")
    clean_numbers(row, texts)
    check_lengths(row, MAX_LENGTHS)
    return row


def clean_name(row: CleanRow, texts: Mapping[str, str]) -> None:
    """The name as written; beside it the usual writing of a name in capitals."""
    name = read_name(texts.get("full_name", ""))
    row.values["full_name"] = name
    if not name:
        row.refuse("no_name")
    if (offered := offered_name(name)) != name:
        row.values["offered_name"] = offered


def clean_addresses(row: CleanRow, given: Mapping[str, Cell]) -> None:
    if "email" not in given:
        return
    cell = given["email"]
    found = read_addresses(cell if isinstance(cell, str) else text_of(cell))
    row.values["addresses"] = list(found.addresses)
    row.values["suggested"] = list(found.suggestions)
    row.values["rejected"] = list(found.rejected)


def clean_place(row: CleanRow, texts: Mapping[str, str]) -> None:
    """Country, state, zone. What is not understood is left as it is in the portal, and said."""
    readers = {"country": read_country, "state": read_state, "time_zone": read_zone}
    for name, read in readers.items():
        if name not in texts:
            continue
        value = read(texts[name])
        if value is None:
            row.remark("not_understood", field=name, text=texts[name])
        row.values[name] = value or ""


def clean_phone(row: CleanRow, cell: Cell, texts: Mapping[str, str]) -> None:
    phone = read_phone(cell if texts["phone"] else None, country=str(row.values.get("country") or "MY"))
    row.values["phone"] = phone.number
    if not phone.is_valid:
        row.remark("phone_unusual", text=phone.number)


def clean_words(row: CleanRow, texts: Mapping[str, str], reader: RosterReader) -> None:
    """Fields whose value is one of a list. Unknown groups, roles and terms are asked, by their text."""
    if "group" in texts:
        row.values["group_text"] = texts["group"]
        row.values["group"] = reader.groups.get(group_key(texts["group"]), "")
    if "role" in texts:
        row.values["role_text"] = texts["role"]
        row.values["role"] = role_words().get(word_key(texts["role"]), "")
    for name in ("background", "origin"):
        if name in texts:
            row.values[f"{name}_text"] = texts[name]
            row.values[name] = reader.terms[name].get(word_key(texts[name]), "")
    if "expertise" in texts:
        pieces = [piece for piece in LIST_SEPARATOR.split(texts["expertise"]) if piece]
        codes = {piece: reader.terms["expertise"].get(word_key(piece), "") for piece in pieces}
        row.values["expertise"] = list(dict.fromkeys(code for code in codes.values() if code))
        row.values["expertise_unknown"] = [piece for piece, code in codes.items() if not code]
    for name, words in (("gender", GENDER_WORDS), ("language", LANGUAGE_WORDS)):
        if name in texts:
            code = words.get(word_key(texts[name]), "")
            if texts[name] and not code:
                row.remark("not_understood", field=name, text=texts[name])
            row.values[name] = code


def clean_numbers(row: CleanRow, texts: Mapping[str, str]) -> None:
    """Precedence and the references of our own export."""
    if "precedence" in texts:
        text = texts["precedence"]
        number = number_of(text, MAX_PRECEDENCE)
        row.values["precedence"] = number
        if text and number is None:
            row.remark("not_understood", field="precedence", text=text)
    for name in REFERENCES:
        if name in texts:
            row.values[name] = texts[name].casefold()

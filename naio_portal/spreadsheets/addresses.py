"""E-mail addresses as they stand in office lists: several in a cell, `mailto:`, capitals, ` at `."""

import re
from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from naio_portal.spreadsheets.cells import text_of

BETWEEN = re.compile(r"[;/,|\n\r]+|\s+(?:atau|dan|or|and|&)\s+", re.IGNORECASE)
SPELLED_AT = re.compile(r"\s*[(\[{<]\s*(?:at|di)\s*[)\]}>]\s*|\s+at\s+", re.IGNORECASE)
SPELLED_DOT = re.compile(r"\s*[(\[{]\s*dot\s*[)\]}]\s*", re.IGNORECASE)
AROUND = " .,;:<>()[]{}\"'’‘“”"
NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "tiada", "none", "nil", "x"})


@dataclass(frozen=True)
class ReadAddresses:
    """What a cell says. `addresses`: those that are surely meant, folded, each once, in order.
    `suggestions`: what is probably meant and must be asked. `rejected`: pieces that are no address."""

    addresses: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()


def read_addresses(text: str) -> ReadAddresses:
    """The addresses of a cell: `mailto:` and names around them taken off, lower case, spaces dropped.

    `ali at example.org` is a suggestion only: a person says whether it is meant.
    """
    if text_of(text).casefold() in NOTHING:
        return ReadAddresses()
    addresses: list[str] = []
    suggestions: list[str] = []
    rejected: list[str] = []
    for piece in pieces(text):
        address = bare(piece)
        if is_address(address):
            addresses.append(address)
        elif is_address(guess := bare(SPELLED_DOT.sub(".", SPELLED_AT.sub("@", piece)))):
            suggestions.append(guess)
        else:
            rejected.append(text_of(piece))
    return ReadAddresses(unique(addresses), unique(suggestions), unique(rejected))


def pieces(text: str) -> list[str]:
    """The cell cut where one address ends and the next begins."""
    found = []
    for piece in BETWEEN.split(text.replace("＠", "@")):
        words = piece.split()
        if len(words) > 1 and sum("@" in word for word in words) > 1:
            found += words
        elif piece.strip():
            found.append(piece)
    return found


def bare(piece: str) -> str:
    """The address without `mailto:`, a name before it, brackets, a stop after it, spaces inside."""
    piece = text_of(piece)
    _name, inner = parseaddr(piece) if "<" in piece else ("", piece)
    address = (inner or piece).strip(AROUND)
    if address.casefold().startswith("mailto:"):
        address = unquote(address[len("mailto:") :].split("?", 1)[0])
    address = re.sub(r"\s*@\s*", "@", address).strip(AROUND)
    return address.casefold()


def folded_address(text: str) -> str:
    """The form in which two addresses are the same person: trimmed, lower case, without `mailto:`."""
    return bare(text)


def is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


def unique(items: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))

"""When a file says the same as the portal: case, spaces, apostrophes and `b.`/`bin` are no difference."""

import re
from typing import Any

from naio_portal.spreadsheets.phones import digits_of

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})
PARTICLES = {"b": "bin", "bt": "binti", "bte": "binti", "binte": "binti", "ak": "anak"}


def loose(text: object) -> str:
    """Case, spaces and kinds of apostrophe aside."""
    return re.sub(r"\s+", " ", str(text).translate(APOSTROPHES).casefold()).strip()


def same_text(one: object, other: object) -> bool:
    return loose(one) == loose(other)


def same_name(one: object, other: object) -> bool:
    """As texts, and with one spelling for the particles of Malay names."""
    return particles_spelled(one) == particles_spelled(other)


def particles_spelled(name: object) -> str:
    words = [word.rstrip(".") or word for word in loose(name).split(" ")]
    return " ".join(PARTICLES.get(word, word) if place else word for place, word in enumerate(words))


def same_value(field: str, one: Any, other: Any) -> bool:
    """Whether two values of that field say the same."""
    if field == "full_name":
        return same_name(one, other)
    if field == "phone":
        return digits_of(str(one)) == digits_of(str(other)) and same_text(bool(one), bool(other))
    if field == "expertise":
        return set(one or ()) == set(other or ())
    return same_text(one, other)

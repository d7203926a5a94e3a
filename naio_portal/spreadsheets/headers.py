"""Which column of a file holds which field: guessed from its heading in Malay or English, then edited.

An app lists its `TargetField`s with the headings that offices use; nothing here knows a domain.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from django.utils.translation import get_language

from naio_portal.spreadsheets.cells import Cell, text_of


class Confidence(StrEnum):
    """How a heading was understood: word for word, or because it holds a known heading."""

    EXACT = "exact"
    LIKELY = "likely"


@dataclass(frozen=True)
class TargetField:
    """A field that a column may fill.

    `name`: of the code. `heading_en`, `heading_ms`: what our own export writes, what screens say.
    `synonyms`: other headings in Malay and English. `is_required`: no list makes sense without it.
    """

    name: str
    heading_en: str
    heading_ms: str
    synonyms: frozenset[str] = field(default_factory=frozenset)
    is_required: bool = False

    @property
    def heading(self) -> str:
        """In the active language."""
        return self.heading_en if (get_language() or "ms").startswith("en") else self.heading_ms

    @cached_property
    def forms(self) -> frozenset[str]:
        """Every heading of this field, normalised."""
        return frozenset(
            normalised(text) for text in (self.name, self.heading_en, self.heading_ms, *self.synonyms)
        )


def column(name: str, en: str, ms: str, *synonyms: str, is_required: bool = False) -> TargetField:
    """A field as lists of them name it: `synonyms` are other headings."""
    return TargetField(name, en, ms, frozenset(synonyms), is_required)


@dataclass(frozen=True)
class ColumnGuess:
    """One column. `field`: name of the field it seems to hold, or empty: not imported."""

    index: int
    heading: str
    field: str = ""
    confidence: Confidence | None = None


def normalised(heading: str) -> str:
    """`E-mel  (rasmi):` -> `emel rasmi`: lower case, letters and digits, hyphens inside words dropped."""
    text = re.sub(r"[-‐‑’'`.]", "", heading.casefold())
    return re.sub(r"[\W_]+", " ", text).strip()


def guess_columns(headings: Sequence[Cell], fields: Sequence[TargetField]) -> list[ColumnGuess]:
    """A guess for each column, in order. A field goes to one column at most, exact headings first,
    then the leftmost; a column without a guess is not imported."""
    texts = [text_of(heading) for heading in headings]
    found: dict[int, tuple[str, Confidence]] = {}
    taken: set[str] = set()
    for confidence, weigh in ((Confidence.EXACT, exactly), (Confidence.LIKELY, likely)):
        for index, text in enumerate(texts):
            heading = normalised(text)
            if not heading or index in found:
                continue
            free = [target for target in fields if target.name not in taken]
            weights = {target.name: weigh(heading, target) for target in free}
            best = max(weights, key=weights.__getitem__, default="")
            if best and weights[best]:
                found[index] = (best, confidence)
                taken.add(best)
    return [ColumnGuess(index, text, *found.get(index, ("", None))) for index, text in enumerate(texts)]


def exactly(heading: str, target: TargetField) -> int:
    return int(heading in target.forms)


def likely(heading: str, target: TargetField) -> int:
    """Letters of the longest known heading that this one holds as whole words, 0 for none:
    `Nama Penuh Ahli (huruf besar)` holds `nama penuh`, `Nama kumpulan` is the group's."""
    padded = f" {heading} "
    return max((len(form) for form in target.forms if len(form) > 2 and f" {form} " in padded), default=0)


def mapping_of(guesses: Sequence[ColumnGuess]) -> dict[str, int]:
    """field -> index of its column."""
    return {guess.field: guess.index for guess in guesses if guess.field}


def missing_fields(mapping: Mapping[str, int], fields: Sequence[TargetField]) -> list[TargetField]:
    """Required fields that no column fills."""
    return [target for target in fields if target.is_required and target.name not in mapping]

"""Filters of the comments of a review round, read from the URL; unknown values are as if not there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F

from deliverables.enums import CommentKind, Disposition
from deliverables.querysets import CommentQuerySet

# No disposition yet; on no paragraph.
NONE = "none"


@dataclass(frozen=True)
class CommentFilters:
    """What the filter bar says. `paragraph`: a number, or `none` for the whole; `disposition`: one, or
    `none`; `is_mine`: what the reader wrote."""

    paragraph: str = ""
    kind: str = ""
    disposition: str = ""
    is_mine: bool = False

    @classmethod
    def of(cls, data: Mapping[str, str]) -> "CommentFilters":
        """From the query of a request."""

        def among(name: str, known: set[str]) -> str:
            value = data.get(name, "").strip()
            return value if value in known else ""

        paragraph = data.get("paragraph", "").strip()
        return cls(
            paragraph=paragraph if paragraph == NONE or re.fullmatch(r"[1-9]\d{0,3}", paragraph) else "",
            kind=among("kind", set(CommentKind.values)),
            disposition=among("disposition", {*Disposition.values, NONE}),
            is_mine=data.get("mine") == "1",
        )

    def apply(self, rows: CommentQuerySet, user) -> CommentQuerySet:
        """`rows` of comments filtered, in the order of the text: the whole first."""
        if self.paragraph:
            number = None if self.paragraph == NONE else int(self.paragraph)
            rows = rows.filter(paragraph__isnull=True) if number is None else rows.filter(paragraph=number)
        if self.kind:
            rows = rows.filter(kind=self.kind)
        if self.disposition:
            is_open = self.disposition == NONE
            rows = rows.undisposed() if is_open else rows.filter(disposition=self.disposition)
        if self.is_mine:
            rows = rows.filter(author=user)
        return rows.order_by(F("paragraph").asc(nulls_first=True), "number")

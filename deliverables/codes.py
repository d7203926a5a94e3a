"""Codes that people type, as conditions on the rows that they name; None for any other text."""

import re

DELIVERABLE = re.compile(r"^([A-Z]{3})-D(\d{1,5})$")
RECOMMENDATION = re.compile(r"^([A-Z]{3})-(\d{4})-(\d{1,4})$")


def deliverable_code(text: str) -> dict[str, object] | None:
    """`SAF-D03` as conditions on a Deliverable."""
    code = DELIVERABLE.match(text.strip().upper())
    return {"group__code": code[1], "number": int(code[2])} if code else None


def recommendation_code(text: str) -> dict[str, object] | None:
    """`SAF-2025-03` as conditions on a Recommendation."""
    code = RECOMMENDATION.match(text.strip().upper())
    return {"group__code": code[1], "year": int(code[2]), "number": int(code[3])} if code else None

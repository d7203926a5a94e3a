"""The formula guard: a text that a spreadsheet program would evaluate gets one apostrophe in a CSV.

The importer of our own export takes away exactly that apostrophe. To make the way back exact, a text
that already has apostrophes before such a sign gets one more (`'=x` -> `''=x`), and so loses one only.
Source: OWASP, CSV Injection (`=`, `+`, `-`, `@`, tab, CR and their full-width forms; LF besides).
"""

import re

GUARD = "'"
# Every space counts: a program may skip those before the sign.
NEEDS_GUARD = re.compile(r"'*[ \u00a0]*[=+\-@\t\r\n＝＋－＠]")
HAS_GUARD = re.compile(r"'+[ \u00a0]*[=+\-@\t\r\n＝＋－＠]")


def guarded(text: str) -> str:
    """The text as it may stand in a CSV."""
    return GUARD + text if NEEDS_GUARD.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given: `unguarded(guarded(text)) == text` for every text."""
    return text[1:] if HAS_GUARD.match(text) else text

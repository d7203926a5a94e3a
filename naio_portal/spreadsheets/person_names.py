"""Names in capitals: the usual way of writing them is offered, never forced."""

import re

from naio_portal.spreadsheets.cells import text_of

# Written small inside a name, whatever the language.
MALAYSIAN = "bin binti b bt bte binte a/l a/p s/o d/o anak ak al ap"
EUROPEAN = "van von der den de da do dos das del della di du la le el y zu zur ter ten af av"
SMALL = frozenset(f"{MALAYSIAN} {EUROPEAN}".split())
WORD = re.compile(r"[^\s]+")


def read_name(text: str) -> str:
    """A name with single spaces, exactly as written otherwise."""
    return text_of(text)


def is_in_capitals(name: str) -> bool:
    """Every letter that has two forms is a capital, and there are at least two words of it."""
    letters = [char for char in name if char.isalpha() and char.upper() != char.lower()]
    return len(letters) > 3 and " " in name.strip() and all(char == char.upper() for char in letters)


def offered_name(name: str) -> str:
    """`KUMAR A/L NADARAJAN` -> `Kumar a/l Nadarajan`; a name that is not all capitals as it is."""
    if not is_in_capitals(name):
        return name
    words = WORD.findall(name)
    return " ".join(
        word.lower() if index and word.lower().rstrip(".") in SMALL else capitalised(word)
        for index, word in enumerate(words)
    )


def capitalised(word: str) -> str:
    """First letter of each part large: O'RAHILLANE -> O'Rahillane, ANNE-LAURE -> Anne-Laure."""
    return re.sub(r"[^\W\d_]+", lambda part: part.group()[0] + part.group()[1:].lower(), word)

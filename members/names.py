"""Names as people write them, and the forms that sort, search and match them.

Malay, Chinese, Indian and European names in one full-name field, never split. Three derived texts, the
same on every server whatever its collation: `sort_key`, `name_key` (matching), `search_text`.
"""

import re
import unicodedata

# One spelling for each particle and for the commonest given names that are written in many ways.
SAME = {
    "b": "bin",
    "bt": "binti",
    "bte": "binti",
    "binte": "binti",
    "al": "anak",
    "ap": "anak",
    "a/l": "anak",
    "a/p": "anak",
    "s/o": "anak",
    "d/o": "anak",
    "mohd": "muhammad",
    "mohamad": "muhammad",
    "mohammad": "muhammad",
    "mohamed": "muhammad",
    "mohammed": "muhammad",
    "muhamad": "muhammad",
    "muhd": "muhammad",
    "md": "muhammad",
    "abd": "abdul",
    "dato'": "datuk",
    "dato": "datuk",
    "dato''": "datuk",
}
APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})
# Letters that NFKD leaves whole.
UNDECOMPOSED = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)


def folded(text: str) -> str:
    """Lower case, without accents, one apostrophe, single spaces."""
    text = unicodedata.normalize("NFKD", text.translate(APOSTROPHES).casefold())
    text = "".join(char for char in text if not unicodedata.combining(char))
    return re.sub(r"\s+", " ", text.translate(UNDECOMPOSED)).strip()


def sort_key(full_name: str) -> str:
    """Order of people in lists: folded, letters and digits only."""
    return re.sub(r"[^\w ]", "", folded(full_name)).strip()[:200]


def name_key(full_name: str) -> str:
    """Two spellings of one name give one key: `Mohd. Ali b. Abu` and `Muhammad Ali bin Abu`.

    Used to offer a match for a person's decision, never to merge by itself.
    """
    words = re.split(r"[\s.,]+", folded(full_name).replace("@", " "))
    return " ".join(SAME.get(word, word).replace("'", "") for word in words if word)[:200]


def search_text(*parts: str) -> str:
    """What a search looks in: each part as folded and as matched, so that either spelling finds it."""
    texts = [form for part in parts if part for form in (sort_key(part), name_key(part))]
    return " ".join(dict.fromkeys(texts))

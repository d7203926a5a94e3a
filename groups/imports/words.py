"""Words of a roster as offices write them: groups, roles, terms, gender, language.

The office's own press release calls two groups "Keselamatan AI" (Security and Safety): such a text
names no group, and neither does one that two groups share.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from django.utils.translation import override

from groups.enums import Role
from members.names import folded
from naio_portal.spreadsheets.headers import normalised

# Said of both Security and Safety: always asked.
AMBIGUOUS_GROUPS = frozenset({"keselamatan ai", "ai keselamatan", "keselamatan"})
# Other names in use, beside code, slug and the names in the database.
GROUP_NAMES = {
    "SOV": ("sovereignty", "ai sovereignty", "kedaulatan", "kedaulatan ai"),
    "REG": (
        "regulation",
        "ai regulation",
        "ai regulation and policy",
        "ai regulation policy",
        "peraturan ai",
    ),
    "SEC": ("ai security", "security", "sekuriti ai"),
    "GOV": (
        "governance",
        "ai governance",
        "ai governance and ethics",
        "ai governance ethics",
        "tadbir urus ai",
    ),
    "SAF": ("ai safety", "safety"),
    "TAL": ("talent", "ai talent", "bakat", "bakat ai"),
    "ADV": ("advisory", "ai advisory", "penasihat", "penasihat ai"),
}
ROLES = {
    Role.CHAIR: ("pengerusi", "chairman", "chairperson", "chairwoman", "ketua"),
    Role.CO_CHAIR: (
        *("co chair", "cochair", "pengerusi bersama", "co chairman", "co chairperson"),
        *("pengerusi bersama 1", "pengerusi bersama 2", "joint chair"),
    ),
    Role.RAPPORTEUR: ("pelapor", "rapporteur"),
    Role.MEMBER: ("ahli", "member", "ahli kumpulan", "ahli biasa", "ahli tetap"),
    Role.ALTERNATE: (
        "ahli ganti",
        "ahli gantian",
        "ahli silih ganti",
        "alternate member",
        "alternate",
        "ganti",
    ),
    Role.OBSERVER: ("pemerhati", "observer"),
    Role.LIAISON: ("pegawai penghubung", "penghubung", "liaison", "liaison officer", "pegawai perhubungan"),
}
GENDERS = {
    "F": ("f", "female", "p", "perempuan", "wanita", "woman"),
    "M": ("m", "male", "l", "lelaki", "man"),
}
LANGUAGES = {
    "ms": ("ms", "bm", "malay", "bahasa melayu", "bahasa malaysia", "melayu", "my"),
    "en": ("en", "bi", "english", "bahasa inggeris", "inggeris", "eng"),
}
PREFIXES = ("kumpulan kerja ", "working group on ", "working group ", "kk ", "wg ")


def word_key(text: str) -> str:
    """What two writings of one word share: case, accents, punctuation, `&` and `and` aside."""
    text = folded(text).replace("&", " and ").replace(" dan ", " and ")
    return normalised(text.replace("-", " "))


def table(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Word in any writing -> code. A word that two codes share is left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, names in words.items():
        for name in (code, *names):
            found[word_key(name)].add(code)
    return {key: codes.pop() for key, codes in found.items() if key and len(codes) == 1}


@cache
def role_words() -> dict[str, str]:
    """Every word for a role -> the role; what our own export writes in either language besides."""
    labels: dict[str, list[str]] = {role: list(names) for role, names in ROLES.items()}
    for language in ("ms", "en"):
        with override(language):
            for role in Role:
                labels[role].append(str(role.label))
    return table(labels)


GENDER_WORDS = table(GENDERS)
LANGUAGE_WORDS = table(LANGUAGES)


def group_words(groups: Iterable) -> dict[str, str]:
    """Every name of each group -> its code; without what names two of them."""
    words = table(
        {
            group.code: (group.slug, group.name_en, group.name_ms, *GROUP_NAMES.get(group.code, ()))
            for group in groups
        }
    )
    return {key: code for key, code in words.items() if key not in AMBIGUOUS_GROUPS}


def group_key(text: str) -> str:
    """The text without `Kumpulan Kerja` before it."""
    key = word_key(text)
    for prefix in PREFIXES:
        if key.startswith(prefix):
            return key[len(prefix) :]
    return key


def term_words(terms: Iterable) -> dict[str, str]:
    """Code and both names of each term of one list -> its code."""
    return table({term.code: (term.name_en, term.name_ms) for term in terms})

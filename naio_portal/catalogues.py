"""The catalogues of `locale/`: which texts our code and templates speak, and files without dates or places.

In pure Python, through Babel: Django's own `makemessages` and `compilemessages` need the programs of GNU
gettext, which a bare machine has not.
"""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import normalize, read_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(settings.BASE_DIR)
SOURCES = ("members", "groups", "meetings", "deliverables", "naio_portal", "templates")
# How our code names a text; the places of its arguments: c context, then singular and plural.
PLACES = {"gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
KEYWORDS = {
    "_": None,
    "gettext_noop": None,
    **PLACES,
    **{f"{name}_lazy": places for name, places in PLACES.items()},
}


class Text(NamedTuple):
    """One text to translate."""

    singular: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What makes an entry: the plural does not count."""
        return self.context, self.singular


@cache
def spoken() -> dict[tuple[str, str], Text]:
    """Every text of our code and templates, in the order of files and lines."""
    found: dict[tuple[str, str], Text] = {}
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix == ".py":
                texts = _texts(path.read_bytes())
            elif folder == "templates" and path.suffix in (".html", ".txt"):
                texts = _texts_of_template(path)
            else:
                continue
            for text in texts:
                if text.key not in found or text.plural:
                    found[text.key] = text
    return found


def _texts(source: bytes) -> Iterator[Text]:
    for _line, message, _comments, context in extract("python", BytesIO(source), keywords=KEYWORDS):
        parts = message if isinstance(message, tuple) else (message,)
        yield Text(*parts, **({"context": context} if context else {}))


def _texts_of_template(path: Path) -> Iterator[Text]:
    """Django rewrites a template as calls of gettext, each on one line, among filling."""
    for line in templatize(path.read_text(), origin=str(path)).splitlines():
        yield from _texts(line.strip().encode())


def catalogue_files() -> list[Path]:
    return sorted(path for folder in settings.LOCALE_PATHS for path in Path(folder).rglob("*.po"))


def read_catalogue(path: Path) -> Catalog:
    """Raises babel's PoFileError where the file is none."""
    # The catalogues carry no date, so that making them again changes nothing; Babel wants one.
    lines = [
        line
        for line in path.read_bytes().splitlines(keepends=True)
        if not line.startswith(b'"POT-Creation-Date:')
    ]
    return read_po(lines, locale=path.parent.parent.name, abort_invalid=True)


def key_of(message: Message) -> tuple[str, str]:
    return message.context or "", _parts(message.id)[0]


def is_translated(message: Message) -> bool:
    return all(_parts(message.string)) and not message.fuzzy


def _parts(said: Any) -> list[str]:
    """Babel keeps a text alone, and one with plurals as a tuple."""
    return list(said) if isinstance(said, tuple | list) else [said or ""]


def collected(path: Path, texts: dict[tuple[str, str], Text]) -> str:
    """The catalogue with exactly these texts: kept ones at their place, new ones at the end."""
    catalogue = read_catalogue(path)
    header, _blank, _entries = path.read_text().partition("\n\n")
    kept = {key_of(message): message for message in catalogue if message.id and key_of(message) in texts}
    keys = [*kept, *(key for key in texts if key not in kept)]
    entries = [_entry(texts[key], kept.get(key), catalogue.num_plurals) for key in keys]
    return "\n\n".join([header, *entries]) + "\n"


def _entry(text: Text, known: Message | None, plurals: int) -> str:
    """One entry as it stands in the file."""
    message = Message((text.singular, text.plural) if text.plural else text.singular)
    flags = [
        name
        for name, is_so in (("fuzzy", known and known.fuzzy), ("python-format", message.python_format))
        if is_so
    ]
    translations = _parts(known.string if known else "")
    lines = [f"# {comment}" for comment in (known.user_comments if known else [])]
    lines += [f"#, {', '.join(flags)}"] if flags else []
    lines += [f"msgctxt {normalize(text.context, width=0)}"] if text.context else []
    lines += [f"msgid {normalize(text.singular, width=0)}"]
    if text.plural:
        lines += [f"msgid_plural {normalize(text.plural, width=0)}"]
        translations += [""] * (plurals - len(translations))
        lines += [
            f"msgstr[{number}] {normalize(translation or '', width=0)}"
            for number, translation in enumerate(translations[:plurals])
        ]
    else:
        lines += [f"msgstr {normalize(translations[0] or '', width=0)}"]
    return "\n".join(lines)


def shortcomings(path: Path, texts: dict[tuple[str, str], Text]) -> list[str]:
    """What the catalogue lacks, a sentence each. English, the source, may be left empty."""
    language = path.parent.parent.name
    messages = {key_of(message): message for message in read_catalogue(path) if message.id}
    return [f"{language}: missing: {key[1]!r}" for key in texts if key not in messages] + [
        f"{language}: not translated: {key[1]!r}"
        for key in texts
        if key in messages
        and (messages[key].fuzzy or (language != "en" and not is_translated(messages[key])))
    ]

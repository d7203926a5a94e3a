"""What a rendered page must be: HTML that parses without an error, and under `ms` nothing left in English."""

import gettext
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element

import django
from django.conf import settings
from html5lib import HTMLParser
from html5lib.constants import E as ERRORS
from html5lib.html5parser import ParseError

ATTRIBUTES = ("aria-label", "alt", "title", "placeholder", "data-label")
NOT_READ = {"script", "style", "svg", "code", "noscript"}


def assert_valid_html(html: str) -> None:
    """Raise html5lib's ParseError with the things a browser would have to repair."""
    _document, problems = parsed(html)
    if problems:
        raise ParseError("; ".join(problems))


@lru_cache(maxsize=1)
def parsed(html: str) -> tuple[Element, list[str]]:
    """The page as a browser has it, and what that one has to repair: a test asks for both, one parse does."""
    parser = HTMLParser(namespaceHTMLElements=False)
    document = parser.parse(html)
    return document, [f"{place}: {ERRORS[code] % values}" for place, code, values in parser.errors]


def assert_malay(html: str) -> None:
    """Fail with every text of a page that is still one of our English sentences.

    Text in one language by nature (a person's note, the language switch) says so by `lang`.
    """
    left = [text for text in read_texts(html) if is_english(text)]
    assert left == [], left


def read_texts(html: str) -> Iterator[str]:
    """Every text and spoken attribute of the page outside elements marked as another language."""
    document, _problems = parsed(html)
    yield from _texts(document, "")


def _texts(element, language: str) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in NOT_READ:
        return
    language = element.get("lang", language)
    if language in ("", "ms"):
        for name in ATTRIBUTES:
            if element.get(name):
                yield squeezed(element.get(name))
        yield squeezed(element.text or "")
    for child in element:
        yield from _texts(child, language)
        if language in ("", "ms"):
            yield squeezed(child.tail or "")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@cache
def is_english(text: str) -> bool:
    """The text is, whole, the English of a message whose Malay differs."""
    return bool(text) and any(pattern.fullmatch(text) for pattern in english_patterns(len(text.split())))


@cache
def english_patterns(words: int) -> tuple[re.Pattern, ...]:
    """Patterns of our English messages and Django's, those that a text of so many words may match."""
    return tuple(
        pattern
        for pattern, shortest, is_open in all_patterns()
        if shortest <= words and (is_open or shortest == words)
    )


@cache
def all_patterns() -> tuple[tuple[re.Pattern, int, bool], ...]:
    """(pattern, its own words, whether placeholders may add more) of each message that Malay writes anew."""
    patterns = []
    for english, malay in sorted(messages().items()):
        # Pieces between tags and placeholders stand in texts of their own.
        if english == malay or not re.search(r"[A-Za-z]{2}", english):
            continue
        for piece in re.split(r"<[^>]+>", english):
            literal = re.sub(r"%\(\w+\)[sd]|%[sd]|\{\w*\}", "\0", squeezed(piece)).replace("%%", "%")
            fixed = literal.replace("\0", " ")
            if len(re.findall(r"[A-Za-z]{2,}", fixed)) == 0 or squeezed(piece) in malay:
                continue
            # "%(first)s of %(last)s" says nothing by itself: people and places have such names.
            if re.fullmatch(r"\0\W*[a-z]{1,3}\W*\0", literal):
                continue
            pattern = "".join("(?:.+?)" if char == "\0" else re.escape(char) for char in literal)
            patterns.append((re.compile(pattern), len(fixed.split()), "\0" in literal))
    return tuple(patterns)


@cache
def messages() -> dict[str, str]:
    """English -> Malay of our catalogue and Django's own."""
    found: dict[str, str] = {}
    places = [Path(django.__file__).parent / "conf" / "locale", *settings.LOCALE_PATHS]
    for place in places:
        with (Path(place) / "ms" / "LC_MESSAGES" / "django.mo").open("rb") as file:
            catalogue = gettext.GNUTranslations(file)._catalog
        for key, malay in catalogue.items():
            english = key[0] if isinstance(key, tuple) else key
            found[english.split("\4")[-1]] = malay
    found.pop("", None)
    return found

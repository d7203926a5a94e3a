"""Texts written in the portal: Markdown in, safe HTML out, paragraph by paragraph.

A paragraph is a block of the top level (a heading, a paragraph, a list, a table …), numbered from 1: what
comments name and what two versions are compared by.
"""

import difflib
import re
from dataclasses import dataclass, field
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from naio_portal.history import write_field_with

# About eighty pages.
TEXT_MAX = 200_000
# What Markdown takes to read grows with the square of what stands between two empty lines, where brackets
# or stars follow one another, and each line may be a block: within these limits a hostile text costs seconds,
# not minutes, of everybody who opens it.
LINES_MAX = 10_000
UNBROKEN_MAX = 20_000
EMPTY_LINE = re.compile(r"\n[ \t]*\n")
# Past so many words a changed paragraph is shown whole, old and new: a word by word search grows with
# the square of its length.
WORDS_MAX = 2_000
# A heading of the text stands below the page's h1 and h2.
HEADINGS = ("h3", "h4", "h5", "h6")
TAGS = {
    "a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "s", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul", *HEADINGS,
}  # fmt: skip
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")


@dataclass(frozen=True)
class Paragraph:
    """A block: its number, its Markdown, its HTML."""

    number: int
    source: str
    html: SafeString


# A version's text never changes, and those who review one turn its pages over and over.
@lru_cache(maxsize=16)
def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """The numbered blocks of a text. HTML in it is shown as typed; pictures are not fetched."""
    # Lines as Markdown counts them: `splitlines` also ends one at a page break or a U+2028.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    env: dict = {}
    tokens = MARKDOWN.parse(text, env)
    _lower_headings(tokens)
    found = []
    for block in _blocks(tokens):
        first, last = block[0].map or [0, 0]
        source = "\n".join(lines[first:last]).strip()
        rendered = MARKDOWN.renderer.render(block, MARKDOWN.options, env)
        html = nh3.clean(
            rendered,
            tags=TAGS,
            attributes={"a": {"href"}, "ol": {"start"}},
            url_schemes={"http", "https", "mailto"},
            link_rel="nofollow noopener noreferrer",
        )
        found.append(Paragraph(len(found) + 1, source, mark_safe(html)))  # noqa: S308 - cleaned above
    return tuple(found)


def longest_unbroken(text: str) -> str:
    """The longest piece of the text without an empty line in it."""
    return max(EMPTY_LINE.split(text), key=len)


def _lower_headings(tokens: list[Token]) -> None:
    """The levels that the text uses become h3, h4 …, without a gap."""
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    used = sorted({token.tag for token in headings})
    for token in headings:
        token.tag = HEADINGS[min(used.index(token.tag), len(HEADINGS) - 1)]


def _blocks(tokens: list[Token]) -> list[list[Token]]:
    """The tokens of each block of the top level."""
    blocks: list[list[Token]] = []
    for token in tokens:
        if token.level == 0 and token.nesting >= 0:
            blocks.append([])
        blocks[-1].append(token)
    return blocks


@dataclass(frozen=True)
class Change:
    """One paragraph beside its counterpart. `kind`: same, added, removed or changed; `parts`: what a
    changed one is made of, as (same, added or removed; text)."""

    kind: str
    old: Paragraph | None = None
    new: Paragraph | None = None
    parts: list[tuple[str, str]] = field(default_factory=list)


def compare(old: str, new: str) -> list[Change]:
    """Two texts paragraph by paragraph, in the order of reading; changed ones word by word."""
    before, after = paragraphs_of(old), paragraphs_of(new)
    matcher = difflib.SequenceMatcher(None, [p.source for p in before], [p.source for p in after])
    changes = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            changes += [Change("same", a, b) for a, b in zip(before[i:j], after[k:m], strict=True)]
            continue
        pairs = min(j - i, m - k)
        changes += [
            Change("changed", a, b, _words(a.source, b.source))
            for a, b in zip(before[i : i + pairs], after[k : k + pairs], strict=True)
        ]
        changes += [Change("removed", old=paragraph) for paragraph in before[i + pairs : j]]
        changes += [Change("added", new=paragraph) for paragraph in after[k + pairs : m]]
    return changes


def _words(old: str, new: str) -> list[tuple[str, str]]:
    before, after = (re.findall(r"\s+|\w+|[^\w\s]", text) for text in (old, new))
    if max(len(before), len(after)) > WORDS_MAX:
        return [("removed", old), ("added", new)]
    parts = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            parts.append(("same", "".join(before[i:j])))
            continue
        if j > i:
            parts.append(("removed", "".join(before[i:j])))
        if m > k:
            parts.append(("added", "".join(after[k:m])))
    return parts


def told(text: str) -> str:
    """What a history says of a text that has a page of its own."""
    return _("text of %(count)d characters") % {"count": len(text)}


write_field_with("deliverables.Version", "text", told)

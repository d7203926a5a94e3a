"""Markdown becomes safe, numbered paragraphs; two texts are compared paragraph by paragraph."""

import re

import pytest

from deliverables.texts import compare, paragraphs_of
from tests.markup import assert_valid_html


def test_blocks_are_numbered_paragraphs():
    text = "# Scope\n\nFirst *line*\nsecond line.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"

    found = paragraphs_of(text)

    assert [(p.number, p.source.split("\n")[0]) for p in found] == [
        (1, "# Scope"),
        (2, "First *line*"),
        (3, "- one"),
        (4, "| a | b |"),
    ]
    assert found[0].html.strip() == "<h3>Scope</h3>"
    assert "<em>line</em>" in found[1].html
    assert found[3].html.count("<td>") == 2
    assert paragraphs_of("") == ()
    assert [p.html.strip() for p in paragraphs_of("a\n\n---\n\nb")] == ["<p>a</p>", "<hr>", "<p>b</p>"]


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x1c", "\r"])
def test_a_sign_that_ends_a_line_elsewhere_moves_no_source(sign):
    found = paragraphs_of(f"One{sign}two.\n\nThree.\n\nFour.")

    assert [p.source for p in found][-2:] == ["Three.", "Four."]
    assert [c.kind for c in compare(f"One{sign}two.\n\nNot this.", f"One{sign}two.\n\nBut that.")] == [
        "same",
        "changed",
    ]


def test_headings_have_no_gap():
    found = paragraphs_of("# One\n\n#### Two\n\n###### Three\n\n# Four")

    assert [p.html[:4] for p in found] == ["<h3>", "<h4>", "<h5>", "<h3>"]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://example.org/pixel.png)",
        '<a href="#" onclick="x()">y</a>',
        "```html\n<iframe src=x></iframe>\n```",
        '[x](https://example.org "a\\" onmouseover=alert(1) \\"")',
    ],
)
def test_nothing_in_a_text_acts(text):
    html = "".join(p.html for p in paragraphs_of(text))

    tags = "".join(re.findall(r"<[^>]*>", html))
    values = re.findall(r'(\w+)="([^"]*)"', tags)
    assert set(re.findall(r"<(\w+)", tags)) <= {"p", "a", "pre", "code"}
    assert {name for name, _value in values} <= {"href", "rel", "title"}
    assert [value for name, value in values if name == "href" and not value.startswith("https://")] == []
    assert_valid_html(f"<!doctype html><html lang='en'><title>x</title><body>{html}</body></html>")


def test_links_leave_nothing_behind():
    (paragraph,) = paragraphs_of("See [the act][1].\n\n[1]: https://example.org/act")

    assert '<a href="https://example.org/act" rel="nofollow noopener noreferrer">' in paragraph.html


def test_changed_paragraphs_are_compared_word_by_word():
    changes = compare("Same.\n\nReport within 72 hours.\n\nGone.", "Same.\n\nReport within 48 hours.")

    assert [(c.kind, c.old and c.old.number, c.new and c.new.number) for c in changes] == [
        ("same", 1, 1),
        ("changed", 2, 2),
        ("removed", 3, None),
    ]
    assert changes[1].parts == [
        ("same", "Report within "),
        ("removed", "72"),
        ("added", "48"),
        ("same", " hours."),
    ]


def test_added_paragraphs_move_no_others():
    changes = compare("A.\n\nB.", "New.\n\nA.\n\nB.")

    assert [(c.kind, c.new.number) for c in changes] == [("added", 1), ("same", 2), ("same", 3)]


def test_no_word_is_lost_in_a_comparison():
    old, new = "One two, three.\n\nFour " + "word " * 3000, "One 2, three!\n\nFive " + "word " * 3000

    changes = compare(old, new)

    for kind, text in (("added", old), ("removed", new)):
        kept = ["".join(part for what, part in c.parts if what != kind) for c in changes]
        assert kept == [p.source for p in paragraphs_of(text)]

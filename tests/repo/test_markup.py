"""The checks of pages catch what they are for."""

import pytest
from html5lib.html5parser import ParseError

from tests.markup import assert_malay, assert_valid_html

PAGE = '<!doctype html><html lang="ms"><head><title>Log masuk</title></head><body>{}</body></html>'


@pytest.mark.parametrize(
    "body",
    [
        "<p>Sign in</p>",
        "<p>1 to 50 of 480</p>",
        '<button aria-label="Dark colours">x</button>',
        '<table><tbody><tr><td data-label="Name">Ali</td></tr></tbody></table>',
        "<p>This field is required.</p>",
        "<p>Ensure this value is less than or equal to 100.</p>",
    ],
)
def test_english_left_is_found(body):
    with pytest.raises(AssertionError):
        assert_malay(PAGE.format(body))


@pytest.mark.parametrize(
    "body",
    [
        "<p>Log masuk</p>",
        '<button lang="en">English</button>',
        '<p lang="en">Sign in</p>',
        "<p>Ali bin Abu</p>",
        "<p>Menu</p>",
    ],
)
def test_malay_names_and_marked_english_pass(body):
    assert_malay(PAGE.format(body))
    assert_valid_html(PAGE.format(body))


@pytest.mark.parametrize(
    "body", ["<p><div>x</div></p>", "<table><p>x</p></table>", "<b><i>x</b></i>", "</span>"]
)
def test_broken_html_is_found(body):
    with pytest.raises(ParseError):
        assert_valid_html(PAGE.format(body))

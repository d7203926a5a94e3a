"""Numbers that arrive as texts."""

import pytest

from naio_portal.numbers import number_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0), ("007", 7), ("99", 99), ("٣", 3), ("100", None), ("", None), ("-1", None), ("1.0", None),
        ("x", None), ("9" * 5000, None), ("0" * 5000 + "8", 8), ("0" * 5000, 0),
    ],
)  # fmt: skip
def test_a_text_of_digits_is_a_number_up_to_the_most(text, number):
    assert number_of(text, 99) == number

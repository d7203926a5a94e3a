"""Telephone numbers as people type them, as spreadsheets mangle them."""

from dataclasses import dataclass

import phonenumbers

from naio_portal.spreadsheets.cells import Cell, text_of


@dataclass(frozen=True)
class ReadPhone:
    """`number`: in the international form when it is a number of that country's plan, else as written.
    `is_valid`: whether it is one."""

    number: str
    is_valid: bool


def read_phone(cell: Cell, *, country: str = "MY") -> ReadPhone:
    """The number of a cell. `country`: ISO code that a number without `+` belongs to.

    A cell that the spreadsheet took for a number has lost its leading 0 or +: both are tried.
    """
    text = text_of(cell)
    if not text:
        return ReadPhone("", True)
    tries = [text]
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        tries = [text, f"0{text}", f"+{text}"]
    for candidate in tries:
        try:
            number = phonenumbers.parse(candidate, country or "MY")
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return ReadPhone(
                phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL), True
            )
    return ReadPhone(text, False)


def digits_of(text: str) -> str:
    """What two writings of one number share."""
    return "".join(char for char in text if char.isdigit())

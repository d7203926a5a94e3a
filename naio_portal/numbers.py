"""Whole numbers as people and programs send them: texts of digits."""

# The most that columns for small and for other whole numbers keep.
MOST_SMALL, MOST_WHOLE = 2**15 - 1, 2**31 - 1


def number_of(text: str, most: int) -> int | None:
    """The number from 0 to `most` that the text writes in digits, zeros before it or not; None for anything
    else. Of thousands of digits too, at which `int` raises."""
    digits = text.lstrip("0") or text[-1:]
    if not digits.isdecimal() or len(digits) > len(str(most)):
        return None
    number = int(digits)
    return number if number <= most else None

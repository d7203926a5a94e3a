"""The word of a coded value, for models whose rows fill lists."""

from collections.abc import Callable
from typing import Any

from django.db import models


def display_of(field: str, choices: type[models.TextChoices]) -> Callable[[Any], str]:
    """A model's `get_<field>_display` at a fraction of the cost of Django's own.

    That one writes every choice out in the active language before it finds the one: a tenth of the time
    of a roster of 50. A value outside `choices` is shown as it is.
    """
    labels = {member.value: member for member in choices}

    def display(self: models.Model) -> str:
        value = getattr(self, field)
        member = labels.get(value)
        return str(member.label) if member is not None else value

    return display

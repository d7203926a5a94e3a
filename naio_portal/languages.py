"""Content in two languages: column pairs `name_en`/`name_ms` and one accessor."""

from typing import Any

from django.db import models
from django.utils.translation import get_language


class BilingualField:
    """`name = BilingualField("name")` reads `name_ms` or `name_en` by the active language.

    Falls back to the other language when one is empty.
    """

    def __init__(self, base: str) -> None:
        self.base = base

    def __get__(self, instance: models.Model | None, owner: type) -> Any:
        if instance is None:
            return self
        return in_language(instance, self.base, get_language() or "ms")


def in_language(instance: models.Model, base: str, language: str) -> str:
    """`<base>_<language>` of the instance, or the other language where that is empty."""
    first, second = ("en", "ms") if language.startswith("en") else ("ms", "en")
    return getattr(instance, f"{base}_{first}") or getattr(instance, f"{base}_{second}")

"""Words of the lists (expertise, background, origin) and countries, ready for display."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from babel import Locale
from django.db.models import Count
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.enums import InvitationState
from members.models import Member, Term
from members.names import folded
from members.querysets import MemberQuerySet
from naio_portal.history import write_field_with

# Seconds that a process shows an old word after another process changed it.
TERMS_KEPT_FOR = 60
# In CLDR's list of territories but no country of ISO 3166-1.
NO_COUNTRIES = frozenset(
    ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ")
)


@dataclass(frozen=True)
class TermText:
    """A term for display: no database row behind it."""

    code: str
    vocabulary: str
    name_en: str
    name_ms: str

    @property
    def name(self) -> str:
        """In the active language."""
        return self.name_en if (get_language() or "ms").startswith("en") else self.name_ms

    def __str__(self) -> str:
        return self.name


class TermBook:
    """All terms by code, read once a process and again after `TERMS_KEPT_FOR` seconds or `forget()`."""

    def __init__(self) -> None:
        self._terms: dict[str, TermText] = {}
        self._read_at = float("-inf")

    def terms(self) -> dict[str, TermText]:
        if not 0 <= time.time() - self._read_at <= TERMS_KEPT_FOR:
            rows = Term.objects.order_by("vocabulary", "position", "code")
            self._terms = {
                row.code: TermText(row.code, row.vocabulary, row.name_en, row.name_ms) for row in rows
            }
            self._read_at = time.time()
        return self._terms

    def forget(self) -> None:
        self._read_at = float("-inf")


BOOK = TermBook()


def terms(vocabulary: str) -> list[TermText]:
    """The terms of one list, in its order. No query while the process remembers them."""
    return [term for term in BOOK.terms().values() if term.vocabulary == vocabulary]


def term_name(code: str | None) -> str:
    """The term's name in the active language; empty for none, the code itself when it is unknown."""
    if not code:
        return ""
    term = BOOK.terms().get(code)
    return term.name if term else code


def term_names(codes: list[str]) -> list[str]:
    """Names of several terms in the active language, in the given order."""
    return [term_name(code) for code in codes]


@cache
def _countries(language: str) -> dict[str, str]:
    names = Locale.parse(language).territories
    codes = [code for code in names if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES]
    return {code: names[code] for code in sorted(codes, key=lambda code: folded(names[code]))}


def countries(language: str | None = None) -> dict[str, str]:
    """ISO 3166-1 code -> name in `language` (`ms` or `en`; the active one when left out), by name."""
    return _countries("en" if (language or get_language() or "ms").startswith("en") else "ms")


def country_name(code: str, language: str | None = None) -> str:
    """The country's name; empty for no code, the code itself when it is unknown."""
    return countries(language).get(code, code)


def values_at(member: Member, version: int, fields: Iterable[str]) -> dict | None:
    """Field -> value (keys for foreign keys) of the member as it was in that version; None when no event
    tells. What two people changed at once is told apart by it."""
    event = Member.pgh_event_model.objects.filter(pgh_obj=member, version=version).order_by("-pgh_id").first()
    if event is None:
        return None
    return {name: getattr(event, Member._meta.get_field(name).attname) for name in fields}


def service_of(member: Member) -> list:
    """All appointments of the member, with their groups: in force first, then by first day, newest first."""
    rows = member.appointments.filter(state="confirmed").select_related("group").order_by("-start_on", "-pk")
    return sorted(rows, key=lambda row: not row.is_in_force)


def invitation_counts(members: MemberQuerySet) -> list[tuple[str, str, int]]:
    """(state, its name, how many members) for every state of invitation. One query."""
    rows = members.order_by().with_invitation_state().values("invitation_state").annotate(number=Count("pk"))
    found = {row["invitation_state"]: row["number"] for row in rows}
    return [(value, str(label), found.get(value, 0)) for value, label in InvitationState.choices]


write_field_with("members.Member", "expertise", lambda codes: ", ".join(term_names(codes)))
write_field_with("members.Member", "country", country_name)
write_field_with("members.Member", "photo", lambda _name: _("a photo"))

"""Filters of the lists of people: from the URL, rendered by plain templates."""

from dataclasses import dataclass

from django.apps import apps
from django.http import QueryDict

from members.enums import InvitationState, Vocabulary
from members.querysets import MemberQuerySet
from members.selectors import TermText, countries, terms

SORTS = {
    "name": ("sort_key", "pk"),
    "-name": ("-sort_key", "-pk"),
    "organisation": ("organisation", "sort_key", "pk"),
    "-organisation": ("-organisation", "sort_key", "pk"),
}
INVITATION_SORTS = {
    **SORTS,
    "sent": ("invited_at", "sort_key"),
    "-sent": ("-invited_at", "sort_key"),
}


@dataclass(frozen=True)
class Option:
    value: str
    text: str


class MemberFilters:
    """`q`, `group`, `expertise`, `background`, `origin`, `country`, `sort` of the query string.

    Unknown values are dropped: a mistyped address shows the list, never an error.
    """

    sorts = SORTS
    default_sort = "name"

    def __init__(self, query: QueryDict) -> None:
        self.q = query.get("q", "").strip()[:100]
        self.group = query.get("group", "")
        self.expertise = self._term(query.get("expertise", ""), Vocabulary.EXPERTISE)
        self.background = self._term(query.get("background", ""), Vocabulary.BACKGROUND)
        self.origin = self._term(query.get("origin", ""), Vocabulary.ORIGIN)
        self.country = query.get("country", "") if query.get("country") in countries() else ""
        self.sort = query.get("sort") if query.get("sort") in self.sorts else self.default_sort

    @staticmethod
    def _term(code: str, vocabulary: str) -> str:
        return code if any(term.code == code for term in terms(vocabulary)) else ""

    def applied_to(self, rows: MemberQuerySet) -> MemberQuerySet:
        """The rows that every set filter lets through, sorted."""
        rows = rows.matching(self.q) if self.q else rows
        rows = rows.serving_in(self.group) if self.group else rows
        rows = rows.filter(expertise__contains=[self.expertise]) if self.expertise else rows
        for name in ("background", "origin", "country"):
            value = getattr(self, name)
            rows = rows.filter(**{name: value}) if value else rows
        return rows.order_by(*self.sorts[self.sort])

    # --- for the template ---

    @property
    def groups(self) -> list[Option]:
        rows = apps.get_model("groups.WorkingGroup").objects.all()
        return [Option(row.code, f"{row.code} · {row.name}") for row in rows]

    @property
    def expertises(self) -> list[TermText]:
        return terms(Vocabulary.EXPERTISE)

    @property
    def backgrounds(self) -> list[TermText]:
        return terms(Vocabulary.BACKGROUND)

    @property
    def origins(self) -> list[TermText]:
        return terms(Vocabulary.ORIGIN)

    @property
    def countries(self) -> list[Option]:
        return [Option(code, name) for code, name in countries().items()]


class InvitationFilters(MemberFilters):
    """The same, and `state` of the invitation."""

    sorts = INVITATION_SORTS

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query)
        self.state = query.get("state", "") if query.get("state") in InvitationState.values else ""

    def applied_to(self, rows: MemberQuerySet) -> MemberQuerySet:
        rows = super().applied_to(rows.with_invitation_state())
        return rows.filter(invitation_state=self.state) if self.state else rows

    @property
    def states(self) -> list[Option]:
        return [Option(value, str(label)) for value, label in InvitationState.choices]

"""Filters and order of the board, read from the URL; unknown values are as if they were not there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import F, Q, QuerySet

from deliverables import rag
from deliverables.codes import deliverable_code
from deliverables.enums import OPEN_STATES, DeliverableState, Rag
from groups.models import WorkingGroup
from members.names import name_key

CURRENT, ALL = "", "all"
BY_GROUP = ("group__position", "group__code", "number", "id")
ORDERS: dict[str, tuple] = {
    "group": BY_GROUP,
    "title": ("title", "id"),
    "colour": ("severity", *BY_GROUP),
    "percent": ("percent", *BY_GROUP),
    "next": (F("next_due_on").asc(nulls_last=True), *BY_GROUP),
    "owner": (F("owner__sort_key").asc(nulls_last=True), *BY_GROUP),
    "updated": (F("reported_on").asc(nulls_last=True), *BY_GROUP),
}
DEFAULT_ORDER = "group"


@dataclass(frozen=True)
class BoardFilters:
    """What the filter bar says. `group`: code; `state`: one state, "" the current ones, "all"; `owner`:
    words of a name; `mine`: owned or contributed to by the viewer."""

    group: str = ""
    state: str = CURRENT
    colour: str = ""
    owner: str = ""
    words: str = ""
    late: bool = False
    mine: bool = False
    sort: str = DEFAULT_ORDER

    @classmethod
    def of(cls, data: Mapping[str, str]) -> "BoardFilters":
        """From the query of a request."""
        state, colour, sort = data.get("state", ""), data.get("colour", ""), data.get("sort", "")
        return cls(
            group=data.get("group", "").strip()[:60],
            state=state if state in (*DeliverableState.values, ALL) else CURRENT,
            colour=colour if colour in Rag.values else "",
            owner=data.get("owner", "").strip()[:100],
            words=data.get("q", "").strip()[:100],
            late=data.get("late", "") == "1",
            mine=data.get("mine", "") == "1",
            sort=sort if sort.removeprefix("-") in ORDERS else DEFAULT_ORDER,
        )

    def for_group(self, groups: list[WorkingGroup]) -> tuple["BoardFilters", WorkingGroup | None]:
        """The filters with the group's code, and that group; `?group=` may be a code or a slug."""
        wanted = self.group.lower()
        for group in groups:
            if wanted and wanted in (group.code.lower(), group.slug):
                return replace(self, group=group.code), group
        return replace(self, group=""), None

    @property
    def is_by_group(self) -> bool:
        return self.sort == DEFAULT_ORDER

    def apply(self, rows: QuerySet, user) -> QuerySet:
        """`rows` of Deliverable filtered and ordered, with their colours. One query, no join but the
        group's and the owner's."""
        rows = rows.with_rag()
        if self.group:
            rows = rows.filter(group__code=self.group)
        if self.state == CURRENT:
            rows = rows.filter(state__in=OPEN_STATES)
        elif self.state != ALL:
            rows = rows.filter(state=self.state)
        if self.colour:
            rows = rows.filter(rag=self.colour)
        if self.late:
            rows = rows.late()
        if self.mine and user.is_authenticated:
            rows = rows.of_person(user)
        for word in name_key(self.owner).split():
            rows = rows.filter(owner__search_text__contains=word)
        for word in self.words.split()[:6]:
            rows = rows.filter(self._match(word))
        return self._ordered(rows)

    @staticmethod
    def _match(word: str) -> Q:
        found = Q(title__icontains=word) | Q(description__icontains=word)
        code = deliverable_code(word)
        return found | Q(**code) if code else found

    def _ordered(self, rows: QuerySet) -> QuerySet:
        key = self.sort.removeprefix("-")
        if key == "colour":
            rows = rows.annotate(severity=rag.severity_sql())
        elif key == "updated":
            rows = rows.annotate(reported_on=rag.reported_since_sql())
        first, *rest = ORDERS[key]
        if self.sort.startswith("-"):
            first = F(first).desc() if isinstance(first, str) else first.expression.desc(nulls_last=True)
        return rows.order_by(first, *rest)

"""Filters of the register, read from the URL; unknown values are as if they were not there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from deliverables.codes import recommendation_code
from deliverables.enums import Priority, RecommendationState
from deliverables.models import Authority, Instrument
from deliverables.querysets import RecommendationQuerySet
from deliverables.search import RECOMMENDATION_WORDS
from groups.models import WorkingGroup
from members.models import Member

OVERDUE = "overdue"


@dataclass(frozen=True)
class RegisterFilters:
    """What the filter bar says. `group`: code; `state`: one, or `overdue`; `instrument`, `addressee`: slug
    (an instrument stands for its parts too); `words`: full text in both languages, or a code; `person`: who
    contributed."""

    group: str = ""
    state: str = ""
    instrument: str = ""
    addressee: str = ""
    priority: str = ""
    year: str = ""
    words: str = ""
    person: Member | None = None

    @classmethod
    def of(
        cls,
        data: Mapping[str, str],
        *,
        groups: list[WorkingGroup],
        instruments: list[Instrument],
        authorities: list[Authority],
        person: Member | None = None,
    ) -> "RegisterFilters":
        """From the query of a request; `person`: who `?person=` names, where the reader may know them."""

        def among(name: str, known) -> str:
            value = data.get(name, "").strip()
            return value if value in known else ""

        year = data.get("year", "")
        return cls(
            group=among("group", {group.code for group in groups}),
            state=among("state", {*RecommendationState.values, OVERDUE}),
            instrument=among("instrument", {instrument.slug for instrument in instruments}),
            addressee=among("addressee", {authority.slug for authority in authorities}),
            priority=among("priority", set(Priority.values)),
            year=year if re.fullmatch(r"2\d{3}", year) else "",
            words=data.get("q", "").strip()[:100],
            person=person,
        )

    def apply(self, rows: RecommendationQuerySet, instruments: list[Instrument]) -> RecommendationQuerySet:
        """`rows` of Recommendation filtered."""
        if self.group:
            rows = rows.filter(group__code=self.group)
        if self.state == OVERDUE:
            rows = rows.overdue()
        elif self.state:
            rows = rows.filter(state=self.state)
        if self.instrument:
            rows = rows.feeding(parts_of(self.instrument, instruments))
        if self.addressee:
            rows = rows.filter(addressee__slug=self.addressee)
        if self.priority:
            rows = rows.filter(priority=self.priority)
        if self.year:
            rows = rows.filter(year=int(self.year))
        if self.person:
            rows = rows.of_member(self.person)
        if self.words:
            rows = self._matching(rows)
        return rows.order_by("-year", "group__position", "group__code", "-number")

    def _matching(self, rows: RecommendationQuerySet) -> RecommendationQuerySet:
        if code := recommendation_code(self.words):
            return rows.filter(**code)
        asked = [
            SearchQuery(self.words, config=config, search_type="websearch")
            for config in ("english", "simple")
        ]
        return rows.alias(found=RECOMMENDATION_WORDS).filter(Q(found=asked[0]) | Q(found=asked[1]))


def parts_of(slug: str, instruments: list[Instrument]) -> list[int]:
    """Keys of that instrument and of everything below it."""
    wanted = {instrument.pk for instrument in instruments if instrument.slug == slug}
    more = wanted
    while more:
        more = {i.pk for i in instruments if i.parent_id in more} - wanted
        wanted = wanted | more
    return sorted(wanted)

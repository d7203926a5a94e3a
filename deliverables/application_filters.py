"""Filters of the applications in the real world, read from the URL; unknown values count as not given."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from deliverables.codes import deliverable_code
from deliverables.enums import ApplicationOutcome
from deliverables.querysets import SectorApplicationQuerySet
from deliverables.search import APPLICATION_WORDS
from groups.models import Sector, SectoralTeam, TeamSector, WorkingGroup

NEWEST = "newest"
ORDERS: Mapping[str, tuple[str, ...]] = {
    NEWEST: ("-started_on", "-id"),
    "oldest": ("started_on", "id"),
    "team": ("team__position", "team__code", "-started_on", "-id"),
    "outcome": ("outcome", "-started_on", "-id"),
}


@dataclass(frozen=True)
class ApplicationFilters:
    """What the filter bar says. `team`, `group`, `sector`: codes; `words`: full text, or the code of a
    deliverable."""

    words: str = ""
    team: str = ""
    sector: str = ""
    group: str = ""
    outcome: str = ""
    year: str = ""
    sort: str = NEWEST

    @classmethod
    def of(
        cls,
        data: Mapping[str, str],
        *,
        teams: list[SectoralTeam],
        sectors: list[Sector],
        groups: list[WorkingGroup],
    ) -> "ApplicationFilters":
        """From the query of a request."""

        def among(name: str, known) -> str:
            value = data.get(name, "").strip()
            return value if value in known else ""

        year = data.get("year", "")
        return cls(
            words=data.get("q", "").strip()[:100],
            team=among("team", {team.code for team in teams}),
            sector=among("sector", {sector.code for sector in sectors}),
            group=among("group", {group.code for group in groups}),
            outcome=among("outcome", set(ApplicationOutcome.values)),
            year=year if re.fullmatch(r"2\d{3}", year) else "",
            sort=among("sort", ORDERS) or NEWEST,
        )

    def apply(self, rows: SectorApplicationQuerySet) -> SectorApplicationQuerySet:
        """`rows` of SectorApplication, filtered and ordered."""
        if self.team:
            rows = rows.filter(team__code=self.team)
        if self.sector:
            covering = TeamSector.objects.filter(sector__code=self.sector)
            rows = rows.filter(team__in=covering.values("team"))
        if self.group:
            rows = rows.filter(deliverable__group__code=self.group)
        if self.outcome:
            rows = rows.filter(outcome=self.outcome)
        if self.year:
            rows = rows.filter(started_on__year=int(self.year))
        if self.words:
            rows = self._matching(rows)
        return rows.order_by(*ORDERS[self.sort])

    def _matching(self, rows: SectorApplicationQuerySet) -> SectorApplicationQuerySet:
        if code := deliverable_code(self.words):
            return rows.filter(**{f"deliverable__{name}": value for name, value in code.items()})
        asked = [
            SearchQuery(self.words, config=config, search_type="websearch")
            for config in ("english", "simple")
        ]
        return rows.alias(found=APPLICATION_WORDS).filter(Q(found=asked[0]) | Q(found=asked[1]))

"""The golden thread: from a part of an instrument to each recommendation that feeds it, and on to what that
rests on, the meeting that consented, the group and the people; the whole register as a flow.

Everything is asked through `visible_to`; people are named to visitors only where they consent.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.utils import timezone

from deliverables.enums import RecommendationState
from deliverables.models import (
    Deliverable,
    Instrument,
    Recommendation,
    RecommendationContributor,
    RecommendationEvidence,
    RecommendationPlace,
    ReviewRound,
)
from deliverables.querysets import RecommendationQuerySet
from groups.models import WorkingGroup
from groups.serving import is_insider
from groups.written_once import written_once
from meetings.models import Meeting

# What pages and pictures show of either end.
OF_A_GROUP = ("code", "slug", "name_en", "name_ms")
OF_ADVICE = (
    *("reference", "year", "number", "title_en", "title_ms", "state", "response_due_on", "meeting"),
    *(f"group__{shown}" for shown in OF_A_GROUP),
)
OF_A_PLACE = (
    "recommendation",
    "place",
    *(f"instrument__{shown}" for shown in ("slug", "label", "name_en", "name_ms")),
    *(f"instrument__parent__{shown}" for shown in ("label", "name_en", "name_ms")),
)
OF_EVIDENCE = (
    "recommendation",
    "note",
    *(f"deliverable__{shown}" for shown in ("reference", "number", "title", "language")),
    *(f"deliverable__group__{shown}" for shown in OF_A_GROUP),
    *(f"deliverable_version__{shown}" for shown in ("reference", "number")),
)
OF_A_CONTRIBUTOR = (
    "recommendation",
    *(f"member__{shown}" for shown in ("reference", "titles", "full_name", "listing_consent_on")),
)
OF_A_ROUND = ("reference", "opens_at", "closes_at", "state", "version__deliverable", "version__number")


@dataclass
class Thread:
    """A recommendation with both its ends as one person sees them. `people`: contributors whom this person
    may read the names of; `unnamed`: how many more there are. `rounds`: review rounds of the versions it
    rests on, by version, where they were asked for (`add_rounds`)."""

    recommendation: Recommendation
    places: list[RecommendationPlace] = field(default_factory=list)
    evidence: list[RecommendationEvidence] = field(default_factory=list)
    people: list[RecommendationContributor] = field(default_factory=list)
    unnamed: int = 0
    meeting: Meeting | None = None
    rounds: dict[int, list[ReviewRound]] = field(default_factory=dict)

    @property
    def sources(self) -> list[tuple[RecommendationEvidence, list[ReviewRound]]]:
        """What it rests on, each with the review rounds that made it what it is."""
        return [(row, self.rounds.get(row.pk, [])) for row in self.evidence]


def threads_of(recommendations: Iterable[Recommendation], user) -> list[Thread]:
    """`recommendations`: visible to the user, with OF_ADVICE of them loaded; in that order. Four queries."""
    threads = {made.pk: Thread(made) for made in recommendations}
    keys = frozenset(threads)
    for place in _places(keys):
        threads[place.recommendation_id].places.append(place)
    for row in _evidence(user, keys, timezone.now()):
        threads[row.recommendation_id].evidence.append(row)
    insider = is_insider(user)
    for row in _contributors(keys):
        thread = threads[row.recommendation_id]
        if insider or row.member.is_listed_publicly:
            thread.people.append(row)
        else:
            thread.unnamed += 1
    meetings = meetings_seen({made.recommendation.meeting_id for made in threads.values()}, user)
    for thread in threads.values():
        thread.meeting = meetings.get(thread.recommendation.meeting_id)
    return list(threads.values())


@written_once
def _places(recommendations: frozenset[int]) -> QuerySet[RecommendationPlace]:
    rows = RecommendationPlace.objects.filter(recommendation__in=recommendations)
    rows = rows.select_related("instrument__parent").only(*OF_A_PLACE)
    return rows.order_by("instrument__position", "pk")


@written_once
def _evidence(user, recommendations: frozenset[int], now: dt.datetime) -> QuerySet[RecommendationEvidence]:
    """What these recommendations, which this person sees, rest on, where the person could open it."""
    return (
        RecommendationEvidence.objects.openable_by(user, now)
        .filter(recommendation__in=recommendations)
        .select_related("deliverable__group", "deliverable_version")
        .only(*OF_EVIDENCE)
        .order_by("pk")
    )


@written_once
def _contributors(recommendations: frozenset[int]) -> QuerySet[RecommendationContributor]:
    rows = RecommendationContributor.objects.filter(recommendation__in=recommendations)
    rows = rows.select_related("member").only(*OF_A_CONTRIBUTOR)
    return rows.order_by("member__sort_key", "pk")


def add_rounds(threads: Iterable[Thread], user) -> None:
    """To each thread the review rounds behind what it rests on that have opened and were not called off, as
    far as this person sees them, with their version and their counts. The comments that changed a version
    were made on those before it, so the rounds of these belong to it; where no version is named, those of
    all. One query, none where nothing is named."""
    threads = list(threads)
    named = frozenset(row.deliverable_id for thread in threads for row in thread.evidence)
    found: dict[int, list[ReviewRound]] = defaultdict(list)
    for review_round in _rounds(user, timezone.now(), named):
        found[review_round.version.deliverable_id].append(review_round)
    for thread in threads:
        for row in thread.evidence:
            last = row.deliverable_version
            rounds = found[row.deliverable_id]
            behind = [each for each in rounds if last is None or each.version.number <= last.number]
            if behind:
                thread.rounds[row.pk] = behind


@written_once
def _rounds(user, now: dt.datetime, deliverables: frozenset[int]) -> QuerySet[ReviewRound]:
    rows = ReviewRound.objects.visible_to(user, now).filter(version__deliverable__in=deliverables)
    rows = rows.opened(now).with_counts().select_related("version").only(*OF_A_ROUND)
    return rows.order_by("opens_at", "pk")


def meetings_seen(keys: set[int | None], user) -> dict[int, Meeting]:
    """Of these meetings those that this person sees, by key. One query, none where no key is given."""
    wanted = frozenset(key for key in keys if key is not None)
    return {meeting.pk: meeting for meeting in _meetings(user, wanted)}


@written_once
def _meetings(user, keys: frozenset[int]) -> QuerySet[Meeting]:
    rows = Meeting.objects.visible_to(user).filter(pk__in=keys)
    return rows.only("reference", "title", "language").order_by()


def recommendations_resting_on(deliverable: Deliverable, user) -> list[Recommendation]:
    """Those that name it, or a version of it, as evidence. One query."""
    return _resting_on(user, deliverable.pk)


@written_once
def _resting_on(user, deliverable: int) -> QuerySet[Recommendation]:
    named = RecommendationEvidence.objects.filter(deliverable=deliverable).values("recommendation")
    return Recommendation.objects.visible_to(user).filter(pk__in=named).select_related("group")


def recommendations_of_meeting(meeting: Meeting, user) -> list[Recommendation]:
    """Those that were consented to there. One query."""
    return list(Recommendation.objects.visible_to(user).filter(meeting=meeting).select_related("group"))


# --- the register as a flow -----------------------------------------------------------------------------


@dataclass(frozen=True)
class FlowCell:
    """How many recommendations of a group feed a part and are in a state. `instrument`: None for those
    that name none yet."""

    group: WorkingGroup
    instrument: Instrument | None
    state: str
    count: int

    @property
    def part(self) -> int:
        """Key of the instrument; 0 for none."""
        return self.instrument.pk if self.instrument else 0


@dataclass
class Flow:
    """`parts`: what stands in the middle: the instruments, or the parts of the one that is looked into.
    `total`: how many recommendations there are; one that feeds two parts stands in two cells."""

    within: Instrument | None
    parts: list[Instrument | None]
    cells: list[FlowCell]
    total: int

    @property
    def rows(self) -> list["FlowRow"]:
        """A line for each group and part that have any, in their order, with the states that occur."""
        counts: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
        groups = {}
        for cell in self.cells:
            groups[cell.group.pk] = cell.group
            counts[cell.group.pk, cell.part][cell.state] = cell.count
        states = self.states
        return [
            FlowRow(group, part, states, counts[key])
            for group in sorted(groups.values(), key=lambda group: (group.position, group.code))
            for part in self.parts
            if (key := (group.pk, part.pk if part else 0)) in counts
        ]

    @property
    def states(self) -> list[tuple[str, str]]:
        """States that occur, in their order, with their words."""
        present = {cell.state for cell in self.cells}
        return [(value, label) for value, label in RecommendationState.choices if value in present]


@dataclass(frozen=True)
class FlowRow:
    group: WorkingGroup
    instrument: Instrument | None
    states: list[tuple[str, str]]
    counts: Mapping[str, int]

    @property
    def by_state(self) -> list[tuple[str, str, int]]:
        """(state, its word, how many), of each state that occurs anywhere in the flow."""
        return [(state, label, self.counts.get(state, 0)) for state, label in self.states]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def register_flow(
    rows: RecommendationQuerySet,
    groups: Iterable[WorkingGroup],
    instruments: list[Instrument],
    within: Instrument | None = None,
) -> Flow:
    """`rows`: recommendations that the person sees; `instruments`: the whole tree; `within`: one of it,
    whose parts then stand in the middle, with itself for what names no part. Two queries."""
    below: dict[int | None, list[Instrument]] = defaultdict(list)
    for instrument in instruments:
        below[instrument.parent_id].append(instrument)
    parts: list[Instrument | None] = list(below[within.pk if within else None])
    under = {part.pk: _subtree(part, below) for part in parts}
    if within is not None:
        under[within.pk] = [within.pk]
        parts.append(within)
        rows = rows.feeding([pk for keys in under.values() for pk in keys])
    by_key = {part.pk: part for part in parts}
    named = {group.pk: group for group in groups}
    stands_in = Case(
        *(When(places__instrument__in=keys, then=Value(pk)) for pk, keys in under.items()),
        output_field=IntegerField(),
    )
    found = (
        rows.order_by()
        .values("group", "state")
        .annotate(part=stands_in)
        .annotate(count=Count("pk", distinct=True))
    )
    cells = [
        FlowCell(named[row["group"]], by_key.get(row["part"]), row["state"], row["count"])
        for row in found
        # Inside one instrument the places in others are out of the picture.
        if row["group"] in named and (within is None or row["part"] is not None)
    ]
    fed = {cell.instrument for cell in cells}
    return Flow(
        within=within,
        parts=[part for part in (*parts, None) if part in fed],
        cells=cells,
        total=rows.count(),
    )


def _subtree(part: Instrument, below: Mapping[int | None, list[Instrument]]) -> list[int]:
    return [part.pk, *(pk for child in below.get(part.pk, []) for pk in _subtree(child, below))]

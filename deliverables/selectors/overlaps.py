"""What other groups write that may overlap with a text: found by full text over both languages, along the
indexes of `deliverables/search.py`, among what the person sees."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import QuerySet

from deliverables.enums import DeliverableState, RecommendationState
from deliverables.models import Deliverable, Recommendation
from deliverables.search import DELIVERABLE_WORDS, RECOMMENDATION_WORDS
from groups.models import WorkingGroup

# Of a text its first words are asked for, the title's before all; of what shares them the newest are
# compared word by word, and the most alike shown: the cost is bounded however much was written.
WORDS_ASKED, COMPARED, SHOWN = 16, 60, 5
# Rows that share only one word with a text of several say something else.
WORDS_SHARED = 2
WORD = re.compile(r"[^\W\d_]{4,}")
# Malay has no dictionary in PostgreSQL: its commonest words would match everything. So would ours.
COMMON = frozenset(
    """
    yang untuk dengan dalam pada daripada kepada oleh akan atau tidak boleh telah adalah ialah bagi serta
    antara supaya juga sebagai semua setiap mereka kita kami anda mana bila jika hendaklah dapat perlu lebih
    that this with from have been they their them will shall must should would could each every which when
    where what were also than then into such only other there about after before under between more most
    authority authorities asked make made within year years pihak berkuasa diminta menjadikannya tahun setahun
    kumpulan kerja syor hasil serahan group working recommendation deliverable national kebangsaan
    """.split()  # noqa: SIM905 - read as lines
)


@dataclass(frozen=True)
class Overlap:
    """A Deliverable or Recommendation of another group; `words`: those it shares, for people to judge."""

    thing: Deliverable | Recommendation
    words: tuple[str, ...]


def words_of(texts: Iterable[str]) -> list[str]:
    """The telling words of texts in Malay or English, lower case, in their order, each once."""
    found = dict.fromkeys(word.lower() for text in texts for word in WORD.findall(text))
    return [word for word in found if word not in COMMON]


def similar_deliverables(texts: Iterable[str], user, *, apart_from: WorkingGroup) -> list[Overlap]:
    """Of other groups, not withdrawn, the most alike first. One query, none where the texts say nothing."""
    rows = (
        Deliverable.objects.visible_to(user)
        .exclude(group=apart_from)
        .exclude(state=DeliverableState.WITHDRAWN)
        .select_related("group")
    )
    return _similar(rows, DELIVERABLE_WORDS, words_of(texts)[:WORDS_ASKED], ("title", "description"))


def similar_recommendations(texts: Iterable[str], user, *, apart_from: WorkingGroup) -> list[Overlap]:
    """Of other groups, neither withdrawn nor superseded, the most alike first. One query, none where the
    texts say nothing."""
    rows = (
        Recommendation.objects.visible_to(user)
        .exclude(group=apart_from)
        .exclude(state__in=(RecommendationState.WITHDRAWN, RecommendationState.SUPERSEDED))
        .select_related("group")
    )
    fields = ("title_en", "title_ms", "text_en", "text_ms", "rationale_en", "rationale_ms")
    return _similar(rows, RECOMMENDATION_WORDS, words_of(texts)[:WORDS_ASKED], fields)


def matching(rows: QuerySet, vector: SearchVector, words: list[str]) -> QuerySet:
    """`rows` that hold two of the words (the only one where there is one), stemmed or as they stand, the
    newest first: by the index."""
    asked = " | ".join(f"({one} & {other})" for one, other in combinations(words, 2)) or words[0]
    english, simple = (
        SearchQuery(asked, config=config, search_type="raw") for config in ("english", "simple")
    )
    return rows.alias(found=vector).filter(found=english | simple).order_by("-pk")


def _similar(
    rows: QuerySet, vector: SearchVector, words: list[str], fields: tuple[str, ...]
) -> list[Overlap]:
    if not words:
        return []
    needed = min(WORDS_SHARED, len(words))
    found = []
    for row in matching(rows, vector, words)[:COMPARED]:
        theirs = {_stem(word) for word in words_of(getattr(row, field) for field in fields)}
        shared = tuple(word for word in words if _stem(word) in theirs)
        if len(shared) >= needed:
            found.append(Overlap(row, shared))
    return sorted(found, key=lambda overlap: -len(overlap.words))[:SHOWN]


def _stem(word: str) -> str:
    """So that `report` and `reporting` count as one; what is shown to people is the whole word."""
    return word[:5]

"""One recommendation with all that its page shows to one person; the tree of instruments with its counts."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from deliverables.models import (
    Deliverable,
    DeliverableLink,
    ImplementationReport,
    Instrument,
    Letter,
    Recommendation,
    RecommendationLink,
    RecommendationPlace,
    Response,
)
from deliverables.selectors.threads import Thread, threads_of
from groups.serving import is_insider
from groups.written_once import written_once


@dataclass
class RecommendationDetail:
    """What the page of a recommendation shows."""

    thread: Thread
    links_out: list[RecommendationLink]
    links_in: list[RecommendationLink]
    responses: list[Response]
    reports: list[ImplementationReport]
    letters: list[Letter]


def recommendation_detail_of(recommendation: Recommendation, user) -> RecommendationDetail:
    """`recommendation`: visible to the user, with group and addressee loaded. At most eight queries, and
    none for what its state rules out: what stands behind a link is shown only where the reader could open
    it."""
    links = _links(user, recommendation.pk)
    is_sent, is_answered = recommendation.submitted_on is not None, recommendation.responded_on is not None
    return RecommendationDetail(
        thread=threads_of([recommendation], user)[0],
        links_out=[link for link in links if link.source_id == recommendation.pk],
        links_in=[link for link in links if link.target_id == recommendation.pk],
        responses=list(recommendation.responses.all()) if is_answered else [],
        reports=list(recommendation.reports.all()) if is_answered else [],
        letters=letters_of(recommendation) if is_sent and is_insider(user) else [],
    )


@written_once
def _links(user, recommendation: int) -> QuerySet[RecommendationLink]:
    """Those to and from what this person sees, both ends loaded."""
    seen = Recommendation.objects.visible_to(user).values("pk")
    rows = RecommendationLink.objects.filter(
        Q(source=recommendation, target__in=seen) | Q(target=recommendation, source__in=seen)
    )
    return rows.select_related("source__group", "target__group").order_by("pk")


@written_once
def seen_recommendation(user, reference: UUID) -> QuerySet[Recommendation]:
    """The one with that reference, as its pages want it; empty when this person does not see it. One
    query."""
    rows = Recommendation.objects.visible_to(user).filter(reference=reference)
    return rows.select_related("group", "addressee__contact", "adopted_by__member", "meeting").order_by()


def related_recommendations(recommendation: Recommendation, user) -> list[Recommendation]:
    """Those that it is related to, from either end, as far as this person sees them. One query."""
    return _related(RecommendationLink.objects.filter(kind="related"), recommendation, user)


def related_deliverables(deliverable: Deliverable, user) -> list[Deliverable]:
    """Those that it is related to, from either end, as far as this person sees them. One query."""
    return _related(DeliverableLink.objects.all(), deliverable, user)


def _related(links: QuerySet, thing, user) -> list:
    ends = Q(pk__in=links.filter(source=thing).values("target")) | Q(
        pk__in=links.filter(target=thing).values("source")
    )
    rows = type(thing).objects.visible_to(user).filter(ends)
    return list(rows.select_related("group").order_by("group__position", "number"))


def letters_of(recommendation: Recommendation) -> list[Letter]:
    """Its letters, which know their recommendation. One query."""
    letters = list(recommendation.letters.all())
    for letter in letters:
        letter.recommendation = recommendation
    return letters


@dataclass
class Branch:
    """A part of the tree. `count`: recommendations that feed it itself; `total`: it or what is below it,
    each place counted."""

    instrument: Instrument
    count: int
    branches: list["Branch"] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.count + sum(branch.total for branch in self.branches)


def instrument_tree(user) -> list[Branch]:
    """The whole tree with the counts that this person sees; two queries."""
    seen = Recommendation.objects.visible_to(user).values("pk")
    counts = dict(
        RecommendationPlace.objects.filter(recommendation__in=seen)
        .values_list("instrument")
        .annotate(count=Count("pk"))
    )
    branches = {
        instrument.pk: Branch(instrument, counts.get(instrument.pk, 0))
        for instrument in Instrument.objects.all()
    }
    roots = []
    for branch in branches.values():
        above = branches.get(branch.instrument.parent_id)
        (above.branches if above else roots).append(branch)
    return roots

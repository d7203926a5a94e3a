"""One recommendation with all that its page shows to one person; the tree of instruments with its counts."""

from dataclasses import dataclass, field

from django.db.models import Count, Q

from deliverables.models import (
    Deliverable,
    ImplementationReport,
    Instrument,
    Letter,
    Recommendation,
    RecommendationContributor,
    RecommendationEvidence,
    RecommendationLink,
    RecommendationPlace,
    Response,
    Version,
)
from groups.serving import is_insider


@dataclass
class RecommendationDetail:
    """What the page of a recommendation shows. `hidden_contributors`: how many did not consent to be named
    in public, where the reader is a visitor."""

    recommendation: Recommendation
    places: list[RecommendationPlace]
    evidence: list[RecommendationEvidence]
    contributors: list[RecommendationContributor]
    links_out: list[RecommendationLink]
    links_in: list[RecommendationLink]
    responses: list[Response]
    reports: list[ImplementationReport]
    letters: list[Letter]
    hidden_contributors: int = 0


def recommendation_detail_of(recommendation: Recommendation, user) -> RecommendationDetail:
    """`recommendation`: visible to the user, with group and addressee loaded. Seven queries: what stands
    behind a link is shown only where the reader could open it."""
    contributors = list(
        recommendation.contributors.select_related("member").order_by("member__sort_key", "pk")
    )
    shown = (
        contributors if is_insider(user) else [row for row in contributors if row.member.is_listed_publicly]
    )
    seen = Recommendation.objects.visible_to(user).values("pk")
    versions = Version.objects.visible_to(user).values("pk")
    evidence = list(
        recommendation.evidence.filter(deliverable__in=Deliverable.objects.visible_to(user))
        .filter(Q(deliverable_version__isnull=True) | Q(deliverable_version__in=versions))
        .select_related("deliverable__group", "deliverable_version")
        .defer("deliverable__description", "deliverable_version__text")
        .order_by("pk")
    )
    links = list(
        RecommendationLink.objects.filter(
            Q(source=recommendation, target__in=seen) | Q(target=recommendation, source__in=seen)
        ).select_related("source__group", "target__group")
    )
    return RecommendationDetail(
        recommendation=recommendation,
        places=list(
            recommendation.places.select_related("instrument__parent").order_by("instrument__position", "pk")
        ),
        evidence=evidence,
        contributors=shown,
        hidden_contributors=len(contributors) - len(shown),
        links_out=[link for link in links if link.source_id == recommendation.pk],
        links_in=[link for link in links if link.target_id == recommendation.pk],
        responses=list(recommendation.responses.all()),
        reports=list(recommendation.reports.all()),
        letters=letters_of(recommendation) if recommendation.submitted_on and is_insider(user) else [],
    )


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

"""Writing a recommendation: its text in both languages, where it feeds, what it rests on, who contributed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from deliverables.enums import RecommendationState
from deliverables.models import (
    Deliverable,
    Instrument,
    Recommendation,
    RecommendationContributor,
    RecommendationEvidence,
    RecommendationPlace,
    Version,
)
from deliverables.services.recommendation_locking import (
    NEEDED_TO_ADOPT,
    check_recommendation,
    clear_consent,
    lock_recommendation,
)
from groups.models import WorkingGroup
from naio_portal.access import require
from naio_portal.dates import kl_today
from naio_portal.errors import EditConflict

S = RecommendationState
DEFINITION = (
    "title_en",
    "title_ms",
    "text_en",
    "text_ms",
    "rationale_en",
    "rationale_ms",
    "addressee",
    "priority",
    "classification",
)


@dataclass(frozen=True)
class Place:
    """Where a recommendation feeds: a part of an instrument, and the place in it in words."""

    instrument: Instrument
    place: str = ""


@dataclass(frozen=True)
class Evidence:
    """What a recommendation rests on: a deliverable, a version where one is meant, and what it shows."""

    deliverable: Deliverable
    version: Version | None = None
    note: str = ""


def create_recommendation(
    *,
    group: WorkingGroup,
    values: Mapping[str, object],
    places: Iterable[Place] = (),
    evidence: Iterable[Evidence] = (),
    contributors: Iterable = (),
    by,
) -> Recommendation:
    """Write a draft. `values`: fields of DEFINITION. `contributors`: Members; the author is one of them.

    Numbered by group and year. Raises NotAllowed, ValidationError by field.
    """
    require(by, "deliverables.create_recommendation", group)
    with transaction.atomic():
        # One number at a time in a group.
        group = WorkingGroup.objects.select_for_update().get(pk=group.pk)
        year = kl_today().year
        last = group.recommendations.filter(year=year).aggregate(last=Max("number"))["last"] or 0
        recommendation = Recommendation(group=group, year=year, number=last + 1, created_by=by)
        _set_definition(recommendation, values)
        recommendation.save()
        member = getattr(by, "member", None) if by else None
        people = [*contributors, *([member] if member else [])]
        _set_parts(recommendation, places, evidence, people)
    return recommendation


def update_recommendation(
    *,
    recommendation: Recommendation,
    version: int,
    values: Mapping[str, object],
    places: Iterable[Place] | None = None,
    evidence: Iterable[Evidence] | None = None,
    contributors: Iterable | None = None,
    by,
) -> Recommendation:
    """Change a draft; parts given as None stay. `version`: the one the person began from. A consent that
    was recorded for an earlier text no longer counts.

    Raises NotAllowed, IllegalMove unless draft, EditConflict when somebody saved meanwhile, ValidationError
    by field.
    """
    with transaction.atomic():
        recommendation = lock_recommendation(recommendation.pk)
        require(by, "deliverables.update_recommendation", recommendation)
        check_recommendation(recommendation, S.DRAFT)
        if recommendation.version != version:
            raise EditConflict(
                _("Somebody else saved this recommendation while you were writing."), theirs=recommendation
            )
        before = [getattr(recommendation, name) for name in NEEDED_TO_ADOPT]
        _set_definition(recommendation, values)
        if before != [getattr(recommendation, name) for name in NEEDED_TO_ADOPT]:
            clear_consent(recommendation)
        recommendation.version += 1
        recommendation.save()
        _set_parts(recommendation, places, evidence, contributors)
        return recommendation


def _set_definition(recommendation: Recommendation, values: Mapping[str, object]) -> None:
    if unknown := set(values) - set(DEFINITION):
        raise ValueError(f"These are set by other services: {sorted(unknown)}")
    for field, value in values.items():
        setattr(recommendation, field, value.strip() if isinstance(value, str) else value)
    recommendation.full_clean()


def _set_parts(
    recommendation: Recommendation,
    places: Iterable[Place] | None,
    evidence: Iterable[Evidence] | None,
    contributors: Iterable | None,
) -> None:
    """Places, evidence and contributors become exactly these; None leaves them."""
    if places is not None:
        wanted = {place.instrument.pk: place.place.strip() for place in places}
        present = {row.instrument_id: row for row in recommendation.places.all()}
        recommendation.places.exclude(instrument__in=wanted).delete()
        for pk, words in wanted.items():
            row = present.get(pk)
            if row is None:
                RecommendationPlace.objects.create(
                    recommendation=recommendation, instrument_id=pk, place=words
                )
            elif row.place != words:
                row.place = words
                row.save(update_fields=["place"])
    if evidence is not None:
        _set_evidence(recommendation, evidence)
    if contributors is not None:
        people = {member.pk for member in contributors}
        recommendation.contributors.exclude(member__in=people).delete()
        known = set(recommendation.contributors.values_list("member_id", flat=True))
        for pk in sorted(people - known):
            RecommendationContributor.objects.create(recommendation=recommendation, member_id=pk)


def _set_evidence(recommendation: Recommendation, evidence: Iterable[Evidence]) -> None:
    wanted = {
        (row.deliverable.pk, row.version.pk if row.version else None): row.note.strip() for row in evidence
    }
    for row in recommendation.evidence.all():
        key = (row.deliverable_id, row.deliverable_version_id)
        if key not in wanted:
            row.delete()
            continue
        note = wanted.pop(key)
        if row.note != note:
            row.note = note
            row.save(update_fields=["note"])
    for (deliverable, version), note in wanted.items():
        RecommendationEvidence.objects.create(
            recommendation=recommendation,
            deliverable_id=deliverable,
            deliverable_version_id=version,
            note=note,
        )

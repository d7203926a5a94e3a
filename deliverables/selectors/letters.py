"""What the letter says that submits a recommendation, in one language."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from deliverables.enums import Classification
from deliverables.models import Recommendation
from deliverables.querysets import SHARED_STATES
from naio_portal.dates import format_date
from naio_portal.languages import in_language


@dataclass(frozen=True)
class LetterContent:
    """Texts as people wrote them; `address`, `text` and `rationale` are lines. `restricted`: who may read
    it, empty of an open one."""

    language: str
    office: str
    ministry: str
    email: str
    number: str
    day: str
    addressee: str
    address: list[str]
    code: str
    title: str
    group: str
    consent: str
    consent_day: str
    text: list[str]
    rationale: list[str]
    places: list[str]
    evidence: list[str]
    due: str
    signed_by: str
    restricted: str

    def as_data(self) -> dict[str, object]:
        return asdict(self)


def letter_content(
    recommendation: Recommendation, language: str, *, number: str, day: dt.date, due: dt.date, signed_by: str
) -> LetterContent:
    """`recommendation`: with group and addressee loaded. Two queries. It goes out of the house: of what it
    rests on only open deliverables that are at work or done are named."""

    def of(instance, base: str) -> str:
        return in_language(instance, base, language)

    organisation = settings.ORGANISATION
    evidence = recommendation.evidence.filter(
        deliverable__classification=Classification.OPEN, deliverable__state__in=SHARED_STATES
    ).select_related("deliverable__group", "deliverable_version")
    with translation.override(language):
        return LetterContent(
            language=language,
            office=organisation[f"name_{language}"],
            ministry=organisation[f"ministry_{language}"],
            email=organisation["email"],
            number=number,
            day=format_date(day),
            addressee=of(recommendation.addressee, "name"),
            address=lines_of(recommendation.addressee.address),
            code=recommendation.code,
            title=of(recommendation, "title"),
            group=of(recommendation.group, "name"),
            consent=recommendation.get_consent_method_display().lower(),
            consent_day=format_date(recommendation.consent_on),
            text=lines_of(of(recommendation, "text")),
            rationale=lines_of(of(recommendation, "rationale")),
            places=[
                place_in_words(row)
                for row in recommendation.places.select_related("instrument__parent").order_by(
                    "instrument__position", "pk"
                )
            ],
            evidence=[
                evidence_in_words(row) for row in evidence.defer("deliverable__description").order_by("pk")
            ],
            due=format_date(due),
            signed_by=signed_by,
            restricted=recommendation.get_classification_display() if recommendation.is_restricted else "",
        )


def place_in_words(row) -> str:
    """`AI Action Plan: 3 Infrastructure, paragraph 4`; `row`: a RecommendationPlace with its instrument."""
    instrument = row.instrument
    whole = f"{instrument.parent.name}: {instrument}" if instrument.parent else str(instrument)
    return f"{whole}, {row.place}" if row.place else whole


def evidence_in_words(row) -> str:
    """`SAF-D02 Register of AI incidents, version 3`; `row`: a RecommendationEvidence with its deliverable.
    The version only where it is open."""
    named = f"{row.deliverable.code} {row.deliverable.title}"
    version = row.deliverable_version
    if version is None or version.is_restricted:
        return named
    return _("%(deliverable)s, version %(number)d") % {"deliverable": named, "number": version.number}


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]

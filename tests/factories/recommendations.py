"""Valid recommendations in any state, with what belongs to them.

`RecommendationFactory(group=group, state="submitted")`: adopted by consensus twenty days ago, submitted ten
days ago, due in fifty, wherever the state asks for it.
"""

import hashlib

import factory
from factory.django import DjangoModelFactory

from deliverables.enums import Classification, InstrumentKind, RecommendationState
from deliverables.models import (
    Authority,
    Instrument,
    Letter,
    Recommendation,
    RecommendationContributor,
    RecommendationEvidence,
    RecommendationPlace,
)
from naio_portal.dates import kl_today
from tests.factories.deliverables import AnyStateFactory, days

ADOPTED = ("adopted_by_group", "submitted", "responded", "implemented", "not_implemented", "superseded")
SUBMITTED = ADOPTED[1:]
RESPONDED = ("responded", "implemented", "not_implemented")


class AuthorityFactory(DjangoModelFactory):
    """An authority without a contact."""

    class Meta:
        model = Authority

    slug = factory.Sequence("authority-{}".format)
    name_en = factory.Sequence("Authority {}".format)
    name_ms = factory.Sequence("Pihak Berkuasa {}".format)


class InstrumentFactory(DjangoModelFactory):
    """A part of no other one."""

    class Meta:
        model = Instrument

    slug = factory.Sequence("instrument-{}".format)
    kind = InstrumentKind.ACTION_PLAN
    name_en = factory.Sequence("Chapter {}".format)
    name_ms = factory.Sequence("Bab {}".format)


class RecommendationFactory(AnyStateFactory):
    """A draft in both languages. `restricted=True` hides it."""

    class Meta:
        model = Recommendation

    class Params:
        restricted = factory.Trait(classification=Classification.RESTRICTED)

    group = factory.SubFactory("tests.factories.groups.WorkingGroupFactory")
    year = factory.LazyFunction(lambda: kl_today().year)
    number = factory.LazyAttribute(lambda made: made.group.recommendations.count() + 1)
    title_en = factory.Sequence("Report serious incidents {}".format)
    title_ms = factory.Sequence("Laporkan insiden serius {}".format)
    text_en = "Agencies report each serious incident within 72 hours."
    text_ms = "Agensi melaporkan setiap insiden serius dalam tempoh 72 jam."
    rationale_en = "Nobody learns from what is not reported."
    rationale_ms = "Tiada siapa belajar daripada perkara yang tidak dilaporkan."
    addressee = factory.SubFactory(AuthorityFactory)
    state = RecommendationState.DRAFT
    state_reason = factory.LazyAttribute(
        lambda made: "The law changed." if made.state in ("withdrawn", "not_implemented") else ""
    )
    consent_method = factory.LazyAttribute(lambda made: "consensus" if made.state in ADOPTED else "")
    consent_on = factory.LazyAttribute(lambda made: days(-21) if made.state in ADOPTED else None)
    adopted_on = factory.LazyAttribute(lambda made: days(-20) if made.state in ADOPTED else None)
    submitted_on = factory.LazyAttribute(lambda made: days(-10) if made.state in SUBMITTED else None)
    letter_number = factory.LazyAttribute(lambda made: "NAIO/1" if made.state in SUBMITTED else "")
    response_due_on = factory.LazyAttribute(lambda made: days(50) if made.state in SUBMITTED else None)
    outcome = factory.LazyAttribute(lambda made: "accepted" if made.state in RESPONDED else "")
    responded_on = factory.LazyAttribute(lambda made: days(-3) if made.state in RESPONDED else None)
    percent = factory.LazyAttribute(lambda made: 100 if made.state == "implemented" else 0)


class RecommendationPlaceFactory(DjangoModelFactory):
    """The recommendation feeds one instrument."""

    class Meta:
        model = RecommendationPlace

    recommendation = factory.SubFactory(RecommendationFactory)
    instrument = factory.SubFactory(InstrumentFactory)


class RecommendationEvidenceFactory(DjangoModelFactory):
    """It rests on one deliverable."""

    class Meta:
        model = RecommendationEvidence

    recommendation = factory.SubFactory(RecommendationFactory)
    deliverable = factory.SubFactory("tests.factories.deliverables.DeliverableFactory")


class RecommendationContributorFactory(DjangoModelFactory):
    """A member who worked on it."""

    class Meta:
        model = RecommendationContributor

    recommendation = factory.SubFactory(RecommendationFactory)
    member = factory.SubFactory("tests.factories.members.MemberFactory")


class LetterFactory(DjangoModelFactory):
    """The letter in Malay as PDF: not a whole one."""

    class Meta:
        model = Letter

    recommendation = factory.SubFactory(RecommendationFactory, state="submitted")
    language = "ms"
    form = "pdf"
    file = factory.django.FileField(data=b"%PDF-1.7 a letter")
    file_size = 17
    sha256 = hashlib.sha256(b"%PDF-1.7 a letter").hexdigest()

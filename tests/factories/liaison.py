"""Valid sectors, teams, officers, liaison requests in any state, and messages."""

import factory
from factory.django import DjangoModelFactory

from groups.enums import LiaisonPurpose, LiaisonState
from groups.models import LiaisonMessage, LiaisonRequest, Sector, SectoralTeam, SectorOfficer
from tests.factories.deliverables import AnyStateFactory
from tests.factories.groups import AppointmentFactory, WorkingGroupFactory, code_of, days_from_today
from tests.factories.members import UserFactory
from tests.factories.notices import ContactFactory

SENT = ("sent", "acknowledged", "answered", "closed")


class SectorFactory(DjangoModelFactory):
    """A sector in use."""

    class Meta:
        model = Sector

    code = factory.Sequence("sector-{}".format)
    name_en = factory.Sequence("Sector {}".format)
    name_ms = factory.Sequence("Bidang {}".format)


class SectoralTeamFactory(DjangoModelFactory):
    """A team of one sector: `sectors=[…]` names others."""

    class Meta:
        model = SectoralTeam
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"T{code_of(n)[1:]}")
    slug = factory.Sequence("team-{}".format)
    name_en = factory.Sequence("Team {}".format)
    name_ms = factory.Sequence("Pasukan {}".format)
    lead_agency = "Agensi Contoh"

    @factory.post_generation
    def sectors(self, create, extracted, **kwargs):
        for sector in extracted if extracted is not None else [SectorFactory()]:
            self.team_sectors.create(sector=sector)


class SectorOfficerFactory(DjangoModelFactory):
    """An officer with a sign-in since 100 days; `by_mail=True` has only an address."""

    class Meta:
        model = SectorOfficer

    class Params:
        by_mail = factory.Trait(user=None, contact=factory.SubFactory(ContactFactory))

    team = factory.SubFactory(SectoralTeamFactory)
    user = factory.SubFactory(UserFactory, sector_officer=True)
    start_on = factory.LazyFunction(lambda: days_from_today(-100))


class LiaisonRequestFactory(AnyStateFactory):
    """Sent five days ago to another group, due in ten; `to_team=team` asks a team instead. The owner who
    asks is a new member of the group."""

    class Meta:
        model = LiaisonRequest

    from_group = factory.SubFactory(WorkingGroupFactory)
    to_team = None
    to_group = factory.Maybe("to_team", None, factory.SubFactory(WorkingGroupFactory))
    purpose = LiaisonPurpose.COMMENT
    subject = factory.Sequence("Request {}".format)
    text = "Which field fits the place?"
    language = "en"
    due_on = factory.LazyFunction(lambda: days_from_today(10))
    owner_from = factory.LazyAttribute(lambda made: AppointmentFactory(group=made.from_group).member)
    state = LiaisonState.SENT
    number = factory.Maybe("is_sent", factory.Sequence(lambda n: n + 1), None)
    year = factory.LazyAttribute(lambda made: 2026 if made.is_sent else None)
    sent_on = factory.LazyAttribute(lambda made: days_from_today(-5) if made.is_sent else None)
    acknowledged_on = factory.LazyAttribute(
        lambda made: days_from_today(-4) if made.state in SENT[1:] else None
    )
    answer = factory.LazyAttribute(lambda made: "Nothing is missing." if made.state in SENT[2:] else "")
    answer_language = factory.LazyAttribute(lambda made: "en" if made.answer else "")
    answered_on = factory.LazyAttribute(lambda made: days_from_today(-2) if made.answer else None)
    closed_on = factory.LazyAttribute(lambda made: days_from_today(-1) if made.state == "closed" else None)

    class Params:
        is_sent = factory.LazyAttribute(lambda made: made.state in SENT)
        restricted = factory.Trait(classification="restricted")


class LiaisonMessageFactory(DjangoModelFactory):
    """Written by a signed-in person."""

    class Meta:
        model = LiaisonMessage

    request = factory.SubFactory(LiaisonRequestFactory)
    author = factory.SubFactory(UserFactory)
    text = "Which chapter do you mean?"
    language = "en"

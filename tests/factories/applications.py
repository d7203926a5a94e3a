"""Valid applications in the real world, with figures."""

from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from deliverables.enums import ApplicationOutcome
from deliverables.models import ApplicationFigure, SectorApplication
from tests.factories.deliverables import days


class SectorApplicationFactory(DjangoModelFactory):
    """It worked in part, in a month that is over; of a new team, with an active deliverable."""

    class Meta:
        model = SectorApplication

    class Params:
        under_way = factory.Trait(outcome=ApplicationOutcome.UNDER_WAY, ended_on=None, result="")

    team = factory.SubFactory("tests.factories.liaison.SectoralTeamFactory")
    deliverable = factory.SubFactory("tests.factories.deliverables.DeliverableFactory")
    title = factory.Sequence("Trial {}".format)
    tried = "Two clinics kept the register for a month."
    place = "Two clinics in Kedah"
    language = "en"
    started_on = factory.LazyFunction(lambda: days(-60))
    ended_on = factory.LazyFunction(lambda: days(-30))
    outcome = ApplicationOutcome.WORKED_IN_PART
    result = "Half of the incidents were entered within a day."
    lessons = "Ask for fewer fields."


class ApplicationFigureFactory(DjangoModelFactory):
    """The next figure of an application."""

    class Meta:
        model = ApplicationFigure

    application = factory.SubFactory(SectorApplicationFactory)
    position = factory.LazyAttribute(lambda made: made.application.figures.count() + 1)
    name = "Incidents entered within a day"
    value = Decimal("51.5")
    unit = "%"
    source = "Register of the clinics"

"""Valid outbox messages, rules and holidays."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from naio_portal.notices.enums import Audience, OutboxState
from naio_portal.notices.models import Contact, ExtraHoliday, OutboxMessage, ReminderRule
from naio_portal.workflow import insert_in_any_state


class OutboxMessageFactory(DjangoModelFactory):
    """A queued message of the test kind; `state="sent"` and the like work."""

    class Meta:
        model = OutboxMessage

    kind = "tests.note"
    payload = factory.LazyFunction(lambda: {"note": 1})
    to_address = factory.Sequence("reader{}@naio.example".format)
    language = "en"
    state = OutboxState.QUEUED
    claimed_at = factory.LazyAttribute(
        lambda message: timezone.now() if message.state == OutboxState.CLAIMED else None
    )
    sent_at = factory.LazyAttribute(
        lambda message: timezone.now() if message.state == OutboxState.SENT else None
    )

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with insert_in_any_state("tests"):
            return super()._create(model_class, *args, **kwargs)


class ReminderRuleFactory(DjangoModelFactory):
    """A week before and the day itself, to the owner of a milestone."""

    class Meta:
        model = ReminderRule

    code = factory.Sequence("rule-{}".format)
    subject_kind = "milestone_due"
    name_en = factory.Sequence("Rule {}".format)
    name_ms = factory.Sequence("Peraturan {}".format)
    audience = Audience.OWNER
    stages = factory.LazyFunction(lambda: [-7, 0])


class ExtraHolidayFactory(DjangoModelFactory):
    """A day off in all of Malaysia."""

    class Meta:
        model = ExtraHoliday

    on = factory.Sequence(lambda n: timezone.now().date() + dt.timedelta(days=n))
    name = factory.Sequence("Holiday {}".format)


class ContactFactory(DjangoModelFactory):
    """Somebody outside the portal with an address."""

    class Meta:
        model = Contact

    name = factory.Sequence("Contact {}".format)
    email = factory.Sequence("contact{}@agency.example".format)
    language = "en"

"""Valid announcements and calls."""

import factory
from factory.django import DjangoModelFactory

from groups.models import Announcement, Call
from naio_portal.dates import kl_today


class AnnouncementFactory(DjangoModelFactory):
    """A release in English, published today."""

    class Meta:
        model = Announcement

    slug = factory.Sequence("announcement-{}".format)
    title_en = factory.Sequence("Announcement {}".format)
    body_en = "The office announces this."
    published_on = factory.LazyFunction(kl_today)


class CallFactory(DjangoModelFactory):
    """A call for participation, published today."""

    class Meta:
        model = Call

    slug = factory.Sequence("call-{}".format)
    title_en = factory.Sequence("Call {}".format)
    title_ms = factory.Sequence("Panggilan {}".format)
    when_en = "Mid-February 2025"
    when_ms = "Pertengahan Februari 2025"
    published_on = factory.LazyFunction(kl_today)

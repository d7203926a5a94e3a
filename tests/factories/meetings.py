"""Valid meetings and agenda items. `MeetingFactory(groups=[group])`; `state="held"` and the like work."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from meetings.enums import MeetingState
from meetings.models import AgendaItem, AgendaItemGrant, Meeting, MeetingGroup, Presenter
from naio_portal.dates import KUALA_LUMPUR
from naio_portal.workflow import insert_in_any_state


def in_days(days: int, hour: int = 9) -> dt.datetime:
    """That hour in Kuala Lumpur, so many days from today."""
    now = timezone.now().astimezone(KUALA_LUMPUR)
    return (now + dt.timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)


class MeetingFactory(DjangoModelFactory):
    """A draft in a week, two hours long, of one group unless `groups=[…]` names others."""

    class Meta:
        model = Meeting
        skip_postgeneration_save = True

    class Params:
        notified = factory.Trait(state=MeetingState.NOTIFIED)

    title = factory.Sequence("Meeting {}".format)
    language = "en"
    starts_at = factory.LazyFunction(lambda: in_days(7))
    ends_at = factory.LazyAttribute(lambda meeting: meeting.starts_at + dt.timedelta(hours=2))
    time_zone = "Asia/Kuala_Lumpur"
    place = "Meeting room 1, Putrajaya"
    state = MeetingState.DRAFT
    notified_at = factory.LazyAttribute(
        lambda meeting: None if meeting.state == MeetingState.DRAFT else timezone.now()
    )
    cancel_reason = factory.LazyAttribute(
        lambda meeting: "The chair is ill." if meeting.state == MeetingState.CANCELLED else ""
    )

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with insert_in_any_state("tests"):
            return super()._create(model_class, *args, **kwargs)

    @factory.post_generation
    def groups(self, create, extracted, **kwargs):
        from tests.factories.groups import WorkingGroupFactory  # noqa: PLC0415 (only where none is given)

        for group in [WorkingGroupFactory()] if extracted is None else extracted:
            MeetingGroup.objects.create(meeting=self, group=group)


class AgendaItemFactory(DjangoModelFactory):
    """Ten minutes of discussion, open to everyone signed in, last on the agenda."""

    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.LazyAttribute(lambda item: item.meeting.items.count() + 1)
    title = factory.Sequence("Item {}".format)
    minutes = 10


class PresenterFactory(DjangoModelFactory):
    """A member who presents an item; `PresenterFactory(member=None, name="Guest")` is an outsider."""

    class Meta:
        model = Presenter

    item = factory.SubFactory(AgendaItemFactory)
    member = factory.SubFactory("tests.factories.members.MemberFactory")


class AgendaItemGrantFactory(DjangoModelFactory):
    """Leave for one person to read a restricted item."""

    class Meta:
        model = AgendaItemGrant

    item = factory.SubFactory(AgendaItemFactory, visibility="restricted")
    member = factory.SubFactory("tests.factories.members.MemberFactory")

"""Valid groups, objectives and appointments."""

import datetime as dt
from string import ascii_uppercase

import factory
from factory.django import DjangoModelFactory

from groups.enums import AppointmentState, EndReason, Role
from groups.models import Appointment, Objective, WorkingGroup
from naio_portal.dates import kl_today
from tests.factories.members import MemberFactory


def days_from_today(days: int) -> dt.date:
    return kl_today() + dt.timedelta(days=days)


def code_of(number: int) -> str:
    """`XAA`, `XAB` …: never the code of one of the seven groups."""
    return f"X{ascii_uppercase[number // 26 % 26]}{ascii_uppercase[number % 26]}"


class WorkingGroupFactory(DjangoModelFactory):
    """A group with names in both languages."""

    class Meta:
        model = WorkingGroup

    code = factory.Sequence(code_of)
    slug = factory.Sequence("group-{}".format)
    name_en = factory.Sequence("Group {}".format)
    name_ms = factory.Sequence("Kumpulan {}".format)
    mandate_en = "Advise on the matter."
    mandate_ms = "Menasihati tentang perkara itu."


class ObjectiveFactory(DjangoModelFactory):
    """An objective of a group of its own, unless one is given."""

    class Meta:
        model = Objective

    group = factory.SubFactory(WorkingGroupFactory)
    number = factory.Sequence(lambda number: number + 1)
    statement = factory.Sequence("Reach goal {}.".format)


class AppointmentFactory(DjangoModelFactory):
    """A member in force since 100 days with no last day (`in_force=True` says so); `ended=True` ended
    yesterday, `future=True` begins tomorrow, `proposed=True` is not confirmed. `user=` gives the member
    that sign-in."""

    class Meta:
        model = Appointment

    class Params:
        user = None
        in_force = factory.Trait(state=AppointmentState.CONFIRMED)
        ended = factory.Trait(
            end_on=factory.LazyFunction(lambda: days_from_today(-1)), end_reason=EndReason.TERM
        )
        future = factory.Trait(start_on=factory.LazyFunction(lambda: days_from_today(1)))
        proposed = factory.Trait(state=AppointmentState.PROPOSED)

    group = factory.SubFactory(WorkingGroupFactory)
    member = factory.SubFactory(MemberFactory, user=factory.SelfAttribute("..user"))
    role = Role.MEMBER
    start_on = factory.LazyFunction(lambda: days_from_today(-100))
    state = AppointmentState.CONFIRMED

"""A text that is written once gives each reader, day and key what the query set itself gives."""

import datetime as dt
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from deliverables.models import Deliverable, Milestone
from groups.models import Appointment, WorkingGroup
from groups.serving import groups_of
from groups.written_once import forget_texts, written_once
from members.models import User
from naio_portal.dates import kl_today, right_now
from tests.factories.deliverables import DeliverableFactory, MilestoneFactory
from tests.factories.groups import AppointmentFactory, WorkingGroupFactory, days_from_today
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return WorkingGroupFactory()


@pytest.fixture
def other_group():
    return WorkingGroupFactory()


@pytest.fixture
def serve():
    def serve(role, *, in_group):
        user = UserFactory()
        AppointmentFactory(group=in_group, role=role, user=user)
        return user

    return serve


def deliverables_seen(user, states: tuple[str, ...]) -> QuerySet[Deliverable]:
    return (
        Deliverable.objects.visible_to(user).filter(state__in=states).select_related("group").order_by("pk")
    )


def milestones_due(user, groups: frozenset[int], until: dt.date) -> QuerySet[Milestone]:
    found = Milestone.objects.visible_to(user).filter(deliverable__group__in=groups)
    return found.filter(due_on__lte=until + dt.timedelta(days=3)).order_by("pk")


def in_force() -> QuerySet[Appointment]:
    return Appointment.objects.in_force().order_by("pk").values_list("pk", flat=True)


def readers(serve, group, other_group) -> list:
    return [
        serve("chair", in_group=group),
        serve("member", in_group=group),
        serve("chair", in_group=other_group),
        serve("member", in_group=other_group),
        UserFactory(secretariat=True),
        UserFactory(leadership=True),
        UserFactory(),
        AnonymousUser(),
    ]


def test_gives_each_reader_what_the_query_set_gives(group, other_group, serve):
    for each in (group, other_group):
        for state in ("proposed", "active", "published"):
            for classification in ("open", "restricted"):
                DeliverableFactory(group=each, state=state, classification=classification)
    asked = written_once(deliverables_seen)
    for user in readers(serve, group, other_group):
        for states in (("proposed", "active"), ("active", "published")):
            assert asked(user, states) == list(deliverables_seen(user, states))
    assert any(asked(user, ("active",)) for user in [UserFactory(secretariat=True)])


def test_fills_in_keys_and_days(group, other_group, serve):
    user = serve("chair", in_group=group)
    for each in (group, other_group):
        for days in (-5, 2, 4):
            MilestoneFactory(deliverable__group=each, due_on=days_from_today(days))
    asked = written_once(milestones_due)
    found = {
        (each.code, days): asked(user, frozenset({each.pk}), days_from_today(days))
        for each in (group, other_group)
        for days in (-8, 0, 5)
    }
    assert [len(rows) for rows in found.values()] == [1, 2, 3] * 2
    assert found[group.code, 0] == list(milestones_due(user, frozenset({group.pk}), kl_today()))


def test_today_is_the_day_of_the_call(time_machine, group):
    asked = written_once(in_force)
    appointment = AppointmentFactory(group=group, start_on=days_from_today(-9), end_on=days_from_today(1))
    assert asked() == [appointment.pk]
    time_machine.move_to(timezone.now() + dt.timedelta(days=3), tick=False)
    assert asked() == []


def test_is_written_once_a_shape(group, other_group, serve):
    written = []

    @written_once
    def groups_of_key(user, key: int) -> QuerySet[WorkingGroup]:
        written.append(user)
        return WorkingGroup.objects.filter(pk=key)

    one, two = serve("member", in_group=group), serve("member", in_group=other_group)
    assert groups_of_key(one, group.pk) == [group]
    assert groups_of_key(two, other_group.pk) == [other_group]
    assert len(written) == 1
    assert groups_of_key(UserFactory(leadership=True), group.pk) == [group]
    assert len(written) == 2


def test_nothing_where_nobody_of_the_kind_sees_a_row(group):
    DeliverableFactory(group=group)

    @written_once
    def none_seen(user) -> QuerySet[Deliverable]:
        return Deliverable.objects.none()

    assert none_seen(AnonymousUser()) == []


@pytest.mark.parametrize("now", [timezone.now, right_now])
def test_an_instant_that_was_not_given_is_refused(now):
    @written_once
    def until_now() -> QuerySet[User]:
        return User.objects.filter(last_login__lte=now())

    with pytest.raises(ValueError, match="was not given as an argument"):
        until_now()


def test_roles_of_who_sees_everything_are_not_looked_up(django_assert_num_queries, group):
    secretary = UserFactory(secretariat=True)
    with django_assert_num_queries(1):
        assert written_once(deliverables_seen)(secretary, ("active",)) == []
    with pytest.raises(LookupError):
        written_once(lambda user: WorkingGroup.objects.filter(pk__in=groups_of(user)))(secretary)


def test_finds_by_a_reference(group):
    one, two = DeliverableFactory(group=group), DeliverableFactory(group=group)

    @written_once
    def with_reference(reference: uuid.UUID) -> QuerySet[Deliverable]:
        return Deliverable.objects.filter(reference=reference).prefetch_related("milestones")

    assert (with_reference(one.reference), with_reference(two.reference)) == ([one], [two])
    forget_texts()
    assert with_reference(two.reference) == [two]

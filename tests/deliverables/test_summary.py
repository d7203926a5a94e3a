"""What the database keeps on a deliverable of its active milestones, whichever way they change."""

import threading

import pytest
from django.db import connection, transaction

from deliverables.models import Deliverable, Milestone
from tests.factories.deliverables import DeliverableFactory, MilestoneFactory, days


def summary(deliverable) -> tuple:
    return Deliverable.objects.values_list("next_due_on", "milestone_slip_days").get(pk=deliverable.pk)


@pytest.fixture
def deliverable(db):
    return DeliverableFactory()


def test_without_active_milestones_there_is_none(deliverable):
    MilestoneFactory(deliverable=deliverable, state="achieved", due_on=days(3))
    MilestoneFactory(deliverable=deliverable, state="proposed", due_on=days(4))

    assert summary(deliverable) == (None, None)


def test_it_follows_every_way_a_milestone_changes(deliverable):
    first = MilestoneFactory(deliverable=deliverable, due_on=days(3), forecast_on=days(8))
    second = MilestoneFactory(deliverable=deliverable, due_on=days(9), forecast_on=days(10))
    assert summary(deliverable) == (days(3), 5)

    Milestone.objects.filter(pk=first.pk).update(due_on=days(12))
    assert summary(deliverable) == (days(9), 1)

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE deliverables_milestone SET state = 'achieved', achieved_on = current_date WHERE id = %s",
            [second.pk],
        )
    assert summary(deliverable) == (days(12), -4)

    first.delete()
    assert summary(deliverable) == (None, None)


def test_a_milestone_that_moves_leaves_one_and_joins_the_other(deliverable):
    other = DeliverableFactory()
    milestone = MilestoneFactory(deliverable=deliverable, due_on=days(3))

    Milestone.objects.filter(pk=milestone.pk).update(deliverable=other)

    assert (summary(deliverable), summary(other)) == ((None, None), (days(3), None))


def test_one_statement_over_many_rows_is_enough(deliverable):
    others = [DeliverableFactory() for _ in range(2)]
    for made in (deliverable, *others):
        MilestoneFactory(deliverable=made, due_on=days(3))

    Milestone.objects.update(due_on=days(7))

    assert {summary(made)[0] for made in (deliverable, *others)} == {days(7)}


def test_saving_a_deliverable_loaded_earlier_keeps_the_summary(deliverable):
    loaded = Deliverable.objects.get(pk=deliverable.pk)
    MilestoneFactory(deliverable=deliverable, due_on=days(3))

    loaded.save()

    assert summary(deliverable) == (days(3), None)


def test_a_change_of_the_summary_alone_is_no_event(deliverable):
    MilestoneFactory(deliverable=deliverable, due_on=days(3))

    assert [event.pgh_label for event in deliverable.events.all()] == ["insert"]


@pytest.mark.django_db(transaction=True)
def test_two_who_change_milestones_at_once_are_both_counted():
    deliverable = DeliverableFactory()
    milestones = [MilestoneFactory(deliverable=deliverable, due_on=days(due)) for due in (20, 30)]
    both_wrote = threading.Barrier(2, timeout=10)

    def move(milestone, due: int) -> None:
        try:
            with transaction.atomic():
                if milestone is milestones[1]:
                    both_wrote.wait()
                Milestone.objects.filter(pk=milestone.pk).update(due_on=days(due))
                if milestone is milestones[0]:
                    both_wrote.wait()
        finally:
            connection.close()

    threads = [
        threading.Thread(target=move, args=(milestone, due))
        for milestone, due in zip(milestones, (9, 5), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert summary(deliverable) == (days(5), None)

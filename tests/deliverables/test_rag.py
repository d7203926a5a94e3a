"""The colour: the rule at both edges of every limit, and the rule in Python equal to the rule in SQL."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deliverables.enums import DeliverableState, MilestoneState, Rag
from deliverables.models import Deliverable
from deliverables.rag import Facts, MilestoneFacts, computed_rag, facts_of, reasons_for, worst
from tests.factories.deliverables import DeliverableFactory, MilestoneFactory
from tests.factories.groups import WorkingGroupFactory
from tests.factories.members import UserFactory

TODAY = dt.date(2026, 3, 10)


def day(count: int) -> dt.date:
    return TODAY + dt.timedelta(days=count)


def maybe(count: int | None) -> dt.date | None:
    return None if count is None else day(count)


def facts(**changes) -> Facts:
    """Active since long, due in sixty days, updated yesterday: green."""
    return Facts(
        **{
            "state": "active",
            "due_on": day(60),
            "activated_on": day(-100),
            "last_update_on": day(-1),
            **changes,
        }
    )


def with_milestone(due: int, forecast: int | None = None, **changes) -> Facts:
    milestone = MilestoneFacts(day(due), maybe(forecast), number=2)
    return facts(milestones=(milestone,), **changes)


@pytest.mark.parametrize(
    ("case", "colour"),
    [
        (facts(), "green"),
        (facts(due_on=day(0)), "green"),
        (facts(due_on=day(-1)), "red"),
        (facts(due_on=day(-1), state="in_review"), "red"),
        (with_milestone(0), "green"),
        (with_milestone(-1), "amber"),
        (with_milestone(-7), "amber"),
        (with_milestone(-8), "red"),
        (with_milestone(7, last_update_on=day(-14)), "green"),
        (with_milestone(7, last_update_on=day(-15)), "amber"),
        (with_milestone(8, last_update_on=day(-15)), "green"),
        (with_milestone(0, last_update_on=day(-15)), "amber"),
        (with_milestone(7, last_update_on=None, activated_on=day(0)), "amber"),
        (facts(last_update_on=day(-29)), "green"),
        (facts(last_update_on=day(-30)), "amber"),
        (facts(last_update_on=None, activated_on=day(-29)), "green"),
        (facts(last_update_on=None, activated_on=day(-30)), "amber"),
        (facts(forecast_on=day(60)), "green"),
        (facts(forecast_on=day(61)), "amber"),
        (facts(forecast_on=day(74)), "amber"),
        (facts(forecast_on=day(75)), "red"),
        (with_milestone(20, 20), "green"),
        (with_milestone(20, 21), "amber"),
        (with_milestone(20, 34), "amber"),
        (with_milestone(20, 35), "red"),
        (with_milestone(-1, last_update_on=day(-31), due_on=day(-1)), "red"),
    ],
)
def test_colour_changes_at_each_limit(case, colour):
    assert computed_rag(case, TODAY) == colour


@pytest.mark.parametrize("state", ["proposed", "suspended", "withdrawn", "delivered", "published"])
def test_there_is_no_colour_outside_the_running_states(state):
    late = facts(state=state, due_on=day(-30))

    assert (computed_rag(late, TODAY), reasons_for(late, TODAY)) == ("", [])


def test_limits_are_settings(settings):
    settings.RAG_MILESTONE_RED_AFTER = 2

    assert computed_rag(with_milestone(-3), TODAY) == "red"


def test_reasons_name_what_is_wrong_the_worst_first():
    found = reasons_for(with_milestone(-3, forecast=20, last_update_on=day(-40)), TODAY)

    assert [(reason.colour, reason.text) for reason in found] == [
        ("red", "The forecast of milestone 2 is 23 days after the due date."),
        ("amber", "Milestone 2 is 3 days overdue."),
        ("amber", "No update for 40 days."),
    ]


def test_reason_for_a_milestone_that_comes_near_without_news():
    found = reasons_for(with_milestone(5, last_update_on=day(-20)), TODAY)

    assert [reason.text for reason in found] == [
        "Milestone 2 is due within 7 days, and no update came in the last 14."
    ]


def test_worst_colour_of_several():
    assert [worst(["green", "red", "amber"]), worst(["green", "amber"]), worst(["green", ""]), worst([])] == [
        "red",
        "amber",
        "green",
        "",
    ]


DAYS = st.integers(-45, 45)
MAYBE = st.none() | DAYS
MILESTONE = st.tuples(st.sampled_from(MilestoneState.values), DAYS, MAYBE)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    state=st.sampled_from(DeliverableState.values),
    due=DAYS,
    forecast=MAYBE,
    updated=st.none() | st.integers(-45, 0),
    activated=st.integers(-60, 0),
    milestones=st.lists(MILESTONE, max_size=4),
)
def test_sql_gives_the_colour_of_the_rule(state, due, forecast, updated, activated, milestones):
    with transaction.atomic():
        made = DeliverableFactory(
            state=state,
            due_on=day(due),
            forecast_on=maybe(forecast),
            last_update_on=maybe(updated),
            activated_on=day(activated),
        )
        for milestone_state, milestone_due, milestone_forecast in milestones:
            MilestoneFactory(
                deliverable=made,
                state=milestone_state,
                due_on=day(milestone_due),
                forecast_on=maybe(milestone_forecast),
            )
        found = Deliverable.objects.with_rag(TODAY).get(pk=made.pk)
        rule = computed_rag(facts_of(found, made.milestones.all()), TODAY)
        transaction.set_rollback(True)

    assert (found.rag_computed, found.rag) == (rule, rule)


@pytest.mark.django_db
def test_override_replaces_the_colour_and_both_are_there():
    author = UserFactory()
    made = DeliverableFactory(
        rag_override=Rag.GREEN,
        rag_override_reason="The delay is agreed.",
        rag_override_by=author,
        rag_override_at=dt.datetime(2026, 3, 9, tzinfo=dt.UTC),
        rag_override_until=dt.date(2026, 4, 8),
        due_on=day(-3),
        last_update_on=day(-1),
    )

    found = Deliverable.objects.with_rag(TODAY).get(pk=made.pk)

    assert (found.rag_computed, found.rag) == ("red", "green")


@pytest.mark.django_db
def test_override_shows_nothing_outside_the_running_states():
    made = DeliverableFactory(
        state="suspended",
        rag_override=Rag.RED,
        rag_override_reason="Money is gone.",
        rag_override_by=UserFactory(),
        rag_override_at=dt.datetime(2026, 3, 9, tzinfo=dt.UTC),
        rag_override_until=dt.date(2026, 4, 8),
    )

    assert Deliverable.objects.with_rag(TODAY).get(pk=made.pk).rag == ""


@pytest.mark.django_db
def test_lists_sort_filter_and_count_by_colour_in_one_query(django_assert_num_queries):
    group = WorkingGroupFactory()
    for due in (-1, 60, 60):
        DeliverableFactory(group=group, due_on=day(due), last_update_on=day(0))

    with django_assert_num_queries(1):
        reds = list(Deliverable.objects.with_rag(TODAY).filter(rag="red").values_list("due_on", flat=True))

    assert reds == [day(-1)]


@pytest.mark.django_db
def test_late_and_stale_follow_the_rule():
    late = DeliverableFactory(due_on=day(-1), last_update_on=day(0))
    by_milestone = MilestoneFactory(due_on=day(-1), deliverable__due_on=day(9)).deliverable
    DeliverableFactory(due_on=day(-1), state="suspended")
    stale = DeliverableFactory(due_on=day(60), last_update_on=day(-30))
    DeliverableFactory(due_on=day(0), last_update_on=day(-29))

    assert set(Deliverable.objects.late(TODAY)) == {late, by_milestone}
    assert set(Deliverable.objects.stale(TODAY)) == {stale}


@pytest.mark.django_db
@pytest.mark.parametrize(("until", "shown"), [(0, "green"), (-1, "red")])
def test_override_counts_to_its_last_day(until, shown):
    made = DeliverableFactory(
        rag_override=Rag.GREEN,
        rag_override_reason="The delay is agreed.",
        rag_override_by=UserFactory(),
        rag_override_at=dt.datetime(2026, 3, 9, tzinfo=dt.UTC),
        rag_override_until=day(until),
        due_on=day(-3),
        last_update_on=day(-1),
    )

    assert Deliverable.objects.with_rag(TODAY).get(pk=made.pk).rag == shown

"""Work plans from draft to approval, dependencies, the checklist, weeks, the timeline as files."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from deliverables import services
from deliverables.models import ChangeRequest, Dependency, GroupWeek, WorkPlan
from naio_portal.access import CHAIRS, EVERYONE, Persona
from naio_portal.errors import DomainError, IllegalMove, NotAllowed
from naio_portal.notices.kinds import KINDS
from naio_portal.notices.models import OutboxMessage
from naio_portal.notices.recipients import recipient_of
from tests.deliverables.test_moves import attempt
from tests.factories.deliverables import (
    ChangeRequestFactory,
    DeliverableFactory,
    DependencyFactory,
    MilestoneFactory,
    WorkPlanFactory,
    days,
)
from tests.factories.groups import ObjectiveFactory

P = Persona


@pytest.fixture
def plan(world) -> WorkPlan:
    """A draft with one complete, proposed deliverable that the rapporteur wrote."""
    made = services.create_work_plan(
        group=world.group, start_on=days(-30), end_on=days(300), by=world.user(P.OWN_RAPPORTEUR)
    )
    services.create_deliverable(
        group=world.group,
        values={
            "title": "Suite",
            "due_on": days(90),
            "language": "en",
            "owner": world.owner,
            "objective": ObjectiveFactory(group=world.group, measure="Ten tests a year."),
            "acceptance_criteria": "Read by two.\nComments answered.",
        },
        milestones=[services.MilestoneRow("Draft", days(30))],
        by=world.user(P.OWN_RAPPORTEUR),
    )
    return made


def submitted(world, plan) -> WorkPlan:
    return services.submit_work_plan(plan=plan, by=world.user(P.OWN_RAPPORTEUR))


def test_a_deliverable_belongs_to_the_plan_in_which_it_is_due(world, plan):
    inside, outside = (
        services.create_deliverable(
            group=world.group, values={"title": "x", "due_on": day}, by=world.user(P.OWN_CHAIR)
        )
        for day in (days(300), days(301))
    )

    assert (inside.work_plan, outside.work_plan) == (plan, None)


def test_no_two_plans_of_a_group_share_a_day(world, plan):
    with pytest.raises(ValidationError, match="some of these days"):
        services.create_work_plan(
            group=world.group, start_on=days(300), end_on=days(400), by=world.user(P.OWN_CHAIR)
        )


def test_an_incomplete_plan_is_not_submitted(world, plan):
    DeliverableFactory(group=world.group, state="proposed", work_plan=plan, owner=None, number=7)

    with pytest.raises(DomainError, match="SAF-D07 lacks an owner, an objective, a milestone"):
        submitted(world, plan)


def test_approval_makes_everything_active_and_keeps_the_baseline(world, plan):
    services.approve_work_plan(plan=submitted(world, plan), by=world.user(P.OWN_CHAIR))

    plan.refresh_from_db()
    deliverable = plan.deliverables.get()
    milestone = deliverable.milestones.get()
    assert (plan.state, plan.approved_by) == ("approved", world.users[P.OWN_CHAIR])
    assert (deliverable.state, deliverable.baseline_on) == ("active", days(90))
    assert (milestone.state, milestone.baseline_on) == ("active", days(30))
    assert deliverable.objective.approved_on == days(0)


def test_who_approves_a_plan(world, plan):
    waiting = submitted(world, plan)

    told = {p for p in EVERYONE if attempt("approve_work_plan", world.user(p), plan=waiting) == "done"}

    assert told == CHAIRS


def test_nobody_approves_the_plan_they_submitted(world, plan):
    waiting = services.submit_work_plan(plan=plan, by=world.user(P.OWN_CHAIR))

    with pytest.raises(NotAllowed, match="another person approves it"):
        services.approve_work_plan(plan=waiting, by=world.user(P.OWN_CHAIR))


def test_what_the_approver_owns_waits_for_somebody_else(world, plan):
    own = DeliverableFactory(
        group=world.group,
        state="proposed",
        work_plan=plan,
        owner=world.members[P.OWN_CHAIR],
        objective=plan.deliverables.get().objective,
    )
    MilestoneFactory(deliverable=own, state="proposed")

    services.approve_work_plan(plan=submitted(world, plan), by=world.user(P.OWN_CHAIR))

    own.refresh_from_db()
    assert own.state == "proposed"


def test_a_submitted_plan_is_not_edited_until_it_is_returned(world, plan):
    waiting, deliverable = submitted(world, plan), plan.deliverables.get()
    edit = {"deliverable": deliverable, "version": 1, "values": {"title": "New"}}
    with pytest.raises(IllegalMove, match="waits for approval"):
        services.update_deliverable(**edit, by=world.user(P.OWN_CHAIR))

    services.return_work_plan(plan=waiting, reason="Two dates.", by=world.user(P.OWN_CHAIR))

    assert services.update_deliverable(**edit, by=world.user(P.OWN_CHAIR)).title == "New"


def test_an_approved_objective_is_changed_by_request(world, plan):
    services.approve_work_plan(plan=submitted(world, plan), by=world.user(P.OWN_CHAIR))
    objective = plan.deliverables.get().objective
    change = services.request_change(
        thing=objective,
        values={"statement": objective.statement, "measure": "Twelve tests a year."},
        reason="More money.",
        by=world.user(P.OWN_MEMBER),
    )

    services.approve_change(change=change, by=world.user(P.OWN_CHAIR))

    objective.refresh_from_db()
    assert (change.old, objective.measure) == ({"measure": "Ten tests a year."}, "Twelve tests a year.")


def test_approval_of_what_was_changed_meanwhile_is_refused(world):
    milestone = MilestoneFactory(deliverable__group=world.group)
    change = ChangeRequestFactory(milestone=milestone, requested_by=world.users[P.OWNER])
    type(milestone).objects.filter(pk=milestone.pk).update(due_on=days(77))

    with pytest.raises(DomainError, match="changed meanwhile"):
        services.approve_change(change=change, by=world.user(P.OWN_CHAIR))

    change.refresh_from_db()
    assert change.state == "pending"


def test_chairs_are_asked_by_mail_and_the_link_changes_nothing(world):
    milestone = MilestoneFactory(deliverable__group=world.group)
    change = services.request_change(
        thing=milestone, values={"due_on": days(44)}, reason="Audit first.", by=world.user(P.OWN_MEMBER)
    )
    asked = OutboxMessage.objects.filter(kind="deliverables.change_asked")
    chair = world.members[P.OWN_CHAIR]
    mail = KINDS["deliverables.change_asked"].build({"change": change.pk}, "en", recipient_of(member=chair))

    page = world.client(P.OWN_CHAIR).get(change.get_absolute_url())

    assert {message.member_id for message in asked} == {
        world.members[P.OWN_CHAIR].pk,
        world.members[P.OWN_CO_CHAIR].pk,
    }
    assert change.get_absolute_url() in mail.text
    assert "Audit first." in mail.text
    assert page.text.count(reverse("deliverables:change-approve", args=[change.reference])) == 1
    assert ChangeRequest.objects.get().state == "pending"


def test_a_loop_is_refused_and_named(world):
    first, second, third = (DeliverableFactory(group=world.group, number=n, title=f"T{n}") for n in (1, 2, 3))
    chair = world.user(P.OWN_CHAIR)
    services.add_dependency(successor=second, predecessor=first, by=chair)
    services.add_dependency(successor=third, predecessor=second, by=chair)

    with pytest.raises(ValidationError) as raised:
        services.add_dependency(successor=first, predecessor=third, by=chair)

    loop = "SAF-D01 T1 → SAF-D02 T2 → SAF-D03 T3 → SAF-D01 T1"
    assert raised.value.message_dict == {"predecessor": [f"It would wait for itself: {loop}."]}
    with pytest.raises(IntegrityError, match="would wait for itself"), transaction.atomic():
        Dependency.objects.create(successor=first, predecessor=third)


def test_a_dependency_is_shown_on_both_sides_and_moves_nothing(world):
    before = DeliverableFactory(group=world.other_group, title="Categories", due_on=days(90))
    after = DeliverableFactory(group=world.group, title="Suite", due_on=days(20))
    services.add_dependency(successor=after, predecessor=before, by=world.user(P.OWN_CHAIR))
    client = world.client(P.OWN_CHAIR)

    waiting, waited = client.get(after.get_absolute_url()), client.get(before.get_absolute_url())

    assert waiting.context["detail"].blocked_by == [before]
    assert waited.context["detail"].blocks == [after]
    after.refresh_from_db()
    assert after.due_on == days(20)


def test_the_page_takes_a_code_names_a_loop_at_it_and_takes_one_back(world):
    first, second = (DeliverableFactory(group=world.group, number=n, title=f"T{n}") for n in (1, 2))
    client = world.client(P.OWN_CHAIR)
    pages = [reverse("deliverables:dependency-create", args=[each.reference]) for each in (first, second)]

    added = client.post(pages[1], {"predecessor": "saf-d01", "note": "Its words."}, follow=True)
    loop = client.post(pages[0], {"predecessor": "SAF-D02", "note": "Kept."})
    unknown = client.post(pages[0], {"predecessor": "SAF-D77"})

    dependency = Dependency.objects.get()
    assert (dependency.predecessor, dependency.successor, dependency.note) == (first, second, "Its words.")
    assert "Its words." in added.text
    errors = loop.context["form"].errors["predecessor"]
    assert errors == ["It would wait for itself: SAF-D01 T1 → SAF-D02 T2 → SAF-D01 T1."]
    assert (loop.status_code, unknown.status_code) == (422, 422)
    assert 'value="Kept."' in loop.text

    gone = client.post(reverse("deliverables:dependency-remove", args=[dependency.reference]), follow=True)

    assert "SAF-D02 no longer waits for SAF-D01." in gone.text
    assert not Dependency.objects.exists()


def test_a_dependency_on_what_one_may_not_read_is_hidden(world):
    after = DeliverableFactory(group=world.group)
    DependencyFactory(successor=after, predecessor__group=world.other_group, predecessor__restricted=True)

    page = world.client(P.OWN_MEMBER).get(after.get_absolute_url())

    assert page.context["detail"].blocked_by == []


def test_every_line_is_ticked_before_it_is_accepted(world):
    made = DeliverableFactory(
        group=world.group, state="in_review", acceptance_criteria="Read by two.\n\nComments answered."
    )
    chair = world.user(P.OWN_CHAIR)
    services.check_criteria(deliverable=made, met=["Read by two."], by=chair)
    with pytest.raises(DomainError, match="Not ticked yet: Comments answered"):
        services.accept_deliverable(deliverable=made, by=chair)

    services.accept_deliverable(deliverable=made, met=["Comments answered."], by=world.user(P.OWN_CO_CHAIR))

    assert [(check.criterion, check.checked_by) for check in made.checks.all()] == [
        ("Read by two.", chair),
        ("Comments answered.", world.users[P.OWN_CO_CHAIR]),
    ]


def test_a_week_is_kept_once(world):
    DeliverableFactory(group=world.group, due_on=days(20), baseline_on=days(5))

    added = [services.keep_week(), services.keep_week()]

    week = GroupWeek.objects.get(group=world.group)
    assert added == [2, 0]
    assert (week.green, week.slipped, week.slippage_days) == (1, 1, 15)


@pytest.mark.parametrize("kind", ["svg", "pdf"])
def test_timeline_is_a_file_with_its_dependencies(world, kind):
    link = DependencyFactory(
        successor__group=world.group, predecessor__group=world.group, predecessor__due_on=days(99)
    )
    MilestoneFactory(deliverable=link.successor)

    answer = world.client(P.OWN_MEMBER).get(reverse("deliverables:timeline-export", args=[kind]))

    assert answer.status_code == 200
    if kind == "svg":
        assert 'class="arrow is-tight"' in answer.text
    else:
        assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["work-plan-list", "health"])
def test_lists_cost_the_same_for_one_group_and_more(world, name, django_assert_max_num_queries):
    WorkPlanFactory(group=world.group, state="approved")
    client = world.client(P.SECRETARIAT)
    client.get(reverse(f"deliverables:{name}"))

    with django_assert_max_num_queries(12):
        assert client.get(reverse(f"deliverables:{name}")).status_code == 200


def test_page_of_a_plan_stays_within_its_queries(world, plan, django_assert_max_num_queries):
    for _number in range(3):
        made = DeliverableFactory(group=world.group, work_plan=plan)
        MilestoneFactory(deliverable=made)
        DependencyFactory(successor=made)
    client = world.client(P.OWN_CHAIR)
    client.get(plan.get_absolute_url())

    with django_assert_max_num_queries(12):
        assert client.get(plan.get_absolute_url()).status_code == 200

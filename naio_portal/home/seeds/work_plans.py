"""Demonstration of work plans: an approved plan for each group, the next one of SAF that waits for its chair
and the draft of REG, dependencies within and across groups, change requests that wait, a checklist half
ticked, twelve weeks of health."""

import datetime as dt

from django.utils import timezone

from deliverables.enums import DeliverableState, WorkPlanState
from deliverables.models import (
    AcceptanceCheck,
    ChangeRequest,
    Deliverable,
    Dependency,
    GroupWeek,
    Milestone,
    WorkPlan,
)
from deliverables.selectors.health import standings
from groups.models import Objective, WorkingGroup
from members.models import User
from naio_portal.dates import kl_today

# What waits, for what.
DEPENDENCIES = [
    ("SAF", 2, "SAF", 1, "The incident categories."),
    ("GOV", 1, "SAF", 1, "Which incidents are to be reported."),
    ("REG", 2, "GOV", 1, ""),
    ("TAL", 1, "ADV", 1, "The list of skills that industry asks for."),
    ("SEC", 2, "SOV", 1, ""),
]
WEEKS = 11


def seed_work_plans(secretary: User, approver: User) -> None:
    """Call after the deliverables are there. `secretary` submitted each plan, `approver` approved it."""
    today = kl_today()
    start_on = today.replace(day=1) - dt.timedelta(days=180)
    start_on = start_on.replace(day=1)
    end_on = start_on.replace(year=start_on.year + 1) - dt.timedelta(days=1)
    approved_at = timezone.now() - dt.timedelta(days=150)
    for group in WorkingGroup.objects.all():
        plan = WorkPlan.objects.create(
            group=group,
            start_on=start_on,
            end_on=end_on,
            state=WorkPlanState.APPROVED,
            submitted_by=secretary,
            submitted_at=approved_at - dt.timedelta(days=7),
            approved_by=approver,
            approved_at=approved_at,
            created_by=secretary,
        )
        group.deliverables.filter(due_on__range=(start_on, end_on)).update(work_plan=plan)
        served = plan.deliverables.exclude(state=DeliverableState.PROPOSED).values("objective")
        Objective.objects.filter(pk__in=served).update(approved_on=approved_at.date())
        seed_baselines(plan)
    submitted = {"state": WorkPlanState.SUBMITTED, "submitted_by": secretary}
    submitted["submitted_at"] = timezone.now() - dt.timedelta(days=2)
    for code, state in (("SAF", submitted), ("REG", {})):
        plan = WorkPlan.objects.create(
            group=WorkingGroup.objects.get(code=code),
            start_on=end_on + dt.timedelta(days=1),
            end_on=end_on.replace(year=end_on.year + 1),
            created_by=secretary,
            **state,
        )
        plan.group.deliverables.filter(
            work_plan__isnull=True, due_on__range=(plan.start_on, plan.end_on)
        ).update(work_plan=plan)
    seed_dependencies(secretary)
    seed_checklist(approver)
    seed_weeks(today)


def seed_baselines(plan: WorkPlan) -> None:
    """What was approved, a little earlier than it is due now for every third deliverable."""
    for deliverable in plan.deliverables.exclude(activated_on=None):
        days = (0, 0, 14)[deliverable.number % 3]
        plan.deliverables.filter(pk=deliverable.pk).update(
            baseline_on=deliverable.due_on - dt.timedelta(days=days)
        )


def seed_dependencies(author: User) -> None:
    found = {
        (code, number): pk
        for code, number, pk in Deliverable.objects.values_list("group__code", "number", "pk")
    }
    for code, number, before, before_number, note in DEPENDENCIES:
        successor, predecessor = found.get((code, number)), found.get((before, before_number))
        if successor and predecessor:
            Dependency.objects.create(
                successor_id=successor, predecessor_id=predecessor, note=note, created_by=author
            )


def seed_changes(author: User, milestone: Milestone, new_due_on: dt.date) -> None:
    """Two requests that wait for a chair: another date of a milestone, another wording of a deliverable."""
    ChangeRequest.objects.create(
        group=milestone.deliverable.group,
        deliverable=milestone.deliverable,
        milestone=milestone,
        old={"due_on": milestone.due_on.isoformat()},
        new={"due_on": new_due_on.isoformat()},
        reason="Two hospitals answer only after their audit.",
        requested_by=author,
    )
    other = (
        milestone.deliverable.group.deliverables.filter(state=DeliverableState.ACTIVE)
        .exclude(pk=milestone.deliverable_id)
        .order_by("number")
        .first()
    )
    if other is not None:
        ChangeRequest.objects.create(
            group=other.group,
            deliverable=other,
            old={"acceptance_criteria": other.acceptance_criteria},
            new={"acceptance_criteria": f"{other.acceptance_criteria}\n3. Tried in one hospital."},
            reason="The plenary asked for a trial before anything is accepted.",
            requested_by=author,
        )


def seed_checklist(approver: User) -> None:
    """The first line of what is in review is ticked."""
    for deliverable in Deliverable.objects.filter(state=DeliverableState.IN_REVIEW):
        AcceptanceCheck.objects.create(
            deliverable=deliverable,
            criterion=deliverable.criteria[0],
            checked_by=approver,
            checked_at=timezone.now() - dt.timedelta(days=1),
        )


def seed_weeks(today: dt.date) -> None:
    """The weeks before this one, from how each group stands today: better the further back."""
    monday = today - dt.timedelta(days=today.weekday())
    for standing in standings(None, WorkingGroup.objects.all(), today):
        for back in range(WEEKS, 0, -1):
            red = max(0, standing.red - back // 3)
            amber = max(0, standing.amber - back // 4)
            GroupWeek.objects.create(
                group=standing.group,
                monday=monday - dt.timedelta(weeks=back),
                red=red,
                amber=amber,
                green=standing.total - red - amber,
                late=max(0, standing.late - back // 3),
                stale=max(0, standing.stale - back // 4),
                slipped=max(0, standing.slipped - back // 5),
                slippage_days=max(0, standing.slippage_days - 3 * back),
                percent=max(0, standing.percent - 4 * back),
            )

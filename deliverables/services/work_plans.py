"""A group's plan for a period: drafted, submitted, approved. Afterwards changes are asked for one by one."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deliverables.enums import OPEN_STATES, DeliverableState, WorkPlanState
from deliverables.models import Deliverable, WorkPlan
from deliverables.rules import is_author
from deliverables.selectors.work_plans import gaps_of
from deliverables.services.locking import check_other_person, check_state, lock_deliverable, reason_of
from deliverables.services.moves import start
from deliverables.services.plan_mails import tell_plan_decided, tell_plan_submitted
from deliverables.workflow import WORK_PLAN
from groups.models import Objective, WorkingGroup
from naio_portal.access import require
from naio_portal.dates import kl_today
from naio_portal.errors import DomainError, EditConflict


def create_work_plan(*, group: WorkingGroup, start_on: dt.date, end_on: dt.date, by) -> WorkPlan:
    """Begin a plan for a period, both days included; open deliverables of the group that are due in it and
    are in no other plan are in it at once.

    Raises NotAllowed, ValidationError by field, also when the group has a plan for some of these days.
    """
    require(by, "deliverables.create_work_plan", group)
    with transaction.atomic():
        group = WorkingGroup.objects.select_for_update().get(pk=group.pk)
        plan = WorkPlan(group=group, start_on=start_on, end_on=end_on, created_by=by)
        plan.full_clean()
        plan.save()
        _take_in(plan)
        return plan


def update_work_plan(*, plan: WorkPlan, version: int, start_on: dt.date, end_on: dt.date, by) -> WorkPlan:
    """Change the period of a draft. Deliverables that are not due in it any more leave the plan.

    Raises NotAllowed, IllegalMove unless draft, EditConflict when somebody saved since, ValidationError.
    """
    with transaction.atomic():
        plan = lock_plan(plan)
        require(by, "deliverables.update_work_plan", plan)
        check_state(plan, WorkPlanState.DRAFT)
        if plan.version != version:
            raise EditConflict(_("Somebody else saved this plan while you were writing."), theirs=plan)
        plan.start_on, plan.end_on = start_on, end_on
        plan.version += 1
        plan.full_clean()
        plan.save()
        plan.deliverables.exclude(due_on__range=(start_on, end_on)).update(work_plan=None)
        _take_in(plan)
        return plan


def submit_work_plan(*, plan: WorkPlan, by) -> WorkPlan:
    """Ask for approval; until it is approved or returned its deliverables are not edited.

    Raises NotAllowed, IllegalMove unless draft, DomainError while something is missing.
    """
    with transaction.atomic():
        plan = lock_plan(plan)
        require(by, "deliverables.submit_work_plan", plan)
        check_state(plan, WorkPlanState.DRAFT)
        if gaps := gaps_of(plan):
            raise DomainError(
                _("The plan is not complete: %(first)s (%(count)d in all)")
                % {"first": gaps[0].text, "count": len(gaps)}
            )
        plan.submitted_by, plan.submitted_at = by, timezone.now()
        _move(plan, WorkPlanState.SUBMITTED)
        tell_plan_submitted(plan)
        return plan


def return_work_plan(*, plan: WorkPlan, reason: str, by) -> WorkPlan:
    """Not approved yet: a draft again, with the reason. Raises NotAllowed, IllegalMove unless submitted,
    ValidationError without a reason."""
    with transaction.atomic():
        plan = lock_plan(plan)
        check_other_person(by, plan)
        require(by, "deliverables.return_work_plan", plan)
        check_state(plan, WorkPlanState.SUBMITTED)
        author = plan.submitted_by
        plan.submitted_by = plan.submitted_at = None
        _move(plan, WorkPlanState.DRAFT, reason=reason_of(reason))
        tell_plan_decided(plan, submitted_by=author)
        return plan


def approve_work_plan(*, plan: WorkPlan, by) -> WorkPlan:
    """Approve the plan as submitted: its proposed deliverables and their milestones become active, the dates
    they have now are the baseline, and the wording of the objectives that they serve is fixed.

    By another person than who submitted it. What the approver wrote or owns stays proposed, and so does
    what was added since: another person approves each of those.

    Raises NotAllowed, IllegalMove unless submitted.
    """
    with transaction.atomic():
        plan = lock_plan(plan)
        check_other_person(by, plan)
        require(by, "deliverables.approve_work_plan", plan)
        check_state(plan, WorkPlanState.SUBMITTED)
        waiting = plan.deliverables.filter(state=DeliverableState.PROPOSED, created_at__lte=plan.submitted_at)
        for pk in waiting.order_by("pk").values_list("pk", flat=True):
            deliverable = lock_deliverable(pk)
            if by is None or not is_author(by, deliverable):
                start(deliverable)
        served = plan.deliverables.filter(state__in=OPEN_STATES).values("objective")
        Objective.objects.filter(pk__in=served, approved_on__isnull=True).update(approved_on=kl_today())
        plan.approved_by, plan.approved_at = by, timezone.now() if by else None
        _move(plan, WorkPlanState.APPROVED)
        tell_plan_decided(plan, submitted_by=plan.submitted_by)
        return plan


def lock_plan(plan: WorkPlan) -> WorkPlan:
    """The plan as it stands now; whoever comes second waits."""
    return (
        WorkPlan.objects.select_for_update(of=("self",))
        .select_related("group", "submitted_by")
        .get(pk=plan.pk)
    )


def _take_in(plan: WorkPlan) -> None:
    Deliverable.objects.filter(
        group=plan.group,
        work_plan__isnull=True,
        state__in=OPEN_STATES,
        due_on__range=(plan.start_on, plan.end_on),
    ).update(work_plan=plan)


def _move(plan: WorkPlan, state: str, *, reason: str = "") -> None:
    WORK_PLAN.check(plan.state, state)
    plan.state, plan.state_reason = state, reason
    plan.version += 1
    plan.save()

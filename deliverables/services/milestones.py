"""Moves of a milestone through its states (workflow.MILESTONE)."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from deliverables.enums import MilestoneState
from deliverables.models import Milestone
from deliverables.services.locking import (
    check_other_person,
    check_running,
    check_state,
    lock_milestone,
    reason_of,
    withdraw_waiting,
)
from deliverables.workflow import MILESTONE
from naio_portal.access import require
from naio_portal.dates import kl_today


def activate_milestone(*, milestone: Milestone, by) -> Milestone:
    """Approve a milestone that was added to a running deliverable: its date becomes the baseline.

    By another person than who added it. Raises NotAllowed, IllegalMove unless proposed.
    """
    with transaction.atomic():
        milestone = lock_milestone(milestone)
        check_other_person(by, milestone)
        require(by, "deliverables.activate_milestone", milestone)
        check_running(milestone.deliverable)
        check_state(milestone, MilestoneState.PROPOSED)
        return _move(milestone, MilestoneState.ACTIVE)


def achieve_milestone(*, milestone: Milestone, achieved_on: dt.date | None = None, by) -> Milestone:
    """It is done. `achieved_on`: the day in Kuala Lumpur, today when left out, never later than today.

    Whoever files updates says so; only chair or secretariat once it was declared missed. Raises
    NotAllowed, IllegalMove unless active or missed, ValidationError for a day to come.
    """
    with transaction.atomic():
        milestone = lock_milestone(milestone)
        was_missed = milestone.state == MilestoneState.MISSED
        permission = "reopen_milestone" if was_missed else "achieve_milestone"
        require(by, f"deliverables.{permission}", milestone)
        check_running(milestone.deliverable)
        if achieved_on and achieved_on > kl_today():
            raise ValidationError({"achieved_on": _("This day is still to come.")})
        check_state(milestone, MilestoneState.ACTIVE, MilestoneState.MISSED)
        milestone.achieved_on = achieved_on or kl_today()
        return _move(milestone, MilestoneState.ACHIEVED, by=by)


def miss_milestone(*, milestone: Milestone, reason: str, by) -> Milestone:
    """Declare that it will not be met: a decision of chair or secretariat.

    Raises NotAllowed, IllegalMove unless active, ValidationError without a reason.
    """
    with transaction.atomic():
        milestone = lock_milestone(milestone)
        require(by, "deliverables.miss_milestone", milestone)
        check_running(milestone.deliverable)
        check_state(milestone, MilestoneState.ACTIVE)
        return _move(milestone, MilestoneState.MISSED, reason=reason_of(reason), by=by)


def cancel_milestone(*, milestone: Milestone, reason: str, by) -> Milestone:
    """It is no longer needed. Raises NotAllowed, IllegalMove unless proposed or active, ValidationError
    without a reason."""
    with transaction.atomic():
        milestone = lock_milestone(milestone)
        require(by, "deliverables.cancel_milestone", milestone)
        check_state(milestone, MilestoneState.PROPOSED, MilestoneState.ACTIVE)
        return _move(milestone, MilestoneState.CANCELLED, reason=reason_of(reason), by=by)


def reopen_milestone(*, milestone: Milestone, reason: str, by) -> Milestone:
    """Make an achieved, missed or cancelled milestone active again; the baseline stays the first one.

    Raises NotAllowed, IllegalMove in other states, ValidationError without a reason.
    """
    with transaction.atomic():
        milestone = lock_milestone(milestone)
        require(by, "deliverables.reopen_milestone", milestone)
        check_running(milestone.deliverable)
        check_state(milestone, MilestoneState.ACHIEVED, MilestoneState.MISSED, MilestoneState.CANCELLED)
        return _move(milestone, MilestoneState.ACTIVE, reason=reason_of(reason))


def _move(milestone: Milestone, state: str, *, reason: str = "", by=None) -> Milestone:
    """Set the state of a locked milestone and save it. A request for a new date ends with the work."""
    MILESTONE.check(milestone.state, state)
    milestone.state, milestone.state_reason = state, reason
    if state != MilestoneState.ACHIEVED:
        milestone.achieved_on = None
    if state == MilestoneState.ACTIVE:
        milestone.activated_on = kl_today()
        milestone.baseline_on = milestone.baseline_on or milestone.due_on
    else:
        withdraw_waiting(milestone.changes.all(), by)
    milestone.version += 1
    milestone.save()
    return milestone

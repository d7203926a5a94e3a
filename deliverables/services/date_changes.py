"""Requests to move a milestone's due date: asked with a reason, decided by another person."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deliverables.enums import DateChangeState, MilestoneState
from deliverables.models import DueDateChange, Milestone
from deliverables.services.locking import (
    check_other_person,
    check_running,
    lock_change,
    lock_milestone,
    reason_of,
)
from deliverables.workflow import DATE_CHANGE
from naio_portal.access import require
from naio_portal.dates import format_date, kl_today
from naio_portal.errors import DomainError, IllegalMove


def request_date_change(
    *, milestone: Milestone, new_due_on: dt.date, reason: str, on_behalf_of=None, by
) -> DueDateChange:
    """Ask for another due date. A waiting request of the same person gives way to this one.

    `on_behalf_of`: the Member for whom the secretariat asks. Raises NotAllowed, IllegalMove unless the
    milestone is active, DomainError while a request of somebody else waits, ValidationError by field.
    """
    with transaction.atomic():
        milestone = lock_milestone(milestone)
        require(by, "deliverables.request_date_change", milestone)
        check_running(milestone.deliverable)
        if milestone.state != MilestoneState.ACTIVE:
            raise IllegalMove(_("Only an active milestone gets a new date."))
        if new_due_on == milestone.due_on:
            raise ValidationError({"new_due_on": _("This is the due date already.")})
        if new_due_on < kl_today():
            raise ValidationError({"new_due_on": _("The new date cannot be in the past.")})
        reason = reason_of(reason)
        for waiting in milestone.date_changes.select_for_update().filter(state=DateChangeState.PENDING):
            if waiting.requested_by_id != by.pk:
                raise DomainError(
                    _("A change to %(day)s waits for approval already.")
                    % {"day": format_date(waiting.new_due_on)}
                )
            _decide(waiting, DateChangeState.WITHDRAWN, by=by)
        return DueDateChange.objects.create(
            milestone=milestone,
            old_due_on=milestone.due_on,
            new_due_on=new_due_on,
            reason=reason,
            on_behalf_of=on_behalf_of,
            requested_by=by,
        )


def approve_date_change(*, change: DueDateChange, by) -> DueDateChange:
    """Give the milestone its new due date; the baseline stays. By another person than who asked.

    Raises NotAllowed, IllegalMove when it was decided already.
    """
    with transaction.atomic():
        change = lock_change(change)
        check_other_person(by, change)
        require(by, "deliverables.decide_date_change", change)
        _decide(change, DateChangeState.APPROVED, by=by)
        milestone = change.milestone
        milestone.due_on = change.new_due_on
        milestone.version += 1
        milestone.save()
        return change


def decline_date_change(*, change: DueDateChange, reason: str, by) -> DueDateChange:
    """Keep the due date. Raises NotAllowed, IllegalMove when it was decided already, ValidationError
    without a reason."""
    with transaction.atomic():
        change = lock_change(change)
        check_other_person(by, change)
        require(by, "deliverables.decide_date_change", change)
        return _decide(change, DateChangeState.DECLINED, note=reason_of(reason), by=by)


def withdraw_date_change(*, change: DueDateChange, by) -> DueDateChange:
    """Who asked takes the request back. Raises NotAllowed, IllegalMove when it was decided already."""
    with transaction.atomic():
        change = lock_change(change)
        require(by, "deliverables.withdraw_date_change", change)
        return _decide(change, DateChangeState.WITHDRAWN, by=by)


def _decide(change: DueDateChange, state: str, *, note: str = "", by) -> DueDateChange:
    DATE_CHANGE.check(change.state, state)
    change.state, change.decision_note = state, note
    change.decided_by, change.decided_at = by, timezone.now()
    change.save()
    return change

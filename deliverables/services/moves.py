"""Moves of a deliverable through its states (workflow.DELIVERABLE)."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deliverables.enums import Classification, DeliverableState, MilestoneState
from deliverables.models import ChangeRequest, Deliverable, ReviewRound
from deliverables.services.acceptance import check_acceptor, check_criteria, open_criteria
from deliverables.services.acceptance_mails import tell_acceptors, tell_owner
from deliverables.services.colours import drop_override
from deliverables.services.locking import (
    check_other_person,
    check_state,
    lock_deliverable,
    reason_of,
    withdraw_waiting,
)
from deliverables.workflow import DELIVERABLE
from naio_portal.access import require
from naio_portal.dates import kl_today
from naio_portal.errors import DomainError


def activate_deliverable(*, deliverable: Deliverable, by) -> Deliverable:
    """Approve the plan: the deliverable and its proposed milestones become active, and the dates they
    have now are the baseline. By another person than its author or owner.

    Raises NotAllowed, IllegalMove unless proposed.
    """
    with transaction.atomic():
        deliverable = lock_deliverable(deliverable.pk)
        check_other_person(by, deliverable)
        require(by, "deliverables.activate_deliverable", deliverable)
        check_state(deliverable, DeliverableState.PROPOSED)
        return start(deliverable)


def start(deliverable: Deliverable) -> Deliverable:
    """Make a locked, proposed deliverable and its milestones active, today, with their baselines."""
    today = kl_today()
    deliverable.activated_on = today
    deliverable.baseline_on = deliverable.due_on
    for milestone in deliverable.milestones.filter(state=MilestoneState.PROPOSED):
        milestone.state = MilestoneState.ACTIVE
        milestone.activated_on = today
        milestone.baseline_on = milestone.due_on
        milestone.version += 1
        milestone.save()
    return move_deliverable(deliverable, DeliverableState.ACTIVE)


def submit_deliverable(*, deliverable: Deliverable, by) -> Deliverable:
    """The work is done: ask for acceptance, by mail too. Raises NotAllowed, IllegalMove unless active."""
    with transaction.atomic():
        deliverable = lock_deliverable(deliverable.pk)
        require(by, "deliverables.submit_deliverable", deliverable)
        check_state(deliverable, DeliverableState.ACTIVE)
        deliverable = move_deliverable(deliverable, DeliverableState.IN_REVIEW)
        tell_acceptors(deliverable)
        return deliverable


def return_deliverable(*, deliverable: Deliverable, reason: str, by) -> Deliverable:
    """Not accepted yet: back to active, with the reason. Raises NotAllowed, IllegalMove unless in review,
    ValidationError without a reason."""
    with transaction.atomic():
        deliverable = lock_deliverable(deliverable.pk)
        require(by, "deliverables.return_deliverable", deliverable)
        check_state(deliverable, DeliverableState.IN_REVIEW)
        _check_no_round(deliverable)
        deliverable = move_deliverable(deliverable, DeliverableState.ACTIVE, reason=reason_of(reason))
        tell_owner(deliverable, by=by)
        return deliverable


def accept_deliverable(*, deliverable: Deliverable, met: Iterable[str] = (), by) -> Deliverable:
    """Accept what was delivered: the chair or a co-chair, failing one the secretariat; never the owner.

    `met`: lines of the acceptance checklist that are ticked with it, besides those ticked before.

    Raises NotAllowed, IllegalMove unless in review, DomainError while milestones or lines of the checklist
    are open, or when there is no checklist.
    """
    with transaction.atomic():
        deliverable = lock_deliverable(deliverable.pk)
        check_acceptor(deliverable, by)
        check_state(deliverable, DeliverableState.IN_REVIEW)
        _check_no_round(deliverable)
        if not deliverable.criteria:
            raise DomainError(_("It has no acceptance criteria: write them first."))
        if met := [line for line in met if line in deliverable.criteria]:
            ticked = set(deliverable.criteria) - set(open_criteria(deliverable))
            check_criteria(deliverable=deliverable, met=[*ticked, *met], by=by)
        if still_open := open_criteria(deliverable):
            raise DomainError(_("Not ticked yet: %(line)s") % {"line": still_open[0]})
        unfinished = deliverable.milestones.filter(
            state__in=[MilestoneState.PROPOSED, MilestoneState.ACTIVE]
        ).count()
        if unfinished:
            raise DomainError(
                ngettext(
                    "%(count)d milestone is still open: achieve, miss or cancel it first.",
                    "%(count)d milestones are still open: achieve, miss or cancel them first.",
                    unfinished,
                )
                % {"count": unfinished}
            )
        deliverable.delivered_on = kl_today()
        deliverable.percent = 100
        deliverable = move_deliverable(deliverable, DeliverableState.DELIVERED)
        tell_owner(deliverable, by=by)
        return deliverable


def suspend_deliverable(*, deliverable: Deliverable, reason: str, by) -> Deliverable:
    """Stop work for now: no colour, no reminders. Raises NotAllowed, IllegalMove unless active,
    ValidationError without a reason."""
    with transaction.atomic():
        deliverable = lock_deliverable(deliverable.pk)
        require(by, "deliverables.suspend_deliverable", deliverable)
        check_state(deliverable, DeliverableState.ACTIVE)
        return move_deliverable(deliverable, DeliverableState.SUSPENDED, reason=reason_of(reason))


def resume_deliverable(*, deliverable: Deliverable, by) -> Deliverable:
    """Take up suspended work again. Raises NotAllowed, IllegalMove unless suspended."""
    with transaction.atomic():
        deliverable = lock_deliverable(deliverable.pk)
        require(by, "deliverables.resume_deliverable", deliverable)
        check_state(deliverable, DeliverableState.SUSPENDED)
        # Reminders of the days it rested are not sent.
        deliverable.activated_on = kl_today()
        return move_deliverable(deliverable, DeliverableState.ACTIVE)


def withdraw_deliverable(*, deliverable: Deliverable, reason: str, by) -> Deliverable:
    """Give it up: its open milestones are cancelled for the same reason, waiting requests withdrawn.

    Raises NotAllowed, IllegalMove unless proposed, active or suspended, ValidationError without a reason.
    """
    with transaction.atomic():
        deliverable = lock_deliverable(deliverable.pk)
        require(by, "deliverables.withdraw_deliverable", deliverable)
        reason = reason_of(reason)
        check_state(
            deliverable, DeliverableState.PROPOSED, DeliverableState.ACTIVE, DeliverableState.SUSPENDED
        )
        withdraw_waiting(ChangeRequest.objects.filter(deliverable=deliverable), by)
        for milestone in deliverable.milestones.filter(
            state__in=[MilestoneState.PROPOSED, MilestoneState.ACTIVE]
        ):
            milestone.state, milestone.state_reason = MilestoneState.CANCELLED, reason
            milestone.version += 1
            milestone.save()
        return move_deliverable(deliverable, DeliverableState.WITHDRAWN, reason=reason)


def publish_deliverable(*, deliverable: Deliverable, by) -> Deliverable:
    """Show it to everybody. Raises NotAllowed, IllegalMove unless delivered, DomainError when restricted."""
    with transaction.atomic():
        deliverable = lock_deliverable(deliverable.pk)
        require(by, "deliverables.publish_deliverable", deliverable)
        check_state(deliverable, DeliverableState.DELIVERED)
        if deliverable.classification != Classification.OPEN:
            raise DomainError(_("A restricted deliverable cannot be published: open it first."))
        return move_deliverable(deliverable, DeliverableState.PUBLISHED)


def unfinished_rounds(deliverable: Deliverable) -> QuerySet[ReviewRound]:
    """Review rounds of it that are not over by the clock; at most one."""
    return ReviewRound.objects.unfinished().filter(version__deliverable=deliverable)


def _check_no_round(deliverable: Deliverable) -> None:
    if unfinished_rounds(deliverable).exists():
        raise DomainError(_("A review round is not over yet: end it or call it off first."))


def move_deliverable(deliverable: Deliverable, state: str, *, reason: str = "") -> Deliverable:
    """Set the state of a locked deliverable and save it. An override ends with the running states."""
    DELIVERABLE.check(deliverable.state, state)
    deliverable.state, deliverable.state_reason = state, reason
    if not deliverable.is_running:
        drop_override(deliverable)
    deliverable.version += 1
    deliverable.save()
    deliverable.refresh_from_db(fields=["next_due_on", "milestone_slip_days"])
    return deliverable

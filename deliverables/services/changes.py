"""Requests to change what was approved: asked with a reason, decided by another person."""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deliverables.enums import OPEN_STATES, ChangeState, DeliverableState, MilestoneState
from deliverables.models import ChangeRequest, Deliverable, Milestone
from deliverables.models.changes import PLANNED
from deliverables.services.locking import (
    Planned,
    check_other_person,
    check_running,
    lock_change,
    lock_thing,
    reason_of,
)
from deliverables.services.plan_mails import tell_approvers, tell_asker
from deliverables.workflow import CHANGE
from groups.models import Objective
from naio_portal.access import require
from naio_portal.dates import kl_today
from naio_portal.errors import DomainError, IllegalMove


def request_change(
    *, thing: Planned, values: Mapping[str, object], reason: str, on_behalf_of=None, by
) -> ChangeRequest:
    """Ask for other values of what was approved, and tell who may decide.

    `thing`: a Milestone, Deliverable or Objective. `values`: of its fields in `PLANNED`; those that are
    the same are left out. A waiting request of the same person gives way to this one. `on_behalf_of`: the
    Member for whom the secretariat asks.

    Raises NotAllowed, IllegalMove unless it is approved and not finished, DomainError while a request of
    somebody else waits, ValidationError by field.
    """
    with transaction.atomic():
        thing = lock_thing(thing)
        require(by, permission_to_ask(thing), thing)
        check_approved(thing)
        old, new = _differences(thing, values)
        reason = reason_of(reason)
        for waiting in thing.changes.select_for_update().filter(
            state=ChangeState.PENDING, **({"milestone": None} if isinstance(thing, Deliverable) else {})
        ):
            if waiting.requested_by_id != by.pk:
                raise DomainError(_("A change waits for approval already: %(change)s.") % {"change": waiting})
            _decide(waiting, ChangeState.WITHDRAWN, by=by)
        change = ChangeRequest(
            **_about(thing),
            old=old,
            new=new,
            reason=reason,
            on_behalf_of=on_behalf_of,
            requested_by=by,
        )
        change.save()
        tell_approvers(change)
        return change


def approve_change(*, change: ChangeRequest, by) -> ChangeRequest:
    """Write the new values; a baseline stays. By another person than who asked.

    Raises NotAllowed, IllegalMove when it was decided already or the thing is finished, DomainError when
    what it changes is no longer as it was when it was asked for.
    """
    with transaction.atomic():
        change = lock_change(change)
        check_other_person(by, change)
        require(by, "deliverables.decide_change", change)
        _decide(change, ChangeState.APPROVED, by=by)
        thing = change.thing
        check_approved(thing)
        now = {name: kept(getattr(thing, name)) for name in change.old}
        if now != change.old:
            raise DomainError(
                _("It was changed meanwhile: decline this request, so that it is asked for anew.")
            )
        for name, value in change.new.items():
            setattr(thing, name, _value_of(thing, name, value))
        thing.version += 1
        thing.full_clean()
        thing.save()
        tell_asker(change, by=by)
        return change


def decline_change(*, change: ChangeRequest, reason: str, by) -> ChangeRequest:
    """Keep things as they are. Raises NotAllowed, IllegalMove when it was decided already, ValidationError
    without a reason."""
    with transaction.atomic():
        change = lock_change(change)
        check_other_person(by, change)
        require(by, "deliverables.decide_change", change)
        _decide(change, ChangeState.DECLINED, note=reason_of(reason), by=by)
        tell_asker(change, by=by)
        return change


def withdraw_change(*, change: ChangeRequest, by) -> ChangeRequest:
    """Who asked takes the request back. Raises NotAllowed, IllegalMove when it was decided already."""
    with transaction.atomic():
        change = lock_change(change)
        require(by, "deliverables.withdraw_change", change)
        return _decide(change, ChangeState.WITHDRAWN, by=by)


def permission_to_ask(thing: Planned) -> str:
    """Who reports on a deliverable asks about it and its milestones; who writes in the group asks about an
    objective, which nobody reports on."""
    if isinstance(thing, Objective):
        return "deliverables.request_objective_change"
    return "deliverables.request_change"


def check_approved(thing: Planned) -> None:
    """Raise IllegalMove unless it was approved and is not finished: else it is edited, or left alone."""
    if isinstance(thing, Objective):
        if thing.approved_on is None:
            raise IllegalMove(_("This objective is in no approved plan: edit it."))
    elif isinstance(thing, Milestone):
        check_running(thing.deliverable)
        if thing.state != MilestoneState.ACTIVE:
            raise IllegalMove(_("Only an active milestone is changed by request."))
    elif thing.state not in OPEN_STATES or thing.state == DeliverableState.PROPOSED:
        raise IllegalMove(
            _("This cannot be done while it is “%(state)s”.") % {"state": thing.get_state_display()}
        )


def _differences(thing: Planned, values: Mapping[str, object]) -> tuple[dict, dict]:
    """What would change, old and new, as kept in the request."""
    if unknown := set(values) - set(PLANNED[type(thing)]):
        raise ValueError(f"Not what a plan approves: {sorted(unknown)}")
    old = {name: kept(getattr(thing, name)) for name in values}
    new = {name: kept(value) for name, value in values.items()}
    changed = [name for name in values if old[name] != new[name]]
    if not changed:
        raise ValidationError({next(iter(values)): _("This is what it says already.")})
    due_on = values.get("due_on")
    if "due_on" in changed and isinstance(due_on, dt.date) and due_on < kl_today():
        raise ValidationError({"due_on": _("The new date cannot be in the past.")})
    trial = type(thing)(pk=thing.pk)
    for name in changed:
        setattr(trial, name, values[name])
    untouched = {field.name for field in thing._meta.fields} - set(changed)
    trial.full_clean(exclude=untouched, validate_unique=False, validate_constraints=False)
    objective = values.get("objective")
    if isinstance(objective, Objective) and objective.group_id != thing.group_id:
        raise ValidationError({"objective": _("This objective is of another group.")})
    return {name: old[name] for name in changed}, {name: new[name] for name in changed}


def kept(value: object) -> object:
    """A value as a request keeps it: JSON."""
    if isinstance(value, Objective):
        return value.number
    return value.isoformat() if isinstance(value, dt.date) else value


def _value_of(thing: Planned, name: str, value) -> object:
    """The kept value as the column takes it. Raises DomainError for an objective that is gone."""
    if name == "due_on":
        return dt.date.fromisoformat(value)
    if name != "objective" or value is None:
        return value
    found = Objective.objects.filter(group=thing.group_id, number=value).first()
    if found is None:
        raise DomainError(_("Objective %(number)d is gone: decline this request.") % {"number": value})
    return found


def _about(thing: Planned) -> dict[str, models.Model]:
    if isinstance(thing, Objective):
        return {"group": thing.group, "objective": thing}
    if isinstance(thing, Milestone):
        return {
            "group": thing.deliverable.group,
            "deliverable": thing.deliverable,
            "milestone": thing,
        }
    return {"group": thing.group, "deliverable": thing}


def _decide(change: ChangeRequest, state: str, *, note: str = "", by) -> ChangeRequest:
    CHANGE.check(change.state, state)
    change.state, change.decision_note = state, note
    change.decided_by, change.decided_at = by, timezone.now()
    change.save()
    return change

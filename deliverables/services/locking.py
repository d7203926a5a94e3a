"""What every write here begins with: the deliverable's row is locked first, then rows below it."""

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from deliverables.enums import ChangeState
from deliverables.models import ChangeRequest, Deliverable, Milestone, WorkPlan
from deliverables.rules import is_author
from groups.models import Objective
from naio_portal.errors import IllegalMove, NotAllowed

Planned = Milestone | Deliverable | Objective


def lock_deliverable(pk: int) -> Deliverable:
    """The deliverable as it stands now; whoever comes second waits. Call inside a transaction."""
    return Deliverable.objects.select_for_update(of=("self",)).select_related("group", "owner").get(pk=pk)


def lock_milestone(milestone: Milestone) -> Milestone:
    """The milestone as it stands now, below its locked deliverable."""
    deliverable = lock_deliverable(milestone.deliverable_id)
    locked = Milestone.objects.select_for_update(of=("self",)).select_related("owner").get(pk=milestone.pk)
    locked.deliverable = deliverable
    return locked


def lock_objective(objective: Objective) -> Objective:
    """The objective as it stands now."""
    return Objective.objects.select_for_update(of=("self",)).select_related("group").get(pk=objective.pk)


def lock_thing(thing: Planned) -> Planned:
    """What a plan is made of, as it stands now."""
    if isinstance(thing, Milestone):
        return lock_milestone(thing)
    return lock_deliverable(thing.pk) if isinstance(thing, Deliverable) else lock_objective(thing)


def lock_change(change: ChangeRequest) -> ChangeRequest:
    """The request as it stands now, below its locked thing."""
    thing = lock_thing(change.thing)
    locked = (
        ChangeRequest.objects.select_for_update(of=("self",))
        .select_related("group", "on_behalf_of")
        .get(pk=change.pk)
    )
    if isinstance(thing, Milestone):
        locked.milestone, locked.deliverable = thing, thing.deliverable
    elif isinstance(thing, Deliverable):
        locked.deliverable = thing
    else:
        locked.objective = thing
    return locked


def check_other_person(by, thing) -> None:
    """Nobody approves their own work, not even an administrator. Raises NotAllowed."""
    if by is not None and is_author(by, thing):
        raise NotAllowed(_("This is your own: another person approves it."))


def check_state(thing: Deliverable | Milestone | WorkPlan, *states: str) -> None:
    """Raise IllegalMove, with the state in the person's language, unless the thing is in one of these."""
    if thing.state not in states:
        raise IllegalMove(
            _("This cannot be done while it is “%(state)s”.") % {"state": thing.get_state_display()}
        )


def check_running(deliverable: Deliverable) -> None:
    """Raise IllegalMove unless the deliverable is active or in review."""
    if not deliverable.is_running:
        raise IllegalMove(
            _("The deliverable is not running: its state is “%(state)s”.")
            % {"state": deliverable.get_state_display()}
        )


def withdraw_waiting(changes: QuerySet[ChangeRequest], by) -> None:
    """Take back the requests among these that still wait: what they ask about is over."""
    changes.filter(state=ChangeState.PENDING).update(
        state=ChangeState.WITHDRAWN, decided_by=by, decided_at=timezone.now() if by else None
    )


def reason_of(text: str) -> str:
    """The reason without spaces around it. Raises ValidationError for the field `reason` when empty."""
    text = text.strip()
    if not text:
        raise ValidationError({"reason": _("Say why: the reason is kept.")})
    return text

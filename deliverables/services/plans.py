"""What a deliverable is: its definition, its people and its milestones."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from deliverables.enums import (
    OPEN_STATES,
    Classification,
    DeliverableState,
    MilestoneState,
    WorkPlanState,
)
from deliverables.models import Contributor, Deliverable, DeliverableGrant, Milestone, WorkPlan
from deliverables.models.changes import PLANNED
from deliverables.services.locking import check_state, lock_deliverable
from groups.enums import WRITING_ROLES
from groups.models import WorkingGroup
from naio_portal.access import require
from naio_portal.dates import kl_today
from naio_portal.errors import EditConflict, IllegalMove

DEFINITION = (
    "objective",
    "title",
    "description",
    "acceptance_criteria",
    "language",
    "owner",
    "classification",
    "due_on",
)


@dataclass(frozen=True)
class MilestoneRow:
    """One line of the plan. `number`: of an existing milestone; None: a new one. `owner`: a Member; None:
    the owner of the deliverable. `is_removed`: take it out of the plan (only while it is proposed)."""

    title: str
    due_on: dt.date
    number: int | None = None
    owner: object | None = None
    is_removed: bool = False


def create_deliverable(
    *,
    group: WorkingGroup,
    values: Mapping[str, object],
    milestones: Iterable[MilestoneRow] = (),
    contributors: Iterable = (),
    named: Iterable = (),
    by,
) -> Deliverable:
    """Propose a deliverable with its milestones. `values`: fields of DEFINITION. `contributors`, `named`
    (who may read it when restricted): Members.

    Raises NotAllowed, ValidationError by field.
    """
    require(by, "deliverables.create_deliverable", group)
    with transaction.atomic():
        # One number at a time in a group.
        group = WorkingGroup.objects.select_for_update().get(pk=group.pk)
        last = group.deliverables.aggregate(last=Max("number"))["last"] or 0
        deliverable = Deliverable(group=group, number=last + 1, created_by=by)
        _set_definition(deliverable, values)
        deliverable.save()
        _set_people(deliverable, contributors, named)
        _set_milestones(deliverable, milestones, by)
    deliverable.refresh_from_db()
    return deliverable


def update_deliverable(
    *,
    deliverable: Deliverable,
    version: int,
    values: Mapping[str, object],
    milestones: Iterable[MilestoneRow] = (),
    contributors: Iterable | None = None,
    named: Iterable | None = None,
    by,
) -> Deliverable:
    """Change the definition. `version`: the one the person began from.

    Milestones that `milestones` does not name stay as they are, and so do people where None is given.
    What was approved (`PLANNED`) changes by request alone, of the deliverable and of its active milestones.

    Raises NotAllowed, IllegalMove when it is withdrawn, delivered or published or its plan waits for
    approval, EditConflict when somebody saved meanwhile, ValidationError by field.
    """
    with transaction.atomic():
        deliverable = lock_deliverable(deliverable.pk)
        require(by, "deliverables.update_deliverable", deliverable)
        check_state(deliverable, *OPEN_STATES)
        if deliverable.version != version:
            raise EditConflict(
                _("Somebody else saved this deliverable while you were writing."), theirs=deliverable
            )
        _check_planned(deliverable, values)
        _set_definition(deliverable, values)
        deliverable.version += 1
        deliverable.save()
        _set_people(deliverable, contributors, named)
        _set_milestones(deliverable, milestones, by)
    deliverable.refresh_from_db()
    return deliverable


def _check_planned(deliverable: Deliverable, values: Mapping[str, object]) -> None:
    """What was approved changes by request (`request_change`), and a plan that waits for approval stays as
    it was submitted. Raises ValidationError by field, IllegalMove."""
    if deliverable.state == DeliverableState.PROPOSED:
        plan = deliverable.work_plan
        is_waiting = plan is not None and plan.state == WorkPlanState.SUBMITTED
        if is_waiting and deliverable.created_at <= plan.submitted_at:
            raise IllegalMove(_("Its work plan waits for approval: have the plan returned first."))
        return
    now = {name: getattr(deliverable, name) for name in PLANNED[Deliverable]}
    if changed := [name for name in now if values.get(name, now[name]) != now[name]]:
        text = _("This was approved with the plan: ask for a change.")
        raise ValidationError(dict.fromkeys(changed, text))


def _set_definition(deliverable: Deliverable, values: Mapping[str, object]) -> None:
    if unknown := set(values) - set(DEFINITION):
        raise ValueError(f"These are set by other services: {sorted(unknown)}")
    old_owner = deliverable.owner_id
    for field, value in values.items():
        setattr(deliverable, field, value)
    errors = {}
    if deliverable.owner_id != old_owner:
        deliverable.owner_since = kl_today() if deliverable.owner_id else None
        if deliverable.owner_id and not _serving(deliverable).filter(member=deliverable.owner_id).exists():
            errors["owner"] = _("The owner must serve in the group today.")
    if deliverable.objective and deliverable.objective.group_id != deliverable.group_id:
        errors["objective"] = _("This objective is of another group.")
    if errors:
        raise ValidationError(errors)
    deliverable.full_clean()
    if deliverable.state == DeliverableState.PROPOSED:
        deliverable.work_plan = WorkPlan.objects.on(deliverable.group, deliverable.due_on).first()


def _serving(deliverable: Deliverable):
    return deliverable.group.appointments.in_force().filter(role__in=WRITING_ROLES)


def _set_people(deliverable: Deliverable, contributors: Iterable | None, named: Iterable | None) -> None:
    """Contributors and named readers become exactly these; None leaves them."""
    if contributors is not None:
        _set_contributors(deliverable, contributors)
    if deliverable.classification == Classification.OPEN:
        deliverable.grants.all().delete()
    elif named is not None:
        readers = {member.pk for member in named}
        deliverable.grants.exclude(member__in=readers).delete()
        granted = set(deliverable.grants.values_list("member_id", flat=True))
        for member in sorted(readers - granted):
            DeliverableGrant.objects.create(deliverable=deliverable, member_id=member)


def _set_contributors(deliverable: Deliverable, contributors: Iterable) -> None:
    """Exactly these Members; who stays keeps the day they joined."""
    wanted = {member.pk for member in contributors} - {deliverable.owner_id}
    present = set(deliverable.contributors.values_list("member_id", flat=True))
    serving = set(deliverable.group.appointments.in_force().values_list("member_id", flat=True))
    if wanted - present - serving:
        raise ValidationError({"contributors": _("Contributors must serve in the group today.")})
    deliverable.contributors.exclude(member__in=wanted).delete()
    for member in sorted(wanted - present):
        Contributor.objects.create(deliverable=deliverable, member_id=member, since=kl_today())


def _set_milestones(deliverable: Deliverable, rows: Iterable[MilestoneRow], by) -> None:
    present = {milestone.number: milestone for milestone in deliverable.milestones.select_for_update()}
    last = max(present, default=0)
    for row in rows:
        if row.number is None:
            if row.is_removed:
                continue
            last += 1
            milestone = Milestone(deliverable=deliverable, number=last, created_by=by)
        else:
            milestone = present.get(row.number)
            if milestone is None:
                raise ValidationError(_("Milestone %(number)d is gone.") % {"number": row.number})
        _set_milestone(milestone, row)


def _set_milestone(milestone: Milestone, row: MilestoneRow) -> None:
    is_open = milestone.state == MilestoneState.PROPOSED
    if row.is_removed:
        if not is_open:
            raise ValidationError(
                _("Milestone %(number)d is in the approved plan: it is cancelled, not removed.")
                % {"number": milestone.number}
            )
        milestone.delete()
        return
    if not is_open and (row.due_on, row.title) != (milestone.due_on, milestone.title):
        raise ValidationError(
            _("Milestone %(number)d was approved: its title and its date change by request only.")
            % {"number": milestone.number}
        )
    owner_id = getattr(row.owner, "pk", None)
    wanted = (row.title, row.due_on, owner_id)
    if milestone.pk and wanted == (milestone.title, milestone.due_on, milestone.owner_id):
        return
    if owner_id != milestone.owner_id or not milestone.pk:
        milestone.owner_since = kl_today()
        if owner_id and not _serving(milestone.deliverable).filter(member=owner_id).exists():
            raise ValidationError(
                _("The owner of “%(title)s” must serve in the group today.") % {"title": row.title}
            )
    milestone.title, milestone.due_on, milestone.owner_id = wanted
    if milestone.pk:
        milestone.version += 1
    milestone.full_clean(exclude=["deliverable"])
    milestone.save()

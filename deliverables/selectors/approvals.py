"""What waits for a person's decision."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from deliverables.enums import DeliverableState, MilestoneState
from deliverables.models import Deliverable, DueDateChange, Milestone
from groups.enums import CHAIR_ROLES
from groups.models import Appointment
from groups.serving import chaired_groups_of, sees_everything
from groups.written_once import written_once

SHOWN = 50


@dataclass
class Approvals:
    """Lists of at most SHOWN each, the oldest first."""

    changes: list[DueDateChange] = field(default_factory=list)
    plans: list[Deliverable] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    results: list[Deliverable] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.changes) + len(self.plans) + len(self.milestones) + len(self.results)


def _of_groups(rows: QuerySet, path: str, user) -> QuerySet:
    """Rows of the groups this person chairs; all for the secretariat."""
    return rows if sees_everything(user) else rows.filter(**{f"{path}__in": chaired_groups_of(user)})


def approvals_for(user) -> Approvals:
    """Requests for dates, plans, added milestones and results that this person may decide now; never
    their own. At most four queries; none for who chairs no group and is not of the secretariat."""
    if not (sees_everything(user) or chaired_groups_of(user)):
        return Approvals()
    waiting = _waiting_deliverables(user)
    return Approvals(
        changes=_waiting_changes(user),
        plans=[row for row in waiting if row.state == DeliverableState.PROPOSED][:SHOWN],
        milestones=_waiting_milestones(user),
        results=[row for row in waiting if row.state == DeliverableState.IN_REVIEW][:SHOWN],
    )


def waiting_changes(user) -> QuerySet[DueDateChange]:
    """Requests for another due date that this person may decide."""
    rows = DueDateChange.objects.visible_to(user).pending()
    return (
        _of_groups(rows, "milestone__deliverable__group", user)
        .exclude(requested_by=user)
        .exclude(on_behalf_of__user=user, on_behalf_of__isnull=False)
        .select_related(
            "milestone__deliverable__group", "requested_by__member", "on_behalf_of", "milestone__owner"
        )
        .order_by("requested_at", "id")
    )


@written_once
def _waiting_changes(user) -> QuerySet[DueDateChange]:
    return waiting_changes(user)[:SHOWN]


@written_once
def _waiting_milestones(user) -> QuerySet[Milestone]:
    rows = Milestone.objects.visible_to(user).filter(state=MilestoneState.PROPOSED).of_running()
    return (
        _of_groups(rows, "deliverable__group", user)
        .filter(_not_by(user))
        .select_related("deliverable__group", "created_by__member", "owner")
        .order_by("created_at", "id")[:SHOWN]
    )


@written_once
def _waiting_deliverables(user) -> QuerySet[Deliverable]:
    """Plans, the first proposed first; and results, the one longest without an update first. Results are
    for chair and co-chair who do not own them; for the secretariat where there is none."""
    is_plan = Q(state=DeliverableState.PROPOSED) & _not_by(user)
    is_result = Q(state=DeliverableState.IN_REVIEW)
    if sees_everything(user):
        chaired = Appointment.objects.in_force().filter(member__user=user, role__in=CHAIR_ROLES)
        others = (
            Appointment.objects.in_force()
            .filter(group=OuterRef("group"), role__in=CHAIR_ROLES, member__user__is_active=True)
            .exclude(member=Coalesce(OuterRef("owner"), 0))
        )
        is_result &= Q(group__in=chaired.values("group")) | ~Exists(others)
    return (
        _of_groups(Deliverable.objects.visible_to(user), "group", user)
        .filter(is_plan | is_result)
        .exclude(owner__user=user, owner__isnull=False)
        .select_related("group", "owner", "created_by__member")
        .order_by("last_update_on", "created_at", "id")[: 2 * SHOWN]
    )


def _not_by(user) -> Q:
    return Q(created_by__isnull=True) | ~Q(created_by=user)

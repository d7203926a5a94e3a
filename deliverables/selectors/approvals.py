"""What waits for a person's decision."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from deliverables.enums import OPEN_STATES, DeliverableState, MilestoneState, WorkPlanState
from deliverables.models import ChangeRequest, Contributor, Deliverable, Milestone, ReviewRound, WorkPlan
from deliverables.rag import stale_on
from groups.enums import CHAIR_ROLES
from groups.models import Appointment
from groups.serving import chaired_groups_of, sees_everything
from groups.written_once import written_once
from naio_portal.dates import kl_today

SHOWN = 50
STALE = 12


@dataclass
class Approvals:
    """Lists of at most SHOWN each, the oldest first."""

    changes: list[ChangeRequest] = field(default_factory=list)
    work_plans: list[WorkPlan] = field(default_factory=list)
    plans: list[Deliverable] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    results: list[Deliverable] = field(default_factory=list)
    # Not for approval, but found with the plans and results: what this person owns or contributes to without
    # an update for 30 days, at most STALE. A chair's home so needs no query for it.
    stale: list[Deliverable] = field(default_factory=list)

    @property
    def count(self) -> int:
        return (
            len(self.changes)
            + len(self.work_plans)
            + len(self.plans)
            + len(self.milestones)
            + len(self.results)
        )


def _of_groups(rows: QuerySet, path: str, user) -> QuerySet:
    """Rows of the groups this person chairs; all for the secretariat."""
    return rows if sees_everything(user) else rows.filter(**{f"{path}__in": chaired_groups_of(user)})


def approvals_for(user) -> Approvals:
    """Change requests, work plans, proposed deliverables, added milestones and results that this person may
    decide now; never their own. At most three queries; none for who chairs no group and is not of the
    secretariat."""
    if not (sees_everything(user) or chaired_groups_of(user)):
        return Approvals()
    waiting = _waiting_deliverables(user, timezone.now(), kl_today())
    decided = [row for row in waiting if row.is_for_decision]
    return Approvals(
        changes=_waiting_changes(user),
        work_plans=[row.work_plan for row in waiting if row.speaks_for_plan][:SHOWN],
        plans=[row for row in decided if row.state == DeliverableState.PROPOSED][:SHOWN],
        milestones=_waiting_milestones(user),
        results=[row for row in decided if row.state == DeliverableState.IN_REVIEW][:SHOWN],
        stale=[row for row in waiting if row.is_own_stale][:STALE],
    )


def waiting_changes(user) -> QuerySet[ChangeRequest]:
    """Change requests that this person may decide."""
    rows = ChangeRequest.objects.visible_to(user).pending()
    return (
        _of_groups(rows, "group", user)
        .exclude(requested_by=user)
        .exclude(on_behalf_of__user=user, on_behalf_of__isnull=False)
        .select_related(
            "group",
            "objective__group",
            "deliverable__group",
            "milestone__deliverable__group",
            "requested_by__member",
            "on_behalf_of",
        )
        .order_by("requested_at", "id")
    )


@written_once
def _waiting_changes(user) -> QuerySet[ChangeRequest]:
    return waiting_changes(user)[:SHOWN]


def _waiting_work_plans(user) -> QuerySet[WorkPlan]:
    """Plans submitted by another person: for chair and co-chair; for the secretariat where there is none."""
    rows = _of_groups(
        WorkPlan.objects.visible_to(user).filter(state=WorkPlanState.SUBMITTED), "group", user
    ).exclude(submitted_by=user)
    if sees_everything(user):
        rows = rows.filter(
            Q(group__in=_chaired(user))
            | ~Exists(_chairs_of("group").exclude(member__user=OuterRef("submitted_by")))
        )
    return rows


def _chaired(user) -> QuerySet:
    """Groups that this person chairs, as keys for a condition."""
    return Appointment.objects.in_force().filter(member__user=user, role__in=CHAIR_ROLES).values("group")


@written_once
def _waiting_milestones(user) -> QuerySet[Milestone]:
    rows = Milestone.objects.visible_to(user).filter(state=MilestoneState.PROPOSED).of_running()
    return (
        _of_groups(rows, "deliverable__group", user)
        .filter(_not_by(user))
        .select_related("deliverable__group", "created_by__member", "owner")
        .order_by("created_at", "id")[:SHOWN]
    )


def _chairs_of(path: str) -> QuerySet[Appointment]:
    """Chairs and co-chairs in force who can sign in, of the group that the outer row leads to."""
    return Appointment.objects.in_force().filter(
        group=OuterRef(path), role__in=CHAIR_ROLES, member__user__is_active=True
    )


@written_once
def _waiting_deliverables(user, now: dt.datetime, today: dt.date) -> QuerySet[Deliverable]:
    """Rows with `is_for_decision`: proposed ones, the first proposed first; and results, the one longest
    without an update first, not while a review round runs. Results are for chair and co-chair who do not
    own them; for the secretariat where there is none. Rows with `speaks_for_plan`: the first open
    deliverable of each work plan that waits, with the plan: so plans need no query of their own. And rows
    with `is_own_stale`: this person's without an update."""
    # What is in a plan that is not approved yet is approved with it.
    is_alone = Q(work_plan__isnull=True) | Q(work_plan__state=WorkPlanState.APPROVED)
    is_plan = Q(state=DeliverableState.PROPOSED) & is_alone & _not_by(user)
    under_review = ReviewRound.objects.unfinished(now).filter(version__deliverable=OuterRef("pk"))
    is_result = Q(state=DeliverableState.IN_REVIEW) & ~Exists(under_review)
    if sees_everything(user):
        others = _chairs_of("group").exclude(member=Coalesce(OuterRef("owner"), 0))
        is_result &= Q(group__in=_chaired(user)) | ~Exists(others)
    is_for_decision = (is_plan | is_result) & (Q(owner__isnull=True) | ~Q(owner__user=user))
    if not sees_everything(user):
        is_for_decision &= Q(group__in=chaired_groups_of(user))
    contributed = Contributor.objects.filter(member__user=user).values("deliverable")
    is_own_stale = stale_on(today) & (Q(owner__user=user) | Q(pk__in=contributed))
    first = (
        Deliverable.objects.filter(work_plan=OuterRef("work_plan"), state__in=OPEN_STATES)
        .order_by("number")
        .values("pk")[:1]
    )
    speaks = Q(work_plan__in=_waiting_work_plans(user).values("pk")) & Q(pk=Subquery(first))
    return (
        Deliverable.objects.visible_to(user)
        .filter(state__in=OPEN_STATES)
        .annotate(
            is_own_stale=ExpressionWrapper(is_own_stale, output_field=BooleanField()),
            is_for_decision=ExpressionWrapper(is_for_decision, output_field=BooleanField()),
            speaks_for_plan=ExpressionWrapper(speaks, output_field=BooleanField()),
        )
        .filter(Q(is_for_decision=True) | Q(speaks_for_plan=True) | Q(is_own_stale=True))
        .select_related(
            "group", "owner", "created_by__member", "work_plan__group", "work_plan__submitted_by__member"
        )
        .order_by("-speaks_for_plan", "last_update_on", "created_at", "id")[: 3 * SHOWN + STALE]
    )


def _not_by(user) -> Q:
    return Q(created_by__isnull=True) | ~Q(created_by=user)

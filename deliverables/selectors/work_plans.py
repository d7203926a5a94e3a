"""A work plan with all that its page shows; what it lacks; how the plans of all groups stand."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from deliverables.enums import OPEN_STATES, DeliverableState
from deliverables.models import ChangeRequest, Deliverable, Dependency, Milestone, WorkPlan
from groups.models import Objective
from groups.written_once import written_once

# What stays in a plan's figures: all but what was given up.
KEPT = [state for state in DeliverableState.values if state != DeliverableState.WITHDRAWN]
DONE_STATES = (DeliverableState.DELIVERED, DeliverableState.PUBLISHED)


@dataclass(frozen=True)
class Gap:
    """What a plan lacks before it can be submitted. `url`: where it is put right."""

    text: str
    url: str


def gaps_of(plan: WorkPlan) -> list[Gap]:
    """A plan has deliverables; each has an owner, an objective, acceptance criteria and a milestone; each
    objective says how it is measured. Two queries."""
    rows = plan.deliverables.filter(state__in=OPEN_STATES).annotate(steps=Count("milestones"))
    deliverables = list(rows.select_related("group", "objective").order_by("number"))
    if not deliverables:
        return [Gap(_("No deliverable is due in its period."), plan.get_absolute_url())]
    gaps = []
    for row in deliverables:
        lacks = [
            text
            for text, is_there in (
                (_("an owner"), row.owner_id),
                (_("an objective"), row.objective_id),
                (_("acceptance criteria"), row.criteria),
                (_("a milestone"), row.steps),
            )
            if not is_there
        ]
        if lacks:
            text = _("%(code)s lacks %(what)s.") % {"code": row.code, "what": ", ".join(lacks)}
            gaps.append(Gap(text, row.get_absolute_url()))
    objectives = {
        row.objective for row in deliverables if row.objective and not row.objective.measure.strip()
    }
    for objective in sorted(objectives, key=lambda each: each.number):
        text = _("Objective %(number)s does not say how it is measured.") % {"number": objective.number}
        gaps.append(Gap(text, plan.group.get_absolute_url()))
    return gaps


@dataclass
class PlanRow:
    """One deliverable of a plan. `blocked_by`, `blocks`: what this person sees of both sides."""

    deliverable: Deliverable
    milestones: list[Milestone]
    blocked_by: list[Deliverable] = field(default_factory=list)
    blocks: list[Deliverable] = field(default_factory=list)
    changes: int = 0

    @property
    def is_blocked(self) -> bool:
        return any(is_unfinished(each) for each in self.blocked_by)


@dataclass
class PlanPart:
    """An objective with the deliverables that serve it; None for those that serve none."""

    objective: Objective | None
    rows: list[PlanRow] = field(default_factory=list)
    changes: list[ChangeRequest] = field(default_factory=list)

    @property
    def number(self) -> int:
        """Of the objective; 0 without one."""
        return self.objective.number if self.objective else 0

    @property
    def is_approved(self) -> bool:
        """Whether its wording changes by request."""
        return self.objective is not None and self.objective.approved_on is not None


def is_unfinished(deliverable: Deliverable) -> bool:
    """Whether what waits for it still has to wait: not delivered, and not given up."""
    return deliverable.state in OPEN_STATES


def parts_of(plan: WorkPlan, user) -> list[PlanPart]:
    """The objectives of the group with the plan's deliverables that this person sees, in order; an objective
    that nothing serves stands there too. Six queries."""
    deliverables = _deliverables(user, plan.pk)
    waiting = _pending(user, plan.group_id)
    asked: dict[int | None, int] = defaultdict(int)
    for change in waiting:
        asked[change.deliverable_id] += 1
    parts = {objective.pk: PlanPart(objective) for objective in Objective.objects.filter(group=plan.group)}
    parts[None] = PlanPart(None)
    before, after = links_of(deliverables, user)
    for row in deliverables:
        milestones = list(row.milestones.all())
        for milestone in milestones:
            milestone.deliverable = row
        parts[row.objective_id].rows.append(
            PlanRow(row, milestones, before[row.pk], after[row.pk], asked[row.pk])
        )
    for change in waiting:
        if change.objective_id in parts and change.objective_id:
            parts[change.objective_id].changes.append(change)
    return [part for part in parts.values() if part.objective or part.rows]


@written_once
def _deliverables(user, plan: int) -> QuerySet[Deliverable]:
    return (
        Deliverable.objects.visible_to(user)
        .filter(work_plan=plan)
        .with_rag()
        .select_related("group", "owner", "objective")
        .defer("description", "owner__biography", "owner__search_text")
        .prefetch_related(Prefetch("milestones", queryset=Milestone.objects.order_by("due_on", "number")))
        .order_by("number")
    )


@written_once
def _pending(user, group: int) -> QuerySet[ChangeRequest]:
    rows = ChangeRequest.objects.visible_to(user).pending().filter(group=group)
    return rows.select_related("group", "objective").defer("reason")


def links_of(deliverables, user) -> tuple[dict[int, list], dict[int, list]]:
    """What each of these waits for, and what waits for it, as far as this person sees it. One query."""
    keys = {row.pk for row in deliverables}
    before: dict[int, list[Deliverable]] = defaultdict(list)
    after: dict[int, list[Deliverable]] = defaultdict(list)
    for link in dependencies_among(user, keys):
        before[link.successor_id].append(link.predecessor)
        after[link.predecessor_id].append(link.successor)
    return before, after


@written_once
def dependencies_among(user, keys: frozenset[int]) -> QuerySet[Dependency]:
    """Dependencies on either side of these deliverables, both ends visible, with both ends loaded. One
    query."""
    return (
        Dependency.objects.visible_to(user)
        .filter(Q(successor__in=keys) | Q(predecessor__in=keys))
        .select_related("predecessor__group", "successor__group")
        .defer("predecessor__description", "successor__description")
        .order_by("predecessor__group__position", "predecessor__number")
    )


def plan_rows(user) -> QuerySet[WorkPlan]:
    """The plans that this person sees with how many deliverables are in each, how many are done, how many
    slipped and by how many days in all, of those the person sees. One query."""
    seen = Q(deliverables__in=Deliverable.objects.visible_to(user), deliverables__state__in=KEPT)
    slip = Coalesce("deliverables__delivered_on", "deliverables__due_on")
    return (
        WorkPlan.objects.visible_to(user)
        .select_related("group")
        .annotate(
            total=Count("deliverables", filter=seen),
            done=Count("deliverables", filter=seen & Q(deliverables__state__in=DONE_STATES)),
            slipped=Count("deliverables", filter=seen & Q(deliverables__baseline_on__lt=slip)),
        )
        .order_by("group__position", "group__code", "-start_on")
    )


@dataclass(frozen=True)
class Slippage:
    """Of the deliverables of a plan that have a baseline. `days`: in all; `worst`: of one."""

    count: int
    slipped: int
    days: int
    worst: int


def slippage_of(deliverables) -> Slippage:
    """No query."""
    slips = [row.slippage_days for row in deliverables if row.slippage_days is not None]
    late = [days for days in slips if days > 0]
    return Slippage(len(slips), len(late), sum(late), max(late, default=0))

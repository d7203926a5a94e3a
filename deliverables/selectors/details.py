"""One deliverable with all that its page shows."""

from dataclasses import dataclass, field

from deliverables.enums import DeliverableState
from deliverables.models import (
    AcceptanceCheck,
    ChangeRequest,
    Contributor,
    Deliverable,
    DeliverableGrant,
    Milestone,
    ProgressUpdate,
    SectorApplication,
)
from deliverables.rag import Reason, facts_of, reasons_for
from deliverables.selectors.applications import applications_of
from deliverables.selectors.work_plans import is_unfinished, links_of
from groups.serving import is_insider
from naio_portal.dates import kl_today

UPDATES_SHOWN = 20
# Nobody ticks the checklist before the review.
NOT_YET_CHECKED = (DeliverableState.PROPOSED, DeliverableState.ACTIVE, DeliverableState.SUSPENDED)


@dataclass
class MilestoneLine:
    """A milestone and the request for another date that waits, if any."""

    milestone: Milestone
    change: ChangeRequest | None = None


@dataclass
class Detail:
    """What the page of a deliverable shows to one person."""

    deliverable: Deliverable
    lines: list[MilestoneLine]
    reasons: list[Reason]
    updates: list[ProgressUpdate] = field(default_factory=list)
    has_more_updates: bool = False
    contributors: list[Contributor] = field(default_factory=list)
    # The request to change the deliverable itself that waits.
    change: ChangeRequest | None = None
    blocked_by: list[Deliverable] = field(default_factory=list)
    blocks: list[Deliverable] = field(default_factory=list)
    checks: dict[str, AcceptanceCheck] = field(default_factory=dict)
    named: list[DeliverableGrant] = field(default_factory=list)
    applications: list[SectorApplication] = field(default_factory=list)
    # Visitors read the name of an owner who consented to it.
    shows_owner: bool = False

    @property
    def checklist(self) -> list[tuple[str, AcceptanceCheck | None]]:
        """Each line of the acceptance criteria, and who found it met."""
        return [(line, self.checks.get(line)) for line in self.deliverable.criteria]

    @property
    def is_blocked(self) -> bool:
        """Waits for something that is not delivered yet."""
        return any(is_unfinished(each) for each in self.blocked_by)


def detail_of(deliverable: Deliverable, user) -> Detail:
    """`deliverable`: visible to the user, with group, objective, owner, colour (`with_rag`) and
    `awaits_change` loaded. At most eight queries; visitors get no updates, requests and names of people who
    did not consent."""
    milestones = list(deliverable.milestones.select_related("owner").order_by("due_on", "number"))
    for milestone in milestones:
        milestone.deliverable = deliverable
    owner = deliverable.owner
    detail = Detail(
        deliverable=deliverable,
        lines=[MilestoneLine(milestone) for milestone in milestones],
        reasons=reasons_for(facts_of(deliverable, milestones), kl_today()),
        shows_owner=owner is not None and owner.is_listed_publicly,
    )
    if user.is_authenticated:
        detail.applications = applications_of(user, deliverable=deliverable)
    if not is_insider(user):
        return detail
    detail.shows_owner = owner is not None
    pending = ChangeRequest.objects.pending().filter(deliverable=deliverable)
    pending = pending if deliverable.awaits_change else pending.none()
    waiting = {
        change.milestone_id: change
        for change in pending.select_related("group", "requested_by__member", "on_behalf_of")
    }
    for change in waiting.values():
        change.deliverable, change.objective = deliverable, None
    for line in detail.lines:
        line.change = waiting.get(line.milestone.pk)
        if line.change:
            line.change.milestone = line.milestone
    detail.change = waiting.get(None)
    if detail.change:
        detail.change.milestone = None
    before, after = links_of([deliverable], user)
    detail.blocked_by, detail.blocks = before[deliverable.pk], after[deliverable.pk]
    if deliverable.criteria and deliverable.state not in NOT_YET_CHECKED:
        checks = deliverable.checks.select_related("checked_by__member")
        detail.checks = {check.criterion: check for check in checks}
    updates = list(
        deliverable.updates.select_related("author__member", "on_behalf_of", "milestone")[: UPDATES_SHOWN + 1]
    )
    detail.updates, detail.has_more_updates = updates[:UPDATES_SHOWN], len(updates) > UPDATES_SHOWN
    detail.contributors = list(
        deliverable.contributors.select_related("member").order_by("member__sort_key", "id")
    )
    if deliverable.is_restricted:
        detail.named = list(deliverable.grants.select_related("member").order_by("member__sort_key", "id"))
    return detail

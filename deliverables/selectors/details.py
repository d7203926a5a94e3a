"""One deliverable with all that its page shows."""

from dataclasses import dataclass, field

from deliverables.models import (
    Contributor,
    Deliverable,
    DeliverableGrant,
    DueDateChange,
    Milestone,
    ProgressUpdate,
    SectorApplication,
)
from deliverables.rag import Reason, facts_of, reasons_for
from deliverables.selectors.applications import applications_of
from groups.serving import is_insider
from naio_portal.dates import kl_today

UPDATES_SHOWN = 20


@dataclass
class MilestoneLine:
    """A milestone and the request for another date that waits, if any."""

    milestone: Milestone
    change: DueDateChange | None = None


@dataclass
class Detail:
    """What the page of a deliverable shows to one person."""

    deliverable: Deliverable
    lines: list[MilestoneLine]
    reasons: list[Reason]
    updates: list[ProgressUpdate] = field(default_factory=list)
    has_more_updates: bool = False
    contributors: list[Contributor] = field(default_factory=list)
    named: list[DeliverableGrant] = field(default_factory=list)
    applications: list[SectorApplication] = field(default_factory=list)
    # Visitors read the name of an owner who consented to it.
    shows_owner: bool = False


def detail_of(deliverable: Deliverable, user) -> Detail:
    """`deliverable`: visible to the user, with group, objective, owner and colour (`with_rag`) loaded. At
    most six queries; visitors get no updates, requests and names of people who did not consent."""
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
    waiting = {
        change.milestone_id: change
        for change in DueDateChange.objects.pending()
        .filter(milestone__deliverable=deliverable)
        .select_related("requested_by__member", "on_behalf_of")
    }
    for line in detail.lines:
        line.change = waiting.get(line.milestone.pk)
        if line.change:
            line.change.milestone = line.milestone
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

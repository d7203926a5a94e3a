"""One deliverable with all that its page shows."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from deliverables.enums import DeliverableState
from deliverables.models import (
    AcceptanceCheck,
    ChangeRequest,
    Contributor,
    Deliverable,
    DeliverableGrant,
    DeliverableLink,
    Dependency,
    Milestone,
    ProgressUpdate,
    SectorApplication,
)
from deliverables.rag import Reason, facts_of, reasons_for
from deliverables.selectors.applications import applications_of
from deliverables.selectors.work_plans import is_unfinished
from groups.serving import is_insider
from groups.written_once import written_once
from members.models import Member
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
    contributors: list[Member] = field(default_factory=list)
    # The request to change the deliverable itself that waits.
    change: ChangeRequest | None = None
    blocked_by: list[Deliverable] = field(default_factory=list)
    blocks: list[Deliverable] = field(default_factory=list)
    related: list[Deliverable] = field(default_factory=list)
    checks: dict[str, AcceptanceCheck] = field(default_factory=dict)
    named: list[Member] = field(default_factory=list)
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


def shown_deliverable(user, reference: UUID) -> list[Deliverable]:
    """The one with that reference, as `detail_of` wants it; empty when this person does not see it. One
    query."""
    return _shown(user, reference, timezone.now())


@written_once
def _shown(user, reference: UUID, now: dt.datetime) -> QuerySet[Deliverable]:
    return (
        Deliverable.objects.visible_to(user)
        .filter(reference=reference)
        .with_rag()
        .with_review(now)
        .with_waiting_change()
        .select_related("group", "objective", "owner", "rag_override_by__member", "work_plan__group")
        .order_by()
    )


def detail_of(deliverable: Deliverable, user) -> Detail:
    """`deliverable`: of `shown_deliverable`. At most seven queries; visitors get no updates, requests and
    names of people who did not consent."""
    milestones = _milestones(deliverable.pk)
    for milestone in milestones:
        milestone.deliverable = deliverable
    owner = deliverable.owner
    detail = Detail(
        deliverable=deliverable,
        lines=[MilestoneLine(milestone) for milestone in milestones],
        reasons=reasons_for(facts_of(deliverable, milestones), kl_today()),
        shows_owner=owner is not None and owner.is_listed_publicly,
    )
    others = _others_beside(user, deliverable.pk)
    detail.related = [other for other in others if other.is_related]
    if user.is_authenticated:
        detail.applications = applications_of(user, deliverable=deliverable)
    if not is_insider(user):
        return detail
    detail.shows_owner = owner is not None
    detail.change = getattr(deliverable, "waiting", None)
    for line in detail.lines:
        line.change = getattr(line.milestone, "waiting", None)
        if line.change:
            line.change.deliverable = deliverable
    detail.blocked_by = [other for other in others if other.comes_before]
    detail.blocks = [other for other in others if other.comes_after]
    if deliverable.criteria and deliverable.state not in NOT_YET_CHECKED:
        checks = deliverable.checks.select_related("checked_by__member")
        detail.checks = {check.criterion: check for check in checks}
    updates = _updates(deliverable.pk)
    for update in updates:
        update.deliverable = deliverable
    detail.updates, detail.has_more_updates = updates[:UPDATES_SHOWN], len(updates) > UPDATES_SHOWN
    people = _people_of(deliverable.pk)
    detail.contributors = [member for member in people if member.contributes]
    detail.named = [member for member in people if member.is_named]
    holders = (owner, *detail.contributors, *(milestone.owner for milestone in milestones))
    deliverable.people = frozenset(member.user_id for member in holders if member and member.user_id)
    return detail


@written_once
def _milestones(deliverable: int) -> QuerySet[Milestone]:
    rows = Milestone.objects.filter(deliverable=deliverable).with_waiting_change()
    return rows.select_related("owner").order_by("due_on", "number")


@written_once
def _updates(deliverable: int) -> QuerySet[ProgressUpdate]:
    """The latest, one more than are shown."""
    rows = ProgressUpdate.objects.filter(deliverable=deliverable)
    return rows.select_related("author__member", "on_behalf_of", "milestone")[: UPDATES_SHOWN + 1]


@written_once
def _others_beside(user, deliverable: int) -> QuerySet[Deliverable]:
    """What it waits for (`comes_before`), what waits for it (`comes_after`), and what it is linked with
    (`is_related`), as far as this person sees them, in order."""
    dependencies, links = Dependency.objects.order_by(), DeliverableLink.objects.order_by()
    before, after = dependencies.filter(successor=deliverable), dependencies.filter(predecessor=deliverable)
    into, out = links.filter(target=deliverable), links.filter(source=deliverable)
    keys = before.values("predecessor").union(
        after.values("successor"), into.values("source"), out.values("target")
    )
    this = OuterRef("pk")
    return (
        Deliverable.objects.visible_to(user)
        .filter(pk__in=keys)
        .annotate(
            comes_before=Exists(before.filter(predecessor=this)),
            comes_after=Exists(after.filter(successor=this)),
            is_related=Exists(into.filter(source=this)) | Exists(out.filter(target=this)),
        )
        .select_related("group")
        .defer("description")
        .order_by("group__position", "group__code", "number")
    )


@written_once
def _people_of(deliverable: int) -> QuerySet[Member]:
    """Who contributes to it (`contributes`), and who is named to read it (`is_named`), in order."""
    contributors = Contributor.objects.filter(deliverable=deliverable).order_by()
    grants = DeliverableGrant.objects.filter(deliverable=deliverable).order_by()
    this = OuterRef("pk")
    return (
        Member.objects.filter(pk__in=contributors.values("member").union(grants.values("member")))
        .annotate(contributes=Exists(contributors.filter(member=this)))
        .annotate(is_named=Exists(grants.filter(member=this)))
        .defer("biography", "search_text")
        .order_by("sort_key", "id")
    )

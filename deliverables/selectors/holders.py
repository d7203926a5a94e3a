"""Who holds what is late."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Case, Count, F, QuerySet, When, Window
from django.db.models.functions import Coalesce, RowNumber

from deliverables.models import Milestone
from groups.written_once import written_once
from members.models import Member
from naio_portal.dates import kl_today

# How many people who hold something late, and how much of what each holds.
HOLDERS = 20
OF_ONE_HOLDER = 3
NAMED_BY = ("reference", "titles", "full_name")
# As much of a late milestone, and of who holds it, as a list shows.
OF_A_LATE_MILESTONE = (
    *("number", "title", "due_on", "state", "owner", "deliverable"),
    *("deliverable__reference", "deliverable__number", "deliverable__language"),
    *("deliverable__group__code", "deliverable__owner"),
    *(f"{owner}__{name}" for owner in ("owner", "deliverable__owner") for name in NAMED_BY),
)


@dataclass
class Holder:
    """Somebody who holds late milestones: how many, and the earliest of them."""

    member: Member | None
    total: int
    milestones: list[Milestone] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.milestones)


def late_by_person(user, groups: set[int] | None = None, today: dt.date | None = None) -> list[Holder]:
    """Late milestones of running deliverables by who owns them, most first; nobody's come first. At most
    HOLDERS people, with OF_ONE_HOLDER milestones each; the board has them all.

    `groups`: ids, or None for all that this person sees. One query.
    """
    holders: dict[int | None, Holder] = {}
    for milestone in _late_milestones(user, groups and frozenset(groups), today or kl_today()):
        member = milestone.owner or milestone.deliverable.owner
        holder = holders.setdefault(member and member.pk, Holder(member, milestone.total))
        holder.milestones.append(milestone)
    return list(holders.values())[:HOLDERS]


@written_once
def _late_milestones(user, groups: frozenset[int] | None, today: dt.date) -> QuerySet[Milestone]:
    found = Milestone.objects.visible_to(user).late(today).of_running()
    if groups is not None:
        found = found.filter(deliverable__group__in=groups)
    of_one = [F("who")]
    return (
        found.annotate(who=Coalesce("owner", "deliverable__owner"))
        .annotate(
            total=Window(Count("pk"), partition_by=of_one),
            place=Window(RowNumber(), partition_by=of_one, order_by=["due_on", "pk"]),
        )
        .filter(place__lte=OF_ONE_HOLDER)
        .select_related("owner", "deliverable__owner", "deliverable__group")
        .only(*OF_A_LATE_MILESTONE)
        .order_by(Case(When(who=None, then=0), default=1), "-total", "who", "place")[
            : HOLDERS * OF_ONE_HOLDER
        ]
    )

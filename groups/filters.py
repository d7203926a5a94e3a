"""What the address of a roster asks for: the same for the page, the export and the list of addresses."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.http import QueryDict

from groups.enums import Phase, Role
from members.enums import MalaysianState
from members.models import Member
from naio_portal.dates import kl_today

# What may stand beside those in force, in the order of the page.
OPTIONAL_PHASES = (Phase.FUTURE, Phase.ENDED, Phase.PROPOSED, Phase.REVOKED)
SORTS = ("precedence", "name", "organisation", "start", "end")


@dataclass(frozen=True)
class RosterFilter:
    """`day`: the roster is as of this day in Kuala Lumpur. `place`: a Malaysian state (`MY-SGR`) or a
    country (`SG`). `also`: phases shown beside those in force. Unknown values count as not given."""

    day: dt.date
    words: str = ""
    role: str = ""
    origin: str = ""
    background: str = ""
    expertise: str = ""
    place: str = ""
    group: str = ""
    also: frozenset[Phase] = field(default_factory=frozenset)
    sort: str = "precedence"
    has_wrong_day: bool = False

    @classmethod
    def from_query(cls, query: QueryDict) -> "RosterFilter":
        """From `?q=&role=&origin=&background=&expertise=&place=&group=&as_of=2025-02-28&also=ended&sort=`."""
        day, has_wrong_day = day_of(query.get("as_of", ""))
        role, sort = query.get("role", ""), query.get("sort", "")
        return cls(
            day=day,
            has_wrong_day=has_wrong_day,
            words=query.get("q", "").strip()[:100],
            role=role if role in Role.values else "",
            origin=query.get("origin", "")[:40],
            background=query.get("background", "")[:40],
            expertise=query.get("expertise", "")[:40],
            place=query.get("place", "")[:6],
            group=query.get("group", "")[:50],
            also=frozenset(phase for phase in OPTIONAL_PHASES if phase in query.getlist("also")),
            sort=sort if sort.removeprefix("-") in SORTS else "precedence",
        )

    @property
    def is_today(self) -> bool:
        return self.day == kl_today()

    @property
    def has_more(self) -> bool:
        """Whether one of the filters that are folded away is set."""
        return any((self.role, self.origin, self.background, self.expertise, self.place))

    @property
    def phases(self) -> tuple[Phase, ...]:
        return (Phase.IN_FORCE, *(phase for phase in OPTIONAL_PHASES if phase in self.also))

    def apply(self, appointments: QuerySet) -> QuerySet:
        """Those that match everything but the phases."""
        conditions = {
            "role": self.role,
            "member__origin": self.origin,
            "member__background": self.background,
            "member__expertise__contains": [self.expertise] if self.expertise else "",
            "group__slug": self.group,
        } | place_conditions(self.place)
        found = appointments.filter(**{name: value for name, value in conditions.items() if value})
        if self.words:
            found = found.filter(member__in=Member.objects.matching(self.words))
        return found

    def ordered(self, appointments: QuerySet) -> QuerySet:
        """In the asked order; by precedence within what is equal."""
        backwards = "-" if self.sort.startswith("-") else ""
        match self.sort.removeprefix("-"):
            case "name":
                return appointments.order_by(f"{backwards}member__sort_key", "member_id", "id")
            case "organisation":
                return appointments.order_by(f"{backwards}member__organisation", "member__sort_key", "id")
            case "start":
                return appointments.order_by(f"{backwards}start_on", "member__sort_key", "id")
            case "end":
                return appointments.order_by(f"{backwards}end_on", "member__sort_key", "id")
        return appointments.by_group_and_precedence()


def day_of(text: str) -> tuple[dt.date, bool]:
    """The day and whether the text was no day; today in Kuala Lumpur when empty or wrong."""
    try:
        return (dt.date.fromisoformat(text), False) if text else (kl_today(), False)
    except ValueError:
        return kl_today(), True


def place_conditions(place: str) -> dict[str, str]:
    """`MY-SGR`: that state; `SG`: that country."""
    if place.startswith("MY-") and place.removeprefix("MY-") in MalaysianState.values:
        return {"member__country": "MY", "member__state": place.removeprefix("MY-")}
    return {"member__country": place}

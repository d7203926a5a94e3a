"""What the address of a roster asks for: the same for the page, the export and the list of addresses."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import F, Q, QuerySet
from django.http import QueryDict

from groups.enums import OPEN_REQUEST_STATES, LiaisonPurpose, LiaisonState, Phase, Role
from groups.serving import teams_of
from members.enums import MalaysianState
from members.models import Member
from naio_portal.dates import kl_today
from naio_portal.numbers import MOST_SMALL, number_of

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


# What a list of requests shows: everything not closed, unless a state is named.
OPEN, ALL = "", "all"
NEWEST = "newest"
REQUEST_ORDERS: dict[str, tuple[str, ...]] = {
    NEWEST: ("-created_at", "-id"),
    "due": ("due_on", "id"),
    "from": ("from_group__code", "due_on", "id"),
    "state": ("state", "due_on", "id"),
}


@dataclass(frozen=True)
class RequestFilter:
    """`asks`: code of a group. `asked`: `SAF` a group, `team-HLT` a sectoral team. `sector`: code, of the
    team asked. `state`: "" all but closed, "all", or one. Unknown values count as not given."""

    words: str = ""
    asks: str = ""
    asked: str = ""
    sector: str = ""
    state: str = OPEN
    purpose: str = ""
    overdue: bool = False
    mine: bool = False
    sort: str = NEWEST

    @classmethod
    def from_query(cls, query: QueryDict) -> "RequestFilter":
        state, purpose, sort = query.get("state", ""), query.get("purpose", ""), query.get("sort", "")
        return cls(
            words=query.get("q", "").strip()[:100],
            asks=query.get("from", "")[:3].upper(),
            asked=query.get("to", "")[:8],
            sector=query.get("sector", "")[:40],
            state=state if state in (*LiaisonState.values, ALL) else OPEN,
            purpose=purpose if purpose in LiaisonPurpose.values else "",
            overdue=query.get("overdue") == "1",
            mine=query.get("mine") == "1",
            sort=sort if sort.removeprefix("-") in REQUEST_ORDERS else NEWEST,
        )

    def apply(self, requests: QuerySet, user) -> QuerySet:
        """`requests` of LiaisonRequest, filtered and ordered."""
        if self.asks:
            requests = requests.filter(from_group__code=self.asks)
        if self.asked.startswith("team-"):
            requests = requests.filter(to_team__code=self.asked.removeprefix("team-").upper())
        elif self.asked:
            requests = requests.filter(to_group__code=self.asked.upper())
        if self.sector:
            requests = requests.filter(to_team__team_sectors__sector__code=self.sector)
        if self.state == OPEN:
            requests = requests.filter(state__in=OPEN_REQUEST_STATES)
        elif self.state != ALL:
            requests = requests.filter(state=self.state)
        if self.purpose:
            requests = requests.filter(purpose=self.purpose)
        if self.overdue:
            requests = requests.overdue()
        if self.mine:
            requests = requests.filter(
                Q(owner_from__user=user)
                | Q(owner_to__user=user)
                | Q(to_team__in=teams_of(user), owner_officer=None)
                | Q(owner_officer__user=user)
            )
        for word in self.words.split()[:6]:
            requests = requests.filter(self._match(word))
        return self._ordered(requests)

    @staticmethod
    def _match(word: str) -> Q:
        """In the subject or the text, or the number: `LR-2026-014`."""
        found = Q(subject__icontains=word) | Q(text__icontains=word)
        parts = word.upper().split("-")
        if parts[0] == "LR" and len(parts) == 3:
            year, number = (number_of(part, MOST_SMALL) for part in parts[1:])
            if year and number:
                found |= Q(year=year, number=number)
        return found

    def _ordered(self, requests: QuerySet) -> QuerySet:
        order = REQUEST_ORDERS[self.sort.removeprefix("-")]
        if not self.sort.startswith("-"):
            return requests.order_by(*order)
        first, *rest = order
        backwards = F(first.removeprefix("-")).asc() if first.startswith("-") else F(first).desc()
        return requests.order_by(backwards, *rest)

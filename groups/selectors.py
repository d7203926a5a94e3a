"""Reads of rosters that join or sum up. Each begins at `visible_to`."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import rules
from django.core.cache import cache
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.enums import ANSWER_LINK, AWAITED_STATES, LiaisonState, Phase, Role
from groups.filters import OPTIONAL_PHASES, RequestFilter, RosterFilter
from groups.models import (
    Appointment,
    LiaisonMessage,
    LiaisonRequest,
    Sector,
    TeamSector,
    WorkingGroup,
)
from groups.querysets import phase_on
from groups.serving import chaired_groups_of, teams_of
from groups.written_once import written_once
from members.enums import MalaysianState, Vocabulary
from members.models import Member
from members.selectors import countries, country_name, term_name, term_names, terms
from naio_portal.notices.models import ActionLink

# How many requests a home shows.
AWAITING = 12
# Seconds that the list of countries in the filter may be behind.
COUNTRIES_KEPT_FOR = 300
# Of a member, what no roster shows.
UNSHOWN = ("biography", "photo", "search_text", "name_key")


def roster(viewer, chosen: RosterFilter, group: WorkingGroup | None = None) -> QuerySet[Appointment]:
    """Appointments as the filter asks, with member and group loaded. `group`: None for all of them."""
    found = chosen.apply(_of_group(viewer, group)).in_phases(chosen.phases, chosen.day)
    deferred = [f"member__{name}" for name in UNSHOWN]
    return chosen.ordered(found.select_related("member", "group")).defer(*deferred)


def roster_counts(viewer, chosen: RosterFilter, group: WorkingGroup | None = None) -> dict[Phase, int]:
    """How many the filter finds in each phase on its day. One query."""
    conditions = phase_on(chosen.day)
    return chosen.apply(_of_group(viewer, group)).aggregate(
        **{phase: Count("pk", filter=conditions[phase]) for phase in (Phase.IN_FORCE, *OPTIONAL_PHASES)}
    )


def _of_group(viewer, group: WorkingGroup | None) -> QuerySet[Appointment]:
    found = Appointment.objects.visible_to(viewer)
    return found.filter(group=group) if group else found


@dataclass(frozen=True)
class RosterLine:
    """An appointment as a roster shows it on a day: words instead of codes."""

    appointment: Appointment
    phase: Phase

    @property
    def origin(self) -> str:
        return term_name(self.appointment.member.origin_id)

    @property
    def background(self) -> str:
        return term_name(self.appointment.member.background_id)

    @property
    def expertise(self) -> str:
        return ", ".join(term_names(self.appointment.member.expertise))

    @property
    def place(self) -> str:
        """`Selangor`, or `Singapore`: the state in Malaysia, the country elsewhere."""
        member = self.appointment.member
        return member.get_state_display() if member.state else country_name(member.country)


def roster_lines(appointments: Iterable[Appointment], day: dt.date) -> list[RosterLine]:
    """The loaded appointments for display, as they stand on that day."""
    return [RosterLine(appointment, appointment.phase_on(day)) for appointment in appointments]


@dataclass(frozen=True)
class Choice:
    """One option of a filter."""

    value: str
    text: str


def filter_choices() -> dict[str, list[Choice]]:
    """The options of a roster's filters, in the active language. No query while they are remembered."""

    def of_list(vocabulary: str) -> list[Choice]:
        return [Choice(term.code, term.name) for term in terms(vocabulary)]

    present = set(cache.get_or_set("roster:countries", _countries_present, COUNTRIES_KEPT_FOR))
    return {
        "roles": [Choice(value, label) for value, label in Role.choices],
        "origins": of_list(Vocabulary.ORIGIN),
        "backgrounds": of_list(Vocabulary.BACKGROUND),
        "expertises": of_list(Vocabulary.EXPERTISE),
        "states": [Choice(f"MY-{value}", label) for value, label in MalaysianState.choices],
        "countries": [Choice(code, name) for code, name in countries().items() if code in present],
    }


def _countries_present() -> list[str]:
    return list(Member.objects.exclude(country="").values_list("country", flat=True).distinct())


# --- who makes up a group --------------------------------------------------------------------------


@dataclass(frozen=True)
class Share:
    """One bar of a picture: how many people, of how many."""

    label: str
    count: int
    total: int

    @property
    def percent(self) -> int:
        return round(100 * self.count / self.total) if self.total else 0


@dataclass(frozen=True)
class Composition:
    """Who is in force in a group today: figures only, no names. `roles`: role -> people."""

    total: int
    roles: dict[str, int]
    origins: list[Share]
    backgrounds: list[Share]
    expertises: list[Share]


def composition(group: WorkingGroup) -> Composition:
    """How many are in force today, by role, origin, background and expertise. One query.

    Shares of expertise may add up to more than the total: a person has several domains. Public: it
    counts people without naming them.
    """
    rows = list(
        Appointment.objects.in_force()
        .filter(group=group)
        .values_list("role", "member__origin", "member__background", "member__expertise")
        .annotate(people=Count("pk"))
        .order_by()
    )
    roles, origins, backgrounds, expertises = Counter(), Counter(), Counter(), Counter()
    for role, origin, background, domains, people in rows:
        roles[role] += people
        origins[origin or ""] += people
        backgrounds[background or ""] += people
        for domain in domains or [""]:
            expertises[domain] += people
    total = roles.total()
    return Composition(
        total=total,
        roles={role: roles[role] for role in Role.values if role in roles},
        origins=_shares(Vocabulary.ORIGIN, origins, total),
        backgrounds=_shares(Vocabulary.BACKGROUND, backgrounds, total),
        expertises=_shares(Vocabulary.EXPERTISE, expertises, total),
    )


def _shares(vocabulary: str, counts: Counter, total: int) -> list[Share]:
    """A share for each term of the list, also where nobody has it; then terms that left the list."""
    known = [term.code for term in terms(vocabulary)]
    others = sorted(code for code in counts if code and code not in known)
    shares = [Share(term_name(code), counts[code], total) for code in [*known, *others]]
    return [*shares, Share(_("Not stated"), counts[""], total)] if counts[""] else shares


# --- one person --------------------------------------------------------------------------------------


def appointments_of(member: Member, viewer) -> QuerySet[Appointment]:
    """A person's appointments that the viewer may see, latest first, with the group loaded."""
    return (
        Appointment.objects.visible_to(viewer)
        .filter(member=member)
        .select_related("group")
        .order_by("-start_on", "-id")
    )


# --- liaison -------------------------------------------------------------------------------------------


def requests_for(user, chosen: RequestFilter) -> QuerySet[LiaisonRequest]:
    """Requests that this person sees, as the filters say, with what a list shows of them. One query."""
    return (
        chosen.apply(LiaisonRequest.objects.visible_to(user), user)
        .select_related(
            "from_group",
            "to_group",
            "to_team",
            "owner_to",
            "owner_officer__user__member",
            "owner_officer__contact",
        )
        .defer("text", "answer", "owner_to__biography", "owner_to__search_text")
    )


def talk_of(request: LiaisonRequest) -> QuerySet[LiaisonMessage]:
    """The messages in order, with their writers. One query."""
    return request.messages.select_related("author__member", "officer__user__member", "officer__contact")


def links_of(request: LiaisonRequest) -> list[ActionLink]:
    """Links mailed for the request that are still good."""
    return list(
        ActionLink.objects.filter(
            purpose=ANSWER_LINK,
            object_id=request.pk,
            used_at__isnull=True,
            revoked_at__isnull=True,
            expires_at__gt=timezone.now(),
        ).select_related("contact")
    )


def chooses_from(user) -> list[WorkingGroup]:
    """Groups for which this person may draft a request."""
    return [
        group
        for group in WorkingGroup.objects.visible_to(user)
        if rules.has_perm("groups.draft_request", user, group)
    ]


def requests_awaiting(user, today: dt.date | None = None) -> list[LiaisonRequest]:
    """What waits for this person: answers they owe, answers to read and close, drafts of theirs. By the
    deadline, at most AWAITING. One query.

    An answer is owed by its owner; where nobody is named by the chairs of the group, each officer of the
    team.
    """
    return _awaiting(user)


@written_once
def _awaiting(user) -> QuerySet[LiaisonRequest]:
    chaired = chaired_groups_of(user)
    nobody = Q(owner_to__isnull=True, to_group__in=chaired)
    team = Q(to_team__in=teams_of(user)) & (Q(owner_officer__isnull=True) | Q(owner_officer__user=user))
    owed = Q(state__in=AWAITED_STATES) & (Q(owner_to__user=user) | nobody | team)
    own = Q(owner_from__user=user, state__in=(LiaisonState.DRAFT, LiaisonState.ANSWERED))
    return (
        LiaisonRequest.objects.visible_to(user)
        .filter(owed | own)
        .select_related("from_group", "to_group", "to_team")
        .defer("text", "answer")
        .order_by("due_on", "id")[:AWAITING]
    )


def overdue_requests(user) -> list[LiaisonRequest]:
    """Requests past their deadline that this person sees, the latest first. One query."""
    return _overdue(user)


@written_once
def _overdue(user) -> QuerySet[LiaisonRequest]:
    return (
        LiaisonRequest.objects.visible_to(user)
        .overdue()
        .select_related("from_group", "to_group", "to_team", "owner_to", "owner_officer__contact")
        .select_related("owner_officer__user__member")
        .defer("text", "answer")
        .order_by("due_on", "id")[:AWAITING]
    )


@dataclass(frozen=True)
class Cell:
    """What one group asks of one sector: how many requests in each state that has any."""

    sector: Sector
    states: list[tuple[LiaisonState, int]]

    @property
    def total(self) -> int:
        return sum(count for _state, count in self.states)


@dataclass(frozen=True)
class MatrixRow:
    group: WorkingGroup
    cells: list[Cell]


def matrix_of(user) -> tuple[list[Sector], list[MatrixRow]]:
    """Groups × sectors: requests to sectoral teams that this person sees, by state. Four queries.

    A request to a team of two sectors counts in both.
    """
    sectors = list(Sector.objects.filter(is_active=True))
    covered: dict[int, list[int]] = {}
    for team, sector in TeamSector.objects.values_list("team", "sector"):
        covered.setdefault(team, []).append(sector)
    counts: dict[tuple[int, int], Counter] = {}
    for group, team, state, count in requests_by_state(user):
        for sector in covered.get(team, ()):
            counts.setdefault((group, sector), Counter())[state] += count
    rows = []
    for group in WorkingGroup.objects.visible_to(user):
        cells = []
        for sector in sectors:
            found = counts.get((group.pk, sector.pk), Counter())
            cells.append(Cell(sector, [(state, found[state]) for state in LiaisonState if found[state]]))
        rows.append(MatrixRow(group, cells))
    return sectors, rows


def requests_by_state(user) -> QuerySet:
    """(group, team, state, count) of requests to sectoral teams that this person sees."""
    return (
        LiaisonRequest.objects.visible_to(user)
        .filter(to_team__isnull=False)
        .values_list("from_group", "to_team", "state")
        .annotate(count=Count("*"))
        .order_by()
    )

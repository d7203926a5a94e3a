"""Objects behind the routes of groups, and rows of every kind, for the permission table's tests."""

import datetime as dt

from django.core.files.base import ContentFile
from hypothesis import strategies as st

from groups.enums import LiaisonState, RequestClassification, Role
from groups.models import Appointment
from groups.services.request_links import give_link
from naio_portal.access import Persona
from naio_portal.dates import kl_today
from naio_portal.notices.services import token_of
from tests.factories.groups import AppointmentFactory, ObjectiveFactory, days_from_today
from tests.factories.imports import csv_file, previewed, uploaded
from tests.factories.liaison import (
    LiaisonRequestFactory,
    SectoralTeamFactory,
    SectorFactory,
    SectorOfficerFactory,
)
from tests.factories.members import MemberFactory
from tests.factories.publications import AnnouncementFactory, CallFactory
from tests.security.cases import Visit, case, rows


@case(
    "groups:group-detail",
    "groups:group-roster",
    "groups:group-roster-addresses",
    "groups:group-roster-csv",
    "groups:group-roster-xlsx",
    "groups:group-history",
    "groups:charter-update",
    "groups:objective-create",
)
def group(world, state):
    return Visit(world.group, slug=world.group.slug)


@case("groups:objective-update", "groups:objective-remove")
def objective(world, state):
    made = ObjectiveFactory(group=world.group, number=1)
    return Visit(made, slug=world.group.slug, number=1)


@case("groups:appointment-create")
def appoint(world, state):
    return Visit(world.group, post={"person": "new", "full_name": "Aminah", "email": "aminah@agency.example"})


@case(
    "groups:appointment-detail",
    "groups:appointment-history",
    "groups:appointment-confirm",
    "groups:appointment-revoke",
    "groups:appointment-change-role",
    "groups:appointment-end",
    "groups:appointment-correct",
    "groups:appointment-precedence",
)
def appointment(world, state):
    made = AppointmentFactory(group=world.group, proposed=state == "proposed")
    if state == "revoked":
        Appointment.objects.filter(pk=made.pk).update(state="revoked", end_reason="correction")
    reason = "correction" if state == "proposed" else "resigned"
    return Visit(made, post={"reason": reason, "role": "observer"}, reference=made.reference)


@case(
    *(
        f"groups:roster-import-{page}"
        for page in (
            *("detail", "progress", "absent", "history", "columns", "questions", "undo", "abandon"),
            *("apply", "look-again", "leave-out", "restart"),
        )
    )
)
def roster_import(world, state):
    made = previewed(["Aminah", "aminah@agency.example", "SAF", "Ahli", "2025-02-28"])
    return Visit(made, pk=made.pk)


@case("groups:roster-import-upload")
def roster_file(world, state):
    file = csv_file(["Aminah", "aminah@agency.example", "SAF", "Ahli", "2025-02-28"])
    return Visit(post={"file": ContentFile(file.read(), name="roster.csv")})


@case("groups:roster-import-row")
def roster_import_row(world, state):
    made = previewed(["Aminah", "aminah@agency.example", "SAF", "Ahli", "2025-02-28"])
    return Visit(made, pk=made.pk, number=2)


@rows("groups.WorkingGroup")
def working_groups(world, draw):
    return world.group


@rows("groups.Objective")
def objectives(world, draw):
    return ObjectiveFactory(group=draw(st.sampled_from([world.group, world.other_group])))


@rows("groups.Appointment")
def appointments(world, draw):
    """Of somebody else or of a persona, listed publicly or not, on any side of today, in any state."""
    persona = draw(st.sampled_from([None, Persona.FORMER_MEMBER, Persona.OTHER_MEMBER]))
    member = world.members[persona] if persona else MemberFactory()
    member.listing_consent_on = draw(st.sampled_from([None, dt.date(2025, 2, 28)]))
    member.save()
    state = draw(st.sampled_from(["proposed", "confirmed", "revoked"]))
    start = draw(st.sampled_from([-3, -1, 0, 1]))
    end = draw(st.sampled_from([start, start + 1, start + 3]))
    # Beside appointments of the world: proposed first, so that no day is served twice.
    made = AppointmentFactory(
        group=world.group if persona == Persona.OTHER_MEMBER else draw(groups_of(world)),
        member=member,
        role=draw(st.sampled_from([Role.MEMBER, Role.OBSERVER])),
        start_on=days_from_today(start),
        end_on=days_from_today(end),
        proposed=True,
    )
    if state == "confirmed" and not Appointment.objects.overlapping(made.start_on, made.end_on).filter(
        group=made.group, member=member
    ):
        Appointment.objects.filter(pk=made.pk).update(state="confirmed")
    if state == "revoked":
        Appointment.objects.filter(pk=made.pk).update(state="revoked", end_reason="correction")
    return made


def groups_of(world):
    return st.sampled_from([world.group, world.other_group])


def published_on(draw):
    return draw(st.sampled_from([None, kl_today(), days_from_today(1), days_from_today(-1)]))


@rows("groups.Announcement")
def announcements(world, draw):
    return AnnouncementFactory(published_on=published_on(draw))


@rows("groups.Call")
def calls(world, draw):
    return CallFactory(published_on=published_on(draw))


@rows("groups.RosterImport")
def roster_imports(world, draw):
    return uploaded(["Aminah", "aminah@agency.example", "SAF", "Ahli", "2025-02-28"])


# --- sectoral teams and liaison requests -----------------------------------------------------------------


def team_of(world):
    """The team whose officer signs in, with one more officer who has only an address."""
    team = SectoralTeamFactory(slug="health", code="HLT")
    SectorOfficerFactory(team=team, user=world.users[Persona.SECTOR_OFFICER])
    return team


def request_of(world, **changes):
    return LiaisonRequestFactory(**{"from_group": world.group, "owner_from": world.owner, **changes})


@rows("groups.SectoralTeam")
def teams(world, draw):
    made = SectoralTeamFactory()
    if draw(st.booleans()):
        officer(made, world, draw)
    return made


def officer(team, world, draw):
    """Of the persona or somebody else, on any side of today."""
    start = draw(st.sampled_from([-3, 0, 1]))
    return SectorOfficerFactory(
        team=team,
        user=world.users[draw(st.sampled_from([Persona.SECTOR_OFFICER, Persona.FORMER_MEMBER]))],
        start_on=days_from_today(start),
        end_on=days_from_today(draw(st.sampled_from([start, start + 2, start + 9]))),
    )


@rows("groups.SectorOfficer")
def officers(world, draw):
    return officer(SectoralTeamFactory(), world, draw)


@rows("groups.LiaisonRequest")
def requests(world, draw):
    """Between the groups or to a team, in any state, open or restricted, owned by anybody."""
    state = draw(st.sampled_from(LiaisonState.values))
    maybe_owner = st.sampled_from([Persona.OWNER, Persona.OWN_LIAISON, Persona.OTHER_MEMBER])
    from_group, to_group = draw(st.permutations([world.group, world.other_group]))
    to_team = None
    if draw(st.booleans()):
        to_team = SectoralTeamFactory()
        officer(to_team, world, draw)
    return LiaisonRequestFactory(
        from_group=from_group,
        to_group=None if to_team else to_group,
        to_team=to_team,
        state=state,
        classification=draw(st.sampled_from(RequestClassification.values)),
        owner_from=world.members[draw(maybe_owner)],
        owner_to=None if to_team else world.members[draw(maybe_owner)],
    )


@case("sectors:team-detail", "sectors:team-history", "sectors:team-update", "sectors:officer-create")
def team(world, state):
    made = team_of(world)
    return Visit(made, post={"name": "Aminah", "email": "aminah@agency.example"}, slug=made.slug)


@case("sectors:team-create")
def new_team(world, state):
    return Visit(post={"code": "AGR", "slug": "agriculture", "sectors": SectorFactory().pk})


@case("sectors:officer-update")
def team_officer(world, state):
    made = team_of(world)
    officer = SectorOfficerFactory(team=made, by_mail=True)
    return Visit(made, slug=made.slug, pk=officer.pk)


@case("sectors:sector-update")
def sector(world, state):
    return Visit(SectorFactory(code="health"), code="health")


@case("requests:request-export")
def request_export(world, state):
    return Visit(file_format="csv")


@case("requests:request-create")
def request_create(world, state):
    return Visit(world.group, slug=world.group.slug)


@case("requests:request-detail", "requests:request-history")
def request_page(world, state):
    changes = {
        "to_team": {"to_team": team_of(world)},
        "draft": {"to_group": world.other_group, "state": "draft"},
        "restricted": {"to_group": world.other_group, "restricted": True},
        "to_group": {"to_group": world.other_group},
    }[state]
    made = request_of(world, **changes)
    return Visit(made, reference=made.reference)


@case("requests:request-update")
def request_update(world, state):
    made = request_of(world, to_group=world.other_group, state="draft")
    return Visit(made, reference=made.reference)


@case("requests:message-create")
def message(world, state):
    made = request_of(world, to_group=world.other_group)
    return Visit(made, reference=made.reference, post={"text": "Hello.", "language": "en"})


@case("requests:request-move")
def request_move(world, state):
    to_team = team_of(world) if state in ("answer", "link") else None
    stands = {"send": "draft", "close": "answered"}.get(state, "sent")
    made = request_of(world, to_team=to_team, to_group=None if to_team else world.other_group, state=stands)
    officer = SectorOfficerFactory(team=to_team, by_mail=True) if state == "link" else None
    post = {"officer": officer.pk} if officer else {}
    return Visit(made, post=post, reference=made.reference, move=state)


@case("requests:request-by-link")
def request_by_link(world, state):
    made = request_of(world, to_team=team_of(world))
    officer = SectorOfficerFactory(team=made.to_team, by_mail=True)
    return Visit(made, token=token_of(give_link(made, officer)))

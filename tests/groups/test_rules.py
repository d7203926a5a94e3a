"""Rights in groups that the permission table does not speak of: edges of each predicate."""

import pytest
import rules

from groups.enums import LiaisonState
from naio_portal.access import OWN_GROUP, Persona
from tests.factories.groups import AppointmentFactory, days_from_today
from tests.factories.liaison import LiaisonRequestFactory, SectoralTeamFactory, SectorOfficerFactory
from tests.factories.members import MemberFactory
from tests.factories.personas import World
from tests.factories.publications import AnnouncementFactory

pytestmark = pytest.mark.django_db
P = Persona
STAFF = {P.SECRETARIAT, P.ADMINISTRATOR}
CHAIRS = {P.OWN_CHAIR, P.OWN_CO_CHAIR}
RUNNING = CHAIRS | {P.OWN_RAPPORTEUR}
DRAFTING = RUNNING | {P.OWNER, P.OWN_MEMBER, P.OWN_LIAISON}
OTHERS = {P.OTHER_CHAIR, P.OTHER_MEMBER}
OUTSIDE = {P.VISITOR, P.FORMER_MEMBER, P.SECTOR_OFFICER}


@pytest.fixture
def world():
    return World()


def allowed(name: str, world: World, thing) -> set[Persona]:
    return {persona for persona in Persona if rules.has_perm(f"groups.{name}", world.user(persona), thing)}


def asked(world: World, **changes):
    """A request of the own group to the other one."""
    made = {"from_group": world.group, "to_group": world.other_group, "owner_from": world.owner}
    return LiaisonRequestFactory(**{**made, **changes})


# --- rosters ----------------------------------------------------------------------------------------------


def test_contacts_of_one_group_are_its_chairs_and_of_all_groups_the_staffs(world):
    assert allowed("view_contacts", world, world.group) == STAFF | CHAIRS
    assert allowed("export_roster", world, world.group) == STAFF | CHAIRS
    assert allowed("view_contacts", world, None) == STAFF
    assert allowed("update_objective", world, world.group) == STAFF | CHAIRS
    assert allowed("update_charter", world, world.group) == STAFF


def test_record_of_an_appointment_is_read_by_chairs_staff_and_leadership(world):
    appointment = world.owner.appointments.get()

    assert allowed("view_record", world, appointment) == STAFF | CHAIRS | {P.LEADERSHIP}
    assert allowed("view_roster", world, world.group) == set(Persona) - OUTSIDE
    assert allowed("view_history", world, world.group) == set(Persona) - OUTSIDE


@pytest.mark.parametrize("state", ["proposed", "revoked"])
def test_appointment_that_is_not_confirmed_is_the_business_of_those_who_run_it(world, state):
    made = AppointmentFactory(
        group=world.group,
        member=world.members[P.FORMER_MEMBER],
        start_on=days_from_today(1),
        end_on=days_from_today(9),
        proposed=True,
    )
    if state == "revoked":
        type(made).objects.filter(pk=made.pk).update(state="revoked", end_reason="correction")
        made.refresh_from_db()

    assert allowed("view_appointment", world, made) == STAFF | CHAIRS | {P.LEADERSHIP}


@pytest.mark.parametrize(
    ("start", "listed", "public"), [(-3, True, True), (1, True, False), (-3, False, False)]
)
def test_public_sees_who_serves_today_and_consented(world, start, listed, public):
    member = MemberFactory(listing_consent_on=days_from_today(-9) if listed else None)
    made = AppointmentFactory(group=world.group, member=member, start_on=days_from_today(start))

    assert allowed("view_appointment", world, made) == set(Persona) - (set() if public else OUTSIDE)


def test_own_appointment_is_seen_after_it_ended_while_the_account_is_open(world):
    former = world.user(P.FORMER_MEMBER)
    made = world.members[P.FORMER_MEMBER].appointments.get()

    assert rules.has_perm("groups.view_appointment", former, made)
    former.is_active = False
    assert not rules.has_perm("groups.view_appointment", former, made)


@pytest.mark.parametrize(("days", "is_out"), [(-1, True), (0, True), (1, False), (None, False)])
def test_announcement_is_read_by_all_from_its_day(world, days, is_out):
    made = AnnouncementFactory(published_on=None if days is None else days_from_today(days))

    assert allowed("view_announcement", world, made) == (set(Persona) if is_out else STAFF)


# --- requests: who asks -------------------------------------------------------------------------------


def test_drafts_of_a_group_are_written_by_who_writes_in_it(world):
    assert allowed("draft_request", world, world.group) == STAFF | DRAFTING
    assert allowed("draft_request", world, world.other_group) == STAFF | OTHERS
    assert allowed("draft_request", world, None) == STAFF | DRAFTING | OTHERS
    assert allowed("export_requests", world, None) == STAFF | CHAIRS | {P.OTHER_CHAIR}


def test_asking_side_is_run_by_its_owner_and_who_runs_the_group(world):
    request = asked(world)

    assert allowed("edit_request", world, request) == STAFF | RUNNING | {P.OWNER}
    assert allowed("close_request", world, request) == STAFF | RUNNING | {P.OWNER}
    assert allowed("send_request", world, request) == STAFF | RUNNING
    assert allowed("assign_asking_owner", world, request) == STAFF | RUNNING


def test_owner_who_serves_in_the_group_no_more_has_no_part(world):
    request = asked(world, owner_from=world.members[P.FORMER_MEMBER], owner_to=world.owner, restricted=True)

    assert allowed("edit_request", world, request) == STAFF | RUNNING
    assert allowed("answer_request", world, request) == STAFF | {P.OTHER_CHAIR}
    assert allowed("view_liaisonrequest", world, request) == STAFF | CHAIRS | {P.OTHER_CHAIR}


def test_owner_without_sign_in_is_nobody(world):
    member = AppointmentFactory(group=world.group, member=MemberFactory(user=None)).member

    assert allowed("edit_request", world, asked(world, owner_from=member)) == STAFF | RUNNING


# --- requests: who answers ------------------------------------------------------------------------------


def test_group_asked_answers_by_its_owner_and_who_runs_it_once_it_is_sent(world):
    sent = asked(world, owner_to=world.members[P.OTHER_MEMBER])
    draft = asked(world, owner_to=world.members[P.OTHER_MEMBER], state=LiaisonState.DRAFT)

    assert allowed("answer_request", world, sent) == STAFF | OTHERS
    assert allowed("acknowledge_request", world, sent) == STAFF | OTHERS
    assert allowed("assign_answering_owner", world, sent) == STAFF | {P.OTHER_CHAIR}
    assert allowed("answer_request", world, draft) == STAFF
    assert allowed("assign_answering_owner", world, draft) == STAFF


def test_team_asked_answers_by_its_officers_of_today_once_it_is_sent(world):
    team, other = SectoralTeamFactory(), SectoralTeamFactory()
    SectorOfficerFactory(team=team, user=world.users[P.SECTOR_OFFICER])
    officer = {P.SECTOR_OFFICER}

    assert allowed("answer_request", world, asked(world, to_group=None, to_team=team)) == STAFF | officer
    assert allowed("answer_request", world, asked(world, to_group=None, to_team=other)) == STAFF
    draft = asked(world, to_group=None, to_team=team, state=LiaisonState.DRAFT)
    assert allowed("answer_request", world, draft) == STAFF
    assert allowed("view_liaisonrequest", world, draft) == STAFF | OWN_GROUP | {P.LEADERSHIP}
    sent = asked(world, to_group=None, to_team=team, restricted=True)
    assert allowed("view_liaisonrequest", world, sent) == STAFF | CHAIRS | {P.OWNER} | officer
    assert allowed("discuss_request", world, sent) == STAFF | CHAIRS | {P.OWNER} | officer


def test_teams_are_seen_by_insiders_and_their_own_officers(world):
    team, other = SectoralTeamFactory(), SectoralTeamFactory()
    officer = SectorOfficerFactory(team=team, user=world.users[P.SECTOR_OFFICER])
    insiders = set(Persona) - OUTSIDE

    assert allowed("view_sectoralteam", world, team) == insiders | {P.SECTOR_OFFICER}
    assert allowed("view_sectoralteam", world, other) == insiders
    assert allowed("view_sectorofficer", world, officer) == insiders | {P.SECTOR_OFFICER}
    assert allowed("view_sectorofficer", world, SectorOfficerFactory(team=other)) == insiders
    assert allowed("edit_teams", world, team) == STAFF
    assert allowed("edit_sectors", world, None) == STAFF
    assert allowed("renew_link", world, asked(world)) == STAFF
    assert allowed("list_teams", world, None) == insiders
    assert allowed("list_requests", world, None) == set(Persona) - {P.VISITOR}


# --- requests: who reads and talks ------------------------------------------------------------------------


def test_open_request_is_read_by_both_groups_once_it_is_sent(world):
    assert allowed("view_liaisonrequest", world, asked(world)) == STAFF | OWN_GROUP | OTHERS | {P.LEADERSHIP}
    draft = asked(world, state=LiaisonState.DRAFT)
    assert allowed("view_liaisonrequest", world, draft) == STAFF | OWN_GROUP | {P.LEADERSHIP}


def test_restricted_request_is_read_by_chairs_and_owners(world):
    owners = {"owner_from": world.members[P.OWN_OBSERVER], "owner_to": world.members[P.OTHER_MEMBER]}
    sent = asked(world, restricted=True, **owners)
    draft = asked(world, restricted=True, state=LiaisonState.DRAFT, **owners)

    readers = STAFF | CHAIRS | {P.OWN_OBSERVER}
    assert allowed("view_liaisonrequest", world, sent) == readers | OTHERS
    assert allowed("view_liaisonrequest", world, draft) == readers


def test_request_is_talked_about_by_who_writes_in_a_group_or_owns_it(world):
    request = asked(world, owner_from=world.members[P.OWN_OBSERVER])

    assert allowed("discuss_request", world, request) == STAFF | DRAFTING | OTHERS | {P.OWN_OBSERVER}
    back = LiaisonRequestFactory(from_group=world.other_group, to_group=world.group)
    assert allowed("discuss_request", world, back) == STAFF | DRAFTING | OTHERS


def test_inactive_account_lists_no_requests(world):
    owner = world.user(P.OWNER)
    owner.is_active = False

    assert not rules.has_perm("groups.list_requests", owner)

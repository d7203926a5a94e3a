"""Rights in meetings that the permission table does not speak of: edges of each predicate."""

import pytest
import rules

from naio_portal.access import OWN_GROUP, Persona
from tests.factories.meetings import AgendaItemFactory, AgendaItemGrantFactory, MeetingFactory
from tests.factories.personas import World

pytestmark = pytest.mark.django_db
P = Persona
STAFF = {P.SECRETARIAT, P.ADMINISTRATOR}
CHAIRS = {P.OWN_CHAIR, P.OWN_CO_CHAIR}
READERS = CHAIRS | {P.OWN_RAPPORTEUR, P.OWN_MEMBER, P.OWNER, P.OWN_ALTERNATE}
OUTSIDE = {P.VISITOR, P.FORMER_MEMBER, P.SECTOR_OFFICER}


@pytest.fixture
def world():
    return World()


def allowed(name: str, world: World, thing) -> set[Persona]:
    return {persona for persona in Persona if rules.has_perm(f"meetings.{name}", world.user(persona), thing)}


def test_draft_is_seen_by_who_prepares_it(world):
    draft = MeetingFactory(groups=[world.group])

    assert allowed("view_meeting", world, draft) == STAFF | CHAIRS | {P.OWN_RAPPORTEUR}


@pytest.mark.parametrize("state", ["notified", "in_progress", "held", "closed", "cancelled"])
def test_meeting_that_was_notified_is_seen_by_all_who_serve(world, state):
    made = MeetingFactory(groups=[world.group], state=state)

    assert allowed("view_meeting", world, made) == set(Persona) - OUTSIDE


def test_draft_cancelled_before_its_notice_is_seen_by_staff_alone(world):
    made = MeetingFactory(groups=[world.group], state="cancelled", notified_at=None)

    assert allowed("view_meeting", world, made) == STAFF


def test_meeting_of_two_groups_is_run_by_the_chairs_of_both(world):
    made = MeetingFactory(groups=[world.group, world.other_group])
    chairs = STAFF | CHAIRS | {P.OTHER_CHAIR}

    for act in (
        "edit_meeting",
        "cancel_meeting",
        "notify_meeting",
        "run_meeting",
        "send_notice",
        "edit_draft",
    ):
        assert allowed(act, world, made) == chairs, act
    for act in ("edit_agenda", "edit_draft_agenda"):
        assert allowed(act, world, made) == chairs | {P.OWN_RAPPORTEUR}, act
    assert allowed("join_meeting", world, made) == STAFF | OWN_GROUP | {
        P.OTHER_CHAIR,
        P.OTHER_MEMBER,
        P.LEADERSHIP,
    }


def test_meetings_are_called_by_chairs_and_all_groups_by_the_secretariat(world):
    assert allowed("create_meeting", world, None) == STAFF | CHAIRS | {P.OTHER_CHAIR}
    assert allowed("call_plenary", world, None) == STAFF


@pytest.mark.parametrize("act", ["edit_agenda_item", "edit_draft_item", "edit_restricted_item"])
def test_restricted_item_is_not_the_rapporteurs(world, act):
    meeting = MeetingFactory(groups=[world.group], state="notified")
    preparing = STAFF | CHAIRS | {P.OWN_RAPPORTEUR}

    for visibility in ("common", "members"):
        item = AgendaItemFactory(meeting=meeting, visibility=visibility)
        assert allowed(act, world, item) == preparing, visibility
    item = AgendaItemFactory(meeting=meeting, visibility="restricted")
    assert allowed(act, world, item) == STAFF | CHAIRS
    assert allowed("restrict_agenda_item", world, meeting) == STAFF | CHAIRS


def test_items_are_read_by_their_circle(world):
    meeting = MeetingFactory(groups=[world.group], state="notified")
    common = AgendaItemFactory(meeting=meeting)
    members = AgendaItemFactory(meeting=meeting, visibility="members")
    restricted = AgendaItemGrantFactory(item__meeting=meeting, member=world.members[P.OTHER_MEMBER]).item

    assert allowed("view_agendaitem", world, common) == set(Persona) - OUTSIDE
    assert allowed("view_agendaitem", world, members) == STAFF | READERS | {P.LEADERSHIP}
    assert allowed("read_members_items", world, meeting) == STAFF | READERS | {P.LEADERSHIP}
    assert allowed("view_agendaitem", world, restricted) == STAFF | CHAIRS | {P.OTHER_MEMBER}


def test_item_of_a_draft_is_hidden_with_the_draft(world):
    item = AgendaItemFactory(meeting=MeetingFactory(groups=[world.group]))

    assert allowed("view_agendaitem", world, item) == STAFF | CHAIRS | {P.OWN_RAPPORTEUR}


@pytest.mark.parametrize("name", ["view_meeting", "view_agendaitem", "read_members_items"])
def test_nothing_is_nobodys_to_read(world, name):
    assert allowed(name, world, None) == set()


@pytest.mark.parametrize("name", ["edit_meeting", "edit_agenda", "edit_agenda_item", "restrict_agenda_item"])
def test_without_a_meeting_the_secretariat_alone_may(world, name):
    assert allowed(name, world, None) == STAFF
    assert allowed("join_meeting", world, None) == STAFF | {P.LEADERSHIP}

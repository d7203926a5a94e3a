"""Rights over deliverables that the permission table does not speak of: edges of each predicate."""

import pytest
import rules

from groups.models import Appointment
from members.models import User
from naio_portal.access import OWN_GROUP, Persona
from tests.factories.deliverables import (
    ChangeRequestFactory,
    ContributorFactory,
    DeliverableFactory,
    DeliverableGrantFactory,
    MilestoneFactory,
    VersionFactory,
    VersionReaderFactory,
)
from tests.factories.groups import ObjectiveFactory, days_from_today
from tests.factories.members import MemberFactory
from tests.factories.personas import World
from tests.factories.recommendations import RecommendationContributorFactory, RecommendationFactory

pytestmark = pytest.mark.django_db
P = Persona
STAFF = {P.SECRETARIAT, P.ADMINISTRATOR}
CHAIRS = {P.OWN_CHAIR, P.OWN_CO_CHAIR}
RUNNING = CHAIRS | {P.OWN_RAPPORTEUR}
WRITING = RUNNING | {P.OWN_MEMBER, P.OWNER}
OUTSIDE = {P.VISITOR, P.FORMER_MEMBER, P.SECTOR_OFFICER}
OTHERS = {P.OTHER_CHAIR, P.OTHER_MEMBER}


@pytest.fixture
def world():
    return World()


def allowed(name: str, world: World, thing) -> set[Persona]:
    return {
        persona for persona in Persona if rules.has_perm(f"deliverables.{name}", world.user(persona), thing)
    }


def of_group(world: World, **fields):
    return DeliverableFactory(**{"group": world.group, "owner": world.members[P.OWN_OBSERVER], **fields})


def leave(world: World, *personas: Persona) -> None:
    """Their appointments ended yesterday."""
    members = [world.members[persona] for persona in personas]
    Appointment.objects.filter(member__in=members).update(end_on=days_from_today(-1), end_reason="term")


# --- who writes ---------------------------------------------------------------------------------------------


def test_owner_edits_and_submits_while_they_serve(world):
    made = of_group(world)
    for name in ("update_deliverable", "submit_deliverable"):
        assert allowed(name, world, made) == STAFF | RUNNING | {P.OWN_OBSERVER}
    former = of_group(world, owner=world.members[P.FORMER_MEMBER])

    assert allowed("update_deliverable", world, former) == STAFF | RUNNING
    assert allowed("update_deliverable", world, of_group(world, owner=None)) == STAFF | RUNNING


def test_owner_without_sign_in_is_nobody(world):
    made = of_group(world, owner=MemberFactory(user=None))

    assert allowed("update_deliverable", world, made) == STAFF | RUNNING
    assert allowed("activate_deliverable", world, made) == STAFF | CHAIRS


def test_who_has_a_part_reports(world):
    made = of_group(world)
    ContributorFactory(deliverable=made, member=world.members[P.OWN_LIAISON])
    ContributorFactory(deliverable=made, member=world.members[P.OTHER_MEMBER])
    milestone = MilestoneFactory(deliverable=made, owner=world.members[P.OWN_ALTERNATE])
    parts = {P.OWN_OBSERVER, P.OWN_LIAISON, P.OWN_ALTERNATE}

    assert allowed("file_update", world, made) == STAFF | WRITING | parts
    assert allowed("achieve_milestone", world, milestone) == STAFF | WRITING | parts
    assert allowed("request_change", world, milestone) == STAFF | WRITING | parts
    objective = ObjectiveFactory(group=world.group)
    assert allowed("request_objective_change", world, objective) == STAFF | WRITING
    assert allowed("file_update_for_another", world, made) == STAFF
    assert allowed("file_update", world, of_group(world, owner=world.owner)) == STAFF | WRITING


def test_plans_are_run_by_chairs_and_staff(world):
    made = of_group(world)
    for name in ("return", "suspend", "resume", "withdraw"):
        assert allowed(f"{name}_deliverable", world, made) == STAFF | CHAIRS, name
    for name in ("miss", "cancel", "reopen"):
        milestone = MilestoneFactory(deliverable=made)
        assert allowed(f"{name}_milestone", world, milestone) == STAFF | CHAIRS, name
    assert allowed("override_rag", world, made) == STAFF | CHAIRS
    assert allowed("publish_deliverable", world, made) == STAFF


def test_nobody_approves_their_own_plan(world):
    chair, secretary = world.members[P.OWN_CHAIR], world.users[P.SECRETARIAT]
    milestone = MilestoneFactory(deliverable=of_group(world), created_by=secretary)

    assert allowed("activate_deliverable", world, of_group(world)) == STAFF | CHAIRS
    assert allowed("activate_deliverable", world, of_group(world, owner=chair)) == STAFF | {P.OWN_CO_CHAIR}
    written = of_group(world, created_by=secretary)
    assert allowed("activate_deliverable", world, written) == CHAIRS | {P.ADMINISTRATOR}
    assert allowed("activate_milestone", world, milestone) == CHAIRS | {P.ADMINISTRATOR}


def test_nobody_decides_their_own_request_or_one_made_for_them(world):
    milestone = MilestoneFactory(deliverable=of_group(world))
    change = ChangeRequestFactory(
        milestone=milestone,
        requested_by=world.users[P.SECRETARIAT],
        on_behalf_of=world.members[P.OWN_CHAIR],
    )

    assert allowed("decide_change", world, change) == {P.OWN_CO_CHAIR, P.ADMINISTRATOR}
    assert allowed("withdraw_change", world, change) == {P.SECRETARIAT}


def test_chairs_accept_but_not_what_they_own(world):
    assert allowed("accept_deliverable", world, of_group(world)) == CHAIRS
    made = of_group(world, owner=world.members[P.OWN_CHAIR])
    assert allowed("accept_deliverable", world, made) == {P.OWN_CO_CHAIR}


def test_secretariat_accepts_where_no_chair_but_the_owner_is_left(world):
    made = of_group(world, owner=world.members[P.OWN_CHAIR])
    leave(world, P.OWN_CO_CHAIR)
    assert allowed("accept_deliverable", world, made) == STAFF

    leave(world, P.OWN_CHAIR)
    assert allowed("accept_deliverable", world, of_group(world)) == STAFF


def test_chair_whose_account_is_closed_does_not_count(world):
    leave(world, P.OWN_CO_CHAIR)
    type(world.users[P.OWN_CHAIR]).objects.filter(pk=world.users[P.OWN_CHAIR].pk).update(is_active=False)

    assert allowed("accept_deliverable", world, of_group(world)) == STAFF


def test_deliverables_begin_with_who_runs_the_group(world):
    assert allowed("create_deliverable", world, world.group) == STAFF | RUNNING
    assert allowed("start_deliverable", world, None) == STAFF | RUNNING | {P.OTHER_CHAIR}
    assert allowed("view_approvals", world, None) == STAFF | CHAIRS | {P.OTHER_CHAIR}
    assert allowed("view_timeline", world, None) == set(Persona) - OUTSIDE
    assert allowed("export_board", world, world.group) == STAFF | CHAIRS
    assert allowed("export_board", world, None) == STAFF | CHAIRS | {P.OTHER_CHAIR}


# --- who reads ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "readers"),
    [
        ("proposed", STAFF | OWN_GROUP | {P.LEADERSHIP}),
        ("active", set(Persona) - OUTSIDE),
        ("published", set(Persona)),
    ],
)
def test_open_deliverable_is_read_by_state(world, state, readers):
    made = of_group(world, state=state)

    assert allowed("view_deliverable", world, made) == readers
    assert allowed("view_milestone", world, MilestoneFactory(deliverable=made)) == readers
    assert allowed("view_progressupdate", world, made) == readers - OUTSIDE
    assert allowed("view_history", world, made) == readers - OUTSIDE


@pytest.mark.parametrize("state", ["proposed", "active", "published"])
def test_restricted_deliverable_is_read_by_named_people_chairs_and_who_has_a_part(world, state):
    made = of_group(world, state=state, restricted=True)
    DeliverableGrantFactory(deliverable=made, member=world.members[P.OTHER_MEMBER])
    DeliverableGrantFactory(deliverable=made, member=world.members[P.FORMER_MEMBER])
    ContributorFactory(deliverable=made, member=world.members[P.OWN_LIAISON])
    readers = STAFF | CHAIRS | {P.OWN_OBSERVER, P.OWN_LIAISON, P.OTHER_MEMBER}

    assert allowed("view_deliverable", world, made) == readers
    change = ChangeRequestFactory(milestone=MilestoneFactory(deliverable=made))
    assert allowed("view_changerequest", world, change) == readers


# --- versions -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "readers"),
    [
        ("active", STAFF | OWN_GROUP | {P.LEADERSHIP}),
        ("delivered", set(Persona) - OUTSIDE),
        ("published", set(Persona)),
    ],
)
def test_open_version_is_read_once_it_is_handed_over(world, state, readers):
    made = VersionFactory(deliverable=of_group(world, state=state))

    assert allowed("view_version", world, made) == readers


def test_public_reads_the_last_version_whose_file_is_clean(world):
    made = of_group(world, state="published")
    file = {"file": "versions/x", "file_name": "x.pdf", "file_size": 9}
    first = VersionFactory(deliverable=made, scan_state="clean", **file)
    assert allowed("view_version", world, first) == set(Persona)
    second = VersionFactory(deliverable=made, scan_state="waiting", **file)

    assert allowed("view_version", world, first) == set(Persona) - OUTSIDE
    assert allowed("view_version", world, second) == set(Persona) - OUTSIDE


@pytest.mark.parametrize("state", ["active", "published"])
def test_restricted_version_is_read_by_chairs_staff_and_its_readers_who_serve(world, state):
    made = VersionFactory(deliverable=of_group(world, state=state), restricted=True)
    for persona in (P.OWN_LIAISON, P.OTHER_MEMBER, P.FORMER_MEMBER):
        VersionReaderFactory(version=made, member=world.members[persona])

    assert allowed("view_version", world, made) == STAFF | CHAIRS | {P.OWN_LIAISON, P.OTHER_MEMBER}


def test_next_version_is_written_by_who_may_read_every_one_before(world):
    made = of_group(world)
    VersionFactory(deliverable=made)
    assert allowed("write_version", world, made) == STAFF | RUNNING | {P.OWN_OBSERVER}
    closed = VersionFactory(deliverable=made, restricted=True)

    assert allowed("write_version", world, made) == STAFF | CHAIRS
    VersionReaderFactory(version=closed, member=world.members[P.OWN_OBSERVER])
    assert allowed("write_version", world, made) == STAFF | CHAIRS | {P.OWN_OBSERVER}


# --- recommendations ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "readers"),
    [
        ("draft", STAFF | OWN_GROUP | {P.LEADERSHIP}),
        ("adopted_by_group", set(Persona) - OUTSIDE),
        ("submitted", set(Persona)),
    ],
)
def test_open_recommendation_is_read_by_state(world, state, readers):
    made = RecommendationFactory(group=world.group, state=state)

    assert allowed("view_recommendation", world, made) == readers
    assert allowed("view_recommendation_history", world, made) == readers - OUTSIDE
    assert allowed("read_letter", world, made) == readers - OUTSIDE


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_restricted_recommendation_is_read_by_chairs_staff_and_contributors(world, state):
    made = RecommendationFactory(group=world.group, state=state, restricted=True)
    RecommendationContributorFactory(recommendation=made, member=world.members[P.OTHER_MEMBER])

    assert allowed("view_recommendation", world, made) == STAFF | CHAIRS | {P.OTHER_MEMBER}
    # Who may not read it writes nothing in it.
    assert allowed("update_recommendation", world, made) == STAFF | CHAIRS
    assert allowed("record_consent", world, made) == STAFF | CHAIRS


def test_recommendation_is_written_by_who_writes_in_its_group(world):
    made = RecommendationFactory(group=world.group)

    assert allowed("update_recommendation", world, made) == STAFF | WRITING
    assert allowed("record_consent", world, made) == STAFF | RUNNING
    assert allowed("create_recommendation", world, world.group) == STAFF | WRITING
    assert allowed("start_recommendation", world, None) == STAFF | WRITING | OTHERS


def test_author_adopts_nothing_and_the_secretariat_only_where_no_chair_is_left(world):
    made = RecommendationFactory(group=world.group, created_by=world.users[P.OWN_CHAIR])
    assert allowed("adopt_recommendation", world, made) == {P.OWN_CO_CHAIR}

    leave(world, P.OWN_CO_CHAIR)
    assert allowed("adopt_recommendation", world, made) == STAFF

    nobodys = RecommendationFactory(group=world.group, created_by=None)
    assert allowed("adopt_recommendation", world, nobodys) == {P.OWN_CHAIR}


def test_chair_whose_account_is_closed_does_not_adopt(world):
    made = RecommendationFactory(group=world.group, created_by=None)
    leave(world, P.OWN_CO_CHAIR)
    User.objects.filter(pk=world.users[P.OWN_CHAIR].pk).update(is_active=False)

    assert allowed("adopt_recommendation", world, made) == STAFF


def test_secretariat_that_wrote_it_does_not_adopt_it_itself(world):
    made = RecommendationFactory(group=world.group, created_by=world.users[P.SECRETARIAT])
    leave(world, P.OWN_CHAIR, P.OWN_CO_CHAIR)

    assert allowed("adopt_recommendation", world, made) == {P.ADMINISTRATOR}

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from groups.enums import Role
from meetings.enums import MeetingState, Visibility
from meetings.models import AgendaItem, Meeting
from tests.factories.groups import AppointmentFactory, WorkingGroupFactory
from tests.factories.meetings import AgendaItemFactory, AgendaItemGrantFactory, MeetingFactory, in_days
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

ROLES_OF_GROUP = {f"own_{role.name.lower()}": role for role in Role}
EVERYBODY = [
    "visitor",
    *ROLES_OF_GROUP,
    "other_chair",
    "other_member",
    "former_member",
    "sector_officer",
    "leadership",
    "secretariat",
    "administrator",
]
INSIDERS = set(EVERYBODY) - {"visitor", "former_member", "sector_officer"}
STAFF = {"secretariat", "administrator"}
CHAIRS = {"own_chair", "own_co_chair"}
PREPARING = CHAIRS | {"own_rapporteur"}
READING = PREPARING | {"own_member", "own_alternate"}


@pytest.fixture
def person(group, serve):
    """`person("own_chair")`: somebody of that kind."""

    def person(kind):
        if kind == "visitor":
            return AnonymousUser()
        if kind in ROLES_OF_GROUP:
            return serve(group, ROLES_OF_GROUP[kind])
        if kind.startswith("other_"):
            return serve(WorkingGroupFactory(), Role.CHAIR if kind == "other_chair" else Role.MEMBER)
        if kind == "former_member":
            return AppointmentFactory(group=group, ended=True, user=UserFactory()).member.user
        return UserFactory(**{kind: True})

    return person


@pytest.mark.parametrize("kind", EVERYBODY)
@pytest.mark.parametrize("state", list(MeetingState))
def test_meeting_visible_to(kind, state, group, person):
    MeetingFactory(groups=[group], state=state)
    expected = PREPARING | STAFF if state == MeetingState.DRAFT else INSIDERS

    assert Meeting.objects.visible_to(person(kind)).exists() == (kind in expected)


@pytest.mark.parametrize("kind", EVERYBODY)
def test_meeting_visible_to_cancelled_before_its_notice_only_staff(kind, group, person):
    MeetingFactory(groups=[group], state=MeetingState.CANCELLED, notified_at=None)

    assert Meeting.objects.visible_to(person(kind)).exists() == (kind in STAFF)


@pytest.mark.parametrize("kind", EVERYBODY)
@pytest.mark.parametrize(
    ("visibility", "expected"),
    [
        (Visibility.COMMON, INSIDERS),
        (Visibility.MEMBERS, READING | STAFF | {"leadership"}),
        (Visibility.RESTRICTED, CHAIRS | STAFF),
    ],
)
def test_agenda_item_visible_to(kind, visibility, expected, group, person):
    item = AgendaItemFactory(meeting=MeetingFactory(groups=[group], notified=True), visibility=visibility)
    reader = person(kind)

    assert AgendaItem.objects.visible_to(reader).exists() == (kind in expected)
    assert AgendaItem.objects.marked_for(reader).get(pk=item.pk).is_readable == (kind in expected)


@pytest.mark.parametrize("kind", ["own_member", "own_observer", "other_member"])
def test_restricted_item_is_visible_to_the_people_it_names(kind, group, person):
    item = AgendaItemFactory(
        meeting=MeetingFactory(groups=[group], notified=True), visibility=Visibility.RESTRICTED
    )
    reader, another = person(kind), person(kind)
    AgendaItemGrantFactory(item=item, member=reader.member)

    assert list(AgendaItem.objects.visible_to(reader)) == [item]
    assert list(AgendaItem.objects.visible_to(another)) == []


def test_restricted_item_closes_when_the_named_person_no_longer_serves(group):
    item = AgendaItemFactory(
        meeting=MeetingFactory(groups=[group], notified=True), visibility=Visibility.RESTRICTED
    )
    former = AppointmentFactory(group=group, ended=True, user=UserFactory())
    AgendaItemGrantFactory(item=item, member=former.member)

    assert list(AgendaItem.objects.visible_to(former.member.user)) == []


def test_a_grant_opens_nothing_once_the_item_is_members_only(group, person):
    item = AgendaItemFactory(
        meeting=MeetingFactory(groups=[group], notified=True), visibility=Visibility.MEMBERS
    )
    outsider = person("other_member")
    AgendaItemGrantFactory(item=item, member=outsider.member)

    assert list(AgendaItem.objects.visible_to(outsider)) == []


def test_marked_common_is_what_everyone_may_read(group):
    meeting = MeetingFactory(groups=[group])
    for visibility in Visibility:
        AgendaItemFactory(meeting=meeting, visibility=visibility)

    readable = {item.visibility: item.is_readable for item in AgendaItem.objects.marked_common()}

    assert readable == {"common": True, "members": False, "restricted": False}


def test_upcoming_and_past_part_at_the_end_of_the_meeting(group):
    meeting = MeetingFactory(groups=[group])
    later = MeetingFactory(groups=[group], starts_at=in_days(9))
    past = MeetingFactory(groups=[group], starts_at=in_days(-9))

    assert list(Meeting.objects.upcoming(timezone.now())) == [meeting, later]
    assert list(Meeting.objects.upcoming(meeting.ends_at)) == [meeting, later]
    assert list(Meeting.objects.past(meeting.ends_at)) == [past]


def test_matching_finds_every_word_in_title_place_or_description(group):
    found = MeetingFactory(groups=[group], title="Red teaming", place="Cyberjaya")
    MeetingFactory(groups=[group], title="Red tape")

    assert list(Meeting.objects.matching("red CYBER")) == [found]


def test_of_group(group, other_group):
    joint = MeetingFactory(groups=[group, other_group])
    MeetingFactory(groups=[other_group])

    assert list(Meeting.objects.of_group(group)) == [joint]

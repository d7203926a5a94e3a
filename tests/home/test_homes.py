"""The four homes: what needs each of them, in constant queries."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deliverables.enums import DeliverableState
from deliverables.selectors import late_by_person
from groups.enums import EndReason, Role
from naio_portal.dates import kl_today
from naio_portal.home.selectors.leadership import month_of
from naio_portal.notices.enums import OutboxState
from tests.factories.deliverables import (
    ChangeRequestFactory,
    ContributorFactory,
    DeliverableFactory,
    MilestoneFactory,
    ProgressUpdateFactory,
    days,
)
from tests.factories.groups import AppointmentFactory, WorkingGroupFactory
from tests.factories.liaison import LiaisonRequestFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, in_days
from tests.factories.members import MemberFactory, UserFactory
from tests.factories.notices import OutboxMessageFactory
from tests.factories.recommendations import RecommendationFactory
from tests.markup import assert_malay, assert_valid_html

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return WorkingGroupFactory(code="SAF", slug="ai-safety", name_en="AI Safety", name_ms="Keselamatan AI")


@pytest.fixture
def serve(group):
    """`serve(role)`: a user of the group, its member at `.member`."""

    def serve(role=Role.MEMBER, **fields):
        user = UserFactory(language="en")
        AppointmentFactory(group=group, role=role, user=user, **fields)
        return user

    return serve


def filled(group, owner, count: int) -> None:
    """So many of everything that a home shows."""
    for number in range(count):
        deliverable = DeliverableFactory(group=group, owner=owner, last_update_on=days(-40))
        milestone = MilestoneFactory(deliverable=deliverable, due_on=days(-2 - number))
        MilestoneFactory(deliverable=deliverable, due_on=days(9))
        ChangeRequestFactory(milestone=milestone)
        DeliverableFactory(group=group, state=DeliverableState.PROPOSED, owner=owner)
        DeliverableFactory(group=group, state=DeliverableState.DELIVERED)
        AgendaItemFactory(
            meeting=MeetingFactory(groups=[group], notified=True, starts_at=in_days(3 + number))
        )
        MeetingFactory(groups=[group], state="held", starts_at=in_days(-3 - number))
        AppointmentFactory(group=group, end_on=days(20), end_reason=EndReason.TERM)
        LiaisonRequestFactory(from_group=group, owner_from=owner, state="answered")
        LiaisonRequestFactory(to_group=group, due_on=days(-1 - number))


HOMES = {
    "member": "What needs me",
    "chair": "Waiting for your approval",
    "secretariat": "Clock of the meetings",
    "leadership": "Changed since last month",
    "sector officer": "Requests to my team",
}
# Each home is several lists, within the twelve queries of every page.
MOST_QUERIES = {"member": 9, "chair": 12, "secretariat": 12, "leadership": 10, "sector officer": 5}


@pytest.fixture
def person(serve):
    def person(kind):
        if kind == "member":
            return serve()
        if kind == "chair":
            return serve(Role.CHAIR)
        return UserFactory(language="en", **{kind.replace(" ", "_"): True})

    return person


@pytest.mark.parametrize("kind", HOMES)
@pytest.mark.parametrize("is_filled", [False, True])
def test_home_is_valid_and_malay(client, group, serve, person, kind, is_filled):
    if is_filled:
        filled(group, serve().member, 2)
    client.force_login(person(kind))
    client.cookies["django_language"] = "ms"

    page = client.get("/home/")

    assert page.status_code == 200
    assert_valid_html(page.text)
    assert_malay(page.text)


@pytest.mark.parametrize(("kind", "said"), HOMES.items())
def test_home_asks_as_often_for_three_rows_as_for_one(client, group, serve, person, kind, said):
    client.force_login(person(kind))
    client.cookies["django_language"] = "en"
    counts = []
    for count in (1, 2):
        filled(group, serve().member, count)
        client.get("/home/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = client.get("/home/")
        counts.append(len(queries))
    assert said in page.text
    assert counts[0] == counts[1]
    assert counts[1] <= MOST_QUERIES[kind]


# --- an expert --------------------------------------------------------------------------------------------


def test_member_sees_own_milestones_by_date_each_with_its_form(client, group, serve):
    user = serve()
    deliverable = DeliverableFactory(group=group, owner=user.member)
    later = MilestoneFactory(deliverable=deliverable, due_on=days(9), title="Second draft")
    late = MilestoneFactory(deliverable=deliverable, due_on=days(-1), title="First draft")
    MilestoneFactory(deliverable=deliverable, due_on=days(31), title="Far away")
    MilestoneFactory(deliverable=DeliverableFactory(group=group), due_on=days(1), title="Of somebody else")
    client.force_login(user)

    page = client.get("/home/")

    assert page.context["duties"] == [late, later]
    assert late.get_update_url() in page.text
    assert "Far away" not in page.text
    assert "Of somebody else" not in page.text


def test_contributor_is_asked_for_a_deliverable_without_an_update(client, group, serve):
    user = serve()
    stale = DeliverableFactory(group=group, last_update_on=days(-31))
    ContributorFactory(deliverable=stale, member=user.member)
    DeliverableFactory(group=group, last_update_on=days(-31))
    client.force_login(user)

    assert client.get("/home/").context["stale"] == [stale]


def test_member_is_not_shown_what_chairs_are(client, group, serve):
    ChangeRequestFactory(milestone=MilestoneFactory(deliverable=DeliverableFactory(group=group)))
    client.force_login(serve())

    page = client.get("/home/")

    assert page.context["approvals"].count == 0
    assert page.context["preparing"] == []
    assert "Late, by person" not in page.text


# --- a chair ----------------------------------------------------------------------------------------------


def test_chair_approves_a_new_date_with_one_click_and_stays(client, group, serve):
    change = ChangeRequestFactory(milestone=MilestoneFactory(deliverable=DeliverableFactory(group=group)))
    client.force_login(serve(Role.CHAIR))
    url = f"/deliverables/changes/{change.reference}/approve/"
    assert url in client.get("/home/").text

    answer = client.post(url, {"next": "/home/"})

    assert answer.headers["Location"] == "/home/"
    change.milestone.refresh_from_db()
    assert change.milestone.due_on == change.new_due_on
    assert client.get("/home/").context["approvals"].count == 0


def test_chair_sees_the_next_meeting_of_each_group_once(client, group, serve):
    chair = serve(Role.CHAIR)
    other = WorkingGroupFactory(code="SEC")
    AppointmentFactory(group=other, role=Role.CO_CHAIR, member=chair.member)
    joint = MeetingFactory(groups=[group, other], starts_at=in_days(4))
    MeetingFactory(groups=[group], notified=True, starts_at=in_days(8))
    MeetingFactory(groups=[WorkingGroupFactory()], notified=True, starts_at=in_days(1))
    client.force_login(chair)

    [row] = client.get("/home/").context["preparing"]

    assert row.meeting == joint
    assert [quorum.group for quorum in row.quorums] == [group, other]


def test_late_milestones_come_by_who_holds_them_nobodys_first(group, serve):
    first, second = MemberFactory(), MemberFactory()
    for owner, count in ((first, 1), (second, 2), (None, 1)):
        deliverable = DeliverableFactory(group=group, owner=owner)
        for number in range(count):
            MilestoneFactory(deliverable=deliverable, due_on=days(-1 - number))
    own = MilestoneFactory(
        deliverable=DeliverableFactory(group=group, owner=first), owner=second, due_on=days(-9)
    )

    holders = late_by_person(serve(Role.CHAIR))

    assert [(row.member, len(row.milestones)) for row in holders] == [(None, 1), (second, 3), (first, 1)]
    assert holders[1].milestones[0] == own


def test_of_who_holds_much_the_earliest_are_shown_and_the_others_counted(client, group, serve, person):
    owner = serve().member
    late = [
        MilestoneFactory(deliverable__group=group, deliverable__owner=owner, due_on=days(-9 + number))
        for number in range(5)
    ]
    leader = person("leadership")

    [holder] = late_by_person(leader)

    assert (holder.member, holder.milestones, holder.more) == (owner, late[:3], 2)
    client.force_login(leader)
    assert "and 2 more" in client.get("/home/").text


# --- the secretariat ----------------------------------------------------------------------------------------


@pytest.fixture
def secretary(client):
    user = UserFactory(secretariat=True, language="en")
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return user


def test_secretariat_sees_what_each_group_lacks(client, group, secretary):
    deliverable = DeliverableFactory(group=group, last_update_on=days(-40), next_due_on=days(-3))
    MilestoneFactory(deliverable=deliverable, due_on=days(-3))
    ChangeRequestFactory(milestone=deliverable.milestones.get())
    AppointmentFactory(group=group)

    page = client.get("/secretariat/")

    [row] = page.context["gaps"]
    assert (row.has_chair, row.people, row.next_meeting) == (False, 1, None)
    assert (row.late, row.stale, row.ownerless, row.waiting) == (1, 1, 1, 1)
    assert f"/meetings/new/?group={group.slug}" in page.text


def test_secretariat_sees_what_waits_to_be_sent_out(client, group, secretary):
    other = WorkingGroupFactory(code="TAL", name_en="AI Talent")
    DeliverableFactory(group=group, state="delivered")
    DeliverableFactory(group=group, state="delivered", restricted=True)
    for of_group, state in ((group, "adopted_by_group"), (group, "draft"), (other, "submitted")):
        RecommendationFactory(group=of_group, state=state)

    page = client.get("/secretariat/")

    rows = {row.group.code: (row.to_publish, row.to_submit) for row in page.context["gaps"]}
    assert rows == {"SAF": (1, 1), "TAL": (0, 0)}
    assert "/deliverables/?group=SAF&amp;state=delivered" in page.text
    assert "/recommendations/?group=SAF&amp;state=adopted_by_group" in page.text
    assert "group=TAL&amp;state=" not in page.text
    assert_valid_html(page.text)


def test_secretariat_is_told_of_mail_that_did_not_go_out(client, secretary):
    assert "Mail did not go out" not in client.get("/secretariat/").text
    OutboxMessageFactory(state=OutboxState.REFUSED)

    assert "1 message was refused for good" in client.get("/secretariat/").text


def test_secretariat_sees_meetings_to_come_and_those_not_closed(client, group, secretary):
    held = MeetingFactory(groups=[group], state="held", starts_at=in_days(-3))
    MeetingFactory(groups=[group], state="closed", starts_at=in_days(-3))
    MeetingFactory(groups=[group], state="cancelled", starts_at=in_days(5))
    draft = MeetingFactory(groups=[group], starts_at=in_days(5))

    page = client.get("/secretariat/")

    assert [row.meeting for row in page.context["clocks"]] == [held, draft]


def test_terms_that_end_within_sixty_days_are_listed_earliest_first(client, group, secretary):
    ends = [
        AppointmentFactory(group=group, end_on=days(count), end_reason="term") for count in (60, 0, 61, -1)
    ]

    assert client.get("/secretariat/").context["terms"] == [ends[1], ends[0]]


@pytest.mark.parametrize("role", [{}, {"leadership": True}, {"sector_officer": True}])
def test_others_do_not_open_the_page_of_the_secretariat(client, role):
    client.force_login(UserFactory(**role))
    assert client.get("/secretariat/").status_code == 403


# --- leadership --------------------------------------------------------------------------------------------


def test_leadership_sees_at_most_ten_figures_and_who_holds_what_is_late(client, group):
    owner = MemberFactory(full_name="Badrul bin Ali")
    AppointmentFactory(group=group, member=owner)
    deliverable = DeliverableFactory(group=group, owner=owner)
    MilestoneFactory(deliverable=deliverable, due_on=days(-9))
    client.force_login(UserFactory(leadership=True, language="en"))
    client.cookies["django_language"] = "en"

    page = client.get("/home/")

    assert (page.context["red"], page.context["amber"], page.context["green"]) == (1, 0, 0)
    assert page.text.count("figure-box") + page.text.count("<li><strong>") <= 10
    assert "Badrul bin Ali" in page.text
    assert "9 days late" in page.text


def test_month_counts_from_the_thirtieth_day_before_today(group):
    user = UserFactory(leadership=True)
    inside, outside = DeliverableFactory(group=group, state="delivered", delivered_on=days(-30)), days(-31)
    DeliverableFactory(group=group, state="delivered", delivered_on=outside)
    MilestoneFactory(deliverable=inside, state="achieved", achieved_on=days(-30))
    MilestoneFactory(deliverable=inside, state="achieved", achieved_on=outside)
    ProgressUpdateFactory(deliverable=inside, filed_on=days(-30))
    ProgressUpdateFactory(deliverable=inside, filed_on=outside)
    AppointmentFactory(group=group, start_on=days(-30))
    AppointmentFactory(group=group, start_on=outside)
    AppointmentFactory(group=group, end_on=days(-1), end_reason=EndReason.TERM)
    AppointmentFactory(group=group, end_on=days(-1), end_reason=EndReason.ROLE_CHANGE)
    AppointmentFactory(group=group, end_on=kl_today(), end_reason=EndReason.TERM)

    month = month_of(user)

    assert month.since == kl_today() - dt.timedelta(days=30)
    assert month.delivered == [inside]
    assert (month.achieved, month.updates, month.began, month.left) == (1, 1, 1, 1)


def test_person_in_two_groups_serves_once(group):
    member = MemberFactory()
    AppointmentFactory(group=group, member=member)
    AppointmentFactory(member=member)

    assert month_of(UserFactory(leadership=True)).serving == 1

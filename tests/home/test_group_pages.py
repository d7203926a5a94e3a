"""The list of groups and the page of one, for each reader."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deliverables.enums import DeliverableState
from groups.enums import EndReason, Role
from members.selectors import BOOK
from naio_portal.dates import kl_today
from naio_portal.home.selectors.groups import NAMED
from tests.factories.deliverables import DeliverableFactory, ProgressUpdateFactory
from tests.factories.groups import AppointmentFactory, ObjectiveFactory, WorkingGroupFactory, days_from_today
from tests.factories.meetings import MeetingFactory, in_days
from tests.factories.members import MemberFactory, TermFactory, UserFactory

pytestmark = pytest.mark.django_db

CONSENTED = dt.date(2025, 2, 28)
PAGE = "/groups/ai-safety/"


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    BOOK.forget()
    yield
    BOOK.forget()


@pytest.fixture
def group():
    return WorkingGroupFactory(
        code="SAF", slug="ai-safety", name_en="AI Safety", name_ms="Keselamatan AI", position=1
    )


@pytest.fixture
def secretary(client):
    user = UserFactory(secretariat=True)
    client.force_login(user)
    return user


@pytest.fixture
def member(client, group):
    user = UserFactory()
    AppointmentFactory(group=group, user=user, member__full_name="Lee Jia Xin", start_on=CONSENTED)
    client.force_login(user)
    return user


def serve(group, name, **fields):
    consented = fields.pop("consented", False)
    person = MemberFactory(full_name=name, listing_consent_on=CONSENTED if consented else None)
    return AppointmentFactory(group=group, member=person, **fields)


# --- the list ----------------------------------------------------------------------------------------


def test_list_names_groups_in_the_readers_language_and_order(client, group):
    WorkingGroupFactory(code="SOV", slug="ai-sovereignty", name_ms="Kedaulatan AI", position=0)
    client.cookies["django_language"] = "ms"

    response = client.get("/groups/")

    assert [str(row.group.name_ms) for row in response.context["rows"]] == ["Kedaulatan AI", "Keselamatan AI"]
    assert "Keselamatan AI" in response.text
    assert "AI Safety" not in response.text


def test_list_has_chair_people_health_and_next_meeting(client, group, secretary):
    chair = serve(group, "Aminah binti Hassan", role=Role.CHAIR)
    serve(group, "Badrul", ended=True)
    serve(group, "Chong", future=True)
    DeliverableFactory(group=group, state=DeliverableState.ACTIVE, due_on=days_from_today(-1))
    MeetingFactory(groups=[group], notified=True, starts_at=in_days(9))
    coming = MeetingFactory(groups=[group], notified=True, starts_at=in_days(3))
    MeetingFactory(groups=[group], state="cancelled", starts_at=in_days(2))

    [row] = client.get("/groups/").context["rows"]

    assert (row.chair, row.people) == (chair.member, 1)
    assert (row.health.worst, row.health.red) == ("red", 1)
    assert row.next_meeting == coming


@pytest.mark.parametrize("consented", [True, False])
def test_list_names_the_chair_to_visitors_only_with_consent(client, group, consented):
    serve(group, "Aminah binti Hassan", role=Role.CHAIR, consented=consented)

    response = client.get("/groups/")

    assert ("Aminah binti Hassan" in response.text) == consented
    assert response.context["rows"][0].people == 1


def test_list_shows_visitors_what_is_published_and_no_more(client, group):
    DeliverableFactory(group=group, state=DeliverableState.ACTIVE)
    DeliverableFactory(group=group, state=DeliverableState.PUBLISHED)
    MeetingFactory(groups=[group], notified=True)

    [row] = client.get("/groups/").context["rows"]

    assert (row.published, row.health, row.next_meeting) == (1, None, None)


# --- the page -------------------------------------------------------------------------------------------


def test_visitor_reads_charter_objectives_and_who_consented(client, group):
    ObjectiveFactory(group=group, statement="Agree how systems are tested.")
    serve(group, "Aminah binti Hassan", role=Role.CHAIR, consented=True)
    serve(group, "Badrul bin Ali", consented=False)
    serve(group, "Chong Mei", consented=True, ended=True)

    response = client.get(PAGE)

    assert response.status_code == 200
    for text in ("Advise on the matter.", "Agree how systems are tested.", "Aminah binti Hassan"):
        assert text in response.text
    for text in ("Badrul bin Ali", "Chong Mei", "History"):
        assert text not in response.text
    assert "1 more person serves here" in response.text


def test_visitor_reads_published_deliverables_only(client, group):
    DeliverableFactory(group=group, title="Under way", state=DeliverableState.ACTIVE)
    DeliverableFactory(group=group, title="Out in the world", state=DeliverableState.PUBLISHED)

    response = client.get(PAGE)

    assert "Out in the world" in response.text
    assert "Under way" not in response.text


def test_former_member_and_sector_officer_read_what_a_visitor_reads(client, group):
    serve(group, "Badrul bin Ali")
    former = UserFactory()
    AppointmentFactory(group=group, user=former, ended=True)
    for user in (former, UserFactory(sector_officer=True)):
        client.force_login(user)

        response = client.get(PAGE)

        assert "Badrul bin Ali" not in response.text
        assert not response.context["sees_inside"]


def test_member_reads_people_under_roles_by_precedence(client, group, member):
    serve(group, "Aminah", role=Role.CHAIR)
    serve(group, "Badrul", precedence=1)

    roles = client.get(PAGE).context["roles"]

    assert [(row.role, [a.member.full_name for a in row.appointments]) for row in roles] == [
        ("chair", ["Aminah"]),
        ("member", ["Badrul", "Lee Jia Xin"]),
    ]


def test_a_large_group_names_the_first_and_counts_the_rest(client, group, member):
    for number in range(NAMED + 2):
        serve(group, f"Person {number:02}")

    [row] = client.get(PAGE).context["roles"]

    assert (len(row.appointments), row.total, row.unnamed) == (NAMED, NAMED + 3, 3)


def test_member_reads_next_meeting_and_deliverables_with_colour(client, group, member):
    MeetingFactory(groups=[group], notified=True, title="Third meeting")
    DeliverableFactory(
        group=group, title="Protocol", state=DeliverableState.ACTIVE, due_on=days_from_today(-1)
    )
    DeliverableFactory(group=group, title="Delivered long ago", state=DeliverableState.DELIVERED)

    response = client.get(PAGE)

    assert "Third meeting" in response.text
    assert [(d.title, d.rag) for d in response.context["deliverables"]] == [("Protocol", "red")]
    assert "1 off track" in response.text


def test_lately_tells_updates_and_comings_and_goings(client, group, member):
    update = ProgressUpdateFactory(deliverable=DeliverableFactory(group=group, state="active"), percent=40)
    serve(group, "Aminah", start_on=days_from_today(-3))
    serve(group, "Badrul", end_on=days_from_today(-2), end_reason=EndReason.RESIGNED)
    changed = serve(group, "Chong", end_on=days_from_today(-5), end_reason=EndReason.ROLE_CHANGE)
    AppointmentFactory(group=group, member=changed.member, role=Role.OBSERVER, start_on=days_from_today(-4))
    serve(group, "Devi", start_on=days_from_today(-61))
    serve(group, "Esther", future=True)

    news = client.get(PAGE).context["news"]

    told = [(line.on, line.kind, line.member.full_name if line.member else "") for line in news]
    assert told == [
        (update.filed_on, "update", ""),
        (days_from_today(-2), "left", "Badrul"),
        (days_from_today(-3), "began", "Aminah"),
        (days_from_today(-4), "began", "Chong"),
    ]


def test_balance_counts_everybody_in_force_by_term(client, group):
    for code, vocabulary in (("local", "origin"), ("abroad", "origin"), ("ethics", "expertise")):
        TermFactory(code=code, vocabulary=vocabulary, name_en=code.capitalize())
    for code in ("local", "local", None):
        AppointmentFactory(group=group, member=MemberFactory(origin_id=code, expertise=["ethics"]))
    AppointmentFactory(group=group, ended=True, member=MemberFactory(origin_id="abroad"))

    made_of = client.get(PAGE).context["composition"]

    assert made_of.total == 3
    assert [(share.label, share.count, share.percent) for share in made_of.origins] == [
        ("Abroad", 0, 0),
        ("Local", 2, 67),
        ("Not stated", 1, 33),
    ]
    assert [(share.label, share.count) for share in made_of.expertises] == [("Ethics", 3)]


@pytest.mark.parametrize(
    ("persona", "may_edit", "may_objectives"),
    [("secretariat", True, True), ("chair", False, True), ("member", False, False)],
)
def test_acts_are_offered_to_who_may_do_them(client, group, persona, may_edit, may_objectives):
    user = UserFactory(secretariat=persona == "secretariat")
    if persona != "secretariat":
        AppointmentFactory(group=group, role=persona, user=user)
    client.force_login(user)

    response = client.get(PAGE)

    assert ("/groups/ai-safety/charter/" in response.text) == may_edit
    assert ("/groups/appoint/" in response.text) == may_edit
    assert ("/groups/ai-safety/objectives/add/" in response.text) == may_objectives


def test_missing_group_is_missing_for_everybody(client):
    assert client.get("/groups/ai-nothing/").status_code == 404
    client.force_login(UserFactory(secretariat=True))
    assert client.get("/groups/ai-nothing/").status_code == 404


# --- cost -----------------------------------------------------------------------------------------------


def fill(group, rows: int) -> None:
    for number in range(rows):
        ObjectiveFactory(group=group, number=number + 1)
        serve(group, f"Person {number}", consented=True)
        serve(group, f"New person {number}", start_on=kl_today())
        MeetingFactory(groups=[group], notified=True)
        deliverable = DeliverableFactory(group=group, state=DeliverableState.ACTIVE)
        ProgressUpdateFactory(deliverable=deliverable)
        DeliverableFactory(group=group, state=DeliverableState.PUBLISHED)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("path", "count"), [("/groups/", 8), (PAGE, 12)])
def test_queries_of_a_member_do_not_grow(client, group, member, rows, path, count):
    fill(group, rows)
    client.get(path)

    with CaptureQueriesContext(connection) as queries:
        client.get(path)

    assert len(queries) == count


@pytest.mark.parametrize("path", ["/groups/", PAGE])
def test_visitors_are_served_from_the_cache(client, group, path):
    fill(group, 1)
    with CaptureQueriesContext(connection) as first:
        page = client.get(path).content

    with CaptureQueriesContext(connection) as again:
        cached = client.get(path).content

    assert (len(first) > 0, len(again)) == (True, 0)
    assert cached == page


def test_cached_page_of_a_visitor_is_never_a_members(client, group):
    client.get(PAGE)
    serve(group, "Badrul bin Ali")
    client.force_login(UserFactory(secretariat=True))

    assert "Badrul bin Ali" in client.get(PAGE).text
    client.logout()
    cache.clear()
    assert "Badrul bin Ali" not in client.get(PAGE).text

"""The roster of a group and of all: as of any day, by filters, for each reader."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups.enums import Role
from groups.models import Appointment
from members.models import Term
from members.selectors import BOOK
from members.services import derived_names
from tests.factories.groups import AppointmentFactory, WorkingGroupFactory
from tests.factories.members import MemberFactory, TermFactory, UserFactory

pytestmark = pytest.mark.django_db

CONVENED = dt.date(2025, 2, 28)


@pytest.fixture
def group():
    return WorkingGroupFactory(code="SAF", slug="ai-safety", position=5)


@pytest.fixture
def secretary(client):
    user = UserFactory(secretariat=True)
    client.force_login(user)
    return user


@pytest.fixture
def known_terms():
    BOOK.forget()
    yield
    BOOK.forget()


def serve(group, name, **fields) -> Appointment:
    """Somebody of that name in the group; `member__…` fields go to the person."""
    person = {key.removeprefix("member__"): fields.pop(key) for key in list(fields) if "__" in key}
    member = MemberFactory(full_name=name, **person)
    derived_names(member).save()
    return AppointmentFactory(group=group, member=member, **fields)


def names(response) -> list[str]:
    return [line.appointment.member.full_name for line in response.context["lines"]]


def roster_of(client, group, **query):
    return client.get(reverse("groups:group-roster", args=[group.slug]), query)


def test_roster_is_in_order_of_precedence(client, secretary, group):
    serve(group, "Zainal", role=Role.CHAIR)
    serve(group, "Aminah")
    serve(group, "Badrul", precedence=1)
    serve(group, "Chong", role=Role.CO_CHAIR)

    assert names(roster_of(client, group)) == ["Zainal", "Chong", "Badrul", "Aminah"]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2025-02-27", []),
        ("2025-02-28", ["Aminah"]),
        ("2025-05-31", ["Aminah"]),
        ("2025-06-01", ["Badrul"]),
    ],
)
def test_roster_as_of_a_day_counts_both_edges(client, secretary, group, as_of, expected):
    serve(group, "Aminah", start_on=CONVENED, end_on=dt.date(2025, 5, 31))
    serve(group, "Badrul", start_on=dt.date(2025, 6, 1))

    assert names(roster_of(client, group, as_of=as_of)) == expected


@pytest.mark.parametrize(
    ("instant", "expected"), [("2025-02-27T15:59:59Z", []), ("2025-02-27T16:00:00Z", ["Aminah"])]
)
def test_roster_of_today_is_of_kuala_lumpurs_day(client, group, instant, expected):
    serve(group, "Aminah", start_on=CONVENED)
    with time_machine.travel(instant, tick=False):
        client.force_login(UserFactory(secretariat=True))

        assert names(roster_of(client, group)) == expected


def test_roster_of_a_day_that_is_none_says_so_and_shows_today(client, secretary, group):
    serve(group, "Aminah")

    response = roster_of(client, group, as_of="31/31/2025")

    assert names(response) == ["Aminah"]
    assert "That is not a day" in response.text


def test_future_and_ended_are_counted_and_shown_on_request(client, secretary, group):
    serve(group, "Aminah")
    serve(group, "Badrul", future=True)
    serve(group, "Chong", ended=True)
    plain = roster_of(client, group)
    assert names(plain) == ["Aminah"]
    assert [(phase, count) for phase, count, _shown in plain.context["others"]] == [
        ("future", 1),
        ("ended", 1),
    ]

    response = roster_of(client, group, also=["future", "ended"], sort="name")

    assert names(response) == ["Aminah", "Badrul", "Chong"]
    assert "Begins later" in response.text
    assert [line.phase for line in response.context["lines"]] == ["in_force", "future", "ended"]


def test_phases_are_those_of_the_day_asked_for(client, secretary, group):
    serve(group, "Aminah", start_on=CONVENED)

    response = roster_of(client, group, as_of="2025-02-27", also="future")

    assert [line.phase for line in response.context["lines"]] == ["future"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"role": "observer"}, ["Badrul bin Ali"]),
        ({"origin": "diaspora"}, ["Badrul bin Ali"]),
        ({"background": "researcher"}, ["Aminah binti Hassan"]),
        ({"expertise": "ethics"}, ["Aminah binti Hassan"]),
        ({"place": "MY-SGR"}, ["Aminah binti Hassan"]),
        ({"place": "SG"}, ["Badrul bin Ali"]),
        ({"q": "aminah bt hasan"}, []),
        ({"q": "Aminah bt. Hassan"}, ["Aminah binti Hassan"]),
        ({"q": "example cloud"}, ["Badrul bin Ali"]),
        ({"role": "emperor"}, ["Aminah binti Hassan", "Badrul bin Ali"]),
        ({"place": "MY-XXX"}, []),
        ({"role": "observer", "place": "MY-SGR"}, []),
    ],
)
def test_filters(client, secretary, group, known_terms, query, expected):
    diaspora = TermFactory(code="diaspora", vocabulary="origin")
    researcher = TermFactory(code="researcher", vocabulary="background")
    TermFactory(code="ethics")
    serve(
        group,
        "Aminah binti Hassan",
        member__background=researcher,
        member__expertise=["policy", "ethics"],
        member__country="MY",
        member__state="SGR",
    )
    serve(
        group,
        "Badrul bin Ali",
        role=Role.OBSERVER,
        member__origin=diaspora,
        member__country="SG",
        member__state="",
        member__organisation="Example Cloud Asia",
    )

    assert names(roster_of(client, group, **query)) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("name", ["Aminah", "Badrul"]),
        ("-name", ["Badrul", "Aminah"]),
        ("organisation", ["Badrul", "Aminah"]),
        ("start", ["Badrul", "Aminah"]),
        ("-start", ["Aminah", "Badrul"]),
        ("email", ["Aminah", "Badrul"]),
    ],
)
def test_sorting(client, secretary, group, sort, expected):
    serve(group, "Aminah", start_on=dt.date(2025, 3, 1), member__organisation="Zeta")
    serve(group, "Badrul", start_on=CONVENED, member__organisation="Alpha")

    assert names(roster_of(client, group, sort=sort)) == expected


def test_all_groups_in_their_order_and_one_by_filter(client, secretary, group):
    first = WorkingGroupFactory(code="SOV", slug="ai-sovereignty", position=1)
    serve(group, "Aminah", role=Role.CHAIR)
    serve(first, "Zainal")
    url = reverse("groups:roster")

    assert names(client.get(url)) == ["Zainal", "Aminah"]
    assert names(client.get(url, {"group": "ai-safety"})) == ["Aminah"]


def test_terms_are_words_of_the_active_language(client, secretary, group, known_terms):
    Term.objects.create(code="ethics", vocabulary="expertise", name_en="Ethics", name_ms="Etika")
    serve(group, "Aminah", member__expertise=["ethics"])
    client.cookies["django_language"] = "ms"

    response = roster_of(client, group)

    assert "Etika" in response.text
    assert "Ahli" in response.text


# --- who reads what -----------------------------------------------------------------------------


def test_visitor_is_sent_to_sign_in_and_back(client, group):
    response = roster_of(client, group)

    assert response.status_code == 302
    assert response.headers["Location"] == "/accounts/login/?next=/groups/ai-safety/roster/"


@pytest.mark.parametrize("traits", [{"sector_officer": True}, {}])
def test_outsider_is_refused(client, group, traits):
    client.force_login(UserFactory(**traits))

    assert roster_of(client, group).status_code == 403


def test_former_member_is_refused(client, group):
    user = UserFactory()
    AppointmentFactory(group=group, user=user, ended=True)
    client.force_login(user)

    assert roster_of(client, group).status_code == 403


@pytest.mark.parametrize(
    ("persona", "sees_contacts"),
    [("chair", True), ("co-chair", True), ("member", False), ("other", False), ("leadership", False)],
)
def test_contacts_and_exports_by_reader(client, group, persona, sees_contacts):
    serve(group, "Aminah", member__email="aminah@naio.example", member__phone="+60 3-1234 5678")
    user = UserFactory(leadership=persona == "leadership")
    if persona == "other":
        AppointmentFactory(role=Role.CHAIR, user=user)
    elif persona != "leadership":
        AppointmentFactory(group=group, role=persona, user=user)
    client.force_login(user)

    response = roster_of(client, group)

    assert response.status_code == 200
    assert ("aminah@naio.example" in response.text) == sees_contacts
    assert ("+60 3-1234 5678" in response.text) == sees_contacts
    assert ("roster.csv" in response.text) == sees_contacts


def test_chair_sees_no_contacts_on_the_roster_of_all_groups(client, group):
    serve(group, "Aminah", member__email="aminah@naio.example")
    chair = UserFactory()
    AppointmentFactory(group=group, role=Role.CHAIR, user=chair)
    client.force_login(chair)

    response = client.get(reverse("groups:roster"))

    assert names(response)
    assert "aminah@naio.example" not in response.text
    assert "roster.csv" not in response.text


@pytest.mark.parametrize(("persona", "sees_it"), [("chair", True), ("member", False), ("secretariat", True)])
def test_proposals_are_for_who_prepares_them(client, group, persona, sees_it):
    serve(group, "Aminah", proposed=True)
    user = UserFactory(secretariat=persona == "secretariat")
    if persona != "secretariat":
        AppointmentFactory(group=group, role=persona, user=user)
    client.force_login(user)

    assert ("Aminah" in names(roster_of(client, group, also="proposed"))) == sees_it


# --- cost -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [1, 3])
def test_queries_do_not_grow_with_the_rows(client, secretary, group, known_terms, people):
    for number in range(people):
        serve(group, f"Person {number}")
    roster_of(client, group)  # the list of countries and terms is remembered

    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = roster_of(client, group)

    assert len(names(response)) == people
    assert len(queries) == 6


def test_a_page_holds_fifty_and_stays_small(client, secretary, group):
    members = [MemberFactory.build(full_name=f"Person {number:02}") for number in range(60)]
    for member in members:
        derived_names(member).save()
    Appointment.objects.bulk_create(
        AppointmentFactory.build(group=group, member=member) for member in members
    )

    first, second = roster_of(client, group), roster_of(client, group, page=2)

    assert (len(names(first)), len(names(second))) == (50, 10)
    assert len(first.content) < 100_000
    assert "60" in first.text

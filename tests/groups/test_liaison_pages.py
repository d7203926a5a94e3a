"""Pages of sectoral teams and liaison requests: what they show, what they cost, in both languages."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups.enums import LiaisonState, Role
from groups.models import LiaisonRequest, Sector, SectoralTeam, SectorOfficer
from groups.services.request_links import give_link
from naio_portal.notices.services import revoke_links, token_of
from tests.factories.groups import AppointmentFactory, WorkingGroupFactory, days_from_today
from tests.factories.liaison import (
    LiaisonMessageFactory,
    LiaisonRequestFactory,
    SectoralTeamFactory,
    SectorFactory,
    SectorOfficerFactory,
)
from tests.factories.members import UserFactory
from tests.factories.personas import sign_in
from tests.markup import assert_malay, assert_valid_html

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(client):
    user = UserFactory(secretariat=True)
    sign_in(client, user)
    return user


@pytest.fixture
def team():
    made = SectoralTeamFactory(slug="health", code="HLT", sectors=[SectorFactory(code="health")])
    SectorOfficerFactory(team=made, by_mail=True)
    SectorOfficerFactory(team=made)
    return made


@pytest.fixture
def to_team(team):
    made = LiaisonRequestFactory(to_team=team, state="acknowledged", due_on=days_from_today(-2))
    LiaisonMessageFactory(request=made)
    return made


def pages(request) -> list[str]:
    slug, reference = request.to_team.slug, request.reference
    officer = request.to_team.officers.filter(contact__isnull=False).get()
    token = token_of(give_link(request, officer))
    moves = ("answer", "owner", "answerer", "link", "end-links")
    draft = LiaisonRequestFactory(state="draft")
    return [
        reverse("sectors:team-list"),
        reverse("sectors:matrix"),
        reverse("sectors:team-create"),
        reverse("sectors:team-detail", args=[slug]),
        reverse("sectors:team-update", args=[slug]),
        reverse("sectors:team-history", args=[slug]),
        reverse("sectors:officer-create", args=[slug]),
        reverse("sectors:officer-update", args=[slug, officer.pk]),
        reverse("sectors:sector-list"),
        reverse("sectors:sector-update", args=["health"]),
        reverse("requests:request-list"),
        reverse("requests:request-list") + "?state=closed&q=nothing",
        reverse("requests:request-start"),
        reverse("requests:request-create", args=[request.from_group.slug]),
        request.get_absolute_url(),
        reverse("requests:request-history", args=[reference]),
        *(reverse("requests:request-move", args=[reference, move]) for move in moves),
        reverse("requests:request-update", args=[draft.reference]),
        reverse("requests:request-move", args=[draft.reference, "send"]),
        reverse("requests:request-by-link", args=[token]),
        reverse("home:home"),
    ]


def test_pages_are_valid_and_malay(client, secretary, to_team):
    client.cookies["django_language"] = "ms"
    for url in pages(to_team):
        response = client.get(url)
        assert response.status_code == 200, url
        assert_valid_html(response.text)
        assert_malay(response.text)


def cost(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("route", ["sectors:team-list", "sectors:matrix", "requests:request-list"])
def test_lists_cost_the_same_for_one_row_and_three(client, secretary, route):
    def add():
        made = SectoralTeamFactory()
        officer = SectorOfficerFactory(team=made)
        LiaisonRequestFactory(to_team=made, owner_officer=officer)

    add()
    first = cost(client, reverse(route))
    add()
    add()

    assert cost(client, reverse(route)) == first
    assert first <= 12


def test_request_page_costs_the_same_however_long_the_talk(client, secretary, to_team):
    first = cost(client, to_team.get_absolute_url())
    for _message in range(3):
        LiaisonMessageFactory(request=to_team, author=None, officer=to_team.to_team.officers.first())

    assert cost(client, to_team.get_absolute_url()) == first
    assert first <= 12


def shown(response) -> set:
    return set(response.context["page"].object_list)


def test_filters_of_the_list(client, secretary, team):
    group = WorkingGroupFactory()
    mine = LiaisonRequestFactory(from_group=group, purpose="action")
    late = LiaisonRequestFactory(to_team=team, due_on=days_from_today(-1), subject="Wards of clinics")
    closed = LiaisonRequestFactory(state="closed")
    url = reverse("requests:request-list")

    found = {
        query: shown(client.get(f"{url}?{query}"))
        for query in (
            "", "state=closed", "state=all", f"from={group.code}", "to=team-HLT", "sector=health",
            "purpose=action", "overdue=1", "q=clinics", f"q={late.code}", f"to={mine.to_group.code}",
            "state=nonsense&sort=nonsense",
        )
    }  # fmt: skip

    assert found == {
        "": {mine, late},
        "state=closed": {closed},
        "state=all": {mine, late, closed},
        f"from={group.code}": {mine},
        "to=team-HLT": {late},
        "sector=health": {late},
        "purpose=action": {mine},
        "overdue=1": {late},
        "q=clinics": {late},
        f"q={late.code}": {late},
        f"to={mine.to_group.code}": {mine},
        "state=nonsense&sort=nonsense": {mine, late},
    }


def test_export_says_what_the_list_shows_and_is_safe_in_a_spreadsheet(client, secretary, team):
    LiaisonRequestFactory(to_team=team, subject="=1+1")
    LiaisonRequestFactory(state="closed")

    response = client.get(reverse("requests:request-export", args=["csv"]) + "?to=team-HLT")
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))

    assert [row[4] for row in rows] == ["Subject", "'=1+1"]
    book = client.get(reverse("requests:request-export", args=["xlsx"]))
    assert b"".join(book.streaming_content).startswith(b"PK")
    assert client.get(reverse("requests:request-export", args=["pdf"])).status_code == 404


def test_member_drafts_chair_sends_and_the_other_chair_answers(client):
    asking, asked = WorkingGroupFactory(), WorkingGroupFactory()
    people = {
        name: AppointmentFactory(group=group, role=role, user=UserFactory()).member
        for name, group, role in (
            ("member", asking, Role.MEMBER),
            ("chair", asking, Role.CHAIR),
            ("other", asked, Role.CHAIR),
        )
    }
    client.force_login(people["member"].user)
    start = client.get(reverse("requests:request-start"))
    form = {
        "addressee": f"group-{asked.pk}",
        "purpose": "comment",
        "subject": "Draft of the register",
        "text": "Please comment.",
        "language": "en",
        "due_on": days_from_today(9).isoformat(),
        "owner_from": people["member"].pk,
        "classification": "open",
    }
    wrong = client.post(start.headers["Location"], form | {"due_on": "", "subject": ""})
    assert wrong.status_code == 422
    assert "Please comment." in wrong.text
    client.post(start.headers["Location"], form)
    request = LiaisonRequest.objects.get()
    assert client.get(reverse("requests:request-move", args=[request.reference, "send"])).status_code == 403

    client.force_login(people["chair"].user)
    client.post(reverse("requests:request-move", args=[request.reference, "send"]))
    client.force_login(people["other"].user)
    assert request.subject in client.get(reverse("home:home")).text
    empty = client.post(reverse("requests:request-move", args=[request.reference, "answer"]), {})
    assert empty.status_code == 422
    client.post(
        reverse("requests:message-create", args=[request.reference]), {"text": "Soon.", "language": "en"}
    )
    client.post(
        reverse("requests:request-move", args=[request.reference, "answer"]),
        {"answer": "Nothing is missing.", "language": "en"},
    )
    client.force_login(people["member"].user)
    page = client.get(request.get_absolute_url()).text
    assert "Nothing is missing." in page
    assert "Soon." in page
    client.post(reverse("requests:request-move", args=[request.reference, "close"]))
    request.refresh_from_db()
    assert request.state == LiaisonState.CLOSED


def test_move_that_is_not_possible_now_says_so(client, secretary):
    request = LiaisonRequestFactory(state="closed")

    response = client.get(reverse("requests:request-move", args=[request.reference, "answer"]), follow=True)

    assert "is not possible now" in response.text
    unknown = reverse("requests:request-move", args=[request.reference, "nonsense"])
    assert client.get(unknown).status_code == 404


def test_draft_saved_by_two_shows_both_texts(client, secretary):
    request = LiaisonRequestFactory(state="draft", subject="Old")
    url = reverse("requests:request-update", args=[request.reference])
    values = {name: field.value() for name, field in _fields(client.get(url).context["form"]).items()}
    client.post(url, values | {"subject": "Theirs"})

    response = client.post(url, values | {"subject": "Mine"})

    assert response.status_code == 409
    assert response.context["conflict"] == [("Subject", "Theirs")]
    assert "Mine" in response.text
    client.post(url, values | {"subject": "Mine", "version": response.context["form"]["version"].value()})
    request.refresh_from_db()
    assert request.subject == "Mine"


def _fields(form) -> dict:
    return {field.name: field for field in form}


def test_officer_with_only_an_address_reads_and_answers(client, team):
    request = LiaisonRequestFactory(to_team=team)
    officer = team.officers.get(contact__isnull=False)
    url = reverse("requests:request-by-link", args=[token_of(give_link(request, officer))])

    page = client.get(url).text
    assert request.text in page
    assert f">{request.subject}</span></h1>" in page
    client.post(url, {"act": "acknowledge"})
    assert client.post(url, {"act": "answer", "answer-answer": ""}).status_code == 422
    client.post(url, {"act": "message", "message-text": "Soon.", "message-language": "en"})
    done = client.post(url, {"act": "answer", "answer-answer": "Yes.", "answer-language": "en"}, follow=True)
    again = client.post(url, {"act": "answer", "answer-answer": "No.", "answer-language": "en"})

    request.refresh_from_db()
    assert (request.state, request.answer, request.answered_by_officer) == ("answered", "Yes.", officer)
    assert "Thank you: your answer is sent." in done.text
    assert "Yes." in again.text
    assert "Send the answer" not in again.text
    assert done.headers["Cache-Control"].startswith("max-age=0")


def test_ended_link_says_so_and_shows_nothing(client, team):
    request = LiaisonRequestFactory(to_team=team)
    officer = team.officers.get(contact__isnull=False)
    url = reverse("requests:request-by-link", args=[token_of(give_link(request, officer))])
    revoke_links(purpose="groups.answer_request", object_id=request.pk)

    for address in (url, reverse("requests:request-by-link", args=["0" * 64])):
        response = client.get(address)
        assert response.status_code == 410
        assert request.subject not in response.text
    assert client.post(url, {"act": "answer", "answer-answer": "Yes."}).status_code == 410


def test_sector_officer_sees_their_team_s_requests_and_nothing_else(client, team):
    theirs, other = LiaisonRequestFactory(to_team=team), LiaisonRequestFactory()
    sign_in(client, team.officers.get(user__isnull=False).user)

    home = client.get(reverse("home:home")).text
    assert theirs.subject in home
    assert_valid_html(home)
    assert shown(client.get(reverse("requests:request-list"))) == {theirs}
    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.get(reverse("sectors:team-list")).status_code == 403
    assert client.get(team.get_absolute_url()).status_code == 200


def test_secretariat_keeps_sectors_teams_and_officers(client, secretary):
    client.post(
        reverse("sectors:sector-list"),
        {"code": "air", "name_en": "Air", "name_ms": "Udara", "position": 1, "is_active": "on"},
    )
    sector = Sector.objects.get()
    wrong = client.post(reverse("sectors:team-create"), {"code": "A1"})
    assert wrong.status_code == 422
    facts = {
        "slug": "air",
        "name_en": "Air",
        "name_ms": "Udara",
        "lead_agency": "Agensi Contoh",
        "position": 1,
        "is_active": "on",
        "sectors": [sector.pk],
    }
    client.post(reverse("sectors:team-create"), facts | {"code": "AIR"})
    team = SectoralTeam.objects.get()
    client.post(reverse("sectors:team-update", args=["air"]), facts | {"version": 1, "name_en": "Aviation"})
    conflict = client.post(
        reverse("sectors:team-update", args=["air"]), facts | {"version": 1, "name_en": "Flight"}
    )
    assert conflict.context["conflict"] == [("Name (English)", "Aviation")]
    new = reverse("sectors:officer-create", args=["air"])
    person = {
        "name": "Puan Contoh",
        "email": "puan@agency.example",
        "language": "ms",
        "start_on": "2026-01-01",
    }
    assert client.post(new, person | {"email": ""}).status_code == 422
    client.post(new, person)
    officer = SectorOfficer.objects.get()
    client.post(
        reverse("sectors:officer-update", args=["air", officer.pk]), person | {"end_on": "2026-02-01"}
    )
    officer.refresh_from_db()
    team.refresh_from_db()
    assert (team.name_en, str(officer.end_on), list(team.sectors.all())) == (
        "Aviation",
        "2026-02-01",
        [sector],
    )
    client.post(reverse("sectors:officer-update", args=["air", officer.pk]), {"remove": "1"})
    assert SectorOfficer.objects.count() == 0
    refused = client.post(reverse("sectors:sector-update", args=["air"]), {"remove": "1"}, follow=True)
    assert "Teams cover this sector" in refused.text


def test_matrix_counts_by_state_and_opens_the_list_of_a_cell(client, secretary, team):
    group = WorkingGroupFactory()
    two = [LiaisonRequestFactory(from_group=group, to_team=team) for _each in range(2)]
    LiaisonRequestFactory(from_group=group, to_team=team, state="closed")
    LiaisonRequestFactory(from_group=group)

    response = client.get(reverse("sectors:matrix"))

    [row] = [row for row in response.context["rows"] if row.group == group]
    assert [(cell.sector.code, cell.states) for cell in row.cells] == [
        ("health", [(LiaisonState.SENT, 2), (LiaisonState.CLOSED, 1)])
    ]
    link = f"{reverse('requests:request-list')}?from={group.code}&amp;sector=health&amp;state=all"
    assert link in response.text
    assert set(two) < shown(client.get(link.replace("&amp;", "&")))


def test_secretariat_home_shows_what_is_overdue(client, secretary):
    late = LiaisonRequestFactory(due_on=days_from_today(-1))
    LiaisonRequestFactory()

    assert client.get(reverse("home:home")).context["requests"] == [late]

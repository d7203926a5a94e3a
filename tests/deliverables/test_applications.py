"""Applications in the real world: who enters what, what a page shows of it to whom, and what it costs."""

import csv
import io
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deliverables.models import ApplicationFigure, Deliverable, SectorApplication
from deliverables.services import Figure, create_application, remove_application, update_application
from groups.models import Sector, SectoralTeam
from members.models import Member, User
from naio_portal.access import Persona as P
from naio_portal.errors import EditConflict, NotAllowed
from naio_portal.history import Trail, history_of
from tests.factories.applications import ApplicationFigureFactory, SectorApplicationFactory
from tests.factories.deliverables import DeliverableFactory, days
from tests.factories.liaison import SectoralTeamFactory, SectorFactory, SectorOfficerFactory
from tests.markup import assert_malay, assert_valid_html

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(world):
    made = SectoralTeamFactory(slug="health", code="HLT", sectors=[SectorFactory(code="health")])
    SectorOfficerFactory(team=made, user=world.users[P.SECTOR_OFFICER])
    return made


@pytest.fixture
def published(world):
    return DeliverableFactory(group=world.group, owner=world.owner, number=3, state="published")


def values(deliverable, **changes):
    return {
        "deliverable": deliverable,
        "title": "Register in two clinics",
        "tried": "Two clinics kept the register.",
        "place": "Kedah",
        "started_on": days(-60),
        "ended_on": days(-30),
        "outcome": "worked",
        "result": "Every incident was entered.",
        "lessons": "Fewer fields.",
        "language": "en",
        **changes,
    }


FIGURES = [
    Figure("Incidents", Decimal("34"), "incidents", "Register"),
    Figure("Share", Decimal("51.5"), "%", "Same"),
]


def test_an_officer_enters_what_their_team_tried(world, team, published):
    made = create_application(
        team=team, values=values(published), figures=FIGURES, by=world.user(P.SECTOR_OFFICER)
    )

    assert [str(figure) for figure in made.figures.all()] == ["Incidents: 34 incidents", "Share: 51.5 %"]
    assert (made.team, made.created_by) == (team, world.users[P.SECTOR_OFFICER])


@pytest.mark.parametrize("persona", [P.OWN_CHAIR, P.OWNER, P.LEADERSHIP, P.FORMER_MEMBER])
def test_nobody_else_enters_anything_but_the_secretariat(world, team, published, persona):
    with pytest.raises(NotAllowed):
        create_application(team=team, values=values(published), figures=[], by=world.user(persona))

    assert create_application(
        team=team, values=values(published), figures=[], by=world.user(P.SECRETARIAT)
    ).pk


def test_an_officer_enters_nothing_for_another_team_or_after_their_last_day(world, team, published):
    officer = world.user(P.SECTOR_OFFICER)
    with pytest.raises(NotAllowed):
        create_application(team=SectoralTeamFactory(), values=values(published), figures=[], by=officer)
    team.officers.update(end_on=days(-1))
    with pytest.raises(NotAllowed):
        create_application(team=team, values=values(published), figures=[], by=world.user(P.SECTOR_OFFICER))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ended_on": None}, "ended_on"),
        ({"result": " "}, "result"),
        ({"started_on": days(-10), "ended_on": days(-11)}, "__all__"),
        ({"ended_on": days(1)}, "ended_on"),
        ({"started_on": days(1), "ended_on": None, "outcome": "under_way"}, "started_on"),
        ({"title": ""}, "title"),
        ({"outcome": "splendid"}, "outcome"),
    ],
)
def test_what_is_wrong_is_told_by_field(world, team, published, changes, field):
    with pytest.raises(ValidationError) as refused:
        create_application(
            team=team, values=values(published, **changes), figures=[], by=world.user(P.SECRETARIAT)
        )

    assert set(refused.value.error_dict) == {field}
    assert not SectorApplication.objects.exists()


@pytest.mark.parametrize("state", ["proposed", "withdrawn"])
def test_only_what_was_approved_has_been_tried(world, team, state):
    deliverable = DeliverableFactory(group=world.group, state=state)

    with pytest.raises(ValidationError, match="Its state is"):
        create_application(team=team, values=values(deliverable), figures=[], by=world.user(P.SECRETARIAT))


def test_an_officer_names_no_deliverable_that_they_may_not_read(world, team):
    deliverable = DeliverableFactory(group=world.group, state="active")

    with pytest.raises(ValidationError, match="no deliverable of that code"):
        create_application(team=team, values=values(deliverable), figures=[], by=world.user(P.SECTOR_OFFICER))


def test_a_figure_without_unit_or_source_is_refused_by_the_database_too(world):
    application = SectorApplicationFactory()
    for lacking in ("name", "unit", "source"):
        with pytest.raises(IntegrityError), transaction.atomic():
            ApplicationFigureFactory(application=application, **{lacking: ""})
    with pytest.raises(IntegrityError), transaction.atomic():
        SectorApplicationFactory(result="")


def test_a_change_tells_in_the_history_what_it_changed_and_nothing_else(world, team, published):
    officer = world.user(P.SECTOR_OFFICER)
    made = create_application(team=team, values=values(published), figures=FIGURES, by=officer)

    update_application(
        application=made,
        version=made.version,
        values=values(published, lessons="Four fields."),
        figures=[FIGURES[0], Figure("Share", Decimal("52"), "%", "Same")],
        by=officer,
    )

    trails = [made, Trail(ApplicationFigure, application_id=made.pk)]
    told = history_of(trails, world.user(P.SECRETARIAT))
    changed = {
        (field.label, field.old, field.new)
        for act in told.acts
        for change in act.changes
        if change.kind == "update"
        for field in change.fields
    }
    assert changed == {("Lessons", "Fewer fields.", "Four fields."), ("Figure", "51.5", "52")}


def test_a_figure_left_out_is_gone_and_the_order_is_kept(world, team, published):
    officer = world.user(P.SECTOR_OFFICER)
    made = create_application(team=team, values=values(published), figures=FIGURES, by=officer)

    update_application(application=made, version=1, values=values(published), figures=FIGURES[1:], by=officer)

    assert [(row.position, row.name) for row in made.figures.all()] == [(1, "Share")]


def test_of_two_who_save_at_once_the_second_is_told(world, team, published):
    officer = world.user(P.SECTOR_OFFICER)
    made = create_application(team=team, values=values(published), figures=[], by=officer)
    update_application(
        application=made, version=1, values=values(published, place="Perak"), figures=[], by=officer
    )

    with pytest.raises(EditConflict) as conflict:
        update_application(
            application=made, version=1, values=values(published, place="Johor"), figures=[], by=officer
        )

    assert conflict.value.theirs.place == "Perak"


def test_removal_is_the_secretariat_s_and_stays_in_the_audit(world):
    made = ApplicationFigureFactory().application
    with pytest.raises(NotAllowed):
        remove_application(application=made, by=world.user(P.OWN_CHAIR))

    remove_application(application=made, by=world.user(P.SECRETARIAT))

    events = SectorApplication.pgh_event_model.objects.filter(pgh_obj_id=made.pk)
    assert list(events.order_by("pgh_id").values_list("pgh_label", flat=True)) == ["insert", "delete"]
    assert not ApplicationFigure.objects.exists()


# --- pages ----------------------------------------------------------------------------------------------


@pytest.fixture
def application(world, team, published):
    made = SectorApplicationFactory(team=team, deliverable=published)
    ApplicationFigureFactory(application=made)
    return made


def posted(known, **changes):
    rows = {"figures-TOTAL_FORMS": "2", "figures-INITIAL_FORMS": "0"}
    rows |= {f"figures-{n}-{name}": "" for n in (0, 1) for name in ("name", "value", "unit", "source")}
    shown = {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in values("").items()
    }
    return shown | {"deliverable": known.code, "version": "1"} | rows | changes


def test_an_officer_reports_on_one_page_and_finds_it_on_their_home(world, team, published):
    client = world.client(P.SECTOR_OFFICER)
    start = client.get(reverse("sectors:application-start"))
    assert start.url == reverse("sectors:application-create", args=["health"])
    assert f'<option value="{published.code}">' in client.get(start.url).text

    figure = {"figures-0-name": "Incidents", "figures-0-value": "34", "figures-0-unit": "incidents"}
    wrong = client.post(start.url, posted(published, **figure))
    done = client.post(start.url, posted(published, **figure, **{"figures-0-source": "Register"}))

    assert wrong.status_code == 422
    assert "A figure needs its name, unit and source." in wrong.text
    assert "Two clinics kept the register." in wrong.text
    made = SectorApplication.objects.get()
    assert done.url == made.get_absolute_url()
    assert "34" in client.get(done.url).text
    assert made.title in client.get(reverse("home:home")).text


def test_the_form_refuses_an_unknown_code_and_keeps_the_words(world, team, published):
    client = world.client(P.SECTOR_OFFICER)
    hidden = DeliverableFactory(group=world.group, state="active", number=9)
    url = reverse("sectors:application-create", args=["health"])

    for code in ("nonsense", "SAF-D99", hidden.code):
        answer = client.post(url, posted(published, deliverable=code))
        assert answer.status_code == 422
        assert "There is no deliverable of that code" in answer.text
        assert "Two clinics kept the register." in answer.text


def test_two_who_edit_see_both_texts(world, application):
    client = world.client(P.SECTOR_OFFICER)
    url = reverse("sectors:application-update", args=[application.reference])
    client.post(url, posted(application.deliverable, title="Theirs"))

    conflict = client.post(url, posted(application.deliverable, title="Mine"))

    assert conflict.status_code == 409
    assert ("Title", "Theirs", "Mine") in conflict.context["conflict"]
    client.post(url, posted(application.deliverable, title="Mine", version="2"))
    application.refresh_from_db()
    assert application.title == "Mine"


def test_an_officer_goes_on_editing_when_the_deliverable_is_closed_to_them(world, application):
    Deliverable.objects.filter(pk=application.deliverable_id).update(classification="restricted")
    client = world.client(P.SECTOR_OFFICER)
    url = reverse("sectors:application-update", args=[application.reference])

    assert client.post(url, posted(application.deliverable, place="Perak")).status_code == 302
    page = client.get(application.get_absolute_url())
    assert "Perak" in page.text
    assert f'href="{application.deliverable.get_absolute_url()}"' not in page.text


def test_it_stands_on_the_pages_of_the_team_and_of_the_deliverable(world, application):
    for persona in (P.OWN_MEMBER, P.OTHER_MEMBER, P.SECRETARIAT, P.SECTOR_OFFICER):
        client = world.client(persona)
        for thing in (application.team, application.deliverable):
            assert application.title in client.get(thing.get_absolute_url()).text, (persona, thing)
    assert (
        application.title not in world.client(P.VISITOR).get(application.deliverable.get_absolute_url()).text
    )


def test_leadership_sees_how_many_were_reported(world, application):
    assert "application in the real world reported" in world.client(P.LEADERSHIP).get("/home/").text


def test_filters_of_the_list(world, application):
    other = SectorApplicationFactory(under_way=True, title="Soil", place="Perlis", started_on=days(-5))
    client = world.client(P.SECRETARIAT)
    url = reverse("sectors:application-list")

    def found(query):
        return set(client.get(f"{url}?{query}").context["page"].object_list)

    assert found("") == {application, other}
    assert found("team=HLT") == found("sector=health") == found("group=SAF") == {application}
    assert found("outcome=under_way") == found("q=soil") == found("q=perlis") == {other}
    assert found(f"q={application.deliverable.code}") == {application}
    assert found(f"year={days(-5).year - 20}") == set()
    assert found("team=XXX&outcome=nonsense&year=20&sort=nonsense") == {application, other}
    assert list(client.get(f"{url}?sort=oldest").context["page"].object_list) == [application, other]


def test_the_export_follows_the_filters_and_is_safe_in_a_spreadsheet(world, application):
    SectorApplication.objects.filter(pk=application.pk).update(title="=1+1")
    SectorApplicationFactory()

    def rows(persona, query=""):
        answer = world.client(persona).get(
            reverse("sectors:application-export", args=["csv"]) + query, headers={"accept-language": "en"}
        )
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text)))

    assert [row[0] for row in rows(P.SECRETARIAT, "?team=HLT")] == ["Title", "'=1+1"]
    assert [row[0] for row in rows(P.OWN_CHAIR)] == ["Title", "'=1+1"]
    assert [row[0] for row in rows(P.OTHER_CHAIR)] == ["Title"]
    assert (
        rows(P.SECRETARIAT, "?team=HLT")[1][-1]
        == "Incidents entered within a day: 51.5 % (Register of the clinics)"
    )
    client = world.client(P.SECRETARIAT)
    book = client.get(reverse("sectors:application-export", args=["xlsx"]))
    assert b"".join(book.streaming_content).startswith(b"PK")
    assert client.get(reverse("sectors:application-export", args=["pdf"])).status_code == 404


def test_pages_cost_the_same_for_one_row_and_four(world, application):
    def cost(persona, url):
        client = world.client(persona)
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    pages = [
        reverse("sectors:application-list"),
        application.get_absolute_url(),
        application.team.get_absolute_url(),
        application.deliverable.get_absolute_url(),
    ]
    people = (P.OWN_MEMBER, P.SECRETARIAT, P.SECTOR_OFFICER)
    first = {(who, page): cost(who, page) for who in people for page in pages}
    for _more in range(3):
        SectorApplicationFactory(team=application.team, deliverable=application.deliverable)
        ApplicationFigureFactory(application=application)

    assert {(who, page): cost(who, page) for who in people for page in pages} == first
    assert max(first.values()) <= 12


def test_pages_are_valid_and_malay(world, team):
    User.objects.update(name="Rosmawati")
    Member.objects.update(full_name="Rosmawati", preferred_name="Rosmawati")
    SectoralTeam.objects.update(name_ms="Kesihatan", lead_agency="Agensi")
    Sector.objects.update(name_ms="Kesihatan")
    application = SectorApplicationFactory(
        team=team,
        deliverable=DeliverableFactory(group=world.group, title="Daftar"),
        title="Cubaan",
        tried="Cubaan",
        result="Elok",
        lessons="Satu",
        place="Kedah",
    )
    ApplicationFigureFactory(application=application, name="Kes", source="Daftar")
    one, slug = [application.reference], [application.team.slug]
    addresses = [
        reverse("sectors:application-list"),
        reverse("sectors:application-list") + "?outcome=under_way",
        reverse("sectors:application-create", args=slug),
        application.get_absolute_url(),
        reverse("sectors:application-update", args=one),
        reverse("sectors:application-history", args=one),
        reverse("sectors:application-remove", args=one),
        application.team.get_absolute_url(),
    ]
    client = world.client(P.SECRETARIAT)
    client.cookies["django_language"] = "ms"
    for address in addresses:
        page = client.get(address)
        assert page.status_code == 200, address
        assert_valid_html(page.text)
        assert_malay(page.text)


def test_the_secretariat_removes_one_after_being_asked(world, application):
    client = world.client(P.SECRETARIAT)
    url = reverse("sectors:application-remove", args=[application.reference])

    assert client.get(url).status_code == 200
    assert client.post(url).url == reverse("sectors:application-list")
    assert not SectorApplication.objects.exists()

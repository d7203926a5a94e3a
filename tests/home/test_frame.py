"""What the frame shows to whom; it asks the database nothing."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from naio_portal.home.context import frame
from tests.factories.members import UserFactory


def request_of(user, path: str = "/home/"):
    request = RequestFactory().get(path)
    request.user = user
    return request


@pytest.mark.parametrize(
    ("role", "has_secretariat", "has_admin"),
    [
        ({}, False, False),
        ({"leadership": True}, False, False),
        ({"sector_officer": True}, False, False),
        ({"secretariat": True}, True, False),
        ({"administrator": True}, True, True),
    ],
)
def test_places_by_role(db, role, has_secretariat, has_admin):
    shown = frame(request_of(UserFactory(**role)))
    assert bool(shown["secretariat_places"]) == has_secretariat
    assert ("/admin/" in [place.url for place in shown["account_places"]]) == has_admin
    assert "/home/" in [place.url for place in shown["main_places"]]


@pytest.mark.parametrize(("role", "has_meetings"), [({}, True), ({"sector_officer": True}, False)])
def test_meetings_are_no_place_of_a_sector_officer(db, role, has_meetings):
    """Nothing of them is theirs to see: the list would always be empty."""
    shown = frame(request_of(UserFactory(**role)))
    assert ("/meetings/" in [place.url for place in shown["main_places"]]) == has_meetings


def test_visitor_has_no_home_and_no_account(client, db):
    context = client.get("/accounts/login/").context
    assert "/home/" not in [place.url for place in context["main_places"]]
    assert context["account_places"] == []


def test_frame_asks_the_database_nothing(db, django_assert_num_queries):
    request = request_of(UserFactory(secretariat=True))
    with django_assert_num_queries(0):
        render_to_string("404.html", request=request)


def test_current_place_is_marked(db):
    shown = frame(request_of(UserFactory(), "/home/"))
    assert [place.url for place in shown["main_places"] if place.is_current] == ["/home/"]


def test_frame_of_a_request_without_a_user_is_a_visitors():
    assert frame(RequestFactory().get("/"))["account_places"] == []


def test_names_of_the_office_come_from_the_settings(db, settings, client):
    settings.ORGANISATION = settings.ORGANISATION | {
        "name_ms": "Pejabat Lain",
        "name_en": "Another Office",
        "abbreviation": "PL",
        "ministry_ms": "Kementerian Lain",
    }
    client.cookies["django_language"] = "ms"
    page = client.get("/accounts/login/").text
    assert "Pejabat Lain (PL)" in page
    assert "Kementerian Lain" in page
    assert "Portal PL" in page
    assert "NAIO" not in page


@pytest.mark.parametrize("is_official", [True, False])
def test_official_banner_only_when_configured(db, client, settings, is_official):
    settings.OFFICIAL_SITE_BANNER = is_official
    assert ("gov.my" in client.get("/accounts/login/").text) == is_official


@pytest.mark.parametrize(
    ("environment", "requires", "texts"),
    [
        ("production", True, (False, False)),
        ("demo", True, (True, False)),
        ("demo", False, (True, True)),
    ],
)
def test_demo_says_what_it_is(db, client, settings, environment, requires, texts):
    settings.ENVIRONMENT, settings.REQUIRE_STAFF_MFA = environment, requires
    client.cookies["django_language"] = "en"
    page = client.get("/accounts/login/").text
    assert ("are fictional" in page, "second factor is switched off" in page) == texts


def test_zone_of_the_reader_is_theirs(db):
    shown = frame(request_of(UserFactory(time_zone="America/Los_Angeles")))
    assert shown["viewer_zone"] == "America/Los_Angeles"


def test_portal_is_named_in_both_languages(rf):
    names = []
    for language in ("en", "ms"):
        with translation.override(language):
            names.append(frame(rf.get("/"))["portal_name"])
    assert names == ["NAIO Portal", "Portal NAIO"]

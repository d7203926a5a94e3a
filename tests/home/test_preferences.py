"""The two switches of the frame: language and theme."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from members.services import set_language
from naio_portal.errors import NotAllowed
from tests.factories.members import UserFactory


def test_visitor_switches_language_and_stays(client, db):
    answer = client.post("/language/", {"language": "en", "next": "/accounts/login/?next=/groups/"})

    assert answer.url == "/accounts/login/?next=/groups/"
    assert client.get("/accounts/login/").headers["Content-Language"] == "en"
    assert '<html lang="en"' in client.get("/accounts/login/").text


def test_language_of_the_signed_in_is_kept_for_mail(client, db):
    user = UserFactory(language="ms")
    client.force_login(user)
    client.post("/language/", {"language": "en", "next": "/"})
    user.refresh_from_db()
    assert user.language == "en"


@pytest.mark.parametrize(("browser", "language"), [("en-GB,en", "en"), ("ms-MY,ms", "ms"), ("zh-CN", "ms")])
def test_language_of_a_first_visit_is_the_browsers(client, db, browser, language):
    page = client.get("/accounts/login/", headers={"accept-language": browser})
    assert page.headers["Content-Language"] == language


def test_language_of_the_person_wins_over_the_browser(client, db):
    client.force_login(UserFactory(language="ms"))
    page = client.get("/accounts/2fa/", headers={"accept-language": "en"})
    assert page.headers["Content-Language"] == "ms"


@pytest.mark.parametrize(
    ("path", "data"), [("/language/", {"language": "xx"}), ("/language/", {}), ("/theme/", {"theme": "pink"})]
)
def test_unknown_choice_is_refused(client, db, path, data):
    assert client.post(path, data).status_code == 400


@pytest.mark.parametrize("path", ["/language/", "/theme/"])
def test_looking_changes_nothing(client, db, path):
    assert client.get(path).status_code == 405


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_switch_leads_to_no_other_site(client, db, target):
    answer = client.post("/theme/", {"theme": "dark", "next": target})
    assert answer.url == "/"


def test_theme_is_rendered_by_the_server(client, db):
    assert client.post("/theme/", {"theme": "dark"}).status_code == 204
    assert 'data-bs-theme="dark"' in client.get("/accounts/login/").text
    client.cookies["theme"] = "pink"
    assert 'data-bs-theme="light"' in client.get("/accounts/login/").text


def test_switches_need_no_token_and_another_site_has_no_session(db):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/theme/", {"theme": "dark", "next": "/"})
    assert answer.status_code == 302
    assert answer.cookies["theme"]["samesite"] == "Lax"


def test_only_the_person_chooses_their_language(db):
    user, other = UserFactory(), UserFactory()
    with pytest.raises(NotAllowed):
        set_language(user=user, language="ms", by=other)
    with pytest.raises(ValidationError):
        set_language(user=user, language="xx", by=user)


def test_page_for_visitors_is_the_same_for_all(client, db):
    """No token in it: it can be cached."""
    assert "csrfmiddlewaretoken" not in client.get("/nowhere/").text

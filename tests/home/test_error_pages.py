"""Pages that say what went wrong, in our frame; those of a broken server stand on nothing."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.test import Client
from django.urls import include, path

from tests.factories.members import UserFactory
from tests.markup import assert_malay, assert_valid_html


def raises(error):
    def view(request):
        raise error

    return view


urlpatterns = [
    path("missing/", raises(Http404())),
    path("refused/", raises(PermissionDenied())),
    path("odd/", raises(SuspiciousOperation())),
    path("broken/", raises(RuntimeError("pass phrase of the server"))),
    path("", include("naio_portal.urls")),
]

pytestmark = [pytest.mark.urls(__name__)]


@pytest.fixture
def client():
    client = Client(raise_request_exception=False)
    client.cookies["django_language"] = "ms"
    return client


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status", "title"),
    [
        ("/nowhere/", 404, "Halaman ini tidak ditemui"),
        ("/missing/", 404, "Halaman ini tidak ditemui"),
        ("/refused/", 403, "Halaman ini tidak dibuka kepada anda"),
    ],
)
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_page_says_what_happened_in_the_frame(client, address, status, title, is_signed_in):
    if is_signed_in:
        client.force_login(UserFactory())

    page = client.get(address)

    assert page.status_code == status
    assert title in page.text
    assert "Portal NAIO" in page.text
    assert_valid_html(page.text)
    assert_malay(page.text)


@pytest.mark.parametrize(("address", "status"), [("/broken/", 500), ("/odd/", 400)])
def test_broken_page_speaks_both_languages_and_tells_no_secret(client, address, status, settings, caplog):
    settings.DEBUG_PROPAGATE_EXCEPTIONS = False
    page = client.get(address)

    assert page.status_code == status
    assert "Maaf" in page.text or "Permintaan" in page.text
    assert "Sorry" in page.text or "request" in page.text
    assert "pass phrase" not in page.text
    assert_valid_html(page.text)


def test_stale_form_says_how_to_go_on(db):
    client = Client(enforce_csrf_checks=True)
    client.cookies["django_language"] = "ms"
    page = client.post("/accounts/login/", {"login": "a@naio.example"})

    assert page.status_code == 403
    assert "Borang ini sudah lapuk" in page.text
    assert_valid_html(page.text)
    assert_malay(page.text)


@pytest.mark.parametrize(("language", "title"), [("ms", "Portal sedang diselenggara"), ("en", "maintained")])
def test_maintenance_answers_503_without_the_database(settings, language, title):
    settings.MAINTENANCE = True
    client = Client()
    client.cookies["django_language"] = language

    page = client.get("/groups/")

    assert (page.status_code, page["Retry-After"]) == (503, "600")
    assert title in page.text
    assert_valid_html(page.text)


def test_maintenance_lets_health_and_static_files_through(settings, db):
    settings.MAINTENANCE = True
    assert Client().get("/livez").status_code == 200
    assert Client().get("/readyz").status_code in (200, 503)
    assert Client().get("/readyz")["Content-Type"] == "application/json"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/members/", "/meetings/", "/groups/roster/", "/deliverables/", "/requests/"]
)
def test_a_nul_in_a_search_is_no_fault_of_the_server(client, path):
    client.force_login(UserFactory(secretariat=True))

    assert client.get(path, {"q": "a\0b"}).status_code == 400
    assert client.get(path, {"q": "a b"}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/secretariat/invitations/send/", "/secretariat/outbox/resend/"])
@pytest.mark.parametrize("query", ["q=a\0b", "q=a%00b"])
def test_a_nul_in_a_form_is_no_fault_of_the_server(client, path, query):
    """The second stands in the filters of a list, of which a form tells as one text."""
    client.force_login(UserFactory(secretariat=True))

    answer = client.post(path, {"all": "1", "query": query})

    assert answer.status_code == 400

"""What goes wrong with uploads, for real: each is told in one sentence, and nothing is half kept."""

import io
import resource
from http.cookies import SimpleCookie

import pytest
from django.conf import settings as django_settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.urls import reverse

from deliverables.models import ProgressUpdate, Version
from naio_portal.access import Persona as P
from naio_portal.wsgi import WholeBody, application
from tests.deliverables import files
from tests.deliverables.test_filing import media as media  # noqa: PLC0414 (a fixture)
from tests.factories.deliverables import DeliverableFactory

pytestmark = pytest.mark.django_db
BOUNDARY = "b0undary"
MEGABYTE = 1024 * 1024


@pytest.fixture
def deliverable(world):
    return DeliverableFactory(group=world.group, owner=world.owner)


@pytest.fixture
def owner(world):
    client = world.client(P.OWNER)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


PAGES = {
    "version": ("deliverables:version-create", "file", {"note": "New.", "classification": "open"}),
    "evidence": ("deliverables:progress-update-create", "evidence_file", {"percent": "40", "note": "New."}),
}


def body_of(what, content, name="report.pdf", token=""):
    """The body of the form, as a browser sends it."""
    _route, field, values = PAGES[what]
    hidden = {"draft_version": "0", "reference": "6f1c1c56-0df0-4a5e-8f57-0d1ab6cd8f00"}
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in {"csrfmiddlewaretoken": token, **hidden, **values}.items()
    ]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
    return b"".join([*parts, head.encode(), content, f"\r\n--{BOUNDARY}--\r\n".encode()])


def through_wsgi(client, what, deliverable, body, length=None):
    """(status, text) of the portal's WSGI application, which is what gunicorn calls; the check of the form's
    token is on."""
    path = reverse(PAGES[what][0], args=[deliverable.reference])
    token = client.get(path).cookies[django_settings.CSRF_COOKIE_NAME].value
    cookies = SimpleCookie({name: morsel.value for name, morsel in client.cookies.items()})
    body = body.replace(b'"csrfmiddlewaretoken"\r\n\r\n', b'"csrfmiddlewaretoken"\r\n\r\n' + token.encode())
    answered = []
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.errors": io.StringIO(),
        "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
        "CONTENT_LENGTH": str(length or len(body)),
        "HTTP_COOKIE": cookies.output(header="", sep=";"),
        "HTTP_ACCEPT_LANGUAGE": "en",
        "wsgi.input": io.BytesIO(body),
    }
    for signal in (request_started, request_finished):  # as Django's own client: the test's connection stays
        signal.disconnect(close_old_connections)
    try:
        answer = application(environ, lambda status, headers: answered.append(status))
        text = b"".join(answer).decode()
        answer.close()
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
    return int(answered[0][:3]), text


def kept(media):
    return [path for path in media.rglob("*") if path.is_file()]


def nothing_is_kept(media):
    assert not Version.objects.exists()
    assert not ProgressUpdate.objects.exists()
    assert kept(media) == []


@pytest.mark.parametrize("what", PAGES)
def test_a_whole_upload_is_kept(owner, deliverable, media, what):
    status, _text = through_wsgi(owner, what, deliverable, body_of(what, b"%PDF-1.7 whole"))

    assert status == 302
    assert [path.read_bytes() for path in kept(media)] == [b"%PDF-1.7 whole"]


@pytest.mark.parametrize("what", PAGES)
@pytest.mark.parametrize("part", [0.5, 0.95, 0.999])
def test_an_upload_broken_off_is_told_and_leaves_nothing(owner, deliverable, media, what, part):
    body = body_of(what, b"%PDF-1.7" + b"x" * 3 * MEGABYTE)

    status, text = through_wsgi(
        owner, what, deliverable, body[: int(len(body) * part)], length=len(body) + 64
    )

    assert status == 400
    assert "The upload was broken off" in text
    assert "Nothing was saved" in text
    nothing_is_kept(media)


@pytest.mark.parametrize("what", PAGES)
def test_500_megabytes_are_read_to_their_end_and_told(owner, deliverable, media, what, settings):
    """As many as that in proportion: the limit is lowered, not the upload made."""
    settings.EVIDENCE_MAX_BYTES = 20 * 1024
    body = body_of(what, b"%PDF-1.7" + b"x" * 500 * 1024)

    status, text = through_wsgi(owner, what, deliverable, body)

    assert status == 413
    assert "The upload is too large" in text
    assert "20.0\xa0KB" in text
    nothing_is_kept(media)


@pytest.mark.parametrize("what", PAGES)
def test_a_little_too_large_is_told_beside_its_field(owner, deliverable, media, what, settings):
    settings.EVIDENCE_MAX_BYTES = 20 * 1024

    status, text = through_wsgi(owner, what, deliverable, body_of(what, b"%PDF-1.7" + b"x" * 21 * 1024))

    assert status == 422
    assert "can be kept. Give a link instead." in text
    assert "New." in text
    nothing_is_kept(media)


@pytest.mark.parametrize("what", PAGES)
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("report.pdf", b"", "0 bytes"),
        ("report.pdf", b"PK\x03\x04", "something else"),
        ("report.docx", files.office("docx", {"word/vbaProject.bin": b"x"}), "macros"),
        ("n" * 200 + ".pdf", b"%PDF-1.7", "longer than 150"),
        ("report.exe", b"MZ", "not taken"),
    ],
)
def test_a_bad_file_is_told_beside_its_field(owner, deliverable, media, what, name, content, words):
    status, text = through_wsgi(owner, what, deliverable, body_of(what, content, name))

    assert status == 422
    assert words in text
    assert "New." in text
    nothing_is_kept(media)


@pytest.mark.parametrize("what", PAGES)
def test_a_name_of_5000_characters_is_told(owner, deliverable, media, what):
    """Past what a part of a form may say of itself, so no field can be told apart."""
    status, text = through_wsgi(owner, what, deliverable, body_of(what, b"%PDF-1.7", "n" * 5_000 + ".pdf"))

    assert status == 400
    assert "The name of a file may be far too long." in text
    assert "Nothing was saved" in text
    nothing_is_kept(media)


@pytest.fixture
def full_disk():
    """No file may grow past 1 MB: the system refuses the rest, as a full disk does."""
    limit, most = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (MEGABYTE, most))

    yield fill
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))


@pytest.mark.parametrize("what", PAGES)
def test_a_disk_full_in_the_store_is_told_in_the_form(owner, deliverable, media, what, full_disk):
    """Up to FILE_UPLOAD_MAX_MEMORY_SIZE stays in memory: the store is the first to write it."""
    body = body_of(what, b"%PDF-1.7" + b"x" * (MEGABYTE + 9_000))
    full_disk()

    status, text = through_wsgi(owner, what, deliverable, body)

    assert status == 422
    assert "store is full or away" in text
    assert "New." in text
    nothing_is_kept(media)


@pytest.mark.parametrize("what", PAGES)
def test_a_disk_full_while_the_upload_comes_is_told(owner, deliverable, media, what, full_disk, tmp_path):
    body = body_of(what, b"%PDF-1.7" + b"x" * 3 * MEGABYTE)
    full_disk()

    status, text = through_wsgi(owner, what, deliverable, body)

    assert status == 507
    assert "no room for the upload" in text
    nothing_is_kept(media)


# --- the body itself ------------------------------------------------------------------------------------


def test_a_whole_body_is_read_in_any_pieces():
    for pieces in ([-1], [3, 3, -1], [100], [6, 0]):
        body = WholeBody(io.BytesIO(b"sixsixnext request"), 6)
        assert b"".join(body.read(size) for size in pieces) == b"sixsix"
        assert body.read() == b""


def test_a_body_that_ends_early_is_an_error_whoever_reads():
    for read in (lambda body: body.read(), lambda body: body.read(5), lambda body: body.readline()):
        body = WholeBody(io.BytesIO(b"two\n"), 9)
        with pytest.raises(OSError, match="broke the upload off"):
            [read(body) for _time in range(3)]


def test_lines_of_a_whole_body_end_with_it():
    body = WholeBody(io.BytesIO(b"one\ntwo\nnext"), 8)

    assert [body.readline(), body.readline(2), body.readline(), body.readline()] == [
        b"one\n",
        b"tw",
        b"o\n",
        b"",
    ]

"""The pages of versions and of the text: what they show to whom, in both languages, at a constant cost."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deliverables.models import Deliverable, Draft, Version
from members.models import Member, User
from naio_portal.access import Persona as P
from tests.deliverables import files
from tests.deliverables.test_filing import media as media  # noqa: PLC0414 (a fixture)
from tests.factories.deliverables import DeliverableFactory, VersionFactory, VersionReaderFactory
from tests.markup import assert_malay, assert_valid_html

pytestmark = pytest.mark.django_db
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture
def deliverable(world):
    return DeliverableFactory(group=world.group, owner=world.owner)


@pytest.fixture
def in_malay(world, deliverable):
    """Names and texts of the data are Malay, so that only the page's own words can be English."""
    User.objects.filter(pk=world.users[P.OWNER].pk).update(name="Rosmawati")
    Member.objects.filter(pk=world.owner.pk).update(full_name="Rosmawati", preferred_name="Rosmawati")
    Deliverable.objects.filter(pk=deliverable.pk).update(description="", acceptance_criteria="")


@pytest.fixture
def owner(world):
    client = world.client(P.OWNER)
    client.defaults |= ENGLISH
    return client


def at(deliverable, page=""):
    return f"/deliverables/{deliverable.reference}/{page}"


def kept(deliverable, **changes):
    content = ContentFile(b"%PDF-1.7", name="kept")
    described = {"file": content, "file_name": "Laporan akhir.pdf", "file_size": 8, "scan_state": "clean"}
    return VersionFactory(deliverable=deliverable, **described | changes)


def test_the_list_names_what_a_version_is(owner, deliverable, media):
    version = kept(deliverable, note="First draft for the laboratories.")

    page = owner.get(at(deliverable, "versions/"))

    for text in ("Version 1", "First draft for", "Laporan akhir.pdf", version.sha256, "Open", "8"):
        assert text in page.text
    assert f"/deliverables/versions/{version.reference}/file/" in page.text


@pytest.mark.parametrize("persona", [P.OWNER, P.OWN_CHAIR, P.SECRETARIAT])
def test_the_list_costs_the_same_for_one_and_three(world, deliverable, persona):
    client = world.client(persona)
    counts = []
    for more in (1, 2):
        VersionFactory.create_batch(more, deliverable=deliverable)
        client.get(at(deliverable, "versions/"))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(at(deliverable, "versions/")).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize("address", ["versions/", "versions/new/", "draft/", "versions/compare/?old=1&new=2"])
def test_pages_are_valid_and_malay(world, deliverable, in_malay, media, address):
    kept(deliverable, language="ms", text="Satu.\n\nDua.")
    kept(deliverable, language="ms", text="Satu.\n\nTiga.\n\n- a", scan_state="quarantined")
    client = world.client(P.OWNER)
    client.cookies["django_language"] = "ms"

    page = client.get(at(deliverable, address))

    assert page.status_code == 200
    assert_valid_html(page.text)
    assert_malay(page.text)


@pytest.mark.parametrize("scan_state", ["clean", "quarantined", "infected"])
def test_one_version_is_valid_and_malay(world, deliverable, in_malay, media, scan_state):
    version = kept(deliverable, restricted=True, scan_state=scan_state, text="# Skop\n\nTeks.", language="ms")
    VersionReaderFactory(version=version, member=world.owner)
    client = world.client(P.OWN_CHAIR)
    client.cookies["django_language"] = "ms"
    for address in (version.get_absolute_url(), f"{version.get_absolute_url()}readers/"):
        page = client.get(address)
        assert page.status_code == 200
        assert_valid_html(page.text)
        assert_malay(page.text)


def test_a_text_is_read_in_numbered_paragraphs(owner, deliverable):
    version = VersionFactory(deliverable=deliverable, text="# Scope\n\n<script>x</script>")

    page = owner.get(version.get_absolute_url())

    assert 'id="p2"' in page.text
    assert "<h3>Scope</h3>" in page.text
    assert "<script>x" not in page.text


def test_visitors_read_the_last_version_of_what_is_published_without_its_author(client, world, media):
    deliverable = DeliverableFactory(group=world.group, state="published")
    old, last = kept(deliverable), kept(deliverable)

    page = client.get(at(deliverable, "versions/"), **ENGLISH)

    assert last.get_absolute_url() in page.text
    assert old.get_absolute_url() not in page.text
    assert "Author" not in page.text
    assert b"".join(client.get(f"{last.get_absolute_url()}file/")) == b"%PDF-1.7"
    assert client.get(f"{old.get_absolute_url()}file/").status_code == 302


def test_a_file_is_a_download_that_no_browser_interprets(owner, deliverable, media):
    version = kept(deliverable)

    answer = owner.get(f"{version.get_absolute_url()}file/")

    assert b"".join(answer) == b"%PDF-1.7"
    assert answer["Content-Disposition"] == 'attachment; filename="Laporan akhir.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("scan_state", ["quarantined", "infected"])
def test_only_a_clean_file_is_given_out(owner, deliverable, media, scan_state):
    version = kept(deliverable, scan_state=scan_state)

    assert owner.get(f"{version.get_absolute_url()}file/").status_code == 404


def test_a_comparison_marks_words(owner, deliverable):
    VersionFactory(deliverable=deliverable, text="Within 72 hours.")
    VersionFactory(deliverable=deliverable, text="Within 48 hours.")

    page = owner.get(at(deliverable, "versions/compare/?old=1&new=2"))

    assert '<del class="diff">72</del><ins class="diff">48</ins>' in page.text
    assert owner.get(at(deliverable, "versions/compare/?old=1&new=9")).status_code == 404
    assert owner.get(at(deliverable, "versions/compare/?old=1&new=100002")).status_code == 302
    assert owner.get(at(deliverable, "versions/compare/?old=x")).status_code == 302


def test_a_version_leads_to_the_comparison_with_the_text_before_it(owner, deliverable, media):
    first, second = VersionFactory(deliverable=deliverable), VersionFactory(deliverable=deliverable)
    file_alone, last = kept(deliverable, text=""), VersionFactory(deliverable=deliverable)

    pages = [owner.get(version.get_absolute_url()).text for version in (first, second, file_alone, last)]

    before = [[number for number in (1, 2, 3) if f"?old={number}&amp;" in page] for page in pages]
    assert before == [[], [1], [], [2]]


def test_no_comparison_with_a_version_that_is_closed(world, deliverable):
    VersionFactory(deliverable=deliverable, restricted=True)
    VersionFactory(deliverable=deliverable)

    answer = world.client(P.OWN_MEMBER).get(at(deliverable, "versions/compare/?old=1&new=2"))

    assert answer.status_code == 404


def post(client, deliverable, text, version, **headers):
    data = {"text": text, "language": "en", "version": version}
    return client.post(at(deliverable, "draft/"), data, headers=headers)


def test_a_text_is_saved_as_one_writes(owner, deliverable):
    answer = post(owner, deliverable, "One.\n\nTwo.", 0, hx_request="true")

    assert answer.status_code == 200
    assert 'value="1" hx-swap-oob="true"' in answer.text
    assert 'id="p2"' in answer.text
    assert Draft.objects.get().text == "One.\n\nTwo."
    assert post(owner, deliverable, "Three.", 1).status_code == 302


@pytest.mark.parametrize("headers", [{}, {"hx_request": "true"}])
def test_the_second_editor_is_shown_both_texts(world, owner, deliverable, headers):
    post(world.client(P.OWN_CHAIR), deliverable, "What they wrote.", 0)

    answer = post(owner, deliverable, "What I wrote.", 0, **headers)

    assert answer.status_code == 409
    for text in ("What they wrote.", "What I wrote.", "data-choose", 'value="1"', "Own chair"):
        assert text in answer.text
    assert Draft.objects.get().text == "What they wrote."
    assert post(owner, deliverable, "Both.", 1).status_code == 302


def test_a_text_too_long_is_given_back(owner, deliverable, monkeypatch):
    monkeypatch.setattr("deliverables.services.drafts.TEXT_MAX", 5)

    for headers in ({}, {"hx_request": "true"}):
        answer = post(owner, deliverable, "Too long.", 0, **headers)
        assert answer.status_code == 422
        assert "at most 5" in answer.text
    assert "Too long." in post(owner, deliverable, "Too long.", 0).text


def make(client, deliverable, **changes):
    data = {"note": "New.", "classification": "open", "draft_version": 0, **changes}
    return client.post(at(deliverable, "versions/new/"), data)


def test_a_version_is_made_from_text_and_file(owner, deliverable, media):
    post(owner, deliverable, "Text.", 0)

    answer = make(
        owner, deliverable, takes_text="on", draft_version=1, file=files.upload("a.pdf", b"%PDF-1.7")
    )

    version = Version.objects.get()
    assert answer.url == version.get_absolute_url()
    assert (version.text, version.file_name) == ("Text.", "a.pdf")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"", "0 bytes"),
        ("n" * 5000 + ".pdf", b"%PDF-1", "longer than"),
        ("a.pdf", b"x", "something else"),
    ],
)
def test_a_bad_file_is_told_beside_its_field_and_the_rest_is_kept(
    owner, deliverable, media, name, content, words
):
    answer = make(owner, deliverable, note="Kept words.", file=files.upload(name, content))

    assert answer.status_code == 422
    assert words in answer.text
    assert "Kept words." in answer.text
    assert not Version.objects.exists()


def test_a_text_changed_meanwhile_asks_to_look_again(owner, deliverable):
    post(owner, deliverable, "One.", 0)
    post(owner, deliverable, "Two.", 1)

    answer = make(owner, deliverable, takes_text="on", draft_version=1)

    assert answer.status_code == 422
    assert "Read it again" in answer.text
    assert 'name="draft_version" value="2"' in answer.text
    assert make(owner, deliverable).status_code == 422


@pytest.mark.parametrize("page", ["draft/", "versions/new/"])
def test_what_is_delivered_gets_no_more_versions(world, page):
    deliverable = DeliverableFactory(group=world.group, owner=world.owner, state="delivered")

    assert world.client(P.OWNER).get(at(deliverable, page)).url == at(deliverable, "versions/")


def test_readers_are_granted_and_revoked(world, deliverable):
    version = VersionFactory(deliverable=deliverable, restricted=True)
    chair, member = world.client(P.OWN_CHAIR), world.members[P.OTHER_MEMBER]
    chair.defaults |= ENGLISH
    address = f"{version.get_absolute_url()}readers/"

    assert "Nobody, or more" in chair.post(address, {"member": "Nobody at all"}).text
    assert "cannot open" in chair.post(address, {"member": world.members[P.FORMER_MEMBER].email}).text
    assert chair.post(address, {"member": member.email}).status_code == 302
    assert "granted by Own chair" in chair.get(address).text
    assert world.client(P.OTHER_MEMBER).get(version.get_absolute_url()).status_code == 200

    chair.post(f"{address}{member.reference}/revoke/")

    assert world.client(P.OTHER_MEMBER).get(version.get_absolute_url()).status_code == 404


def test_the_history_tells_of_versions_and_hides_closed_ones(world, deliverable):
    chair = world.client(P.OWN_CHAIR)
    chair.defaults |= ENGLISH
    chair.post(at(deliverable, "draft/"), {"text": "Secret words.", "language": "en", "version": 0})
    make(
        chair, deliverable, takes_text="on", draft_version=1, classification="restricted", note="Closed note."
    )
    Version.objects.get().readers.filter(member=world.members[P.OWN_MEMBER]).delete()

    told = chair.get(at(deliverable, "history/")).text
    hidden = world.client(P.OWN_MEMBER).get(at(deliverable, "history/")).text

    assert "Closed note." in told
    assert "text of 13 characters" in told
    assert "Closed note." not in hidden
    assert "Secret words." not in hidden

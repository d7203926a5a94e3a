"""Versions that go with a liaison request: who attaches what, who reads it through the request, how long."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deliverables.models import RequestAttachment
from deliverables.services import attach_version, detach_version
from groups.services import answer_by_link, assign_answering_owner, send_request
from groups.services.request_links import end_links_of, give_link
from naio_portal.access import Persona as P
from naio_portal.errors import IllegalMove, NotAllowed
from naio_portal.notices.services import token_of
from tests.deliverables.test_filing import media as media  # noqa: PLC0414 (a fixture)
from tests.factories.deliverables import (
    DeliverableFactory,
    RequestAttachmentFactory,
    VersionFactory,
    VersionReaderFactory,
    days,
)
from tests.factories.liaison import LiaisonRequestFactory, SectoralTeamFactory, SectorOfficerFactory
from tests.markup import assert_malay, assert_valid_html

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def deliverable(world):
    return DeliverableFactory(group=world.group, owner=world.owner, title="Register of incidents")


@pytest.fixture
def draft(world):
    return LiaisonRequestFactory(
        from_group=world.group, owner_from=world.owner, to_group=world.other_group, state="draft"
    )


@pytest.fixture
def team(world):
    made = SectoralTeamFactory(slug="health")
    SectorOfficerFactory(team=made, user=world.users[P.SECTOR_OFFICER])
    return made


def file_of(deliverable, **changes):
    content = ContentFile(b"%PDF-1.7", name="kept")
    kept = {"file": content, "file_name": "Laporan.pdf", "file_size": 8, "scan_state": "clean"}
    return VersionFactory(deliverable=deliverable, **kept | changes)


def sent(world, deliverable, *, restricted=False, **asked):
    """A request of the group, sent five days ago, with a version."""
    asked = asked or {"to_group": world.other_group}
    request = LiaisonRequestFactory(from_group=world.group, owner_from=world.owner, **asked)
    version = file_of(deliverable, restricted=restricted)
    return RequestAttachmentFactory(request=request, version=version)


def address(attachment, end=""):
    return f"/requests/{attachment.request.reference}/attachments/{attachment.version.reference}/{end}"


def test_the_version_stays_this_one_when_another_follows(world, deliverable, draft):
    first = VersionFactory(deliverable=deliverable, text="First words.")
    attach_version(request=draft, version=first, by=world.user(P.OWNER))
    VersionFactory(deliverable=deliverable, text="Second words.")

    send_request(request=draft, by=world.user(P.OWN_CHAIR))

    made = RequestAttachment.objects.get()
    page = world.client(P.OTHER_MEMBER).get(address(made)).text
    assert "First words." in page
    assert "Second words." not in page


def test_attaching_again_is_nothing_new(world, deliverable, draft):
    version = VersionFactory(deliverable=deliverable)
    for _time in range(2):
        attach_version(request=draft, version=version, by=world.user(P.OWNER))

    assert RequestAttachment.objects.count() == 1


@pytest.mark.parametrize("persona", [P.OWNER, P.OWN_RAPPORTEUR])
def test_a_restricted_version_is_handed_on_by_chairs_and_secretariat_only(world, deliverable, draft, persona):
    version = VersionFactory(deliverable=deliverable, restricted=True)
    VersionReaderFactory(version=version, member=world.members[persona])

    with pytest.raises(ValidationError, match="a chair of the group or the secretariat attaches it"):
        attach_version(request=draft, version=version, by=world.user(persona))

    assert attach_version(request=draft, version=version, by=world.user(P.OWN_CHAIR)).pk


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ({"restricted": True}, "may read"),
        ({"scan_state": "quarantined"}, "found clean"),
        ({"scan_state": "infected"}, "found clean"),
    ],
)
def test_what_cannot_be_handed_on_is_refused_with_a_sentence(world, deliverable, draft, made, words):
    version = file_of(deliverable, **made)

    with pytest.raises(ValidationError, match=words):
        attach_version(request=draft, version=version, by=world.user(P.OWNER))

    assert not RequestAttachment.objects.exists()


def test_a_group_attaches_its_own_work_only(world, draft):
    version = VersionFactory(deliverable=DeliverableFactory(group=world.other_group, state="delivered"))

    with pytest.raises(ValidationError, match="its own deliverables"):
        attach_version(request=draft, version=version, by=world.user(P.OWNER))


def test_nothing_is_attached_to_what_is_sent(world, deliverable):
    made = sent(world, deliverable)

    with pytest.raises(IllegalMove, match="stays as it is"):
        attach_version(
            request=made.request, version=VersionFactory(deliverable=deliverable), by=world.user(P.OWNER)
        )


def test_a_draft_hands_nothing_over(world, deliverable, draft):
    made = RequestAttachmentFactory(request=draft, version=VersionFactory(deliverable=deliverable))

    assert world.client(P.OTHER_CHAIR).get(address(made)).status_code == 404


def test_the_group_asked_reads_an_open_version_through_the_request_alone(world, deliverable):
    made = sent(world, deliverable)
    client = world.client(P.OTHER_MEMBER)

    assert client.get(address(made)).status_code == 200
    assert client.get(made.version.get_absolute_url()).status_code == 404


def test_a_restricted_version_is_read_by_who_is_named_and_by_chairs_of_that_day(world, deliverable):
    made = sent(world, deliverable, restricted=True)
    member, chair = world.members[P.OTHER_MEMBER], world.members[P.OTHER_CHAIR]

    assert world.client(P.OTHER_CHAIR).get(address(made)).status_code == 200
    assert world.client(P.OTHER_MEMBER).get(address(made)).status_code == 404
    assign_answering_owner(request=made.request, owner=member, by=world.user(P.OTHER_CHAIR))
    assert world.client(P.OTHER_MEMBER).get(address(made)).status_code == 200
    chair.appointments.update(start_on=days(-1))
    assert world.client(P.OTHER_CHAIR).get(address(made)).status_code == 404


def test_who_may_not_read_it_learns_that_there_is_one_and_no_more(world, deliverable):
    made = sent(world, deliverable, restricted=True)

    page = world.client(P.OTHER_MEMBER).get(made.request.get_absolute_url()).text
    history = world.client(P.OTHER_MEMBER).get(f"{made.request.get_absolute_url()}history/").text

    assert "1 version that you may not read" in page
    for closed in (deliverable.title, deliverable.code, "Laporan.pdf", str(made.version.reference)):
        assert closed not in page + history


def test_an_officer_appointed_later_does_not_inherit_a_restricted_version(world, deliverable, team):
    made = sent(world, deliverable, restricted=True, to_team=team)
    team.officers.update(start_on=days(-1))
    client = world.client(P.SECTOR_OFFICER)

    assert client.get(address(made)).status_code == 404
    assign_answering_owner(request=made.request, owner=team.officers.get(), by=world.user(P.SECRETARIAT))
    assert client.get(address(made)).status_code == 200


def test_taken_from_the_request_nobody_reads_it_through_it(world, deliverable):
    made = sent(world, deliverable)
    with pytest.raises(NotAllowed):
        detach_version(attachment=made, by=world.user(P.OTHER_CHAIR))

    world.client(P.OWNER).post(address(made, "remove/"))

    assert world.client(P.OTHER_MEMBER).get(address(made)).status_code == 404


def test_what_is_closed_stays_as_it_is(world):
    made = RequestAttachmentFactory(request=LiaisonRequestFactory(state="closed"))

    with pytest.raises(IllegalMove):
        detach_version(attachment=made, by=world.user(P.SECRETARIAT))


# --- by the link in a mail ------------------------------------------------------------------------------


@pytest.fixture
def by_mail(team):
    return SectorOfficerFactory(team=team, by_mail=True)


def by_link(attachment, link, end=""):
    return f"/requests/by-link/{token_of(link)}/attachments/{attachment.version.reference}/{end}"


def test_an_officer_by_mail_downloads_it_through_the_link(client, world, deliverable, team, by_mail):
    made = sent(world, deliverable, to_team=team)
    link = give_link(made.request, by_mail)

    page = client.get(f"/requests/by-link/{token_of(link)}/").text
    answer = client.get(by_link(made, link, "file/"))

    assert by_link(made, link) in page
    assert client.get(by_link(made, link)).status_code == 200
    assert b"".join(answer) == b"%PDF-1.7"
    assert answer["Content-Disposition"] == 'attachment; filename="Laporan.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("ended", ["revoked", "expired", "answered", "left", "forged"])
def test_once_the_link_is_over_it_gives_nothing(
    client, world, deliverable, team, by_mail, time_machine, ended
):
    made = sent(world, deliverable, to_team=team)
    link = give_link(made.request, by_mail)
    url = by_link(made, link, "file/")
    if ended == "revoked":
        end_links_of(by_mail)
    elif ended == "expired":
        time_machine.move_to(days(200))
    elif ended == "answered":
        answer_by_link(link=link, answer="Yes.", language="en")
    elif ended == "left":
        team.officers.update(end_on=days(-1))
    else:
        url = url.replace(token_of(link), "0" * 64)

    for address_ in (url, url.removesuffix("file/")):
        answer = client.get(address_)
        assert answer.status_code == 410
        assert deliverable.title not in answer.text


def test_the_link_hands_over_no_restricted_version_to_an_officer_who_came_later(
    client, world, deliverable, team, by_mail
):
    made = sent(world, deliverable, restricted=True, to_team=team)
    link = give_link(made.request, by_mail)
    assert b"".join(client.get(by_link(made, link, "file/"))) == b"%PDF-1.7"

    team.officers.update(start_on=days(-1))

    assert client.get(by_link(made, link, "file/")).status_code == 404
    page = client.get(f"/requests/by-link/{token_of(link)}/").text
    assert "1 version that you may not read" in page
    assert deliverable.title not in page


def test_a_link_opens_the_attachments_of_its_own_request_only(client, world, deliverable, team, by_mail):
    link = give_link(sent(world, deliverable, to_team=team).request, by_mail)
    other = sent(world, deliverable, to_team=team)

    assert client.get(by_link(other, link, "file/")).status_code == 404


@pytest.mark.parametrize("state", ["quarantined", "infected"])
def test_only_a_clean_file_is_given_out(client, world, deliverable, team, by_mail, state):
    made = sent(world, deliverable, to_team=team)
    type(made.version).objects.filter(pk=made.version.pk).update(scan_state=state)
    link = give_link(made.request, by_mail)

    assert client.get(by_link(made, link, "file/")).status_code == 404
    assert world.client(P.SECRETARIAT).get(address(made, "file/")).status_code == 404


# --- pages ----------------------------------------------------------------------------------------------


def test_the_owner_chooses_a_version_and_finds_it_on_the_draft(world, deliverable, draft):
    version = VersionFactory(deliverable=deliverable)
    closed = VersionFactory(deliverable=deliverable, restricted=True)
    client = world.client(P.OWNER)
    url = reverse("requests:attachment-create", args=[draft.reference])

    assert str(closed.reference) not in client.get(url).text
    assert client.post(url, {"version": str(closed.reference)}).status_code == 422
    assert client.post(url, {"version": str(version.reference)}).url == draft.get_absolute_url()
    assert deliverable.title in client.get(draft.get_absolute_url()).text
    assert str(version.reference) not in client.get(url).text


def test_the_request_costs_the_same_for_one_attachment_and_four(world, deliverable):
    made = sent(world, deliverable)

    def cost(persona):
        client = world.client(persona)
        client.get(made.request.get_absolute_url())
        with CaptureQueriesContext(connection) as asked:
            client.get(made.request.get_absolute_url())
        return len(asked)

    people = (P.OWN_MEMBER, P.OTHER_MEMBER, P.SECRETARIAT)
    first = [cost(who) for who in people]
    for restricted in (True, False, True):
        RequestAttachmentFactory(request=made.request, version=file_of(deliverable, restricted=restricted))

    assert [cost(who) for who in people] == first
    assert max(first) <= 12


def test_pages_are_valid_and_malay(client, world, deliverable, draft, team, by_mail):
    type(deliverable).objects.update(title="Daftar")
    type(world.owner).objects.update(full_name="Rosmawati", preferred_name="Rosmawati")
    world.users[P.OWNER]._meta.model.objects.update(name="Rosmawati")
    version = file_of(deliverable, text="# Skop\n\nTeks.", language="ms")
    request = LiaisonRequestFactory(from_group=world.group, owner_from=world.owner, to_team=team)
    made = RequestAttachmentFactory(request=request, version=version)
    type(made.request).objects.update(subject="Daftar", text="Sila baca.", language="ms")
    link = give_link(made.request, by_mail)
    secretary = world.client(P.SECRETARIAT)
    pages = [
        (secretary, reverse("requests:attachment-create", args=[draft.reference])),
        (secretary, address(made)),
        (client, by_link(made, link)),
    ]
    for who, url in pages:
        who.cookies["django_language"] = "ms"
        page = who.get(url)
        assert page.status_code == 200, url
        assert_valid_html(page.text)
        assert_malay(page.text)

"""Versions and the draft: who, from what, two editors, files good and bad, readers of restricted ones."""

import hashlib
import socketserver
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from deliverables import services
from deliverables.models import Draft, Version
from deliverables.tasks import check_version_files
from deliverables.texts import LINES_MAX, TEXT_MAX, UNBROKEN_MAX
from naio_portal.access import CHAIRS, EVERYONE, INSIDERS, OWN_GROUP, STAFF, Persona
from naio_portal.clamd import ClamdAway, scan
from naio_portal.errors import DomainError, EditConflict, IllegalMove, NotAllowed
from tests.deliverables import files
from tests.deliverables.test_filing import FullDisk, kept_files
from tests.deliverables.test_filing import media as media  # noqa: PLC0414 (a fixture)
from tests.deliverables.test_moves import attempt
from tests.factories.deliverables import (
    ContributorFactory,
    DeliverableFactory,
    DeliverableGrantFactory,
    VersionFactory,
    VersionReaderFactory,
)
from tests.factories.groups import AppointmentFactory
from tests.factories.members import MemberFactory, UserFactory

P = Persona
WRITE = CHAIRS | STAFF | {P.OWNER, P.OWN_RAPPORTEUR}


@pytest.fixture
def deliverable(world):
    return DeliverableFactory(group=world.group, owner=world.owner)


def write(deliverable, by, text="Text.", version=0, language="en"):
    return services.write_draft(deliverable=deliverable, text=text, language=language, version=version, by=by)


def make(deliverable, by, **changes):
    return services.make_version(
        deliverable=deliverable, by=by, **{"note": "First.", "classification": "open", **changes}
    )


def readers_of(world, version):
    return {p for p in EVERYONE if Version.objects.visible_to(world.user(p)).filter(pk=version.pk)}


# --- who reads ---


def test_who_reads_an_open_version(world, deliverable):
    version = VersionFactory(deliverable=deliverable)

    assert readers_of(world, version) == OWN_GROUP | STAFF | {P.LEADERSHIP}


def test_other_groups_read_it_once_it_is_delivered(world):
    version = VersionFactory(deliverable__group=world.group, deliverable__state="delivered")

    assert readers_of(world, version) == INSIDERS


def test_everyone_reads_the_last_open_version_of_what_is_published(world):
    old = VersionFactory(deliverable__group=world.group, deliverable__state="published")
    last = VersionFactory(deliverable=old.deliverable)

    assert readers_of(world, old) == INSIDERS
    assert readers_of(world, last) == EVERYONE


@pytest.mark.parametrize("scan_state", ["quarantined", "infected"])
def test_the_public_gets_no_unchecked_file(world, scan_state):
    version = VersionFactory(
        deliverable__group=world.group,
        deliverable__state="published",
        file="versions/x",
        file_name="x.pdf",
        file_size=9,
        scan_state=scan_state,
    )

    assert readers_of(world, version) == INSIDERS


def test_a_restricted_version_is_for_its_readers(world, deliverable):
    version = VersionFactory(deliverable=deliverable, restricted=True)
    for persona in (P.OWN_MEMBER, P.OTHER_MEMBER, P.FORMER_MEMBER):
        VersionReaderFactory(version=version, member=world.members[persona])

    assert readers_of(world, version) == CHAIRS | STAFF | {P.OWN_MEMBER, P.OTHER_MEMBER}


def test_no_version_is_seen_without_its_deliverable(world):
    version = VersionFactory(deliverable=DeliverableFactory(group=world.group, restricted=True))
    VersionReaderFactory(version=version, member=world.members[P.OWN_MEMBER])

    assert readers_of(world, version) == CHAIRS | STAFF


def test_a_later_appointee_reads_a_restricted_version_only_when_granted(world, deliverable):
    version = make(deliverable, world.user(P.OWN_CHAIR), classification="restricted", file=a_file())
    newcomer = MemberFactory(user=UserFactory())
    AppointmentFactory(member=newcomer, group=world.group, role="member")

    assert readers_of(world, version) == OWN_GROUP | STAFF
    assert not Version.objects.visible_to(newcomer.user).exists()

    services.grant_version(version=version, member=newcomer, by=world.user(P.OWN_CHAIR))

    assert Version.objects.visible_to(type(newcomer.user).objects.get(pk=newcomer.user_id)).get() == version
    reader = version.readers.get(member=newcomer)
    assert reader.granted_by == world.users[P.OWN_CHAIR]
    assert set(version.readers.exclude(pk=reader.pk).values_list("granted_by", flat=True)) == {None}


def test_named_people_of_a_restricted_deliverable_are_readers(world):
    deliverable = DeliverableFactory(group=world.group, restricted=True, owner=world.owner)
    DeliverableGrantFactory(deliverable=deliverable, member=world.members[P.OTHER_MEMBER])

    version = make(deliverable, world.user(P.OWNER), classification="restricted", file=a_file())

    assert readers_of(world, version) == CHAIRS | STAFF | {P.OWNER, P.OTHER_MEMBER}


# --- grants ---


def test_who_grants_and_revokes(world, deliverable):
    version = VersionFactory(deliverable=deliverable, restricted=True)
    member = world.members[P.OWN_MEMBER]

    for service in ("grant_version", "revoke_version"):
        told = {
            p for p in EVERYONE if attempt(service, world.user(p), version=version, member=member) == "done"
        }
        assert told == CHAIRS | STAFF
    assert not version.readers.exists()


def test_a_grant_that_would_open_nothing_is_refused(world, deliverable):
    version = VersionFactory(deliverable=deliverable, restricted=True)
    chair = world.user(P.OWN_CHAIR)

    for member in (MemberFactory(), world.members[P.FORMER_MEMBER]):
        with pytest.raises(ValidationError, match="cannot open the deliverable"):
            services.grant_version(version=version, member=member, by=chair)
    with pytest.raises(ValidationError, match="is open"):
        services.grant_version(version=VersionFactory(deliverable=deliverable), member=world.owner, by=chair)


# --- the draft ---


def test_who_writes(world, deliverable):
    ContributorFactory(deliverable=deliverable, member=world.members[P.OWN_OBSERVER])
    told = set()
    for persona in EVERYONE:
        version = services.draft_of(deliverable).version
        answer = attempt(
            "write_draft",
            world.user(persona),
            deliverable=deliverable,
            text=persona,
            language="en",
            version=version,
        )
        told |= {persona} if answer == "done" else set()

    assert told == WRITE | {P.OWN_OBSERVER}


def test_who_may_not_read_a_version_does_not_write_the_next(world, deliverable):
    version = VersionFactory(deliverable=deliverable, restricted=True)

    with pytest.raises(NotAllowed):
        write(deliverable, world.user(P.OWN_RAPPORTEUR))

    VersionReaderFactory(version=version, member=world.members[P.OWN_RAPPORTEUR])
    assert write(deliverable, world.user(P.OWN_RAPPORTEUR)).version == 1


@pytest.mark.parametrize("state", ["withdrawn", "delivered", "published"])
def test_what_is_finished_gets_no_more_text(world, state):
    deliverable = DeliverableFactory(group=world.group, state=state)

    with pytest.raises(IllegalMove):
        write(deliverable, world.user(P.OWN_CHAIR))
    with pytest.raises(IllegalMove):
        make(deliverable, world.user(P.OWN_CHAIR), file=a_file())


def test_two_editors_lose_no_word(world, deliverable):
    chair, owner = world.user(P.OWN_CHAIR), world.user(P.OWNER)
    first = write(deliverable, chair, "Theirs.")

    with pytest.raises(EditConflict) as conflict:
        write(deliverable, owner, "Mine.")

    assert (conflict.value.theirs.text, conflict.value.theirs.version) == ("Theirs.", first.version)
    joined = write(deliverable, owner, "Theirs.\n\nMine.", version=first.version)
    assert (joined.text, joined.version, joined.updated_by) == ("Theirs.\n\nMine.", 2, owner)


def test_the_same_text_again_writes_nothing(world, deliverable):
    chair = world.user(P.OWN_CHAIR)
    write(deliverable, chair, "Text.\r\nMore.")

    assert write(deliverable, chair, "Text.\nMore.").version == 1
    assert Draft.objects.get().text == "Text.\nMore."


@pytest.mark.parametrize(
    "text",
    ["x" * (TEXT_MAX + 1), "x\n" * LINES_MAX, f"Short.\n\n{'[' * (UNBROKEN_MAX + 1)}\n\nShort."],
)
def test_a_text_past_the_limits_is_refused(world, deliverable, text):
    with pytest.raises(ValidationError) as raised:
        write(deliverable, world.user(P.OWN_CHAIR), text)

    assert "text" in raised.value.message_dict
    assert not Draft.objects.exists()


def test_a_text_within_the_limits_is_kept_whatever_it_says(world, deliverable):
    text = "\n \n".join(["[" * 9_000, "word " * 3_000, "# a\n" * 3_000])

    assert write(deliverable, world.user(P.OWN_CHAIR), text).text == text


def test_a_draft_carries_on_from_the_last_text(world, deliverable):
    VersionFactory(deliverable=deliverable, text="Old.", language="ms")

    draft = services.draft_of(deliverable)

    assert (draft.pk, draft.text, draft.language, draft.version) == (None, "Old.", "ms", 0)


# --- making a version ---


def a_file(name="report.pdf", content=b"%PDF-1.7 text"):
    return files.upload(name, content)


def test_a_version_from_the_draft(world, deliverable):
    owner = world.user(P.OWNER)
    draft = write(deliverable, owner, "Teks.\n", language="ms")

    version = make(deliverable, owner, draft_version=draft.version)

    assert (version.number, version.text, version.language, version.file_name) == (1, "Teks.", "ms", "")
    assert version.sha256 == hashlib.sha256(b"Teks.").hexdigest()
    assert make(deliverable, owner, draft_version=draft.version).number == 2


def test_a_version_from_a_file_is_clean_where_there_is_no_clamd(world, deliverable, media):
    version = make(deliverable, world.user(P.OWNER), file=a_file())

    assert (version.scan_state, version.file_name, version.file_size) == ("clean", "report.pdf", 13)
    assert version.sha256 == hashlib.sha256(b"%PDF-1.7 text").hexdigest()
    assert [path.read_bytes() for path in kept_files(media)] == [b"%PDF-1.7 text"]
    assert "report" not in version.file.name


def test_a_text_that_changed_meanwhile_is_read_again_first(world, deliverable):
    owner = world.user(P.OWNER)
    write(deliverable, owner, "One.")
    write(deliverable, owner, "Two.", version=1)

    with pytest.raises(ValidationError) as raised:
        make(deliverable, owner, draft_version=1)

    assert "draft_version" in raised.value.message_dict
    assert not Version.objects.exists()


def test_a_version_without_text_and_file_is_refused(world, deliverable):
    write(deliverable, world.user(P.OWNER), "  \n")

    for draft_version in (None, 1):
        with pytest.raises(ValidationError, match="at least one"):
            make(deliverable, world.user(P.OWNER), draft_version=draft_version)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.pdf", b"", "0 bytes"),
        ("a.pdf", b"MZ", "something else"),
        ("n" * 5000 + ".pdf", b"%PDF-1.7", "longer than"),
        ("m.docx", files.office("docx", {"word/vbaProject.bin": "x"}), "macros"),
    ],
)
def test_a_bad_file_is_told_and_keeps_nothing(world, deliverable, media, name, content, words):
    with pytest.raises(ValidationError) as raised:
        make(deliverable, world.user(P.OWNER), file=a_file(name, content))

    assert words in raised.value.message_dict["file"][0]
    assert not Version.objects.exists()
    assert kept_files(media) == []


def test_a_file_past_the_limit_keeps_nothing(world, deliverable, media, settings):
    settings.EVIDENCE_MAX_BYTES = 8

    with pytest.raises(ValidationError, match="at most"):
        make(deliverable, world.user(P.OWNER), file=a_file())
    assert kept_files(media) == []


def test_a_full_disk_is_told_and_keeps_nothing(world, deliverable, media):
    with pytest.raises(DomainError, match="could not be kept"):
        make(deliverable, world.user(P.OWNER), file=FullDisk(b"%PDF-1.7 version"))

    assert not Version.objects.exists()
    assert kept_files(media) == []


def test_a_row_that_is_refused_keeps_no_file(world, deliverable, media):
    with pytest.raises(ValidationError):
        make(deliverable, world.user(P.OWNER), file=a_file(), classification="secret")

    assert kept_files(media) == []


def test_a_version_never_changes(world, deliverable):
    version = make(deliverable, world.user(P.OWNER), file=a_file())

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(text="Other.")


# --- clamd ---


class Clamd(socketserver.StreamRequestHandler):
    """Answers INSTREAM as clamd does; what holds EICAR is infected."""

    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(size)
        if b"TOO BIG" in content:
            answer = b"INSTREAM size limit exceeded. ERROR\0"
        else:
            answer = b"stream: Eicar-Test FOUND\0" if b"EICAR" in content else b"stream: OK\0"
        self.wfile.write(answer)


@pytest.fixture(params=["tcp", "unix"])
def clamd(request, settings, tmp_path):
    if request.param == "tcp":
        server = socketserver.TCPServer(("127.0.0.1", 0), Clamd)
        settings.CLAMD_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
    else:
        server = socketserver.UnixStreamServer(str(tmp_path / "clamd.sock"), Clamd)
        settings.CLAMD_URL = f"unix://{tmp_path}/clamd.sock"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_files_wait_until_clamd_has_checked_them(
    world, deliverable, media, clamd, django_capture_on_commit_callbacks
):
    good = make(deliverable, world.user(P.OWNER), file=a_file())
    bad = make(deliverable, world.user(P.OWNER), file=a_file("b.pdf", b"%PDF-1.7 EICAR"))
    assert (good.scan_state, good.has_clean_file) == ("quarantined", False)

    with django_capture_on_commit_callbacks(execute=True):
        assert check_version_files() == 2

    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.scan_state, good.has_clean_file) == ("clean", True)
    assert (bad.scan_state, bad.scan_note) == ("infected", "Eicar-Test")
    assert [path.read_bytes() for path in kept_files(media)] == [b"%PDF-1.7 text"]
    assert services.check_version_file(version_id=bad.pk) == "infected"


def test_a_file_stays_in_quarantine_while_clamd_is_away(world, deliverable, media, settings):
    settings.CLAMD_URL = "tcp://127.0.0.1:9"
    version = make(deliverable, world.user(P.OWNER), file=a_file())

    assert check_version_files() == 0
    version.refresh_from_db()
    assert version.scan_state == "quarantined"

    settings.CLAMD_URL = ""  # the office gave it up
    assert check_version_files() == 1


def test_a_lost_file_holds_up_no_other(world, deliverable, media, clamd):
    lost = make(deliverable, world.user(P.OWNER), file=a_file())
    make(deliverable, world.user(P.OWNER), file=a_file())
    lost.file.storage.delete(lost.file.name)

    assert check_version_files() == 1


def test_an_answer_that_says_neither_is_no_answer(clamd, settings):
    with pytest.raises(ClamdAway, match="size limit"):
        scan([b"TOO BIG"], url=settings.CLAMD_URL, timeout=2)
    with pytest.raises(ClamdAway):
        scan([b"x"], url="unix:///nowhere/clamd.sock", timeout=2)

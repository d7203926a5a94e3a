"""Filing a progress update: who, what it changes, evidence, and a form sent twice."""

import errno
import hashlib
import uuid
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from deliverables import services
from deliverables.models import ChangeRequest, ProgressUpdate
from naio_portal.access import EVERYONE, STAFF, WRITERS, Persona
from naio_portal.dates import kl_today
from naio_portal.errors import DomainError, IllegalMove, NotAllowed
from tests.deliverables import files
from tests.deliverables.test_moves import attempt
from tests.factories.deliverables import DeliverableFactory, MilestoneFactory, days

P = Persona


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def deliverable(world):
    return DeliverableFactory(group=world.group, owner=world.owner, last_update_on=days(-40), percent=10)


def file_update(deliverable, by, **changes):
    return services.file_progress_update(
        deliverable=deliverable, by=by, **{"percent": 45, "note": "Draft agreed.", **changes}
    )


def kept_files(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()] if media.exists() else []


def test_who_may_file_an_update(world, deliverable):
    told = {
        persona
        for persona in EVERYONE
        if attempt("file_progress_update", world.user(persona), deliverable=deliverable, percent=45, note="x")
        == "done"
    }

    assert told == WRITERS | STAFF


def test_an_owner_who_only_observes_may_file(world):
    deliverable = DeliverableFactory(group=world.group, owner=world.members[P.OWN_OBSERVER])

    assert file_update(deliverable, world.user(P.OWN_OBSERVER)).percent == 45


def test_an_owner_whose_appointment_ended_may_not(world):
    deliverable = DeliverableFactory(group=world.group, owner=world.members[P.FORMER_MEMBER])

    with pytest.raises(NotAllowed):
        file_update(deliverable, world.user(P.FORMER_MEMBER))


@pytest.mark.parametrize("state", ["proposed", "suspended", "withdrawn", "delivered", "published"])
def test_only_running_deliverables_are_reported_on(world, state):
    with pytest.raises(IllegalMove, match="not running"):
        file_update(DeliverableFactory(group=world.group, state=state), world.user(P.OWN_MEMBER))


def test_an_update_is_kept_and_shown_on_the_deliverable(world, deliverable):
    update = file_update(
        deliverable,
        world.user(P.OWN_MEMBER),
        forecast_on=days(61),
        evidence_url="https://example.org/draft",
        language="ms",
    )

    deliverable.refresh_from_db()
    assert (deliverable.percent, deliverable.last_update_on, deliverable.forecast_on) == (
        45,
        kl_today(),
        days(61),
    )
    assert (update.author, update.filed_on, update.rag, update.language) == (
        world.users[P.OWN_MEMBER],
        kl_today(),
        "amber",
        "ms",
    )
    assert deliverable.version == 1


def test_a_forecast_at_a_milestone_is_the_milestones(world, deliverable):
    milestone = MilestoneFactory(deliverable=deliverable, due_on=days(10))

    file_update(deliverable, world.user(P.OWNER), milestone=milestone, forecast_on=days(12))

    deliverable.refresh_from_db()
    milestone.refresh_from_db()
    assert (milestone.forecast_on, milestone.due_on, deliverable.forecast_on) == (days(12), days(10), None)
    assert deliverable.milestone_slip_days == 2


def test_an_update_may_achieve_its_milestone(world, deliverable):
    milestone = MilestoneFactory(deliverable=deliverable)

    file_update(deliverable, world.user(P.OWNER), milestone=milestone, percent=100, is_achieved=True)

    milestone.refresh_from_db()
    assert (milestone.state, milestone.achieved_on) == ("achieved", kl_today())


def test_an_update_may_ask_for_the_forecast_as_the_date(world, deliverable):
    milestone = MilestoneFactory(deliverable=deliverable, due_on=days(10))

    file_update(
        deliverable,
        world.user(P.OWNER),
        milestone=milestone,
        forecast_on=days(20),
        note=" Audit first. ",
        asks_new_date=True,
    )

    change = ChangeRequest.objects.get()
    assert (change.milestone, change.new_due_on, change.reason, change.requested_by, change.state) == (
        milestone,
        days(20),
        "Audit first.",
        world.users[P.OWNER],
        "pending",
    )


def test_a_refused_request_keeps_nothing_of_the_update(world, deliverable, media):
    milestone = MilestoneFactory(deliverable=deliverable, due_on=days(10))

    with pytest.raises(ValidationError):
        file_update(
            deliverable,
            world.user(P.OWNER),
            milestone=milestone,
            forecast_on=days(-1),
            asks_new_date=True,
            evidence_file=files.upload("report.pdf", b"%PDF-1.7"),
        )

    assert ProgressUpdate.objects.count() == 0
    assert kept_files(media) == []


def test_the_secretariat_files_on_behalf_and_it_is_recorded(world, deliverable):
    milestone = MilestoneFactory(deliverable=deliverable, due_on=days(10))

    update = file_update(
        deliverable,
        world.user(P.SECRETARIAT),
        on_behalf_of=world.owner,
        milestone=milestone,
        forecast_on=days(20),
        asks_new_date=True,
    )

    assert (update.author, update.on_behalf_of) == (world.users[P.SECRETARIAT], world.owner)
    assert ChangeRequest.objects.get().on_behalf_of == world.owner


def test_nobody_else_files_on_behalf(world, deliverable):
    with pytest.raises(NotAllowed):
        file_update(deliverable, world.user(P.OWN_CHAIR), on_behalf_of=world.owner)


def test_on_behalf_is_of_somebody_who_serves_there(world, deliverable):
    with pytest.raises(ValidationError) as raised:
        file_update(deliverable, world.user(P.SECRETARIAT), on_behalf_of=world.members[P.OTHER_MEMBER])

    assert list(raised.value.message_dict) == ["on_behalf_of"]


def test_a_form_sent_twice_is_one_update(world, deliverable):
    reference = uuid.uuid4()

    first = file_update(deliverable, world.user(P.OWNER), reference=reference)
    second = file_update(deliverable, world.user(P.OWNER), reference=reference, percent=99)

    assert (first.pk, ProgressUpdate.objects.count()) == (second.pk, 1)


def test_a_milestone_of_another_deliverable_is_an_error(world, deliverable):
    with pytest.raises(ValueError, match="another deliverable"):
        file_update(deliverable, world.user(P.OWNER), milestone=MilestoneFactory())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"percent": 101}, "percent"),
        ({"note": " "}, "note"),
        ({"evidence_url": "javascript:x"}, "evidence_url"),
    ],
)
def test_what_an_update_cannot_say(world, deliverable, changes, field):
    with pytest.raises(ValidationError) as raised:
        file_update(deliverable, world.user(P.OWNER), **changes)

    assert list(raised.value.message_dict) == [field]


def test_evidence_is_kept_under_a_random_name_with_its_hash(world, deliverable, media):
    content = b"%PDF-1.7 evidence"

    update = file_update(
        deliverable, world.user(P.OWNER), evidence_file=files.upload("Laporan akhir.pdf", content)
    )

    update.refresh_from_db()
    (kept,) = kept_files(media)
    assert kept.read_bytes() == content
    assert kept.parent.name == "evidence"
    assert "Laporan" not in kept.name
    assert uuid.UUID(kept.name)
    assert (update.evidence_name, update.evidence_size, update.evidence_sha256) == (
        "Laporan akhir.pdf",
        len(content),
        hashlib.sha256(content).hexdigest(),
    )


def test_a_refused_file_keeps_nothing(world, deliverable, media):
    with pytest.raises(ValidationError) as raised:
        file_update(deliverable, world.user(P.OWNER), evidence_file=files.upload("a.exe", b"MZ"))

    assert "evidence_file" in raised.value.message_dict
    assert ProgressUpdate.objects.count() == 0
    assert kept_files(media) == []


class FullDisk:
    """A file whose copying meets a full disk half-way."""

    def __init__(self, content: bytes) -> None:
        self.real = files.upload("report.pdf", content)
        self.times = 0

    def __getattr__(self, name):
        return getattr(self.real, name)

    def chunks(self):
        self.times += 1
        yield b"%PDF-half"
        if self.times > 1:  # the first reading is for the hash
            raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_told_and_keeps_nothing(world, deliverable, media):
    with pytest.raises(DomainError, match="could not be kept"):
        file_update(deliverable, world.user(P.OWNER), evidence_file=FullDisk(b"%PDF-1.7 evidence"))

    assert ProgressUpdate.objects.count() == 0
    assert kept_files(media) == []

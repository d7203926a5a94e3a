"""Files that no row knows are removed from the store, a day after they came; all others stay."""

import os
import time

import pytest
from django.core.files.base import ContentFile

from naio_portal.home.stored_files import folders, remove_unreferenced_files
from naio_portal.home.tasks import remove_unreferenced_files as task
from tests.factories.deliverables import ProgressUpdateFactory, VersionFactory
from tests.factories.members import MemberFactory

pytestmark = pytest.mark.django_db
DAY = 24 * 3600


@pytest.fixture
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def old(path, seconds=DAY + 60):
    """A file that came so many seconds ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.7")
    then = time.time() - seconds
    os.utime(path, (then, then))
    return path


def kept(store):
    return sorted(str(path.relative_to(store)) for path in store.rglob("*") if path.is_file())


def test_every_folder_that_a_model_keeps_files_in_is_looked_through():
    assert {folder for _storage, folder in folders()} == {"evidence", "letters", "photos", "versions"}


def test_old_files_that_no_row_knows_are_removed(store):
    for folder in ("versions", "evidence", "letters", "photos"):
        old(store / folder / "left")
    old(store / "versions" / "inner" / "left")

    assert remove_unreferenced_files() == 5
    assert kept(store) == []
    assert remove_unreferenced_files() == 0


def test_files_of_rows_stay_however_old(store):
    content = {"file": ContentFile(b"%PDF-1.7", name="x"), "file_name": "x.pdf", "file_size": 8}
    version = VersionFactory(**content, scan_state="clean")
    update = ProgressUpdateFactory(
        evidence_file=ContentFile(b"%PDF", name="y"),
        evidence_name="y.pdf",
        evidence_size=4,
        evidence_sha256="0" * 64,
    )
    member = MemberFactory(photo=ContentFile(b"jpeg", name="z.jpg"))
    names = [version.file.name, update.evidence_file.name, member.photo.name]
    for name in names:
        old(store / name)
    old(store / "versions" / "left")

    assert remove_unreferenced_files() == 1
    assert kept(store) == sorted(names)


def test_a_file_of_today_may_belong_to_a_transaction_that_goes_on(store):
    old(store / "versions" / "young", seconds=DAY - 60)

    assert remove_unreferenced_files() == 0
    assert kept(store) == ["versions/young"]


def test_other_folders_are_not_ours(store):
    old(store / "backups" / "portal.dump")

    assert remove_unreferenced_files() == 0
    assert kept(store) == ["backups/portal.dump"]


def test_a_store_that_belongs_to_another_database_is_left_alone(store):
    for number in range(60):
        old(store / "versions" / f"of-another-{number}")
    old(store / "letters" / "left")

    assert remove_unreferenced_files() == 1
    assert len(kept(store)) == 60


def test_an_empty_store_is_nothing_to_do(store):
    assert task() == 0

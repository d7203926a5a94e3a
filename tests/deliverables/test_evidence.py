"""What is taken as evidence, and what is refused with which sentence."""

import hashlib

import pytest
from django.core.exceptions import ValidationError

from deliverables.evidence import check_evidence, content_type_of
from tests.deliverables import files


@pytest.mark.parametrize("name", files.GOOD)
def test_files_of_the_listed_kinds_are_taken(name):
    content = files.GOOD[name]

    evidence = check_evidence(files.upload(name, content))

    assert (evidence.name, evidence.size, evidence.sha256) == (
        name,
        len(content),
        hashlib.sha256(content).hexdigest(),
    )
    assert evidence.file.read() == content


WRONG = {
    "empty": ("report.pdf", b"", "0 bytes"),
    "no ending": ("report", b"%PDF-1.7", "not taken"),
    "other kind": ("script.exe", b"MZ", "not taken"),
    "page": ("page.html", b"<html>", "not taken"),
    "picture with script": ("logo.svg", b"<svg/>", "not taken"),
    "old Word": ("report.doc", b"\xd0\xcf\x11\xe0", "not taken"),
    "other content": ("report.pdf", files.image("PNG"), "something else"),
    "text as picture": ("photo.jpg", b"hello", "something else"),
    "word as workbook": ("figures.xlsx", files.office("docx"), "something else"),
    "plain archive": ("report.docx", files.package({"a.txt": "x"}), "something else"),
    "archive as text document": ("text.odt", files.office("docx"), "something else"),
    "broken archive": ("report.docx", b"PK\x03\x04broken", "something else"),
    "no archive": ("report.docx", b"hello", "something else"),
    "password": ("report.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 20, "password"),
    "macro project": ("report.docx", files.office("docx", {"word/vbaProject.bin": b"x"}), "macros"),
    "macro type": (
        "report.docx",
        files.office("docx", main="application/vnd.ms-word.document.macroEnabled.main+xml"),
        "macros",
    ),
    "macro in ODT": ("text.odt", files.odt({"Basic/Standard/Module1.xml": "x"}), "macros"),
    "binary as text": ("notes.txt", b"a\x00b", "plain text"),
    "other encoding": ("notes.md", "Überblick".encode("latin-1"), "plain text"),
    "long name": ("n" * 200 + ".pdf", b"%PDF-1.7", "longer than 150"),
}


@pytest.mark.parametrize("case", WRONG)
def test_other_files_are_refused_with_a_sentence(case):
    name, content, words = WRONG[case]

    with pytest.raises(ValidationError) as raised:
        check_evidence(files.upload(name, content))

    assert len(raised.value.messages) == 1
    assert words in raised.value.messages[0]


def test_a_file_past_the_limit_is_refused(settings):
    settings.EVIDENCE_MAX_BYTES = 8

    with pytest.raises(ValidationError, match="at most 8"):
        check_evidence(files.upload("report.pdf", b"%PDF-1.7\n"))


def test_a_file_at_the_limit_is_taken(settings):
    settings.EVIDENCE_MAX_BYTES = 9

    assert check_evidence(files.upload("report.pdf", b"%PDF-1.7\n")).size == 9


def test_an_archive_that_unpacks_to_far_more_is_refused(monkeypatch):
    monkeypatch.setattr("deliverables.evidence.UNPACKED_MAX", 1_000)
    content = files.office("docx", {"word/big.xml": "0" * 5_000})

    with pytest.raises(ValidationError, match="unpacks"):
        check_evidence(files.upload("report.docx", content))


def test_an_encrypted_part_is_refused():
    content = bytearray(files.office("docx"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 4)

    with pytest.raises(ValidationError, match="password"):
        check_evidence(files.upload("report.docx", bytes(content)))


@pytest.mark.parametrize("damage", ["deflated", "truncated", "offset"])
def test_a_damaged_archive_is_refused(damage):
    """Each breaks at another place of reading: unpacking, the end of the data, the list of parts."""
    content = bytearray(files.office("docx"))
    data = content.find(b"[Content_Types].xml") + len("[Content_Types].xml")
    if damage == "deflated":
        content[data : data + 4] = b"\xff" * 4
    elif damage == "truncated":
        del content[data + 8 : data + 60]
    else:
        content[content.find(b"PK\x05\x06") + 16 : content.find(b"PK\x05\x06") + 20] = b"\xff\xff\xff\x7f"

    with pytest.raises(ValidationError, match="its content is something else"):
        check_evidence(files.upload("report.docx", bytes(content)))


def test_a_path_in_the_name_is_left_out():
    evidence = check_evidence(files.upload("report.pdf", b"%PDF-1.7"))
    odd = files.upload("x.pdf", b"%PDF-1.7")
    odd._name = r"..\..\etc\report.pdf"

    assert (evidence.name, check_evidence(odd).name) == ("report.pdf", "report.pdf")


def test_media_types_follow_the_ending():
    assert content_type_of("A.PDF") == "application/pdf"
    assert content_type_of("a.jpeg") == "image/jpeg"

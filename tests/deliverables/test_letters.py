"""The letter of a recommendation: what it says, that it is kept as it was, who gets it."""

import hashlib
import io
import resource
import zipfile

import pytest
from django.db import IntegrityError, transaction
from docx import Document
from pypdf import PdfReader

from deliverables import services
from deliverables.models import Letter, Recommendation
from naio_portal.access import Persona as P
from naio_portal.dates import format_date, kl_today
from naio_portal.errors import DomainError
from tests.deliverables.test_recommendation_pages import at, by_link, signed_in  # noqa: F401
from tests.factories.deliverables import DeliverableFactory, VersionFactory
from tests.factories.recommendations import (
    AuthorityFactory,
    InstrumentFactory,
    RecommendationEvidenceFactory,
    RecommendationFactory,
    RecommendationPlaceFactory,
)

pytestmark = pytest.mark.django_db
# What a person may type, and no form may take for anything but text.
NASTY = '=cmd|"/c calc"!A1 {{ 7*7 }} {% if x %} {_{ }_} #eval("1+1") *bold* _it_ $x$ @ref <w:b/> &amp; \\n'


@pytest.fixture(autouse=True)
def kept_in(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def submitted(world):
    """Adopted, then submitted by the secretariat today, as letter NAIO/7."""

    def submit(**changes):
        made = RecommendationFactory(
            **{
                "group": world.group,
                "state": "adopted_by_group",
                "addressee": AuthorityFactory(
                    name_en="Office of Standards",
                    name_ms="Pejabat Piawaian",
                    address="1 Jalan Satu\nPutrajaya",
                ),
                **changes,
            }
        )
        chapter = InstrumentFactory(label="3", name_en="Safety", name_ms="Keselamatan")
        RecommendationPlaceFactory(recommendation=made, instrument=chapter, place="3.2")
        for title, more in (("Protocol", {}), ("Under seal", {"restricted": True})):
            deliverable = DeliverableFactory(group=world.group, title=title, **more)
            version = VersionFactory(deliverable=deliverable, number=3)
            RecommendationEvidenceFactory(
                recommendation=made, deliverable=deliverable, deliverable_version=version
            )
        closed = VersionFactory(deliverable__title="Annex", deliverable__group=world.group, restricted=True)
        RecommendationEvidenceFactory(
            recommendation=made, deliverable=closed.deliverable, deliverable_version=closed
        )
        return services.submit_recommendation(
            recommendation=made, letter_number="NAIO/7", by=world.users[P.SECRETARIAT]
        )

    return submit


def pdf_text(content):
    """As a reader of the file sees it, in one line."""
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def docx_text(content):
    document = Document(io.BytesIO(content))
    return " ".join(" ".join(each.text for each in document.paragraphs).split())


def text_of(letter):
    with letter.file.open() as kept:
        content = kept.read()
    return {"pdf": pdf_text, "docx": docx_text}[letter.form](content)


def test_both_languages_in_both_forms_say_the_same(submitted):
    made = submitted()

    letters = {(letter.language, letter.form): text_of(letter) for letter in made.letters.all()}

    assert set(letters) == {(language, form) for language in ("ms", "en") for form in ("pdf", "docx")}
    for (language, form), text in letters.items():
        own = {"ms": "Pejabat Piawaian", "en": "Office of Standards"}[language]
        said = (
            own, "1 Jalan Satu", "Putrajaya", "NAIO/7", made.code, getattr(made, f"title_{language}"),
            getattr(made, f"text_{language}"), getattr(made, f"rationale_{language}"), "3.2",
            {"ms": "Protocol, versi 3", "en": "Protocol, version 3"}[language], "Annex",
            format_date(kl_today(), language), format_date(made.response_due_on, language), "Secretariat",
        )  # fmt: skip
        assert [word for word in said if word not in text] == [], (language, form)
        assert "Under seal" not in text, (language, form)
        assert not {"Annex, version", "Annex, versi"} & {
            text[text.index("Annex") :][:14],
            text[text.index("Annex") :][:12],
        }


def test_what_people_wrote_is_text_and_nothing_else(submitted):
    made = submitted(title_en=NASTY, text_en=f"{NASTY}\n\x0bSecond line", rationale_ms=NASTY)

    for letter in made.letters.filter(language="en"):
        assert text_of(letter).count(NASTY.replace("  ", " ")) >= 2, letter
        assert "Second line" in text_of(letter)
    docx = made.letters.get(language="ms", form="docx")
    with docx.file.open() as kept, zipfile.ZipFile(kept) as package:
        assert not any("vba" in name.lower() for name in package.namelist())
        assert b"<w:b/> &amp;amp;" not in package.read("word/document.xml").split(b"sectPr")[1]


def test_a_letter_stays_as_it_was_sent(submitted):
    made = submitted()
    Recommendation.objects.filter(pk=made.pk).update(title_en="Another title")

    letter = made.letters.get(language="en", form="pdf")
    with letter.file.open() as kept:
        content = kept.read()

    assert hashlib.sha256(content).hexdigest() == letter.sha256
    assert len(content) == letter.file_size
    assert "Another title" not in pdf_text(content)
    letter.sha256 = "0" * 64
    with pytest.raises(IntegrityError, match="stays as it was sent"), transaction.atomic():
        letter.save()


def test_nothing_is_half_kept_when_the_store_is_full(submitted, kept_in):
    limit, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, most))  # a PDF has room, a DOCX has none
    try:
        with pytest.raises(DomainError, match="could not be kept"):
            submitted()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))

    assert Recommendation.objects.get().state == "adopted_by_group"
    assert not Letter.objects.exists()
    assert [path for path in kept_in.rglob("*") if path.is_file()] == []


def test_the_page_gives_the_letter_to_insiders_alone(submitted, world, client):
    made = submitted()

    shown = signed_in(world, P.OTHER_MEMBER).get(at(made)).text
    answer = signed_in(world, P.OTHER_MEMBER).get(at(made, "letter/ms/pdf/"))

    assert "letter/ms/pdf/" in shown
    assert "letter/en/docx/" in shown
    assert answer["Content-Disposition"] == f'attachment; filename="{made.code}_ms.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert "letter/" not in client.get(at(made)).text
    assert client.get(at(made, "letter/ms/pdf/")).status_code == 302
    assert signed_in(world, P.OWN_MEMBER).get(at(made, "letter/ms/odt/")).status_code == 404


def test_the_addressee_gets_the_letter_by_the_link(by_link, client):  # noqa: F811
    made, address = by_link
    services.letters.keep_letters(made, by=None)

    page = client.get(address)
    answer = client.get(f"{address}letter/en/docx/")

    assert f"{address}letter/en/docx/" in page.text
    assert made.text_en in docx_text(b"".join(answer.streaming_content))
    assert client.get(f"{address[:-3]}zz/letter/en/docx/").status_code == 410

"""One deliverable of the demonstration from its plan to the clause that it feeds, and back to the comment
that changed it.

Told through the pages by the persons themselves, each in their own language. Only the accounts are made
beside the pages, and time: a round closes by the clock, and a worker sends the mail.
"""

import datetime as dt
import re
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from docx import Document
from playwright.sync_api import expect
from pypdf import PdfReader

from members.models import User
from naio_portal.notices.services.delivery import deliver_due
from tests.browser.persons import Persons

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Checklist for AI in clinics"
FIRST = """# Who uses it

A clinic that buys or builds a system that speaks to patients.

# What is checked

The vendor reports failures within a month.
"""
SECOND = FIRST.replace("within a month", "within 72 hours")
MISSING = "Nothing for clinics yet."
MUST_FIX = "A month is too long where a patient is harmed."
QUESTION = "Adakah ini termasuk klinik desa?"
SUGGESTION = "Tambah satu contoh daripada klinik."
ADVICE = {
    "en": "Oblige vendors to report failures in clinics",
    "ms": "Wajibkan pembekal melaporkan kegagalan di klinik",
}
CLAUSE = {"en": "Reporting by vendors", "ms": "Pelaporan oleh pembekal"}
LETTER = "NAIO/SAF/2026/7"
OFFICER_BY_MAIL = "officer.hlt@demo.example.org"
ADDRESSEE = "noraini@demo.example.org"


@pytest.fixture
def clock():
    """24 November 2026, 09:05 in Kuala Lumpur; `clock.shift(…)` lets time pass."""
    with time_machine.travel("2026-11-24T01:05:00Z") as traveller:
        yield traveller


@pytest.fixture
def persons(clock, browser_page, sign_in, live_server, settings):
    """The browser for the people of the demonstration, whose mail may go to a server on this machine."""
    settings.MAIL_SINK = True
    call_command("seed_facts", verbosity=0)
    call_command("seed_demo", verbosity=0)
    # A dozen pages here are the first of their kind in this process: templates are read, a PDF is set.
    browser_page.set_default_timeout(30_000)
    return Persons(browser_page, live_server.url, sign_in)


@pytest.fixture
def link_in_mail(smtp_server):
    """`link_in_mail(address, part)`: the path in the last mail to that person that leads to such a page."""

    def link_in_mail(address: str, part: str) -> str:
        deliver_due()
        for mail in reversed(smtp_server.sent_to(address)):
            text = mail.get_body(("plain",)).get_content()
            if found := re.search(rf"https?://[^/\s]+(\S*{part}\S*)", text):
                return found[1]
        raise AssertionError(f"no mail to {address} leads to {part}")

    return link_in_mail


def expert(name: str) -> User:
    return User.objects.get(member__preferred_name=name, is_demo=True)


def staff(role: str) -> User:
    return User.objects.get(portal_role=role, is_demo=True)


def test_from_the_plan_to_a_clause_and_back_to_a_comment(persons, clock, link_in_mail, smtp_server, tmp_path):
    secretary, chair, owner = staff("secretariat"), expert("Rosmawati"), expert("Vimala")

    plan_is_returned(persons, secretary, chair, link_in_mail)
    plan_is_approved(persons, secretary, chair)
    a_date_is_changed(persons, owner, chair, link_in_mail)
    first_version_is_reviewed(persons, owner, chair, link_in_mail)
    clock.shift(dt.timedelta(days=8))
    comments_are_disposed_of(persons, owner, link_in_mail)
    authors_are_told_once(smtp_server, [chair.email, staff("sector_officer").email, OFFICER_BY_MAIL])
    second_version_is_delivered_and_published(persons, owner, chair, secretary)
    recommendation_is_adopted(persons, owner, chair, secretary)
    letters_go_out(persons, secretary, tmp_path)
    addressee_answers_and_reports(persons, secretary, link_in_mail)
    clause_leads_back_to_the_comment(persons, owner)


def deliverable_page(persons: Persons, user: User | None, language: str, *, state: str = "") -> None:
    """From the board, as it stands or of one state."""
    persons.become(user, f"/deliverables/?state={state}", language=language)
    persons.follow(TITLE)


def recommendation_page(persons: Persons, user: User, language: str, state: str) -> None:
    persons.become(user, f"/recommendations/?group=SAF&state={state}", language=language)
    persons.follow(ADVICE[language])


def plan_is_returned(persons: Persons, secretary: User, chair: User, link_in_mail) -> None:
    """The chair misses something in the plan that waits; the mail to the secretariat leads to it."""
    persons.become(chair, "/deliverables/approvals/", language="en")
    persons.follow("Return", within="li:has-text('1 May 2027')")
    persons.fill("Reason", MISSING)
    persons.press("Return the plan")
    persons.become(secretary, link_in_mail(secretary.email, "/plans/"), language="ms")
    persons.reads(MISSING)


def plan_is_approved(persons: Persons, secretary: User, chair: User) -> None:
    """The secretariat writes it into the draft; the chair approves that from the home."""
    persons.follow("New deliverable")
    persons.fill("title", TITLE)
    persons.choose("language of the text", "English")
    persons.choose("objective", "Learn from what goes wrong")
    persons.fill("acceptance criteria", "Read by two clinics\nComments answered")
    persons.choose("owner", "Vimala")
    persons.fill("due", "2027-06-30")
    persons.fill("Milestone", "First text", within="[data-plan-row] >> nth=0")
    persons.fill("Due", "2027-05-14", within="[data-plan-row] >> nth=0")
    persons.press("Propose")
    persons.follow("1 Mei 2027", within="dl")
    persons.follow("Submit for approval")
    persons.press("Submit for approval")
    persons.reads("The plan waits for approval.")

    persons.become(chair, "/home/", language="ms")
    persons.follow("Approve", within="li:has-text('1 Mei 2027')")
    persons.press("Approve the work plan")
    persons.reads("The work plan is approved.")


def a_date_is_changed(persons: Persons, owner: User, chair: User, link_in_mail) -> None:
    """Asked for with a reason, approved with one press behind the link of a mail; the baseline stays."""
    deliverable_page(persons, owner, "en")
    persons.page.locator("#milestone-1 summary").click()
    persons.follow("Ask for a change", within="#milestone-1")
    persons.fill("New due date", "2027-05-28")
    persons.fill("Reason", "The two clinics are closed until then.")
    persons.press("Ask")

    persons.become(chair, link_in_mail(chair.email, "/changes/"), language="ms")
    persons.press("Approve")
    persons.reads("14 Mei 2027 → 28 Mei 2027")
    deliverable_page(persons, owner, "en")
    persons.reads("Baseline 14 May 2027", within="#milestone-1")
    persons.reads("+14 days", within="#milestone-1")


def next_version(persons: Persons, text: str, note: str) -> None:
    """On from the page of the deliverable."""
    persons.follow("Versions")
    persons.follow("Write the text")
    persons.fill("Text", text)
    persons.named("button", "Save").click()
    persons.reads(text.splitlines()[-1], within="#preview")
    persons.follow("Make a version of it")
    persons.fill("What is new", note)
    persons.press("Make the version")


def first_version_is_reviewed(persons: Persons, owner: User, chair: User, link_in_mail) -> None:
    """By the chair, an officer with a sign-in, one with an address alone, and somebody of another group."""
    officer, guest = staff("sector_officer"), expert("Siew Fong")
    deliverable_page(persons, owner, "en")
    next_version(persons, FIRST, "For comments.")
    persons.follow("Call a review round")
    persons.fill("What is asked", "Is it short enough for a small clinic?")
    persons.tick("Health")
    persons.fill("People by name", guest.email)
    persons.fill("Closes", "2026-12-01T18:00")
    persons.press("Call the round")

    for who, paragraph, kind, text in (
        (chair, "#p4", "Must fix", MUST_FIX),
        (officer, "#p2", "Question", QUESTION),
    ):
        persons.become(who, link_in_mail(who.email, "/reviews/"), language="ms")
        persons.follow("Comment", within=paragraph)
        persons.tick(kind)
        persons.fill("Your comment", text)
        persons.press("Send the comment")
    persons.become(None, link_in_mail(OFFICER_BY_MAIL, "/reviews/by-link/"), language="ms")
    persons.choose("Comment on", "the whole")
    persons.tick("Suggestion")
    persons.fill("Your comment", SUGGESTION)
    persons.press("Send the comment")
    persons.become(guest, link_in_mail(guest.email, "/reviews/"), language="en")
    persons.press("I have no comments")
    persons.reads("4 of 6 asked")


def comments_are_disposed_of(persons: Persons, owner: User, link_in_mail) -> None:
    """The round has closed by the clock; from one comment to the next until none is open."""
    persons.become(owner, link_in_mail(owner.email, "disposition=none"), language="en")
    persons.follow("Dispose of it")
    for text, disposition, reason in (
        (SUGGESTION, "Rejected", "Examples belong to the training course."),
        (QUESTION, "Noted", ""),
        (MUST_FIX, "Accepted", "72 hours now."),
    ):
        persons.reads(text)
        persons.tick(disposition)
        persons.fill("Reason, or what was changed", reason)
        persons.press("Save")
    persons.reads("Completed")


def authors_are_told_once(smtp_server, addresses: list[str]) -> None:
    """One mail each, with what became of what they wrote."""
    deliver_due()
    for address in addresses:
        told = [mail for mail in smtp_server.sent_to(address) if "Tindakan atas ulasan" in mail["Subject"]]
        assert len(told) == 1
    assert "Diterima. 72 hours now." in smtp_server.sent_to(addresses[0])[-1].get_body().get_content()


def second_version_is_delivered_and_published(
    persons: Persons, owner: User, chair: User, secretary: User
) -> None:
    """Its text answers the review; the chair ticks each line of the criteria; then everybody reads it."""
    deliverable_page(persons, owner, "en")
    next_version(persons, SECOND, "72 hours, as the review asked.")
    persons.follow("Compare with version 1")
    expect(persons.page.locator("main ins").filter(has_text="72")).to_be_visible()
    deliverable_page(persons, owner, "en")
    persons.follow("Update", within="#milestone-1")
    persons.fill("How far is it?", "100")
    persons.fill("What happened", "Version 2 answers the review.")
    persons.tick("Milestone 1 is achieved")
    persons.press("Save the update")
    deliverable_page(persons, owner, "en")
    persons.follow("Send to review")
    persons.press("Send to review")

    persons.become(chair, "/home/", language="ms")
    persons.follow("Accept", within=f"li:has-text('{TITLE}')")
    persons.tick("Read by two clinics")
    persons.press("Accept as delivered")
    persons.reads("Each line is ticked before the deliverable is accepted.")
    persons.tick("Comments answered")
    persons.press("Accept as delivered")
    persons.reads("The deliverable is accepted.")

    deliverable_page(persons, secretary, "ms", state="delivered")
    persons.follow("Publish")
    persons.press("Publish")
    deliverable_page(persons, None, "en", state="published")
    persons.follow("Versions")
    persons.follow("Version 2")
    persons.reads("The vendor reports failures within 72 hours.")


def recommendation_is_adopted(persons: Persons, owner: User, chair: User, secretary: User) -> None:
    """It rests on the second version and feeds a clause; the group votes, the chair adopts."""
    persons.become(secretary, "/recommendations/instruments/", language="ms")
    persons.follow("Add a part", within="li li:has-text('Penggunaan yang boleh dipercayai')")
    persons.fill("chapter or clause", "1.3")
    persons.fill("name (Malay)", CLAUSE["ms"])
    persons.fill("name (English)", CLAUSE["en"])
    persons.page.fill("[name=slug]", "vendors")
    persons.press("Save")

    persons.become(owner, "/recommendations/", language="en")
    persons.follow("New recommendation")
    for language, name in (("ms", "Malay"), ("en", "English")):
        persons.fill(f"title ({name})", ADVICE[language])
        persons.fill(f"text ({name})", f"{ADVICE[language]}.")
        persons.fill(f"rationale ({name})", "72")
    persons.choose("addressee", "Ministry of Digital")
    persons.tick("Prof. Ts. Dr. Rosmawati")
    persons.choose("Instrument, chapter or clause", CLAUSE["en"])
    persons.choose("Deliverable", TITLE)
    persons.fill("Version (optional)", "2")
    persons.press("Keep as a draft")

    recommendation_page(persons, chair, "ms", "draft")
    persons.follow("Record the group's consent")
    persons.tick("Vote")
    persons.fill("Votes for", "4")
    persons.fill("Votes against", "1")
    persons.fill("Abstentions", "0")
    persons.press("Record the group's consent")
    persons.reads("4 menyokong, 1 menentang, 0 berkecuali")
    persons.follow("Adopt")
    persons.press("Adopt")
    persons.reads("The recommendation is adopted.")


def letters_go_out(persons: Persons, secretary: User, folder: Path) -> None:
    """Submitted as a letter in two languages, each as PDF and DOCX: all four open and say it."""
    recommendation_page(persons, secretary, "ms", "adopted_by_group")
    persons.follow("Submit to the addressee")
    persons.fill("Number of the letter", LETTER)
    persons.press("Submit to the addressee")

    letters = {}
    for link in persons.page.locator("main a[href*='/letter/']").all():
        with persons.page.expect_download() as download:
            link.click()
        name = download.value.suggested_filename
        download.value.save_as(folder / name)
        letters[name.partition("_")[2]] = folder / name
    assert sorted(letters) == ["en.docx", "en.pdf", "ms.docx", "ms.pdf"]
    for language in ("en", "ms"):
        pages = PdfReader(letters[f"{language}.pdf"]).pages
        printed = " ".join(" ".join(page.extract_text() for page in pages).split())
        written = "\n".join(line.text for line in Document(letters[f"{language}.docx"]).paragraphs)
        for said in (LETTER, ADVICE[language], CLAUSE[language], TITLE):
            assert said in printed
            assert said in written


def addressee_answers_and_reports(persons: Persons, secretary: User, link_in_mail) -> None:
    """Through the signed links of two mails, without a sign-in."""
    persons.become(None, link_in_mail(ADDRESSEE, "/answer/"), language="ms")
    persons.tick("Accepted in part")
    persons.fill("Reason", "Bagi klinik awam sahaja pada tahun pertama.")
    persons.press("Send the answer")
    persons.reads("Thank you: your answer is kept.")

    recommendation_page(persons, secretary, "ms", "responded")
    persons.follow("Ask the addressee how far it is")
    persons.press("Ask the addressee how far it is")
    persons.become(None, link_in_mail(ADDRESSEE, "/report/"), language="ms")
    for percent, note, evidence in (
        ("60", "Arahan telah dikeluarkan.", ""),
        ("100", "Semua klinik awam melapor.", "https://example.org/arahan"),
    ):
        persons.fill("Implemented, percent", percent)
        persons.fill("What was done", note)
        persons.fill("Evidence (link)", evidence)
        persons.press("Send the report")
    persons.reads("Implemented")


def clause_leads_back_to_the_comment(persons: Persons, owner: User) -> None:
    """Three clicks from the clause of the AI Action Plan to what somebody wrote."""
    persons.become(owner, "/recommendations/instruments/vendors/", language="en")
    persons.reads(ADVICE["en"])
    persons.reads("Implemented")

    persons.follow("Review of version 1")
    persons.follow("1 comment, 1 must fix", within="#p4")
    persons.follow("comment 1")

    persons.reads(MUST_FIX)
    persons.reads("72 hours now.")

"""The whole way in Chromium, with a real worker: a chair exports the plan, moves a date, imports, undoes."""

import datetime as dt
import io

import pytest
from django.conf import settings as django_settings
from openpyxl import load_workbook
from playwright.sync_api import expect

from deliverables.models import ChangeRequest, PlanImport
from tests.browser.checks import assert_accessible, assert_fits, press_until
from tests.factories.deliverables import DeliverableFactory, MilestoneFactory, days
from tests.factories.imports import outcomes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def board(browser_page, sign_in, saf, chair, start_worker, live_server):
    """The board of the chair's group with an active milestone, and a worker at hand."""
    start_worker()
    deliverable = DeliverableFactory(group=saf, title="Garis panduan", language="ms")
    MilestoneFactory(deliverable=deliverable, title="Draf pertama", due_on=days(30))
    language = {"name": django_settings.LANGUAGE_COOKIE_NAME, "value": "en", "url": live_server.url}
    browser_page.context.add_cookies([language])
    sign_in(chair)
    browser_page.set_default_timeout(60_000)
    browser_page.goto("/deliverables/?group=SAF")
    return browser_page


def looks_right(page) -> None:
    assert_accessible(page)
    assert_fits(page)


def with_another_date(file: bytes, day: dt.date) -> bytes:
    """The exported plan with another due date in its last row."""
    book = load_workbook(io.BytesIO(file))
    sheet = book.active
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(sheet.max_row, heads.index("Due") + 1).value = day
    changed = io.BytesIO()
    book.save(changed)
    return changed.getvalue()


def test_exported_plan_comes_back_with_a_date_that_is_asked_for(board):
    expect.set_options(timeout=60_000)
    looks_right(board)
    with board.expect_download() as download:
        board.locator("a[href*='/deliverables/plan/'][href$='/xlsx/']").click()
    exported = download.value.path().read_bytes()

    press_until(board, "Import", most=80)
    board.keyboard.press("Enter")
    expect(board.get_by_role("heading", name="Imports of work plans")).to_be_visible()
    looks_right(board)
    press_until(board, "Import a file")
    board.keyboard.press("Enter")
    expect(board.get_by_role("heading", name="Import a work plan")).to_be_visible()
    looks_right(board)
    file = {
        "name": "plan.xlsx",
        "mimeType": "application/xlsx",
        "buffer": with_another_date(exported, days(45)),
    }
    board.set_input_files("input[type=file]", file)
    press_until(board, "Upload")
    board.keyboard.press("Enter")
    expect(board.get_by_role("button", name="Read the rows")).to_be_visible()
    looks_right(board)
    press_until(board, "Read the rows", most=120)
    board.keyboard.press("Enter")
    expect(board.get_by_text("1 row waits for a decision.")).to_be_visible()
    looks_right(board)

    press_until(board, "Answer the questions")
    board.keyboard.press("Enter")
    expect(board.get_by_role("button", name="Save the answers")).to_be_visible()
    looks_right(board)
    press_until(board, "What was approved changes by request only.")
    board.keyboard.type("Ask")
    board.keyboard.press("Enter")
    board.keyboard.press("Escape")
    press_until(board, "Reason")
    board.keyboard.type("Agensi lewat.")
    press_until(board, "Save the answers")
    board.keyboard.press("Enter")
    expect(board.get_by_text("1 row will be written.")).to_be_visible()
    press_until(board, "Apply")
    board.keyboard.press("Enter")
    expect(board.get_by_role("heading", name="What was done")).to_be_visible()
    looks_right(board)
    change = ChangeRequest.objects.get()
    assert (change.new_due_on, change.reason, change.state) == (days(45), "Agensi lewat.", "pending")

    press_until(board, "Undo the import")
    board.keyboard.press("Enter")
    expect(board.get_by_text("Removed again")).to_be_visible()
    looks_right(board)
    press_until(board, "Undo the import", most=60)
    board.keyboard.press("Enter")
    expect(board.get_by_text("1 row will be written.")).to_be_visible()
    assert ChangeRequest.objects.count() == 0
    assert sorted(outcomes(PlanImport.objects.get()).values()) == ["change", "unchanged", "unchanged"]

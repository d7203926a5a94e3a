"""The whole way in Chromium, with a real worker: upload, columns, decisions, apply, undo."""

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import expect

from groups.models import Appointment, RosterImport
from tests.browser.checks import assert_accessible, assert_fits, press_until
from tests.factories.imports import RECEIVED
from tests.factories.members import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(browser_page, sign_in, seven_groups, start_worker, live_server):
    """The upload page, open for a secretary, with a worker at hand."""
    start_worker()
    language = {"name": django_settings.LANGUAGE_COOKIE_NAME, "value": "en", "url": live_server.url}
    browser_page.context.add_cookies([language])
    sign_in(UserFactory(secretariat=True))
    browser_page.goto("/groups/imports/new/")
    browser_page.set_default_timeout(60_000)
    return browser_page


def looks_right(page) -> None:
    assert_accessible(page)
    assert_fits(page)


def test_file_as_received_is_imported_and_undone_by_keyboard_alone(office):
    expect.set_options(timeout=60_000)
    looks_right(office)
    press_until(office, "File")
    office.set_input_files("input[type=file]", RECEIVED)  # the dialog of the system is not ours
    press_until(office, "Upload")
    office.keyboard.press("Enter")
    expect(office.get_by_text("Sheet “Senarai Ahli (terkini)”")).to_be_visible()
    looks_right(office)

    press_until(office, "Read the rows")
    office.keyboard.press("Enter")
    expect(office.get_by_text("25 rows wait for a decision.")).to_be_visible()
    looks_right(office)

    press_until(office, "Answer the questions")
    office.keyboard.press("Enter")
    expect(office.get_by_role("button", name="Save the answers")).to_be_visible()
    looks_right(office)
    for question, typed in (
        ("Which group is “Keselamatan AI”?", "SAF"),
        ("The address is misspelt.", "The corrected"),
        ("The cell holds several addresses.", "The first"),
        ("Which group is “AI Infrastruktur”?", "Leave"),
        ("Somebody of the same name", "New"),
    ):
        press_until(office, question, most=80)
        office.keyboard.type(typed)
        office.keyboard.press("Enter")
        office.keyboard.press("Escape")
    press_until(office, "Save the answers", most=80)
    office.keyboard.press("Enter")
    expect(office.get_by_text("177 rows will be written.")).to_be_visible()

    press_until(office, "Apply")
    office.keyboard.press("Enter")
    expect(office.get_by_role("heading", name="What was done")).to_be_visible()
    looks_right(office)
    assert Appointment.objects.count() == 177

    press_until(office, "Undo the import")
    office.keyboard.press("Enter")
    expect(office.get_by_text("Removed again")).to_be_visible()
    looks_right(office)
    press_until(office, "Undo the import", most=60)
    office.keyboard.press("Enter")
    expect(office.get_by_text("177 rows will be written.")).to_be_visible()
    assert (Appointment.objects.count(), RosterImport.objects.get().state) == (0, "undone")

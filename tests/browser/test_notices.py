"""The secretariat's pages of mail and reminders in the browser: accessible, on a phone, by keyboard."""

import pytest
from playwright.sync_api import expect

from naio_portal.notices.enums import OutboxState
from tests.browser.checks import assert_accessible, assert_fits, press_until
from tests.factories.members import UserFactory
from tests.factories.notices import ExtraHolidayFactory, OutboxMessageFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HTML = "<!doctype html><html lang=en><head><title>x</title><style>p { color: rgb(1, 2, 3); }</style></head>{}"


@pytest.fixture
def secretary(sign_in):
    user = UserFactory(secretariat=True, name="Sofia Setia")
    sign_in(user)
    return user


def test_rows_of_mails_and_days_are_accessible_and_fit_a_phone(browser_page, secretary):
    """With rows that the demonstration has not (tests/browser/test_every_page.py)."""
    ExtraHolidayFactory(name="A day that the government proclaimed at very short notice")
    refused = OutboxMessageFactory(
        state=OutboxState.REFUSED, subject="[SAF] A long subject of a mail, refused"
    )

    for path in (
        "/secretariat/outbox/?state=refused",
        refused.get_absolute_url(),
        "/secretariat/days-off/",
    ):
        browser_page.goto(path)
        assert_accessible(browser_page)
        assert_fits(browser_page)


def test_html_of_a_mail_is_shown_with_its_style_and_runs_nothing(browser_page, secretary):
    body = "<p>Hello</p><script>parent.document.title = 'taken'</script>"
    message = OutboxMessageFactory(state=OutboxState.SENT, html=HTML.replace("{}", body))
    message.rendered_at = message.created_at
    message.save()
    browser_page.goto(message.get_absolute_url())
    title = browser_page.title()

    browser_page.get_by_text("As it looks in a mail program").click()

    shown = browser_page.frame_locator("iframe").locator("p")
    expect(shown).to_have_css("color", "rgb(1, 2, 3)")
    assert browser_page.title() == title


def test_refused_mails_are_sent_again_by_keyboard(browser_page, secretary):
    message = OutboxMessageFactory(state=OutboxState.REFUSED, subject="[SAF] Refused")
    browser_page.goto("/secretariat/outbox/?state=refused")

    press_until(browser_page, "Tick all on this page", most=60)
    browser_page.keyboard.press("Space")
    browser_page.get_by_role("button", name="Send those ticked again").focus()
    browser_page.keyboard.press("Enter")

    expect(browser_page.get_by_text("1 mail is queued again.")).to_be_visible()
    message.refresh_from_db()
    assert message.state == OutboxState.QUEUED


def test_open_tab_is_in_view_on_a_telephone(browser_page, secretary):
    browser_page.set_viewport_size({"width": 360, "height": 740})
    browser_page.goto("/secretariat/days-off/")

    tab = browser_page.locator(".nav-tabs [aria-current]").bounding_box()

    assert tab["x"] >= 0
    assert tab["x"] + tab["width"] <= 360

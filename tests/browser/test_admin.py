"""Django's admin wears the portal's name and colours, under the same content policy."""

import pytest
from playwright.sync_api import expect

from tests.browser.checks import assert_accessible
from tests.factories.members import UserFactory

PAGES = ("change", "history")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_admin_has_our_name_and_no_complaint_of_the_content_policy(browser_page, sign_in, in_language):
    in_language("en")
    sign_in(UserFactory(administrator=True))
    person = UserFactory()
    paths = ("/admin/", "/admin/members/user/", *(f"/admin/members/user/{person.pk}/{p}/" for p in PAGES))
    for path in paths:
        browser_page.goto(path)
        assert browser_page.locator("#site-name").inner_text() == "NAIO Portal: administration"
        assert browser_page.title().endswith("NAIO Portal")
    browser_page.goto("/admin/")
    assert_accessible(browser_page, within="#header")


def test_admin_follows_the_theme_of_the_portal_and_changes_it(browser_page, sign_in, in_language):
    in_language("en")
    sign_in(UserFactory(administrator=True))
    browser_page.emulate_media(color_scheme="dark")
    ground = browser_page.locator("body")
    browser_page.goto("/admin/members/user/")
    expect(ground).to_have_css("background-color", "rgb(255, 255, 255)")

    browser_page.get_by_role("button", name="Dark colours").click()

    expect(ground).to_have_css("background-color", "rgb(24, 24, 27)")
    assert browser_page.url.endswith("/admin/members/user/")
    assert_accessible(browser_page, within="#header")
    browser_page.goto("/groups/")
    expect(browser_page.locator("html")).to_have_attribute("data-bs-theme", "dark")

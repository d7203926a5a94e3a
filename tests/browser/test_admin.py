"""Django's admin wears the portal's name and colours, under the same content policy."""

import pytest

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

"""Django's admin wears the portal's name and colours, under the same content policy."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.browser.checks import assert_accessible
from tests.factories.members import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_admin_has_our_name_and_no_complaint_of_the_content_policy(browser_page, sign_in, in_language):
    in_language("en")
    sign_in(UserFactory(administrator=True))
    model = next(iter(admin.site._registry))._meta
    lists = reverse(f"admin:{model.app_label}_{model.model_name}_changelist")
    for path in ("/admin/", lists):
        browser_page.goto(path)
        assert browser_page.locator("#site-name").inner_text() == "NAIO Portal: administration"
        assert browser_page.title().endswith("NAIO Portal")
    browser_page.goto("/admin/")
    assert_accessible(browser_page, within="#header")

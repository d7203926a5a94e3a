"""Unsaved text comes back: after a closed page, an expired session; gone once saved or signed out."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from members.models import User
from tests.factories.members import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FORM = "/gallery/draft/"


@pytest.fixture
def page(browser_page, gallery, in_language, sign_in):
    in_language("en")
    sign_in(UserFactory(email="one@naio.example"))
    browser_page.goto(FORM)
    return browser_page


def test_text_of_a_left_page_is_offered_and_put_back(page):
    page.get_by_label("Note").fill("Half a sentence")
    page.get_by_label("Done").check()
    page.goto("/gallery/list/")
    page.goto(FORM)

    expect(page.get_by_label("Note")).to_have_value("")
    page.get_by_role("button", name="Put it back").click()

    expect(page.get_by_label("Note")).to_have_value("Half a sentence")
    expect(page.get_by_label("Done")).to_be_checked()
    expect(page.get_by_label("Password")).to_have_value("")
    expect(page.get_by_role("button", name="Put it back")).to_be_hidden()


def test_password_is_never_kept(page):
    page.get_by_label("Password").fill("secret words")
    page.get_by_label("Note").fill("x")
    assert "secret words" not in page.evaluate("JSON.stringify(sessionStorage)")


def test_discarded_text_is_gone(page):
    page.get_by_label("Note").fill("Half a sentence")
    page.goto(FORM)
    page.get_by_role("button", name="Discard it").click()
    page.goto(FORM)
    expect(page.get_by_role("button", name="Put it back")).to_be_hidden()


def test_saved_text_is_not_offered(page):
    page.get_by_label("Note").fill("A whole sentence")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    page.wait_for_load_state()
    page.goto(FORM)
    expect(page.get_by_role("button", name="Put it back")).to_be_hidden()


def test_text_survives_an_expired_session(page, sign_in):
    page.get_by_label("Note").fill("Written for an hour")
    Session.objects.all().delete()

    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/accounts/login/?next=/gallery/draft/")
    sign_in(User.objects.get())
    page.goto(FORM)
    page.get_by_role("button", name="Put it back").click()

    expect(page.get_by_label("Note")).to_have_value("Written for an hour")


def test_next_person_in_the_same_tab_sees_nothing(page, sign_in):
    page.get_by_label("Note").fill("Not for others")
    sign_in(UserFactory(email="two@naio.example"))
    page.goto(FORM)
    expect(page.get_by_role("button", name="Put it back")).to_be_hidden()


def test_signing_out_leaves_nothing_behind(page):
    page.get_by_label("Note").fill("Not for others")
    page.get_by_role("button", name="Account").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('draft:'))") == []

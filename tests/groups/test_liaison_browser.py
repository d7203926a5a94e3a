"""Liaison in the browser: accessible in both themes, at 360 px, and by keyboard."""

import pytest
from django.urls import reverse

from groups.services.request_links import give_link
from naio_portal.notices.services import token_of
from tests.browser.checks import assert_accessible, assert_fits, press_until
from tests.factories.liaison import (
    LiaisonMessageFactory,
    LiaisonRequestFactory,
    SectoralTeamFactory,
    SectorOfficerFactory,
)
from tests.factories.members import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def request_to_team():
    team = SectoralTeamFactory()
    SectorOfficerFactory(team=team, by_mail=True)
    made = LiaisonRequestFactory(to_team=team, state="acknowledged")
    LiaisonMessageFactory(request=made)
    return made


def test_pages_are_accessible_and_fit_a_phone(browser_page, sign_in, settings, request_to_team):
    settings.REQUIRE_STAFF_MFA = False
    sign_in(UserFactory(secretariat=True))
    team = request_to_team.to_team
    for url in (
        reverse("requests:request-list"),
        request_to_team.get_absolute_url(),
        reverse("requests:request-create", args=[request_to_team.from_group.slug]),
        reverse("sectors:team-list"),
        reverse("sectors:matrix"),
        team.get_absolute_url(),
        reverse("sectors:officer-create", args=[team.slug]),
    ):
        browser_page.goto(url)
        assert_accessible(browser_page)
        assert_fits(browser_page)


def test_officer_answers_by_keyboard_alone(browser_page, request_to_team):
    officer = request_to_team.to_team.officers.get()
    link = give_link(request_to_team, officer)
    browser_page.goto(reverse("requests:request-by-link", args=[token_of(link)]))
    assert_accessible(browser_page)
    assert_fits(browser_page)

    browser_page.focus("#id_answer-answer")
    browser_page.keyboard.type("Two clinics can fill in four fields.")
    press_until(browser_page, "Send the answer")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_selector("text=Thank you: your answer is sent.")

    request_to_team.refresh_from_db()
    assert request_to_team.answer == "Two clinics can fill in four fields."
    assert_accessible(browser_page)

"""Every page that links lead to, on the demonstration's data: accessible in both themes, fit for a telephone.

That each is valid and in Malay is held without a browser (tests/home/test_every_page.py).
"""

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from playwright.sync_api import Page

from members.models import User
from tests.browser.checks import assert_accessible, assert_fits
from tests.pages import SECRETARIAT, VISITORS, follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(browser_page, live_server) -> Page:
    """A page in Malay, over the facts and the demonstration."""
    call_command("seed_facts", verbosity=0)
    call_command("seed_demo", verbosity=0)
    browser_page.context.add_cookies(
        [{"name": django_settings.LANGUAGE_COOKIE_NAME, "value": "ms", "url": live_server.url}]
    )
    return browser_page


def visitor_of(page: Page):
    """Opens an address in the browser: the links in it, and what is wrong with it."""

    def visit(address):
        response = page.goto(address)
        if response.status != 200:
            return [], [f"{address}: {response.status}"]
        problems = []
        for check in (assert_accessible, assert_fits):
            try:
                check(page)
            except AssertionError as error:
                problems.append(f"{address}: {error}"[:1500])
        hrefs = page.eval_on_selector_all("a[href^='/']", "all => all.map((a) => a.getAttribute('href'))")
        return [href.split("#")[0] for href in hrefs], problems

    return visit


def test_every_page_of_the_secretariat(page, sign_in):
    sign_in(User.objects.get(portal_role="secretariat"))

    routes, problems = follow(["/home/", "/secretariat/"], visitor_of(page))

    assert problems == []
    assert routes >= SECRETARIAT


def test_every_page_of_visitors(page):
    routes, problems = follow(["/", "/accounts/login/"], visitor_of(page))

    assert problems == []
    assert routes >= VISITORS


# The same pages with other parts.
OPENED = {
    "Rosmawati": ("/home/", "/groups/ai-safety/", "/deliverables/approvals/", "/meetings/"),
    "Vimala": ("/home/", "/groups/ai-safety/roster/", "/members/me/", "/deliverables/"),
}


@pytest.mark.parametrize("who", OPENED)
def test_pages_that_differ_for_experts(page, sign_in, who):
    sign_in(User.objects.get(member__preferred_name=who))
    visit = visitor_of(page)

    assert [problem for address in OPENED[who] for problem in visit(address)[1]] == []


@pytest.mark.parametrize("role", ["leadership", "sector_officer"])
def test_homes_of_leadership_and_sector_officers(page, sign_in, role):
    sign_in(User.objects.get(portal_role=role))

    assert visitor_of(page)("/home/")[1] == []

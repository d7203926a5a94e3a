"""Every page that links lead to, on the demonstration's data: accessible in both themes, fit for a telephone.

Django's client follows the links; the browser opens each page made of other parts than those it saw. That
each page is valid and in Malay is held without a browser (tests/home/test_every_page.py).
"""

import re

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command

from members.models import User
from tests.browser.checks import assert_accessible, assert_fits
from tests.pages import (
    AFTER_A_JOB,
    BEHIND_MAILS,
    BY_REVIEWERS,
    VISITORS,
    behind_mails,
    beside_the_links,
    by_reviewers,
    every_page,
    follow,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LINK = re.compile(r'<a [^>]*href="(/[^"#]*)')
# Experts and officers have the same pages with other parts.
OPENED = {
    "Rosmawati": ["/home/", "/groups/ai-safety/", "/deliverables/approvals/", "/meetings/"],
    "Vimala": ["/home/", "/groups/ai-safety/roster/", "/members/me/", "/deliverables/"],
}
REVIEWERS = {"Rosmawati"}


def parts(response) -> tuple[frozenset[str | None], type]:
    """What a page is made of: its templates and its form. Pages of the same parts look the same."""
    return frozenset(part.name for part in response.templates), type(response.context.get("form"))


@pytest.fixture
def visit(browser_page, client, live_server):
    """Opens an address in Malay, over the facts and the demonstration: its links, what is wrong with it."""
    call_command("seed_facts", verbosity=0)
    call_command("seed_demo", verbosity=0)
    language = {"name": django_settings.LANGUAGE_COOKIE_NAME, "value": "ms", "url": live_server.url}
    browser_page.context.add_cookies([language])
    client.cookies[language["name"]] = language["value"]
    seen = set()

    def visit(address):
        response = client.get(address, follow=True)
        if response.status_code != 200:
            return [], [f"{address}: {response.status_code}"]
        problems = []
        if parts(response) not in seen:
            seen.add(parts(response))
            browser_page.goto(address)
            for check in (assert_accessible, assert_fits):
                try:
                    check(browser_page)
                except AssertionError as error:
                    problems.append(f"{address}: {error}"[:1500])
        return [link.replace("&amp;", "&") for link in LINK.findall(response.text)], problems

    return visit


@pytest.mark.long
def test_every_page_of_the_secretariat(visit, sign_in):
    sign_in(User.objects.get(portal_role="secretariat"))

    routes, problems = follow(["/home/", "/secretariat/"], visit, beside_the_links)

    assert problems == []
    assert sorted(every_page() - routes - BEHIND_MAILS - BY_REVIEWERS - AFTER_A_JOB) == []


def test_pages_that_differ_for_visitors_experts_and_officers(visit, sign_in):
    routes, problems = follow(["/", "/accounts/login/"], visit, behind_mails)
    for who, addresses in OPENED.items():
        user = User.objects.get(member__preferred_name=who)
        sign_in(user)
        asked = by_reviewers(user) if who in REVIEWERS else []
        problems += [problem for address in addresses + asked for problem in visit(address)[1]]
    for role in ("leadership", "sector_officer"):
        sign_in(User.objects.get(portal_role=role))
        problems += visit("/home/")[1]

    assert problems == []
    assert routes >= VISITORS | BEHIND_MAILS

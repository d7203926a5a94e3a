"""Every page that links lead to, on the demonstration's data: it is there, valid, and in Malay."""

import re

import pytest
from django.urls import resolve
from html5lib.html5parser import ParseError

from members.models import User
from tests.markup import assert_valid_html
from tests.pages import (
    AFTER_A_JOB,
    BEHIND_MAILS,
    BY_REVIEWERS,
    VISITORS,
    behind_mails,
    beside_the_links,
    by_reviewers,
    english_left,
    every_page,
    follow,
    texts_of_people,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(demonstration, client):
    """Opens a page in Malay: the links in it, and what is wrong with it."""
    client.cookies["django_language"] = "ms"
    written = texts_of_people()

    def visit(address):
        page = client.get(address, follow=True)
        if page.status_code != 200:
            return [], [f"{address}: {page.status_code}"]
        problems = [f"{address}: {text}" for text in english_left(page.text, written)]
        try:
            assert_valid_html(page.text)
        except ParseError as error:
            problems.append(f"{address}: {error}")
        links = re.findall(r'<a [^>]*href="(/[^"#]*)', page.text)
        return [link.replace("&amp;", "&") for link in links], problems

    return visit


@pytest.mark.long
def test_every_page_of_the_secretariat(client, visit):
    client.force_login(User.objects.get(portal_role="secretariat"))

    routes, problems = follow(["/home/", "/secretariat/"], visit, beside_the_links)

    assert problems == []
    assert sorted(every_page() - routes - BEHIND_MAILS - BY_REVIEWERS - AFTER_A_JOB) == []


def test_every_page_of_visitors(visit):
    routes, problems = follow(["/", "/accounts/login/"], visit, behind_mails)

    assert problems == []
    assert routes >= VISITORS | BEHIND_MAILS


def test_every_page_of_who_is_asked_to_comment(client, visit):
    user = User.objects.get(member__preferred_name="Rosmawati")
    client.force_login(user)

    addresses = by_reviewers(user)

    assert {resolve(address).view_name for address in addresses} == BY_REVIEWERS
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    assert [problem for address in addresses for problem in visit(address)[1]] == []


@pytest.mark.parametrize("who", ["Rosmawati", "Vimala", "Hidayah"])
def test_every_page_of_an_expert(client, visit, who):
    """Chair, member, observer: no link of theirs leads to a page that is refused."""
    client.force_login(User.objects.get(member__preferred_name=who))

    routes, problems = follow(["/home/"], visit)

    assert problems == []
    assert "home:home" in routes


@pytest.mark.parametrize("role", ["leadership", "sector_officer"])
def test_every_page_of_leadership_and_sector_officers(client, visit, role):
    client.force_login(User.objects.get(portal_role=role))

    routes, problems = follow(["/home/"], visit)

    assert problems == []
    assert "home:home" in routes

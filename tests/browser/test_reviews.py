"""An expert comments on a telephone: reads a paragraph, taps, comments in two inputs."""

import pytest

from deliverables.models import Comment
from naio_portal.access import Persona as P
from tests.browser.checks import assert_accessible, assert_fits
from tests.factories.deliverables import DeliverableFactory, VersionFactory
from tests.factories.personas import World
from tests.factories.reviews import CommentFactory, ReviewerFactory, ReviewRoundFactory, hours

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_comment_on_a_telephone_and_its_disposition(browser_page, sign_in):
    world = World()
    deliverable = DeliverableFactory(group=world.group, owner=world.owner, state="in_review")
    review_round = ReviewRoundFactory(version=VersionFactory(deliverable=deliverable), editor=world.owner)
    ReviewerFactory(round=review_round, member=world.members[P.OWN_MEMBER], group=world.group)
    sign_in(world.user(P.OWN_MEMBER))
    page = browser_page
    page.set_viewport_size({"width": 360, "height": 740})

    page.goto(review_round.get_absolute_url())
    assert_accessible(page)
    assert_fits(page)
    page.click("#p2 .btn")
    assert page.locator("main form input[type=radio]").count() == 4
    assert page.locator("main form textarea").count() == 1
    assert_accessible(page)
    assert_fits(page)
    page.check("input[name=kind][value=must_fix]")
    page.fill("textarea[name=text]", "Say what an incident is.")
    page.click("main form button[type=submit]")
    page.wait_for_url("**#p2")

    made = Comment.objects.get()
    assert (made.paragraph, made.kind, made.text) == (2, "must_fix", "Say what an incident is.")

    CommentFactory(round=review_round)
    review_round.opens_at, review_round.closes_at = hours(-48), hours(-1)
    review_round.save()
    sign_in(world.user(P.OWNER))
    page.goto(f"{review_round.get_absolute_url()}comments/?disposition=none")
    assert_accessible(page)
    assert_fits(page)
    page.click("text=Dispose of it >> nth=0")
    page.check("input[name=disposition][value=rejected]")
    page.click("main form button[type=submit]")
    page.wait_for_selector("[data-error-summary]")
    page.fill("textarea[name=reason]", "Outside the scope.")
    assert_accessible(page)
    assert_fits(page)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/disposition/")

    made.refresh_from_db()
    assert (made.disposition, made.disposition_reason) == ("rejected", "Outside the scope.")

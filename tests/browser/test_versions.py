"""Text of a deliverable in the browser: saved while one writes, seen beside it, two editors' texts shown."""

import pytest

from deliverables.models import Draft
from deliverables.services import write_draft
from naio_portal.access import Persona as P
from tests.browser.checks import assert_accessible, assert_fits
from tests.factories.deliverables import DeliverableFactory, VersionFactory
from tests.factories.personas import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_text_is_saved_previewed_and_never_overwritten(browser_page, sign_in):
    world = World()
    deliverable = DeliverableFactory(group=world.group, owner=world.owner)
    VersionFactory.create_batch(2, deliverable=deliverable)
    sign_in(world.user(P.OWNER))
    page, base = browser_page, f"/deliverables/{deliverable.reference}/"
    page.goto(f"{base}draft/")

    page.fill("#id_text", "# Purpose\n\nMine.")
    page.wait_for_selector("#draft-saved .is-saved")

    assert Draft.objects.get().text == "# Purpose\n\nMine."
    assert page.text_content("#preview h3") == "Purpose"
    assert_accessible(page)
    assert_fits(page)

    write_draft(deliverable=deliverable, text="Theirs.", language="en", version=1, by=world.user(P.OWN_CHAIR))
    page.fill("#id_text", "Mine, longer.")
    page.wait_for_selector("[data-theirs]")

    assert page.text_content("[data-theirs]") == "Theirs."
    assert page.input_value("#id_text") == "Mine, longer."
    assert Draft.objects.get().text == "Theirs."
    assert_accessible(page)
    for address in ("versions/", "versions/new/", "versions/compare/?old=1&new=2"):
        page.goto(base + address)
        assert_accessible(page)
        assert_fits(page)

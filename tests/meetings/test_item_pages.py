"""The agenda without JavaScript."""

import json

import pytest

from groups.enums import Role
from meetings.models import AgendaItem
from meetings.services.agenda import snapshot_of as item_snapshot
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.factories.members import MemberFactory
from tests.markup import assert_valid_html
from tests.meetings.pages import HTMX, page_of
from tests.responses import errors_of, said

pytestmark = pytest.mark.django_db


def item_page(item: AgendaItem, name: str, *more) -> str:
    return page_of(item.meeting, name, item.reference, *more)


def item_form(item: AgendaItem, **changes) -> dict:
    base = item_snapshot(item)
    return {**base, "base": json.dumps(base)} | changes


@pytest.fixture
def item(meeting):
    return AgendaItemFactory(meeting=meeting, title="Red teaming")


def test_item_is_added_and_a_wrong_one_is_refused(office, meeting):
    address = page_of(meeting, "agenda-item-create")
    new = {"title": "Registers", "kind": "decision", "minutes": 20, "visibility": "common"}

    refused = office.post(address, new | {"minutes": 0})
    added = office.post(address, new, follow=True)

    assert (refused.status_code, list(errors_of(refused))) == (422, ["minutes"])
    assert said(added) == ["“Registers” is on the agenda."]
    assert meeting.items.get().minutes == 20


def test_item_is_saved_joined_or_refused(office, item):
    address = item_page(item, "agenda-item-update")
    assert_valid_html(office.get(address).content.decode())

    assert office.post(address, item_form(item, minutes=0)).status_code == 422
    saved = office.post(address, item_form(item, title="Red teams"), follow=True)
    conflict = office.post(address, item_form(item, title="Redder", kind="decision"))

    assert said(saved) == ["Saved."]
    assert conflict.status_code == 409
    [clash] = conflict.context["clashes"]
    assert (clash["theirs"], clash["mine"]) == ("Red teams", "Redder")
    assert conflict.context["form"].initial["kind"] == "decision"
    assert AgendaItem.objects.get().title == "Red teams"


def test_item_of_a_meeting_that_was_held_is_refused_on_its_form(office, group):
    item = AgendaItemFactory(meeting=MeetingFactory(groups=[group], state="held"))

    response = office.post(item_page(item, "agenda-item-update"), item_form(item, title="Later"))

    assert response.status_code == 422
    assert len(response.context["form"].non_field_errors()) == 1


def test_item_is_taken_off_after_it_was_shown(office, item):
    assert item.title in office.get(item_page(item, "agenda-item-remove")).content.decode()

    stale = office.post(item_page(item, "agenda-item-remove"), {"version": "x"}, follow=True)
    assert AgendaItem.objects.exists()
    gone = office.post(item_page(item, "agenda-item-remove"), {"version": item.version}, follow=True)

    assert len(said(stale)) == 1
    assert said(gone) == ["“Red teaming” is off the agenda."]
    assert not AgendaItem.objects.exists()


def test_items_are_moved_one_place_at_a_time(office, meeting):
    first, second = AgendaItemFactory.create_batch(2, meeting=meeting)
    seen = f"{first.reference},{second.reference}"
    address = page_of(meeting, "agenda-order")

    office.post(address, {"seen": seen, "move": f"{first.reference}:down"})
    assert list(meeting.items.order_by("position")) == [second, first]

    stale = office.post(address, {"seen": seen, "move": f"{first.reference}:down"})
    unknown = office.post(address, {"seen": seen, "move": "nobody:up"})
    assert stale.status_code == 302  # both wanted the same
    assert unknown.status_code == 409
    assert list(meeting.items.order_by("position")) == [second, first]


def test_presenters_are_added_by_name_or_as_members_and_removed(office, item, group, serve):
    member = serve(group, Role.MEMBER, user={"name": "Aminah Salleh"}).member
    page = item_page(item, "agenda-item-update")
    address = item_page(item, "presenter-create")

    assert office.post(address, {"name": "Guest"})["Location"] == page
    office.post(address, {"member": member.reference})
    nobody = office.post(address, {"member": "no reference"}, follow=True)
    stranger = office.post(address, {"member": MemberFactory().reference})

    assert sorted(str(one.member or one.name) for one in item.presenters.all()) == sorted(
        [str(member), "Guest"]
    )
    assert len(said(nobody)) == 1
    assert stranger.status_code == 404

    guest = item.presenters.get(name="Guest")
    for _twice in range(2):  # a second time nothing is left to do
        assert office.post(item_page(item, "presenter-remove", guest.pk)).status_code == 302
    assert item.presenters.get().member == member


def test_readers_of_a_restricted_item_are_named_and_taken_back(office, meeting, other_group, serve):
    item = AgendaItemFactory(meeting=meeting, visibility="restricted")
    reader = serve(other_group).member
    office.post(item_page(item, "grant-create"), {"member": ""})
    assert not item.grants.exists()

    office.post(item_page(item, "grant-create"), {"member": reader.reference})
    grant = item.grants.get()
    for _twice in range(2):
        assert office.post(item_page(item, "grant-remove", grant.pk)).status_code == 302

    assert grant.member == reader
    assert not item.grants.exists()


def test_people_are_found_by_name(office, item, group, other_group, serve):
    serve(group, user={"name": "Aminah Salleh"}, member__full_name="Aminah Salleh")
    serve(other_group, user={"name": "Aminah Yusof"}, member__full_name="Aminah Yusof")
    address = item_page(item, "people-search")

    plain = office.get(address, {"q": "aminah"})
    presenters = office.get(address, {"q": "aminah"}, headers=HTMX).content.decode()
    readers = office.get(address, {"q": "aminah", "part": "reader"}, headers=HTMX).content.decode()

    assert plain["Location"] == f"{item_page(item, 'agenda-item-update')}?q=aminah#people-{item.reference}"
    assert ("Aminah Salleh" in presenters, "Aminah Yusof" in presenters) == (True, False)
    assert ("Aminah Salleh" in readers, "Aminah Yusof" in readers) == (True, True)

import pytest
from django.core.exceptions import ValidationError

from groups.enums import Role
from meetings.enums import ItemKind, MeetingState, Visibility
from meetings.models import AgendaItem, AgendaItemGrant, Presenter
from meetings.services import agenda
from naio_portal.errors import DomainError, EditConflict, NotAllowed
from tests.factories.meetings import (
    AgendaItemFactory,
    AgendaItemGrantFactory,
    MeetingFactory,
    PresenterFactory,
)
from tests.factories.members import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(group):
    return MeetingFactory(groups=[group])


@pytest.fixture
def rapporteur(group, serve):
    return serve(group, Role.RAPPORTEUR)


def edit(item, *, by, base=None, **values):
    return agenda.edit_item(item=item, values=values, base=base or agenda.snapshot_of(item), by=by)


def titles(meeting):
    return list(meeting.items.order_by("position").values_list("position", "title"))


def test_add_item_comes_last(meeting, rapporteur):
    AgendaItemFactory(meeting=meeting, title="Welcome")

    item = agenda.add_item(
        meeting=meeting, title="Red teaming", kind=ItemKind.DECISION, minutes=25, by=rapporteur
    )

    assert titles(meeting) == [(1, "Welcome"), (2, "Red teaming")]
    assert (item.kind, item.minutes, item.visibility, item.updated_by) == (
        "decision",
        25,
        "common",
        rapporteur,
    )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 601}, "minutes"),
        ({"kind": "x"}, "kind"),
    ],
)
def test_add_item_refuses_by_field(values, field, meeting, chair):
    with pytest.raises(ValidationError) as refused:
        agenda.add_item(**{"meeting": meeting, "title": "Red teaming", "by": chair, **values})

    assert list(refused.value.message_dict) == [field]


def test_add_item_at_most_two_hundred(meeting, chair, monkeypatch):
    monkeypatch.setattr(agenda, "MOST_ITEMS", 1)
    agenda.add_item(meeting=meeting, title="First", by=chair)

    with pytest.raises(DomainError):
        agenda.add_item(meeting=meeting, title="Second", by=chair)


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.CLOSED, MeetingState.CANCELLED])
def test_agenda_is_fixed_once_held(state, group, chair):
    item = AgendaItemFactory(meeting=MeetingFactory(groups=[group], state=state))

    with pytest.raises(DomainError):
        agenda.add_item(meeting=item.meeting, title="Late", by=chair)
    with pytest.raises(DomainError):
        edit(item, title="Late", by=chair)
    with pytest.raises(DomainError):
        agenda.remove_item(item=item, version=1, by=chair)
    with pytest.raises(DomainError):
        agenda.reorder_items(meeting=item.meeting, seen=[], wanted=[], by=chair)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ALTERNATE, Role.OBSERVER, Role.LIAISON])
def test_agenda_is_written_by_those_who_prepare_it(role, meeting, group, serve):
    person = serve(group, role)
    item = AgendaItemFactory(meeting=meeting)

    with pytest.raises(NotAllowed):
        agenda.add_item(meeting=meeting, title="Mine", by=person)
    with pytest.raises(NotAllowed):
        edit(item, title="Mine", by=person)
    with pytest.raises(NotAllowed):
        agenda.reorder_items(meeting=meeting, seen=[], wanted=[], by=person)


def test_edit_item_changes_what_was_changed(meeting, chair):
    item = AgendaItemFactory(meeting=meeting, title="Red teaming", minutes=10)

    edit(item, title="Red teaming", minutes=20, by=chair)

    item.refresh_from_db()
    assert (item.title, item.minutes, item.version, item.updated_by) == ("Red teaming", 20, 2, chair)


def test_edit_item_without_a_change_writes_nothing(meeting, chair):
    item = AgendaItemFactory(meeting=meeting)

    edit(item, title=item.title, by=chair)

    item.refresh_from_db()
    assert (item.version, item.updated_by) == (1, None)


def test_edit_item_joins_what_two_editors_changed(meeting, chair, rapporteur):
    item = AgendaItemFactory(meeting=meeting, title="Red teaming", minutes=10)
    base = agenda.snapshot_of(item)
    edit(item, title="Red teams", base=base, by=chair)

    edit(item, minutes=30, title="Red teaming", base=base, by=rapporteur)

    item.refresh_from_db()
    assert (item.title, item.minutes, item.version) == ("Red teams", 30, 3)


def test_edit_item_shows_the_second_what_the_first_wrote(meeting, chair, rapporteur):
    item = AgendaItemFactory(meeting=meeting, title="Red teaming")
    base = agenda.snapshot_of(item)
    edit(item, title="Red teams", base=base, by=chair)

    with pytest.raises(EditConflict) as conflict:
        edit(item, title="Testing by red teams", base=base, by=rapporteur)

    assert (conflict.value.fields, conflict.value.theirs.title) == (("title",), "Red teams")
    item.refresh_from_db()
    assert item.title == "Red teams"


def test_edit_item_writes_over_after_both_texts_were_shown(meeting, chair, rapporteur):
    item = AgendaItemFactory(meeting=meeting, title="Red teaming")
    edit(item, title="Red teams", by=chair)
    item.refresh_from_db()

    edit(item, title="Testing by red teams", base=agenda.snapshot_of(item), by=rapporteur)

    item.refresh_from_db()
    assert item.title == "Testing by red teams"


def test_edit_item_removed_meanwhile_is_said(meeting, chair):
    item = AgendaItemFactory(meeting=meeting)
    AgendaItem.objects.get().delete()

    with pytest.raises(DomainError) as refused:
        edit(item, title="Mine", by=chair)

    assert str(refused.value) == "Somebody else removed this item."


@pytest.mark.parametrize(("old", "new"), [("common", "restricted"), ("restricted", "common")])
def test_edit_item_restriction_is_set_by_chairs(old, new, meeting, chair, rapporteur):
    item = AgendaItemFactory(meeting=meeting, visibility=old)

    with pytest.raises(NotAllowed):
        edit(item, visibility=new, by=rapporteur)
    edit(item, visibility=new, by=chair)

    item.refresh_from_db()
    assert item.visibility == new


def test_add_item_restricted_is_for_chairs(meeting, chair, rapporteur):
    with pytest.raises(NotAllowed):
        agenda.add_item(meeting=meeting, title="Closed", visibility=Visibility.RESTRICTED, by=rapporteur)

    assert agenda.add_item(meeting=meeting, title="Closed", visibility=Visibility.RESTRICTED, by=chair)


def test_restricted_item_is_moved_but_not_changed_by_a_rapporteur(meeting, rapporteur):
    first, second = AgendaItemFactory.create_batch(2, meeting=meeting, visibility="restricted")

    with pytest.raises(NotAllowed):
        edit(first, title="Mine", by=rapporteur)
    with pytest.raises(NotAllowed):
        agenda.remove_item(item=first, version=1, by=rapporteur)
    order = [str(first.reference), str(second.reference)]
    agenda.reorder_items(meeting=meeting, seen=order, wanted=order[::-1], by=rapporteur)

    assert titles(meeting) == [(1, second.title), (2, first.title)]


def test_remove_item_closes_the_gap(meeting, chair):
    items = [AgendaItemFactory(meeting=meeting, title=title) for title in "abc"]

    agenda.remove_item(item=items[1], version=1, by=chair)

    assert titles(meeting) == [(1, "a"), (2, "c")]


def test_remove_item_changed_meanwhile_asks_again(meeting, chair, rapporteur):
    item = AgendaItemFactory(meeting=meeting)
    edit(item, title="New title", by=rapporteur)

    with pytest.raises(EditConflict):
        agenda.remove_item(item=item, version=1, by=chair)

    assert meeting.items.count() == 1


def references(meeting):
    return [str(item.reference) for item in meeting.items.order_by("position")]


def test_reorder_items_writes_the_order(meeting, chair):
    for title in "abcd":
        AgendaItemFactory(meeting=meeting, title=title)
    a, b, c, d = references(meeting)

    written = agenda.reorder_items(meeting=meeting, seen=[a, b, c, d], wanted=[d, a, b, c], by=chair)

    assert written == [d, a, b, c]
    assert titles(meeting) == [(1, "d"), (2, "a"), (3, "b"), (4, "c")]


def test_reorder_items_keeps_what_others_added(meeting, chair, rapporteur):
    for title in "ab":
        AgendaItemFactory(meeting=meeting, title=title)
    a, b = references(meeting)
    agenda.add_item(meeting=meeting, title="c", by=rapporteur)

    agenda.reorder_items(meeting=meeting, seen=[a, b], wanted=[b, a], by=chair)

    assert [title for _, title in titles(meeting)] == ["b", "c", "a"]


def test_reorder_items_moved_by_both_shows_the_order_that_stands(meeting, chair, rapporteur):
    for title in "abc":
        AgendaItemFactory(meeting=meeting, title=title)
    a, b, c = references(meeting)
    agenda.reorder_items(meeting=meeting, seen=[a, b, c], wanted=[c, a, b], by=rapporteur)

    with pytest.raises(EditConflict) as conflict:
        agenda.reorder_items(meeting=meeting, seen=[a, b, c], wanted=[b, a, c], by=chair)

    assert conflict.value.theirs == [c, a, b]
    assert [title for _, title in titles(meeting)] == ["c", "a", "b"]


@pytest.mark.parametrize("wanted", [["x"], ["x", "x"], ["x", "y", "z"]])
def test_reorder_items_names_each_item_once(wanted, meeting, chair):
    with pytest.raises(ValidationError):
        agenda.reorder_items(meeting=meeting, seen=["x", "y"], wanted=wanted, by=chair)


def test_add_presenter_by_member_or_name_once(meeting, chair):
    item = AgendaItemFactory(meeting=meeting)
    member = MemberFactory(full_name="Aminah binti Hassan")

    for _ in range(2):
        agenda.add_presenter(item=item, member=member, by=chair)
        agenda.add_presenter(item=item, name=" Dr.  Guest ", by=chair)

    assert list(map(str, item.presenters.all())) == ["Aminah binti Hassan", "Dr. Guest"]


def test_add_presenter_needs_somebody(meeting, chair):
    with pytest.raises(ValidationError):
        agenda.add_presenter(item=AgendaItemFactory(meeting=meeting), name=" ", by=chair)


def test_remove_presenter(meeting, chair, serve, group):
    presenter = PresenterFactory(item__meeting=meeting)

    with pytest.raises(NotAllowed):
        agenda.remove_presenter(presenter=presenter, by=serve(group))
    agenda.remove_presenter(presenter=presenter, by=chair)

    assert Presenter.objects.count() == 0


def test_grant_item_opens_a_restricted_item_to_one_person(chair, group, serve):
    item = AgendaItemFactory(meeting=MeetingFactory(groups=[group], notified=True), visibility="restricted")
    member, other = serve(group), serve(group)

    for _ in range(2):
        agenda.grant_item(item=item, member=member.member, by=chair)

    assert AgendaItemGrant.objects.count() == 1
    assert list(AgendaItem.objects.visible_to(member)) == [item]
    assert list(AgendaItem.objects.visible_to(other)) == []


def test_grant_item_is_for_restricted_items_and_by_chairs(meeting, chair, rapporteur):
    member = MemberFactory()

    with pytest.raises(DomainError):
        agenda.grant_item(item=AgendaItemFactory(meeting=meeting), member=member, by=chair)
    with pytest.raises(NotAllowed):
        agenda.grant_item(
            item=AgendaItemFactory(meeting=meeting, visibility="restricted"), member=member, by=rapporteur
        )


def test_revoke_grant_closes_it_again(meeting, chair, rapporteur):
    grant = AgendaItemGrantFactory(item__meeting=meeting)

    with pytest.raises(NotAllowed):
        agenda.revoke_grant(grant=grant, by=rapporteur)
    agenda.revoke_grant(grant=grant, by=chair)

    assert AgendaItemGrant.objects.count() == 0

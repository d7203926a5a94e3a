"""The history: whoever and whatever wrote, and only what the reader may see."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import connection
from django.template.loader import render_to_string
from django.utils import timezone, translation

from groups.models import Appointment
from meetings.models import AgendaItem, Presenter
from members.models import Member
from members.services import update_member
from naio_portal.audit import acting
from naio_portal.history import Trail, history_of
from naio_portal.history.rows import in_bulk_of_all
from naio_portal.history.trails import page_of_keys
from tests.factories.deliverables import ChangeRequestFactory, DeliverableFactory, MilestoneFactory
from tests.factories.groups import AppointmentFactory
from tests.factories.imports import previewed
from tests.factories.liaison import LiaisonRequestFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, PresenterFactory
from tests.factories.members import MemberFactory, TermFactory, UserFactory
from tests.factories.notices import ReminderRuleFactory
from tests.factories.personas import World, sign_in
from tests.markup import assert_malay, assert_valid_html

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def secretary():
    return UserFactory(secretariat=True, name="Sofia Setia")


def told(history) -> list[tuple]:
    """(who, kind, thing, [(field, from, to)]) of every change, newest first."""
    return [
        (act.who, change.kind, change.thing, [(f.label, f.old, f.new) for f in change.fields])
        for act in history.acts
        for change in act.changes
    ]


def test_history_tells_who_changed_what_from_what_to_what(secretary):
    member = MemberFactory(position="Pensyarah")
    with acting(actor=secretary):
        update_member(member=member, by=secretary, version=1, position="Profesor")

    newest = told(history_of([member], secretary))[0]

    assert newest == ("Sofia Setia", "update", "Member", [("Position", "Pensyarah", "Profesor")])


def test_history_names_values_by_their_labels(secretary):
    TermFactory(code="ethics", name_en="Ethics", name_ms="Etika")
    TermFactory(code="researcher", vocabulary="background", name_en="Researcher")
    member = MemberFactory(country="MY", state="KUL")
    with acting(actor=secretary):
        update_member(member=member, by=secretary, state="SGR", country="SG", expertise=["ethics"])
        Member.objects.filter(pk=member.pk).update(
            background="researcher", listing_consent_on=dt.date(2025, 2, 28)
        )

    changes = told(history_of([member], secretary))[:2]
    fields = {label: (old, new) for change in changes for label, old, new in change[3]}

    assert fields == {
        "State": ("Kuala Lumpur", "Selangor"),
        "Country": ("Malaysia", "Singapore"),
        "Expertise": ("", "Ethics"),
        "Background": ("", "Researcher"),
        "Consents to public listing since": ("", "28 February 2025"),
    }


def test_history_shows_queryset_update_raw_sql_and_task(secretary):
    member = MemberFactory(position="One")
    with acting(actor=secretary):
        Member.objects.filter(pk=member.pk).update(position="Two")
    with acting(task="members.tidy"):
        Member.objects.filter(pk=member.pk).update(position="Three")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pghistory.context_metadata', '', true)")
        cursor.execute("UPDATE members_member SET position = 'Four' WHERE id = %s", [member.pk])
        cursor.execute("SELECT session_user")
        role = cursor.fetchone()[0]

    changes = told(history_of([member], secretary))[:3]

    assert [(who, fields[0][1:]) for who, _kind, _thing, fields in changes] == [
        (f"Directly in the database: {role}", ("Three", "Four")),
        ("Automatic: members.tidy", ("Two", "Three")),
        ("Sofia Setia", ("One", "Two")),
    ]


def test_history_never_names_a_person_by_address():
    reader = UserFactory(secretariat=True)
    actor = UserFactory(name="", email="secret.address@example.org")
    member = MemberFactory()
    with acting(actor=actor):
        Member.objects.filter(pk=member.pk).update(position="New")

    who = history_of([member], reader).acts[0].who

    assert "secret.address" not in who
    assert who == f"Account no. {actor.pk}"


def test_history_hides_contacts_from_those_who_may_not_read_them(secretary):
    world = World()
    member = world.members["own_member"]
    with acting(actor=secretary):
        Member.objects.filter(pk=member.pk).update(phone="+60 12-345 6789", position="Dekan")

    def fields(persona):
        return {
            f.label: "hidden" if f.is_hidden else f.new
            for f in history_of([member], world.user(persona)).acts[0].changes[0].fields
        }

    assert fields("own_chair") == {"Telephone": "+60 12-345 6789", "Position": "Dekan"}
    assert fields("other_chair") == {"Telephone": "hidden", "Position": "Dekan"}


def test_history_of_related_rows_includes_removed_ones(secretary):
    world = World()
    appointment = Appointment.objects.filter(group=world.group, role="observer").get()
    with acting(actor=secretary):
        appointment.delete()

    changes = told(history_of([world.group, Trail(Appointment, group=world.group)], secretary))

    # One transaction has one time: the order is told within a kind of thing.
    [last, *_before] = [change for change in changes if change[2] == "Appointment"]
    assert last[:2] == ("Sofia Setia", "delete")


def test_history_of_a_closed_item_is_for_those_who_may_read_it(secretary):
    world = World()
    meeting = MeetingFactory(groups=[world.group], notified=True)
    item = AgendaItemFactory(meeting=meeting, visibility="restricted", title="Secret business")
    Presenter.objects.create(item=item, name="Secret person")
    trails = [meeting, Trail(AgendaItem, meeting=meeting), Trail(Presenter, item=item)]

    assert "Secret" in str(told_names(history_of(trails, world.user("own_chair"))))
    assert "Secret" not in str(told_names(history_of(trails, world.user("own_member"))))


def test_history_keeps_closed_what_was_said_while_closed():
    world = World()
    meeting = MeetingFactory(groups=[world.group], notified=True)
    item = AgendaItemFactory(meeting=meeting, visibility="restricted", title="Secret business")
    AgendaItem.objects.filter(pk=item.pk).update(visibility="common", title="Any other business")
    AgendaItem.objects.filter(pk=item.pk).update(title="Any other matter")

    names = told_names(history_of([item], world.user("own_member")))

    assert "Secret" not in str(names)
    assert "Any other matter" in str(names)


def told_names(history) -> list:
    return [
        (change.name, [(f.old, f.new) for f in change.fields])
        for act in history.acts
        for change in act.changes
    ]


@pytest.mark.parametrize("changes", [1, 3, 20])
def test_history_costs_the_same_however_long(secretary, changes, django_assert_num_queries):
    member = MemberFactory()
    for number in range(changes):
        with acting(actor=secretary):
            Member.objects.filter(pk=member.pk).update(position=f"Position {number}")

    with django_assert_num_queries(4):
        history_of([member], secretary)


def test_history_is_paged(secretary):
    member = MemberFactory()
    for number in range(5):
        Member.objects.filter(pk=member.pk).update(position=f"Position {number}")

    first = history_of([member], secretary, per_page=4)
    second = history_of([member], secretary, page=2, per_page=4)

    assert [len(told(first)), first.has_older] == [4, True]
    assert [len(told(second)), second.has_older] == [2, False]


def test_pages_neither_repeat_nor_lose_events_written_by_transactions_that_overlapped(secretary, as_owner):
    """A transaction that began earlier may write later: its event has the higher number, the earlier time."""
    member = MemberFactory()
    appointment = AppointmentFactory(member=member)
    now = timezone.now()
    with as_owner():
        for number in range(9):
            for row in (member, appointment):
                event = type(row).pgh_event_model.objects.filter(pgh_obj=row).first()
                event.pk = None
                event.pgh_created_at = now + dt.timedelta(minutes=number % 3 * 10 - number)
                event.save(force_insert=True)
    trails = [Trail(Member, pgh_obj_id=member.pk), Trail(Appointment, member=member)]

    pages = [page_of_keys(trails, page, 3) for page in range(1, 8)]

    found = [key for keys, _has_older in pages for key in keys]
    assert len(found) == len(set(found)) == 20
    assert [has_older for _keys, has_older in pages] == [True] * 6 + [False]
    for model in (Member, Appointment):
        written = [pgh_id for of, pgh_id in found if of is model]
        assert written == sorted(written, reverse=True)


def test_rows_read_together_are_those_read_alone(secretary):
    """Whatever the kind of column: every audited model that has rows, and its events."""
    previewed(("Siti", "siti@naio.example", "SAF", "Ahli", "2025-01-01"), by=secretary)
    world = World()
    PresenterFactory(item=AgendaItemFactory(meeting=MeetingFactory(groups=[world.group], notified=True)))
    MemberFactory(expertise=["ethics", "law"], listing_consent_on=dt.date(2025, 2, 28))
    ChangeRequestFactory(milestone=MilestoneFactory(deliverable=DeliverableFactory(group=world.group)))
    LiaisonRequestFactory(from_group=world.group)
    audited = [model for model in apps.get_models() if hasattr(model, "pgh_event_model")]
    models = [of for model in audited for of in (model, model.pgh_event_model) if of.objects.exists()]

    together = in_bulk_of_all([model._default_manager.all() for model in models])

    assert len(models) >= 20
    for model, rows in zip(models, together, strict=True):
        alone = model._default_manager.in_bulk()
        assert {key: vars_of(row) for key, row in rows.items()} == {
            key: vars_of(row) for key, row in alone.items()
        }, model


def vars_of(row) -> dict:
    return {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields}


def test_history_component_renders_from_and_to(secretary):
    member = MemberFactory(position="Pensyarah", biography="Old " * 100)
    with acting(actor=secretary):
        Member.objects.filter(pk=member.pk).update(position="Profesor", biography="New " * 100)

    html = render_to_string(
        "_components/history.html", {"history": history_of([member], secretary), "viewer_zone": ""}
    )

    assert '<del class="diff">Pensyarah</del>' in html
    assert '<ins class="diff">Profesor</ins>' in html
    assert "Sofia Setia" in html
    assert "<details" in html


def test_every_page_of_a_thing_links_its_history(secretary, client):
    appointment = AppointmentFactory(member__full_name="Siti Aminah")
    member, group = appointment.member, appointment.group
    meeting = MeetingFactory(groups=[group], notified=True)
    deliverable = DeliverableFactory(group=group, description="Huraian.", acceptance_criteria="Dibaca.")
    rule = ReminderRuleFactory()
    imported = previewed(("Siti", "siti@naio.example", "SAF", "Ahli", "2025-01-01"), by=secretary)
    sign_in(client, secretary)

    for page, history in (
        (group.get_absolute_url(), f"/groups/{group.slug}/history/"),
        (f"/groups/appointments/{appointment.reference}/", "history/"),
        (member.get_absolute_url(), "history/"),
        (meeting.get_absolute_url(), "history/"),
        (deliverable.get_absolute_url(), "history/"),
        (imported.get_absolute_url(), "history/"),
        (f"/secretariat/reminder-rules/{rule.code}/", "history/"),
    ):
        path = history if history.startswith("/") else page + history
        assert f'href="{path}"' in client.get(page, follow=True).text, page
        client.cookies["django_language"] = "ms"
        answer = client.get(path)
        client.cookies["django_language"] = "en"
        assert answer.status_code == 200, path
        assert_valid_html(answer.text)
        assert_malay(answer.text)

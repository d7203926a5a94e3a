"""What the administration writes goes through the services, and stands in the audit with its actor."""

import pytest
from django.contrib import admin
from django.test import Client

from groups.models import Appointment, Objective
from meetings.models import Meeting
from members.models import Member, Term, User
from naio_portal.access import Persona
from naio_portal.notices.models import OutboxMessage
from tests.factories.deliverables import DeliverableFactory
from tests.factories.groups import ObjectiveFactory, WorkingGroupFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.factories.members import MemberFactory, TermFactory, UserFactory
from tests.factories.notices import ContactFactory
from tests.factories.recommendations import AuthorityFactory, InstrumentFactory
from tests.security.test_admin import as_posted, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(world) -> Client:
    return world.client(Persona.ADMINISTRATOR)


@pytest.fixture
def change(administrator):
    """Open the form of a row and send it back with these values: `change(row, name="…")`."""

    def change(row, **values):
        url = page(type(row), "change", row.pk)
        form = administrator.get(url).context["adminform"].form
        sent = {k: v for k, v in (as_posted(form) | values).items() if v is not None}
        response = administrator.post(url, sent)
        row.refresh_from_db()
        return response

    return change


def errors(response) -> dict[str, list[str]]:
    """What the form says next to its fields."""
    return dict(response.context["adminform"].form.errors)


def last_event(row):
    return row.events.latest("pgh_id")


def test_change_is_in_the_audit_with_the_administrator_and_the_request(world, change):
    term = TermFactory()

    response = change(term, name_en="Ethics of machines")

    event = last_event(term)
    assert (event.pgh_label, event.name_en) == ("update", "Ethics of machines")
    assert event.pgh_context == {
        "actor": world.users[Persona.ADMINISTRATOR].pk,
        "request_id": response["X-Request-ID"],
    }


def test_new_row_is_in_the_audit_with_the_administrator(world, administrator):
    administrator.post(
        page(Term, "add"),
        {"code": "robots", "vocabulary": "expertise", "name_en": "Robots", "name_ms": "Robot", "position": 1},
    )

    assert last_event(Term.objects.get(code="robots")).pgh_context["actor"] == (
        world.users[Persona.ADMINISTRATOR].pk
    )


def test_nothing_changed_writes_no_event(change):
    term = TermFactory()

    change(term)

    assert [event.pgh_label for event in term.events.all()] == ["insert"]


# --- accounts ----------------------------------------------------------------------------------


def test_new_account_is_an_invitation(administrator):
    administrator.post(
        page(User, "add"),
        {"email": "Nur@naio.example", "name": "Nur", "portal_role": "secretariat", "language": "ms"},
    )

    user = User.objects.get(email="nur@naio.example")
    assert (user.portal_role, user.has_usable_password(), user.invitations.count()) == (
        "secretariat",
        False,
        1,
    )


def test_new_account_without_a_role_says_so_at_the_field(administrator):
    response = administrator.post(
        page(User, "add"), {"email": "nur@naio.example", "name": "Nur", "portal_role": "", "language": "ms"}
    )

    assert errors(response) == {"portal_role": ["Choose a role. Experts are invited as members."]}
    assert not User.objects.filter(email="nur@naio.example").exists()


def test_form_of_an_account_has_no_password(administrator):
    for url in (page(User, "add"), page(User, "change", UserFactory().pk)):
        assert "password" not in administrator.get(url).context["adminform"].form.fields


def test_role_changed_in_the_form_is_told(change):
    user = UserFactory()

    change(user, portal_role="leadership")

    assert user.portal_role == "leadership"
    assert OutboxMessage.objects.get().kind == "members.role_changed"


def test_last_administrator_is_told_why_not(world, change):
    user = world.users[Persona.ADMINISTRATOR]

    response = change(user, portal_role="secretariat", name="Other name")

    assert "At least one administrator" in errors(response)["__all__"][0]
    # The whole form or nothing of it.
    assert (user.portal_role, user.name) == ("administrator", "Administrator")


def test_account_closed_in_the_form_opens_nothing(world, change):
    user = world.users[Persona.SECRETARIAT]
    client = world.client(Persona.SECRETARIAT)
    assert client.get("/accounts/sessions/").status_code == 200

    change(user, is_active=None)

    assert not user.is_active
    assert client.get("/accounts/sessions/").url.startswith("/accounts/login/")


def test_actions_name_whom_they_refused(administrator):
    invited, used = UserFactory(), UserFactory(last_login="2026-01-01T00:00:00Z")

    response = administrator.post(
        page(User, "changelist"),
        {"action": "send_invitation", "_selected_action": [invited.pk, used.pk]},
        follow=True,
    )

    told = [str(message) for message in response.context["messages"]]
    assert told == [f"{used.email}: {used.email} has signed in already.", "1 invitations were queued."]


# --- services ----------------------------------------------------------------------------------


def test_member_changes_by_the_service(change):
    member = MemberFactory(full_name="Aminah binti Ali", organisation="Old")

    change(member, full_name="Áminah binti Ali", organisation="Universiti Baharu")

    assert (member.organisation, member.version) == ("Universiti Baharu", 2)
    assert "universiti baharu" in member.search_text


def test_member_is_found_by_another_spelling(administrator):
    MemberFactory(full_name="Ólafur Þór")

    response = administrator.get(page(Member, "changelist"), {"q": "olafur"})

    assert [row.full_name for row in response.context["cl"].queryset] == ["Ólafur Þór"]


def test_edit_that_another_overtook_is_refused_and_nothing_is_lost(administrator):
    group = WorkingGroupFactory()
    url = page(type(group), "change", group.pk)
    sent = as_posted(administrator.get(url).context["adminform"].form)
    administrator.post(url, sent | {"name_en": "First"})

    response = administrator.post(url, sent | {"name_en": "Second"})

    group.refresh_from_db()
    assert group.name_en == "First"
    assert errors(response)["__all__"] == ["Somebody else saved this in the meantime."]
    assert 'value="Second"' in response.text


def test_objective_is_numbered_by_the_service(administrator):
    first = ObjectiveFactory(number=1)

    administrator.post(
        page(Objective, "add"),
        {"group": first.group_id, "statement": "Reach another goal.", "language": "en"},
    )

    assert list(first.group.objectives.values_list("number", "statement"))[1] == (2, "Reach another goal.")


def test_objective_changes_by_the_service(change):
    objective = ObjectiveFactory()

    change(objective, statement="Another goal.")

    assert (objective.statement, objective.version) == ("Another goal.", 2)


def test_appointment_that_clashes_is_told_at_its_field(administrator, world):
    member, group = world.members[Persona.OWN_MEMBER], world.group
    sent = {"member": member.pk, "group": group.pk, "role": "observer", "start_on": "2026-01-01"}

    response = administrator.post(page(Appointment, "add"), sent)

    assert "serves in this group already" in errors(response)["start_on"][0]
    assert Appointment.objects.filter(member=member).count() == 1


def test_appointment_is_made_by_the_service(administrator, world):
    member = MemberFactory()

    administrator.post(
        page(Appointment, "add"),
        {"member": member.pk, "group": world.group.pk, "role": "observer", "start_on": "2026-01-01"},
    )

    assert member.appointments.get().role == "observer"


def test_meeting_changed_after_the_notice_holds_a_mail(change, world):
    meeting = MeetingFactory(groups=[world.group], notified=True)
    change(meeting, place="Another room")

    assert (meeting.place, meeting.version) == ("Another room", 2)
    assert Meeting.objects.get().notice_due_at is not None


def test_meeting_that_is_over_is_refused(change, world):
    meeting = MeetingFactory(groups=[world.group], state="held")

    response = change(meeting, place="Another room")

    assert "This meeting is over" in errors(response)["__all__"][0]
    assert meeting.place != "Another room"


def test_agenda_item_changes_by_the_service(change, world):
    item = AgendaItemFactory(meeting=MeetingFactory(groups=[world.group]))

    change(item, title="Another title")

    assert (item.title, item.updated_by) == ("Another title", world.users[Persona.ADMINISTRATOR])


def test_deliverable_changes_by_the_service(change, world):
    deliverable = DeliverableFactory(group=world.group, state="proposed")

    change(deliverable, title="Another title")

    assert (deliverable.title, deliverable.version, deliverable.state) == ("Another title", 2, "proposed")


def test_deliverable_that_is_published_is_refused(change, world):
    deliverable = DeliverableFactory(group=world.group, state="published")

    response = change(deliverable, title="Another title")

    assert errors(response)["__all__"]
    assert deliverable.title != "Another title"


def test_instrument_changes_by_the_service(change):
    plan = InstrumentFactory()
    chapter = InstrumentFactory(parent=plan)

    change(chapter, name_en="Another name")
    refused = change(plan, parent=chapter.pk)

    assert (chapter.name_en, chapter.version) == ("Another name", 2)
    assert "part of itself" in errors(refused)["parent"][0]


def test_authority_changes_by_the_service_and_keeps_its_contact(change):
    authority = AuthorityFactory(contact=ContactFactory())
    contact = authority.contact_id

    change(authority, name_en="Another name")

    assert (authority.name_en, authority.version, authority.contact_id) == ("Another name", 2, contact)


def test_every_class_with_a_service_is_tried_here():
    """A class that writes by itself speaks of a model without a service."""
    plain = {
        model._meta.label
        for model, model_admin in admin.site._registry.items()
        if model_admin.editable and "change_row" not in vars(type(model_admin))
    }

    assert plain == {
        "members.Term",
        "groups.Announcement",
        "groups.Call",
    }

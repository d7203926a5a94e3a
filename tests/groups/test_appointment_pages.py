"""The secretariat's pages: appoint on one page, and what may be done to an appointment."""

import datetime as dt

import pytest
from django.urls import reverse

from groups.enums import Phase, Role
from groups.models import Appointment
from members.models import Member
from members.services import derived_names
from naio_portal.dates import kl_today
from tests.factories.groups import AppointmentFactory, WorkingGroupFactory, days_from_today
from tests.factories.members import MemberFactory, UserFactory

pytestmark = pytest.mark.django_db

APPOINT = "/groups/appoint/"


@pytest.fixture(autouse=True)
def secretary(client):
    user = UserFactory(secretariat=True)
    client.force_login(user)
    return user


@pytest.fixture
def group():
    return WorkingGroupFactory(code="SAF", slug="ai-safety")


@pytest.fixture
def aminah():
    member = derived_names(MemberFactory.build(full_name="Aminah binti Hassan", email="aminah@naio.example"))
    member.save()
    return member


def page(appointment, act: str) -> str:
    return reverse(f"groups:appointment-{act}", args=[appointment.reference])


def terms(group, **changes) -> dict:
    return {"group": group.pk, "role": "member", "start_on": "2025-02-28", "end_on": ""} | changes


# --- appoint ------------------------------------------------------------------------------------------


def test_appoint_somebody_known(client, group, aminah):
    response = client.post(
        APPOINT, terms(group, person=aminah.reference, instrument="NAIO/1", role="rapporteur"), follow=True
    )

    appointment = Appointment.objects.get()
    assert (appointment.member, appointment.role, appointment.instrument) == (aminah, "rapporteur", "NAIO/1")
    assert response.redirect_chain == [("/groups/ai-safety/roster/", 302)]
    assert "Aminah binti Hassan is appointed: Rapporteur of SAF since 28 February 2025." in response.text


def test_appoint_a_new_person_on_the_same_page(client, group):
    client.post(
        APPOINT,
        terms(
            group,
            person="new",
            titles="Dr.",
            full_name="Wong Siew Fong",
            email="Wong@NAIO.example",
            organisation="Universiti Contoh",
            is_proposal="on",
        ),
    )

    appointment = Appointment.objects.get()
    assert appointment.phase == Phase.PROPOSED
    assert (appointment.member.formal_name, appointment.member.email) == (
        "Dr. Wong Siew Fong",
        "wong@naio.example",
    )


def test_search_lists_people_and_keeps_what_was_typed(client, group, aminah):
    response = client.post(
        APPOINT, terms(group, search="1", q="aminah bt hassan", instrument="NAIO/7", person="")
    )

    assert response.status_code == 200
    assert list(response.context["found"]) == [aminah]
    assert 'value="NAIO/7"' in response.text
    assert Appointment.objects.count() == 0


def test_search_by_htmx_gives_the_list_alone(client, group, aminah):
    response = client.post(APPOINT, {"search": "1", "q": "hassan"}, headers={"HX-Request": "true"})

    assert str(aminah.reference) in response.text
    assert "<form" not in response.text


def test_link_from_a_page_chooses_group_and_person(client, group, aminah):
    response = client.get(APPOINT, {"group": "ai-safety", "member": aminah.reference})

    assert f'value="{aminah.reference}" checked' in response.text
    assert f'<option value="{group.pk}" selected>' in response.text


@pytest.mark.parametrize("person", ["", "nobody", "0" * 36, "00000000-0000-4000-8000-000000000000"])
def test_appoint_nobody_is_an_error_beside_the_choice(client, group, person):
    response = client.post(APPOINT, terms(group, person=person))

    assert response.context["form"].errors == {"person": ["Choose a person, or enter a new one."]}


def test_new_person_needs_a_name(client, group):
    response = client.post(APPOINT, terms(group, person="new"))

    assert response.context["form"].errors == {"full_name": ["Enter the new person's full name."]}


def test_new_person_of_a_known_name_is_asked_about(client, group, aminah):
    sent = terms(group, person="new", full_name="AMINAH bt. HASSAN")
    asked = client.post(APPOINT, sent)
    assert list(asked.context["form"].errors) == ["full_name"]
    assert list(asked.context["found"]) == [aminah]
    assert Member.objects.count() == 1

    client.post(APPOINT, sent | {"is_another_person": "on"})

    assert Member.objects.count() == 2


def test_refused_appointment_leaves_no_new_person_behind(client, group):
    AppointmentFactory(group=group, role=Role.CHAIR)
    before = Member.objects.count()

    response = client.post(
        APPOINT, terms(group, person="new", full_name="Wong Siew Fong", role="chair", end_on="")
    )

    assert list(response.context["form"].errors) == ["role"]
    assert Member.objects.count() == before


def test_address_of_another_member_is_an_error_at_the_address(client, group, aminah):
    response = client.post(
        APPOINT, terms(group, person="new", full_name="Another Person", email="aminah@naio.example")
    )

    assert list(response.context["form"].errors) == ["email"]


def test_last_day_first_is_an_error_at_the_day(client, group, aminah):
    response = client.post(APPOINT, terms(group, person=aminah.reference, end_on="2025-02-27"))

    assert response.context["form"].errors == {"end_on": ["The last day cannot be before the first."]}


def test_days_typed_by_hand_are_read_day_first(client, group, aminah):
    client.post(APPOINT, terms(group, person=aminah.reference, start_on="3/4/2025"))

    assert Appointment.objects.get().start_on == dt.date(2025, 4, 3)


# --- one appointment ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "acts"),
    [
        ({"proposed": True}, ["confirm", "revoke"]),
        ({"future": True}, ["precedence", "revoke", "correct"]),
        ({}, ["change-role", "end", "precedence", "correct"]),
        ({"ended": True}, ["correct"]),
    ],
)
def test_record_offers_what_its_phase_allows(client, made, acts):
    appointment = AppointmentFactory(**made)

    response = client.get(page(appointment, "detail"))

    assert [name for name, _text, _icon in response.context["acts"]] == [
        f"groups:appointment-{act}" for act in acts
    ]
    for act in acts:
        assert client.get(page(appointment, act)).status_code == 200


def test_record_lists_the_persons_other_appointments(client):
    appointment = AppointmentFactory()
    elsewhere = AppointmentFactory(member=appointment.member, ended=True)

    response = client.get(page(appointment, "detail"))

    assert list(response.context["others"]) == [elsewhere]
    assert elsewhere.group.name in response.text


def test_chair_reads_the_record_and_changes_nothing(client):
    appointment = AppointmentFactory(ended=True)
    chair = UserFactory()
    AppointmentFactory(group=appointment.group, role=Role.CHAIR, user=chair)
    client.force_login(chair)

    response = client.get(page(appointment, "detail"))

    assert response.context["acts"] == []
    assert "Term completed" in response.text
    assert client.post(page(appointment, "correct"), {}).status_code == 403


def test_confirm(client):
    proposal = AppointmentFactory(proposed=True)

    response = client.post(page(proposal, "confirm"), {"instrument": "NAIO/3"})

    proposal.refresh_from_db()
    assert response.headers["Location"] == page(proposal, "detail")
    assert (proposal.phase, proposal.instrument) == (Phase.IN_FORCE, "NAIO/3")


def test_revoke(client):
    proposal = AppointmentFactory(proposed=True)

    client.post(page(proposal, "revoke"), {"reason": "not_taken_up", "note": "Declined by mail."})

    proposal.refresh_from_db()
    assert (proposal.phase, proposal.end_note) == (Phase.REVOKED, "Declined by mail.")


def test_revoke_who_served_offers_a_correction_only(client):
    serving = AppointmentFactory()

    response = client.get(page(serving, "revoke"))

    assert [value for value, _text in response.context["form"].fields["reason"].choices] == ["correction"]
    assert "counts as never made" in response.text


def test_end_says_what_it_does_and_asks_why(client):
    appointment = AppointmentFactory()
    asked = client.get(page(appointment, "end"))
    assert "The person serves until midnight of the last day in Kuala Lumpur." in asked.text
    refused = client.post(page(appointment, "end"), {"end_on": kl_today().isoformat(), "reason": ""})
    assert list(refused.context["form"].errors) == ["reason"]

    client.post(page(appointment, "end"), {"end_on": days_from_today(7).isoformat(), "reason": "resigned"})

    appointment.refresh_from_db()
    assert (appointment.end_on, appointment.end_reason) == (days_from_today(7), "resigned")


def test_end_what_has_ended_says_what_to_do_instead(client):
    appointment = AppointmentFactory(ended=True)

    response = client.post(
        page(appointment, "end"), {"end_on": days_from_today(-5).isoformat(), "reason": "resigned"}
    )

    assert "To change that, correct the record." in response.text


def test_change_role(client):
    appointment = AppointmentFactory()

    response = client.post(
        page(appointment, "change-role"), {"role": "observer", "from_on": kl_today().isoformat()}
    )

    new = Appointment.objects.get(role=Role.OBSERVER)
    assert response.headers["Location"] == page(new, "detail")
    appointment.refresh_from_db()
    assert (appointment.end_on, appointment.end_reason) == (days_from_today(-1), "role_change")


def test_change_role_to_chair_beside_a_chair_is_an_error_at_the_role(client):
    chair = AppointmentFactory(role=Role.CHAIR)
    appointment = AppointmentFactory(group=chair.group)

    response = client.post(
        page(appointment, "change-role"), {"role": "chair", "from_on": kl_today().isoformat()}
    )

    assert list(response.context["form"].errors) == ["role"]


def test_correct_asks_what_was_wrong(client):
    appointment = AppointmentFactory(role=Role.CHAIR, start_on=dt.date(2025, 2, 28), instrument="NAIO/1")
    sent = {"role": "co-chair", "start_on": "2025-02-28", "end_on": "", "instrument": "NAIO/1", "note": ""}
    refused = client.post(page(appointment, "correct"), sent)
    assert list(refused.context["form"].errors) == ["note"]

    client.post(page(appointment, "correct"), sent | {"note": "The letter says co-chair."})

    right = Appointment.objects.get(role=Role.CO_CHAIR)
    assert (right.start_on, right.instrument) == (dt.date(2025, 2, 28), "NAIO/1")


def test_set_precedence_and_take_it_away(client):
    appointment = AppointmentFactory()

    client.post(page(appointment, "precedence"), {"precedence": "2"})
    appointment.refresh_from_db()
    assert appointment.precedence == 2
    client.post(page(appointment, "precedence"), {"precedence": ""})

    appointment.refresh_from_db()
    assert appointment.precedence is None


# --- what changed ------------------------------------------------------------------------------------------


def test_history_tells_who_ended_it_when_and_why(client, secretary):
    appointment = AppointmentFactory(end_on=None)
    client.post(page(appointment, "end"), {"end_on": days_from_today(1).isoformat(), "reason": "resigned"})

    own, groups = (
        client.get(page(appointment, "history")),
        client.get(reverse("groups:group-history", args=[appointment.group.slug])),
    )

    for response in (own, groups):
        assert secretary.name in response.text
        assert "Resigned" in response.text


def test_history_hides_reasons_from_other_members(client):
    appointment = AppointmentFactory(end_on=None)
    client.post(
        page(appointment, "end"), {"end_on": kl_today().isoformat(), "reason": "removed", "note": "Because."}
    )
    user = UserFactory()
    AppointmentFactory(group=appointment.group, user=user)
    client.force_login(user)

    response = client.get(reverse("groups:group-history", args=[appointment.group.slug]))

    assert response.status_code == 200
    assert "Removed" not in response.text.replace("Removed</span>", "")
    assert "Because." not in response.text

"""Appointing, confirming, revoking, ending, changing a role, correcting: what the services allow."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from groups import services
from groups.enums import AppointmentState, EndReason, Phase, Role
from groups.models import Appointment
from naio_portal.dates import kl_today
from naio_portal.errors import DomainError, IllegalMove, NotAllowed
from tests.factories.groups import AppointmentFactory, WorkingGroupFactory, days_from_today
from tests.factories.members import MemberFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    return UserFactory(secretariat=True)


@pytest.fixture
def group():
    return WorkingGroupFactory(code="SAF", slug="ai-safety")


def field_errors(error: pytest.ExceptionInfo) -> dict:
    return error.value.message_dict


def facts(group) -> list[tuple]:
    """Role, first day, last day, state and reason of the group's appointments, oldest record first."""
    return list(
        Appointment.objects.filter(group=group)
        .order_by("id")
        .values_list("role", "start_on", "end_on", "state", "end_reason")
    )


def test_appoint_member_records_a_confirmed_appointment(secretary, group):
    member = MemberFactory()

    appointment = services.appoint_member(
        member=member,
        group=group,
        role=Role.RAPPORTEUR,
        start_on=dt.date(2025, 2, 28),
        end_on=dt.date(2027, 2, 27),
        instrument="NAIO/WG/2025/001",
        by=secretary,
    )

    appointment.refresh_from_db()
    assert appointment.state == AppointmentState.CONFIRMED
    assert appointment.instrument == "NAIO/WG/2025/001"
    assert facts(group) == [("rapporteur", dt.date(2025, 2, 28), dt.date(2027, 2, 27), "confirmed", "")]


def test_appoint_member_by_a_chair_is_refused(group):
    chair = UserFactory()
    AppointmentFactory(group=group, role=Role.CHAIR, user=chair)

    with pytest.raises(NotAllowed):
        services.appoint_member(
            member=MemberFactory(), group=group, role=Role.MEMBER, start_on=kl_today(), by=chair
        )

    assert Appointment.objects.filter(group=group).count() == 1


def test_appoint_member_with_the_last_day_first_names_the_field(secretary, group):
    with pytest.raises(ValidationError) as error:
        services.appoint_member(
            member=MemberFactory(),
            group=group,
            role=Role.MEMBER,
            start_on=dt.date(2025, 3, 2),
            end_on=dt.date(2025, 3, 1),
            by=secretary,
        )

    assert field_errors(error) == {"end_on": ["The last day cannot be before the first."]}


def test_appoint_member_for_one_day_is_allowed(secretary, group):
    appointment = services.appoint_member(
        member=MemberFactory(),
        group=group,
        role=Role.MEMBER,
        start_on=dt.date(2025, 3, 1),
        end_on=dt.date(2025, 3, 1),
        by=secretary,
    )

    assert appointment.is_in_force_on(dt.date(2025, 3, 1))


@pytest.mark.parametrize(
    ("first", "last", "is_clash"),
    [
        (dt.date(2025, 1, 1), dt.date(2025, 2, 27), False),  # ends the day before
        (dt.date(2025, 1, 1), dt.date(2025, 2, 28), True),  # ends on the other's first day
        (dt.date(2026, 2, 27), None, True),  # begins on the other's last day
        (dt.date(2026, 2, 28), None, False),  # begins the day after
    ],
)
def test_appoint_member_beside_another_appointment(secretary, group, first, last, is_clash):
    member = MemberFactory(titles="Dr.", full_name="Aminah binti Hassan")
    AppointmentFactory(group=group, member=member, start_on=dt.date(2025, 2, 28), end_on=dt.date(2026, 2, 27))

    def appoint():
        return services.appoint_member(
            member=member, group=group, role=Role.OBSERVER, start_on=first, end_on=last, by=secretary
        )

    if is_clash:
        with pytest.raises(ValidationError) as error:
            appoint()
        assert field_errors(error) == {
            "start_on": [
                "Dr. Aminah binti Hassan serves in this group already: Member, "
                "28 February 2025 to 27 February 2026."
            ]
        }
    else:
        assert appoint().pk


def test_appoint_member_who_serves_in_another_group_is_allowed(secretary, group):
    elsewhere = AppointmentFactory()

    appointment = services.appoint_member(
        member=elsewhere.member, group=group, role=Role.MEMBER, start_on=kl_today(), by=secretary
    )

    assert appointment.is_in_force


def test_appoint_second_chair_names_the_first(secretary, group):
    chair = MemberFactory(titles="Prof.", full_name="Lim Wei Ming")
    AppointmentFactory(group=group, member=chair, role=Role.CHAIR, start_on=dt.date(2025, 2, 28))

    with pytest.raises(ValidationError) as error:
        services.appoint_member(
            member=MemberFactory(), group=group, role=Role.CHAIR, start_on=kl_today(), by=secretary
        )

    assert field_errors(error) == {
        "role": ["The group has a chair on some of these days: Prof. Lim Wei Ming, from 28 February 2025."]
    }


def test_appoint_co_chair_beside_the_chair_is_allowed(secretary, group):
    AppointmentFactory(group=group, role=Role.CHAIR)

    appointment = services.appoint_member(
        member=MemberFactory(), group=group, role=Role.CO_CHAIR, start_on=kl_today(), by=secretary
    )

    assert appointment.is_in_force


def test_proposal_opens_nothing_until_confirmed(secretary, group):
    proposal = services.appoint_member(
        member=MemberFactory(),
        group=group,
        role=Role.MEMBER,
        start_on=kl_today(),
        is_proposal=True,
        by=secretary,
    )
    assert Appointment.objects.in_force().count() == 0

    services.confirm_appointment(appointment=proposal, instrument="NAIO/WG/9", by=secretary)

    proposal.refresh_from_db()
    assert (proposal.phase, proposal.instrument) == (Phase.IN_FORCE, "NAIO/WG/9")
    assert Appointment.objects.in_force().get() == proposal


def test_confirm_proposal_of_somebody_appointed_since_names_the_appointment(secretary, group):
    proposal = AppointmentFactory(group=group, proposed=True, start_on=dt.date(2025, 3, 1))
    AppointmentFactory(group=group, member=proposal.member, start_on=dt.date(2025, 2, 28))

    with pytest.raises(ValidationError) as error:
        services.confirm_appointment(appointment=proposal, by=secretary)

    assert list(field_errors(error)) == ["start_on"]
    proposal.refresh_from_db()
    assert proposal.state == AppointmentState.PROPOSED


def test_confirm_twice_is_an_illegal_move(secretary):
    appointment = AppointmentFactory(proposed=True)
    services.confirm_appointment(appointment=appointment, by=secretary)

    with pytest.raises(IllegalMove):
        services.confirm_appointment(appointment=appointment, by=secretary)


def test_revoke_proposal_keeps_the_reason(secretary, group):
    proposal = AppointmentFactory(group=group, proposed=True)

    services.revoke_appointment(appointment=proposal, reason=EndReason.NOT_TAKEN_UP, by=secretary)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.end_reason) == ("revoked", "not_taken_up")


def test_revoke_without_reason_names_the_field(secretary):
    proposal = AppointmentFactory(proposed=True)

    with pytest.raises(ValidationError) as error:
        services.revoke_appointment(appointment=proposal, reason="", by=secretary)

    assert field_errors(error) == {"reason": ["Say why."]}


def test_revoke_future_appointment_frees_the_days(secretary, group):
    future = AppointmentFactory(group=group, future=True)
    services.revoke_appointment(appointment=future, reason=EndReason.NOT_TAKEN_UP, by=secretary)

    again = services.appoint_member(
        member=future.member, group=group, role=Role.MEMBER, start_on=future.start_on, by=secretary
    )

    assert again.is_future


def test_revoke_who_has_served_is_refused_unless_a_correction(secretary):
    serving = AppointmentFactory()

    with pytest.raises(DomainError, match="has served since"):
        services.revoke_appointment(appointment=serving, reason=EndReason.NOT_TAKEN_UP, by=secretary)
    services.revoke_appointment(appointment=serving, reason=EndReason.CORRECTION, by=secretary)

    serving.refresh_from_db()
    assert serving.phase == Phase.REVOKED


def test_revoke_on_the_first_day_counts_as_served(secretary):
    begins_today = AppointmentFactory(start_on=kl_today())

    with pytest.raises(DomainError, match="has served since"):
        services.revoke_appointment(appointment=begins_today, reason=EndReason.NOT_TAKEN_UP, by=secretary)


def test_end_appointment_today_lasts_until_tonight(secretary):
    appointment = AppointmentFactory()

    services.end_appointment(
        appointment=appointment, end_on=kl_today(), reason=EndReason.RESIGNED, by=secretary
    )

    appointment.refresh_from_db()
    assert (appointment.end_on, appointment.end_reason) == (kl_today(), "resigned")
    assert appointment.is_in_force
    assert appointment.phase_on(days_from_today(1)) == Phase.ENDED


@pytest.mark.parametrize(("reason", "note"), [("", ""), ("tired", ""), ("other", " "), ("removed", "")])
def test_end_appointment_without_a_telling_reason_is_refused(secretary, reason, note):
    appointment = AppointmentFactory()

    with pytest.raises(ValidationError) as error:
        services.end_appointment(
            appointment=appointment, end_on=kl_today(), reason=reason, note=note, by=secretary
        )

    assert list(field_errors(error)) in (["reason"], ["note"])
    appointment.refresh_from_db()
    assert appointment.end_on is None


def test_end_appointment_before_it_began_names_the_field(secretary):
    appointment = AppointmentFactory(start_on=dt.date(2025, 3, 1))

    with pytest.raises(ValidationError) as error:
        services.end_appointment(
            appointment=appointment, end_on=dt.date(2025, 2, 28), reason=EndReason.RESIGNED, by=secretary
        )

    assert field_errors(error) == {"end_on": ["The last day cannot be before the first."]}


def test_end_appointment_later_than_its_last_day_is_refused(secretary):
    appointment = AppointmentFactory(end_on=days_from_today(30))

    with pytest.raises(ValidationError) as error:
        services.end_appointment(
            appointment=appointment, end_on=days_from_today(31), reason=EndReason.TERM, by=secretary
        )

    assert list(field_errors(error)) == ["end_on"]


def test_end_appointment_that_has_ended_is_a_correction(secretary):
    appointment = AppointmentFactory(ended=True)

    with pytest.raises(DomainError, match="correct the record"):
        services.end_appointment(
            appointment=appointment, end_on=days_from_today(-3), reason=EndReason.RESIGNED, by=secretary
        )


def test_end_proposal_is_an_illegal_move(secretary):
    proposal = AppointmentFactory(proposed=True)

    with pytest.raises(IllegalMove):
        services.end_appointment(
            appointment=proposal, end_on=kl_today(), reason=EndReason.RESIGNED, by=secretary
        )


def test_change_role_ends_one_the_day_before_and_starts_another(secretary, group):
    member = AppointmentFactory(
        group=group, start_on=dt.date(2025, 2, 28), end_on=dt.date(2027, 2, 27), precedence=3
    )

    new = services.change_role(
        appointment=member, role=Role.RAPPORTEUR, from_on=dt.date(2025, 6, 1), by=secretary
    )

    assert facts(group) == [
        ("member", dt.date(2025, 2, 28), dt.date(2025, 5, 31), "confirmed", "role_change"),
        ("rapporteur", dt.date(2025, 6, 1), dt.date(2027, 2, 27), "confirmed", ""),
    ]
    assert new.member == member.member


def test_change_role_to_chair_beside_a_chair_changes_nothing(secretary, group):
    AppointmentFactory(group=group, role=Role.CHAIR)
    member = AppointmentFactory(group=group)
    before = facts(group)

    with pytest.raises(ValidationError) as error:
        services.change_role(appointment=member, role=Role.CHAIR, from_on=kl_today(), by=secretary)

    assert list(field_errors(error)) == ["role"]
    assert facts(group) == before


@pytest.mark.parametrize(
    ("from_on", "is_inside"),
    [
        (dt.date(2025, 2, 28), False),  # the first day: a correction
        (dt.date(2025, 3, 1), True),
        (dt.date(2027, 2, 27), True),  # the last day
        (dt.date(2027, 2, 28), False),
    ],
)
def test_change_role_only_inside_the_appointment(secretary, group, from_on, is_inside):
    member = AppointmentFactory(group=group, start_on=dt.date(2025, 2, 28), end_on=dt.date(2027, 2, 27))

    if is_inside:
        new = services.change_role(appointment=member, role=Role.OBSERVER, from_on=from_on, by=secretary)
        assert (new.start_on, new.end_on) == (from_on, dt.date(2027, 2, 27))
    else:
        with pytest.raises(ValidationError) as error:
            services.change_role(appointment=member, role=Role.OBSERVER, from_on=from_on, by=secretary)
        assert list(field_errors(error)) == ["from_on"]


def test_change_role_to_the_same_role_is_refused(secretary):
    member = AppointmentFactory()

    with pytest.raises(ValidationError) as error:
        services.change_role(appointment=member, role=Role.MEMBER, from_on=kl_today(), by=secretary)

    assert field_errors(error) == {"role": ["This is the role already."]}


def test_correct_appointment_revokes_the_wrong_record_and_writes_the_right_one(secretary, group):
    wrong = AppointmentFactory(
        group=group, role=Role.CHAIR, start_on=dt.date(2025, 2, 28), instrument="NAIO/1"
    )

    right = services.correct_appointment(
        appointment=wrong, role=Role.CO_CHAIR, note="The letter says co-chair.", by=secretary
    )

    assert facts(group) == [
        ("chair", dt.date(2025, 2, 28), None, "revoked", "correction"),
        ("co-chair", dt.date(2025, 2, 28), None, "confirmed", ""),
    ]
    assert right.instrument == "NAIO/1"
    wrong.refresh_from_db()
    assert wrong.end_note == "The letter says co-chair."


def test_correct_appointment_that_ended_by_mistake_takes_the_end_away(secretary, group):
    wrong = AppointmentFactory(group=group, ended=True)

    right = services.correct_appointment(appointment=wrong, end_on=None, by=secretary)

    assert (right.phase, right.end_reason) == (Phase.IN_FORCE, "")


def test_correct_appointment_without_difference_is_refused(secretary):
    appointment = AppointmentFactory()

    with pytest.raises(ValidationError):
        services.correct_appointment(appointment=appointment, role=Role.MEMBER, by=secretary)


def test_correct_appointment_into_a_clash_changes_nothing(secretary, group):
    AppointmentFactory(group=group, role=Role.CHAIR)
    member = AppointmentFactory(group=group)
    before = facts(group)

    with pytest.raises(ValidationError):
        services.correct_appointment(appointment=member, role=Role.CHAIR, by=secretary)

    assert facts(group) == before


def test_correct_appointment_of_another_person_is_no_correction(secretary):
    with pytest.raises(TypeError):
        services.correct_appointment(appointment=AppointmentFactory(), member=MemberFactory(), by=secretary)


def test_set_precedence_orders_people_of_one_role(secretary, group):
    zainab = AppointmentFactory(group=group, member=MemberFactory(full_name="Zainab"))
    adam = AppointmentFactory(group=group, member=MemberFactory(full_name="Adam"))
    chair = AppointmentFactory(group=group, role=Role.CHAIR, member=MemberFactory(full_name="Zul"))
    assert list(Appointment.objects.by_precedence()) == [chair, adam, zainab]

    services.set_precedence(appointment=zainab, precedence=1, by=secretary)

    assert list(Appointment.objects.by_precedence()) == [chair, zainab, adam]


@pytest.mark.parametrize("persona", ["member", "chair", "leadership"])
def test_appointments_are_the_secretariats_to_change(group, persona):
    user = UserFactory(leadership=persona == "leadership")
    if persona != "leadership":
        AppointmentFactory(group=group, role=persona, user=user)
    proposal = AppointmentFactory(group=group, proposed=True)
    serving = AppointmentFactory(group=group)
    acts = [
        lambda: services.confirm_appointment(appointment=proposal, by=user),
        lambda: services.revoke_appointment(appointment=proposal, reason=EndReason.NOT_TAKEN_UP, by=user),
        lambda: services.end_appointment(
            appointment=serving, end_on=kl_today(), reason=EndReason.RESIGNED, by=user
        ),
        lambda: services.change_role(appointment=serving, role=Role.OBSERVER, from_on=kl_today(), by=user),
        lambda: services.correct_appointment(appointment=serving, role=Role.OBSERVER, by=user),
        lambda: services.set_precedence(appointment=serving, precedence=1, by=user),
    ]
    before = facts(group)

    for act in acts:
        with pytest.raises(NotAllowed):
            act()

    assert facts(group) == before

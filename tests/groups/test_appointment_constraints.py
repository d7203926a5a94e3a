"""What the database itself refuses, whichever way a row comes in: here by raw SQL."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from groups.enums import Role
from tests.factories.groups import AppointmentFactory, WorkingGroupFactory
from tests.factories.members import MemberFactory

pytestmark = pytest.mark.django_db

ROW = {
    "role": "member",
    "start_on": "2025-02-28",
    "end_on": "2026-02-27",
    "end_reason": "",
    "state": "confirmed",
}


def insert(member, group, **values) -> None:
    row = ROW | values | {"member_id": member.pk, "group_id": group.pk, "reference": uuid.uuid4()}
    row |= {"end_note": "", "instrument": "", "created_at": "2025-02-28"}
    columns = ", ".join(row)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO groups_appointment ({columns}) VALUES ({', '.join(['%s'] * len(row))})",
            list(row.values()),
        )


def refused_by(constraint: str, member, group, **values) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        insert(member, group, **values)


@pytest.fixture
def group():
    return WorkingGroupFactory()


@pytest.fixture
def member():
    return MemberFactory()


@pytest.mark.parametrize(
    ("start_on", "end_on", "meets"),
    [
        ("2025-01-01", "2025-02-27", False),
        ("2025-01-01", "2025-02-28", True),
        ("2026-02-27", None, True),
        ("2026-02-28", None, False),
    ],
)
def test_two_of_one_member_in_one_group(group, member, start_on, end_on, meets):
    insert(member, group)
    days = {"start_on": start_on, "end_on": end_on, "role": "observer"}

    if meets:
        refused_by("appointment_one_per_member_and_group", member, group, **days)
    else:
        insert(member, group, **days)


@pytest.mark.parametrize(
    ("start_on", "end_on", "meets"),
    [
        ("2025-01-01", "2025-02-27", False),
        ("2025-01-01", "2025-02-28", True),
        ("2026-02-27", None, True),
        ("2026-02-28", None, False),
    ],
)
def test_two_chairs_of_one_group(group, member, start_on, end_on, meets):
    insert(member, group, role="chair")
    days = {"start_on": start_on, "end_on": end_on, "role": "chair"}

    if meets:
        refused_by("appointment_one_chair", MemberFactory(), group, **days)
    else:
        insert(MemberFactory(), group, **days)


def test_one_member_in_two_groups_and_a_chair_in_each(group, member):
    insert(member, group, role="chair")

    insert(member, WorkingGroupFactory(), role="chair")


@pytest.mark.parametrize("state", ["proposed"])
def test_proposals_may_meet_what_is_in_force(group, member, state):
    insert(member, group, role="chair")

    insert(member, group, role="chair", state=state)


def test_end_before_start(group, member):
    with pytest.raises(IntegrityError, match="appointment_end_not_before_start"), transaction.atomic():
        insert(member, group, state="proposed", end_on="2025-02-27")


def test_unknown_role(group, member):
    refused_by("appointment_role_known", member, group, role="boss")


def test_new_row_in_a_later_state(group, member):
    refused_by("cannot be in state revoked", member, group, state="revoked", end_reason="other")


@pytest.mark.parametrize(
    ("old", "new", "is_legal"),
    [
        ("proposed", "confirmed", True),
        ("proposed", "revoked", True),
        ("confirmed", "revoked", True),
        ("confirmed", "proposed", False),
        ("revoked", "confirmed", False),
        ("revoked", "proposed", False),
    ],
)
def test_moves_of_the_state(old, new, is_legal):
    appointment = AppointmentFactory(proposed=old == "proposed", role=Role.MEMBER)

    def move(state: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE groups_appointment SET state = %s, end_reason = 'correction' WHERE id = %s",
                [state, appointment.pk],
            )

    if old == "revoked":
        move("revoked")
    if is_legal:
        move(new)
        appointment.refresh_from_db()
        assert appointment.state == new
    else:
        with pytest.raises(IntegrityError, match=f"no move from {old} to {new}"), transaction.atomic():
            move(new)


def test_revoked_without_a_reason():
    appointment = AppointmentFactory()

    with (
        pytest.raises(IntegrityError, match="appointment_revoked_has_reason"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE groups_appointment SET state = 'revoked' WHERE id = %s", [appointment.pk])

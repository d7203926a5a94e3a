"""Two people at once, on two connections of the database."""

from threading import Barrier, Event, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import translation

from groups import services
from groups.enums import EndReason, Role
from groups.models import Appointment
from naio_portal.dates import kl_today
from naio_portal.errors import IllegalMove
from tests.factories.groups import AppointmentFactory, WorkingGroupFactory
from tests.factories.members import MemberFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts) -> list[Exception | None]:
    """Call each act in a thread of its own, all beginning together; what each raised, in order."""
    barrier = Barrier(len(acts))
    raised: list[Exception | None] = [None] * len(acts)

    def run(place: int, act) -> None:
        try:
            with translation.override("en"):
                barrier.wait(timeout=5)
                act()
        except Exception as error:
            raised[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
    return raised


def test_two_appointments_of_one_person_at_once():
    group, member = WorkingGroupFactory(), MemberFactory(full_name="Aminah binti Hassan")

    def appoint(role):
        return lambda: services.appoint_member(
            member=member, group=group, role=role, start_on=kl_today(), by=None
        )

    raised = at_once(appoint(Role.MEMBER), appoint(Role.OBSERVER))

    [refusal] = [error for error in raised if error is not None]
    assert isinstance(refusal, ValidationError)
    assert "Aminah binti Hassan serves in this group already" in refusal.message_dict["start_on"][0]
    assert Appointment.objects.count() == 1


def test_two_chairs_at_once():
    group = WorkingGroupFactory()

    def appoint(member):
        return lambda: services.appoint_member(
            member=member, group=group, role=Role.CHAIR, start_on=kl_today(), by=None
        )

    raised = at_once(appoint(MemberFactory()), appoint(MemberFactory()))

    [refusal] = [error for error in raised if error is not None]
    assert list(refusal.message_dict) == ["role"]
    assert Appointment.objects.count() == 1


def test_confirm_and_revoke_at_once():
    proposal = AppointmentFactory(proposed=True, start_on=kl_today())

    raised = at_once(
        lambda: services.confirm_appointment(appointment=proposal, by=None),
        lambda: services.revoke_appointment(appointment=proposal, reason=EndReason.CORRECTION, by=None),
    )

    proposal.refresh_from_db()
    confirm_refused, revoke_refused = raised
    assert revoke_refused is None
    assert proposal.state == "revoked"
    assert confirm_refused is None or isinstance(confirm_refused, IllegalMove)


def test_insert_past_the_services_gets_a_sentence_not_an_error():
    """A writer that does not lock the group is met by the constraint; the person reads a sentence."""
    group, member = WorkingGroupFactory(), MemberFactory()
    has_inserted, may_commit = Event(), Event()
    raised: list[Exception] = []

    def slow_writer() -> None:
        with transaction.atomic():
            AppointmentFactory(group=group, member=member)
            has_inserted.set()
            may_commit.wait(timeout=5)
        connection.close()

    def appoint() -> None:
        try:
            services.appoint_member(
                member=member, group=group, role=Role.OBSERVER, start_on=kl_today(), by=None
            )
        except ValidationError as error:
            raised.append(error)
        finally:
            connection.close()

    writer = Thread(target=slow_writer)
    writer.start()
    has_inserted.wait(timeout=5)
    second = Thread(target=appoint)
    second.start()
    second.join(timeout=0.3)
    assert second.is_alive()
    may_commit.set()
    writer.join(timeout=10)
    second.join(timeout=10)

    [refusal] = raised
    assert list(refusal.message_dict) == ["start_on"]
    assert Appointment.objects.get().role == Role.MEMBER

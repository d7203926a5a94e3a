"""Who has not answered, and what waits for a disposition, in the one reminder engine."""

import pytest

from deliverables import services
from groups.enums import Role
from naio_portal.notices.models import OutboxMessage
from naio_portal.notices.services.delivery import deliver_due
from naio_portal.notices.services.sweep import sweep_reminders
from tests.factories.deliverables import DeliverableFactory, VersionFactory, days
from tests.factories.groups import AppointmentFactory, WorkingGroupFactory
from tests.factories.liaison import SectorOfficerFactory
from tests.factories.members import MemberFactory, UserFactory
from tests.factories.reviews import CommentFactory, ReviewerFactory, ReviewRoundFactory, hours

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "rules")]


class Review:
    """A round of a group with a chair, an editor, and one member who is asked through the group."""

    def __init__(self, closes_in: int = 24 * 7, **terms) -> None:
        self.group = WorkingGroupFactory()
        self.chair, self.editor, self.asked = (
            self.serves(role) for role in (Role.CHAIR, Role.MEMBER, Role.MEMBER)
        )
        deliverable = DeliverableFactory(group=self.group, state="in_review", last_update_on=days(0))
        terms = {"opens_at": hours(-24 * 30), "closes_at": hours(closes_in), **terms}
        self.round = ReviewRoundFactory(
            version=VersionFactory(deliverable=deliverable), editor=self.editor, **terms
        )
        self.row = ReviewerFactory(
            round=self.round, member=self.asked, group=self.group, added_at=hours(-24 * 30)
        )

    def serves(self, role=Role.MEMBER):
        return AppointmentFactory(
            group=self.group,
            role=role,
            start_on=days(-400),
            member=MemberFactory(time_zone="", user=UserFactory()),
        ).member


def told() -> set[str]:
    return set(OutboxMessage.objects.filter(kind="notices.reminders").values_list("to_address", flat=True))


@pytest.mark.parametrize(("closes_in", "is_told"), [(8, False), (7, True), (4, True), (1, True), (0, True)])
def test_who_has_not_answered_is_reminded_until_the_last_day(closes_in, is_told):
    review = Review(closes_in=24 * closes_in + 6)

    sweep_reminders()

    assert told() == ({review.asked.user.email} if is_told else set())


def test_an_answer_ends_the_reminders_also_of_a_mail_that_is_queued(smtp_server):
    review = Review()
    sweep_reminders()
    services.say_no_comments(review_round=review.round, by=review.asked.user)

    deliver_due()

    assert OutboxMessage.objects.get(kind="notices.reminders").state == "dropped"
    assert smtp_server.messages == []


@pytest.mark.parametrize("terms", [{"cancelled": True}, {"closes_in": -1}])
def test_nobody_is_reminded_of_what_is_closed_or_called_off(terms):
    Review(**terms)

    sweep_reminders()

    assert told() == set()


def test_who_left_is_not_reminded_and_nobody_stands_in(clock):
    review = Review()
    review.group.appointments.filter(member=review.asked).update(end_on=days(-1), end_reason="term")

    sweep_reminders()

    assert told() == set()


def test_named_people_and_officers_are_reminded_too():
    review = Review()
    services.say_no_comments(review_round=review.round, by=review.asked.user)
    other = AppointmentFactory(
        start_on=days(-400), member=MemberFactory(time_zone="", user=UserFactory())
    ).member
    ReviewerFactory(round=review.round, member=other, added_at=hours(-24 * 30))
    by_mail, signs_in = SectorOfficerFactory(by_mail=True), SectorOfficerFactory()
    for officer in (by_mail, signs_in):
        ReviewerFactory(round=review.round, member=None, officer=officer, added_at=hours(-24 * 30))

    sweep_reminders()

    assert told() == {other.user.email, by_mail.contact.email, signs_in.user.email}


def test_who_is_asked_late_gets_no_stage_of_earlier_days():
    review = Review(closes_in=24 * 5)
    review.row.added_at = hours(0)
    review.row.save()

    sweep_reminders()

    assert told() == set()


@pytest.mark.parametrize(
    ("closed_days_ago", "editor", "chair"),
    [(6, False, False), (7, True, False), (14, True, False), (21, True, True)],
)
def test_the_editor_then_the_chair_are_reminded_of_open_comments(closed_days_ago, editor, chair):
    review = Review(opens_at=hours(-24 * 60), closes_in=-24 * closed_days_ago)
    CommentFactory(round=review.round)

    sweep_reminders()

    assert told() == {
        person.user.email for person, is_told in ((review.editor, editor), (review.chair, chair)) if is_told
    }

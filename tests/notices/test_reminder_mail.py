"""The one reminder mail of a person and day: what it says of each part, and what is so no more."""

import datetime as dt

import pytest

from deliverables.models import Milestone
from naio_portal.notices.enums import DigestRhythm
from naio_portal.notices.models import NoticePreference, OutboxMessage
from naio_portal.notices.services.delivery import deliver_due
from naio_portal.notices.services.sweep import sweep_reminders
from tests.factories.deliverables import ContributorFactory, DeliverableFactory, days
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def mail_to(smtp_server, address: str) -> tuple[str, str]:
    """Subject and plain text of the one mail that the sweep of today brings to that address."""
    sweep_reminders()
    deliver_due()
    [letter] = smtp_server.sent_to(address)
    return letter["Subject"], letter.get_body(("plain",)).get_content()


def contributor(team):
    made = ContributorFactory(deliverable=team.deliverable, member=team.serves(), since=dt.date(2026, 1, 1))
    return made.member


def test_owner_reads_all_that_is_due_the_most_urgent_first(team, smtp_server):
    team.milestone(due_in=7, title="Later one")
    team.milestone(due_in=-3, title="Late one")

    subject, text = mail_to(smtp_server, team.owner.email)

    assert "Late one" in subject
    assert subject.endswith("(and 1 more)")
    assert "What you own" in text
    assert text.index("Late one") < text.index("Later one")
    assert f"/deliverables/{team.deliverable.reference}/update/" in text
    assert "Such reminders cannot be switched off." in text


def test_chair_is_told_who_owns_what_is_overdue(team, smtp_server):
    chair = team.serves("chair")
    team.milestone(due_in=-7, title="Late one")

    _subject, text = mail_to(smtp_server, chair.email)

    assert "Overdue, for your attention" in text
    assert f"owned by {team.owner}" in text
    assert "/update/" not in text  # who is told is led to the page, not to the form


def test_what_nobody_owns_asks_the_chair_to_name_an_owner(team, smtp_server):
    chair = team.serves("chair")
    UserFactory(secretariat=True)
    orphan = DeliverableFactory(group=team.group, owner=None, activated_on=days(-100))
    team.milestone(deliverable=orphan, title="Nobody's", activated_on=days(-100))

    _subject, text = mail_to(smtp_server, chair.email)

    assert "Without an owner: please name one" in text
    assert "“Nobody's”. Please name one." in text


def test_contributor_reads_a_week_before(team, smtp_server):
    member = contributor(team)
    team.milestone(due_in=7, title="Shared one")

    _subject, text = mail_to(smtp_server, member.email)

    assert "What you contribute to" in text
    assert "“Shared one”, to which you contribute." in text


def test_digest_asks_nothing_and_looks_two_weeks_ahead(team, smtp_server):
    member = contributor(team)
    NoticePreference.objects.create(member=member, digest=DigestRhythm.DAILY)
    team.milestone(due_in=12, title="In two weeks")
    team.milestone(due_in=20, title="Too far away")

    _subject, text = mail_to(smtp_server, member.email)

    assert "This is your digest; nothing is asked of you." in text
    assert "Too far away" not in text


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "achieved", "achieved_on": dt.date(2026, 11, 24)},
        {"state": "cancelled", "state_reason": "Not needed."},
        {"due_on": dt.date(2027, 5, 1)},
    ],
)
def test_what_is_so_no_more_is_not_sent(team, smtp_server, changes):
    milestone = team.milestone(due_in=7)
    sweep_reminders()
    Milestone.objects.filter(pk=milestone.pk).update(**changes)

    deliver_due()

    assert smtp_server.messages == []
    assert OutboxMessage.objects.get().state == "dropped"


def test_what_is_still_so_is_sent_without_the_rest(team, smtp_server):
    gone, stays = team.milestone(due_in=7, title="Gone one"), team.milestone(due_in=7, title="Staying one")
    sweep_reminders()
    Milestone.objects.filter(pk=gone.pk).update(state="cancelled", state_reason="Not needed.")

    deliver_due()

    [letter] = smtp_server.sent_to(team.owner.email)
    assert stays.title in letter["Subject"]
    assert "more)" not in letter["Subject"]
    assert gone.title not in letter.get_body(("plain",)).get_content()

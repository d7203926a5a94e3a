"""A message kind of the tests' own, and a group with something due."""

import pytest

from naio_portal.notices.kinds import KINDS, message_kind
from naio_portal.notices.writing import write_mail
from tests.factories.deliverables import DeliverableFactory, MilestoneFactory, days
from tests.factories.groups import AppointmentFactory, WorkingGroupFactory
from tests.factories.members import MemberFactory


@pytest.fixture
def note_kind():
    """Kind `tests.note`: `payload={"note": n}` says so; `{"note": None}` is no longer true."""

    @message_kind("tests.note", title="Test note")
    def note(payload, language, recipient):
        if payload.get("note") is None:
            return None
        return write_mail(
            subject=f"Read note {payload['note']}",
            ask=f"Please read note {payload['note']}.",
            link=f"/notes/{payload['note']}/",
            link_label="Read the note",
            lines=["It is short."],
            recipient=recipient,
            thread=f"note-{payload['note']}",
        )

    yield KINDS["tests.note"]
    del KINDS["tests.note"]


class Team:
    """A group whose owner, chair and secretary may be written to; its milestones are of one deliverable."""

    def __init__(self, **owner) -> None:
        self.group = WorkingGroupFactory()
        self.owner = self.serves(**owner)
        self.deliverable = DeliverableFactory(
            group=self.group, owner=self.owner, activated_on=days(-400), last_update_on=days(0)
        )

    def serves(self, role="member", start_on=None, **member):
        """A new member with an appointment since 400 days."""
        appointment = AppointmentFactory(
            group=self.group,
            role=role,
            start_on=start_on or days(-400),
            member=MemberFactory(**{"time_zone": "", **member}),
        )
        return appointment.member

    def milestone(self, due_in: int = 7, **fields):
        """An active milestone due so many days from today in Kuala Lumpur."""
        return MilestoneFactory(
            **{"deliverable": self.deliverable, "due_on": days(due_in), "activated_on": days(-400), **fields}
        )


@pytest.fixture
def team(clock, rules):
    return Team()

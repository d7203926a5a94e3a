"""Objects behind the routes of meetings (see `tests/security/cases.py`)."""

from hypothesis import strategies as st

from meetings.enums import MeetingState, Visibility
from meetings.services.agenda import snapshot_of
from naio_portal.access import Persona
from tests.factories.groups import days_from_today
from tests.factories.meetings import (
    AgendaItemFactory,
    AgendaItemGrantFactory,
    MeetingFactory,
    PresenterFactory,
)
from tests.factories.members import MemberFactory
from tests.security.cases import Visit, case, rows


def meeting_in(world, state):
    return MeetingFactory(groups=[world.group], state="notified" if state == "restricted" else state)


def item_in(world, state):
    visibility = "restricted" if state == "restricted" else "common"
    return AgendaItemFactory(meeting=meeting_in(world, state), visibility=visibility)


@case("meetings:meeting-export")
def export(world, state):
    return Visit(form="csv")


@case(
    "meetings:meeting-detail",
    "meetings:meeting-history",
    "meetings:agenda-print",
    "meetings:agenda-text",
    "meetings:meeting-calendar",
    "meetings:meeting-update",
    "meetings:meeting-notify",
    "meetings:meeting-send-now",
    "meetings:meeting-start",
    "meetings:meeting-hold",
    "meetings:meeting-close",
    "meetings:meeting-agenda",
)
def meeting(world, state):
    made = meeting_in(world, state)
    return Visit(made, reference=made.reference)


@case("meetings:meeting-create")
def new_meeting(world, state):
    day = days_from_today(60)
    post = {"groups": world.group.pk, "starts_local": f"{day}T10:00", "ends_local": f"{day}T11:00"}
    return Visit(world.group, post=post)


@case("meetings:meeting-cancel")
def cancel(world, state):
    made = meeting_in(world, state)
    return Visit(made, post={"reason": "No quorum."}, reference=made.reference)


@case("meetings:agenda-item-create")
def new_item(world, state):
    made = meeting_in(world, state)
    post = {"title": "New", "kind": "decision", "minutes": 5, "visibility": "common", "note": ""}
    return Visit(made, post=post, reference=made.reference)


@case("meetings:agenda-order")
def order(world, state):
    made = meeting_in(world, state)
    first, second = (str(item.reference) for item in AgendaItemFactory.create_batch(2, meeting=made))
    return Visit(made, post={"seen": f"{first},{second}", "move": f"{first}:down"}, reference=made.reference)


@case("meetings:agenda-item-update", "meetings:agenda-item-remove", "meetings:people-search")
def item(world, state):
    made = item_in(world, state)
    post = {**snapshot_of(made), "title": "Changed", "version": 1}
    return Visit(made, post=post, query="q=person", reference=made.meeting.reference, item=made.reference)


@case("meetings:presenter-create")
def new_presenter(world, state):
    made = item_in(world, state)
    return Visit(made, post={"name": "Guest"}, reference=made.meeting.reference, item=made.reference)


@case("meetings:presenter-remove")
def presenter(world, state):
    made = item_in(world, state)
    gone = PresenterFactory(item=made, member=world.owner)
    return Visit(made, reference=made.meeting.reference, item=made.reference, presenter=gone.pk)


@case("meetings:grant-create")
def new_grant(world, state):
    made = item_in(world, state)
    post = {"member": world.members[Persona.OTHER_MEMBER].reference}
    return Visit(made, post=post, reference=made.meeting.reference, item=made.reference)


@case("meetings:grant-remove")
def grant(world, state):
    made = item_in(world, state)
    gone = AgendaItemGrantFactory(item=made, member=MemberFactory())
    return Visit(made, reference=made.meeting.reference, item=made.reference, grant=gone.pk)


@rows("meetings.Meeting")
def meetings(world, draw):
    """Of one group, the other or both, in any state; a cancelled one perhaps before anybody was told."""
    groups = draw(st.sampled_from([[world.group], [world.other_group], [world.group, world.other_group]]))
    state = draw(st.sampled_from(MeetingState.values))
    more = {"notified_at": None} if state == MeetingState.CANCELLED and draw(st.booleans()) else {}
    return MeetingFactory(groups=groups, state=state, **more)


@rows("meetings.AgendaItem")
def items(world, draw):
    """Of any such meeting, of any visibility, perhaps with a named reader."""
    made = AgendaItemFactory(
        meeting=meetings(world, draw), visibility=draw(st.sampled_from(Visibility.values))
    )
    named = draw(st.sampled_from([None, *world.members]))
    if named:
        AgendaItemGrantFactory(item=made, member=world.members[named])
    return made

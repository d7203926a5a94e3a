"""What is ready for a meeting: the office's clock, the agenda's measure, the forecast of the quorum."""

import datetime as dt

import pytest

from groups.enums import Role
from meetings.models import Meeting
from meetings.preparation import measured_links, preparation_from
from meetings.selectors import links_with_groups, meetings_from
from naio_portal.dates import kl_today
from tests.factories.groups import AppointmentFactory, days_from_today
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, PresenterFactory, in_days
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def preparation_of(meetings):
    return [preparation_from(row) for row in meetings_from(links_with_groups(meetings, measured_links()))]


def prepared(*meetings):
    return preparation_of(Meeting.objects.filter(pk__in=[meeting.pk for meeting in meetings]))


def tones(row):
    return [step.tone for step in row.steps]


def test_steps_are_due_by_the_standard_of_the_settings(settings, group):
    settings.MEETING_NOTICE_DAYS, settings.MEETING_PACK_DAYS = 14, 7
    settings.MEETING_MINUTES_DAYS, settings.MEETING_FEEDBACK_DAYS = 5, 10
    [row] = prepared(MeetingFactory(groups=[group], starts_at=in_days(20)))

    assert [step.due_on - kl_today() for step in row.steps] == [dt.timedelta(days=n) for n in (6, 13, 25, 30)]
    assert tones(row) == ["", "", "", ""]


@pytest.mark.parametrize(("ahead", "notice"), [(17, ""), (16, "warning"), (14, "warning"), (13, "danger")])
def test_notice_presses_two_days_before_and_is_late_after_its_day(group, ahead, notice):
    [row] = prepared(MeetingFactory(groups=[group], starts_at=in_days(ahead)))
    assert tones(row)[0] == notice


def test_day_of_a_meeting_is_that_of_kuala_lumpur(group):
    """23:30 UTC is the next morning there."""
    starts_at = dt.datetime.combine(kl_today(), dt.time(23, 30), dt.UTC)
    [row] = prepared(MeetingFactory(groups=[group], starts_at=starts_at))
    assert row.steps[2].due_on == kl_today() + dt.timedelta(days=8)


def test_notified_with_an_agenda_that_fits_is_done(group):
    meeting = MeetingFactory(groups=[group], notified=True)
    AgendaItemFactory(meeting=meeting, minutes=120)
    [row] = prepared(meeting)
    assert tones(row)[:2] == ["success", "success"]
    assert row.overrun == 0


def test_agenda_that_is_empty_or_too_long_is_not_ready(group):
    empty, long = MeetingFactory(groups=[group]), MeetingFactory(groups=[group])
    AgendaItemFactory(meeting=long, minutes=121)
    rows = {row.meeting: row for row in prepared(empty, long)}
    assert (rows[empty].is_agenda_ready, rows[long].is_agenda_ready) == (False, False)
    assert (rows[long].items, rows[long].minutes, rows[long].overrun) == (1, 121, 1)


def test_minutes_and_feedback_are_done_once_the_meeting_is_closed(group):
    held, closed = (
        MeetingFactory(groups=[group], state=state, starts_at=in_days(-10)) for state in ("held", "closed")
    )
    rows = {row.meeting: tones(row)[2:] for row in prepared(held, closed)}
    assert rows == {held: ["danger", ""], closed: ["success", "success"]}


def test_items_to_decide_or_discuss_without_presenter_are_counted(group):
    meeting = MeetingFactory(groups=[group])
    for kind in ("decision", "discussion", "information"):
        AgendaItemFactory(meeting=meeting, kind=kind)
    shown = AgendaItemFactory(meeting=meeting, kind="decision")
    PresenterFactory(item=shown)
    PresenterFactory(item=shown)
    [row] = prepared(meeting)
    assert (row.items, row.unpresented, row.minutes) == (4, 2, 40)


@pytest.mark.parametrize(("voting", "needed"), [(0, 1), (1, 1), (2, 2), (3, 2), (4, 3)])
def test_quorum_is_more_than_half_of_those_who_vote(group, voting, needed):
    for _ in range(voting):
        AppointmentFactory(group=group)
    for role in (Role.ALTERNATE, Role.OBSERVER, Role.LIAISON):
        AppointmentFactory(group=group, role=role)
    [row] = prepared(MeetingFactory(groups=[group]))
    [quorum] = row.quorums
    assert (quorum.voting, quorum.needed, quorum.is_out_of_reach) == (voting, needed, voting == 0)


def test_quorum_counts_those_in_force_on_the_day_of_the_meeting(group):
    AppointmentFactory(group=group, end_on=days_from_today(7), end_reason="term")
    AppointmentFactory(group=group, end_on=days_from_today(6), end_reason="term")
    AppointmentFactory(group=group, start_on=days_from_today(7))
    AppointmentFactory(group=group, start_on=days_from_today(8))
    AppointmentFactory(group=group, proposed=True)
    [row] = prepared(MeetingFactory(groups=[group], starts_at=in_days(7)))
    assert row.quorums[0].voting == 2


def test_quorum_of_the_charter_wins(group):
    group.quorum = 4
    group.save()
    AppointmentFactory(group=group)
    [row] = prepared(MeetingFactory(groups=[group]))
    assert (row.quorums[0].needed, row.quorums[0].is_out_of_reach) == (4, True)


def test_each_group_of_a_joint_meeting_has_its_quorum(group, other_group):
    AppointmentFactory(group=other_group)
    [row] = prepared(MeetingFactory(groups=[other_group, group]))
    assert {quorum.group: quorum.voting for quorum in row.quorums} == {group: 0, other_group: 1}


@pytest.mark.parametrize("count", [1, 3])
def test_one_query_whatever_the_number(group, django_assert_num_queries, count):
    for _ in range(count):
        AgendaItemFactory(meeting=MeetingFactory(groups=[group]))
    with django_assert_num_queries(1):
        assert len(preparation_of(Meeting.objects.all()[:50])) == count


def test_comes_by_the_day_and_leaves_out_meetings_beyond_the_limit(group, other_group):
    later, first, last = (
        MeetingFactory(groups=[other_group, group], starts_at=in_days(days)) for days in (5, 2, 9)
    )
    rows = preparation_of(
        Meeting.objects.filter(pk__in=[later.pk, first.pk, last.pk]).order_by("starts_at")[:2]
    )
    assert [row.meeting for row in rows] == [first, later]
    assert [row.meeting.group_ids for row in rows] == [{group.pk, other_group.pk}] * 2


def test_items_of_two_groups_are_counted_once(group, other_group):
    meeting = MeetingFactory(groups=[group, other_group])
    for minutes in (10, 25):
        item = AgendaItemFactory(meeting=meeting, minutes=minutes, kind="decision")
    PresenterFactory(item=item)
    AgendaItemFactory(meeting=MeetingFactory(groups=[group]))
    [row] = prepared(meeting)
    assert (row.items, row.minutes, row.unpresented) == (2, 35, 1)


def test_new_meeting_begins_with_the_group_one_came_from(client, group, other_group):
    client.force_login(UserFactory(secretariat=True))
    form = client.get(f"/meetings/new/?group={group.slug}").context["form"]
    assert form.initial["groups"] == [group]

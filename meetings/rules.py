"""Who may write what about meetings. Rights derive from appointments in force today, or a portal role."""

import rules

from groups.serving import chaired_groups_of, groups_of, is_insider, sees_everything
from meetings.enums import MeetingState, Visibility
from meetings.models import AgendaItem, AgendaItemGrant, Meeting
from meetings.querysets import PREPARING, READING, groups_in
from naio_portal.history import guard_fields


@rules.predicate
def is_secretariat(user) -> bool:
    """Secretariat and administrators: every meeting."""
    return sees_everything(user)


@rules.predicate
def chairs_some_group(user) -> bool:
    """Chairs or co-chairs a group today."""
    return bool(chaired_groups_of(user))


@rules.predicate
def chairs_meeting(user, meeting: Meeting | None) -> bool:
    """Chairs or co-chairs a group that meets."""
    return meeting is not None and not chaired_groups_of(user).isdisjoint(meeting.group_ids)


@rules.predicate
def prepares_meeting(user, meeting: Meeting | None) -> bool:
    """Chair, co-chair or rapporteur of a group that meets."""
    return meeting is not None and not groups_in(user, PREPARING).isdisjoint(meeting.group_ids)


@rules.predicate
def is_common_business(user, item: AgendaItem | None) -> bool:
    """The item is not restricted to named people."""
    return item is not None and item.visibility != Visibility.RESTRICTED


@rules.predicate
def prepares_item(user, item: AgendaItem | None) -> bool:
    """Chair, co-chair or rapporteur of a group that meets."""
    return item is not None and prepares_meeting(user, item.meeting)


@rules.predicate
def chairs_item(user, item: AgendaItem | None) -> bool:
    """Chairs or co-chairs a group that meets."""
    return item is not None and chairs_meeting(user, item.meeting)


@rules.predicate
def is_concerned(user, meeting: Meeting | None) -> bool:
    """Serves today in a group that meets."""
    return meeting is not None and not groups_of(user).isdisjoint(meeting.group_ids)


@rules.predicate
def is_leadership(user) -> bool:
    return user.is_authenticated and user.is_leadership


@rules.predicate
def sees_meeting(user, meeting: Meeting | None) -> bool:
    """As `Meeting.objects.visible_to`, said once more for one meeting: a test holds them together."""
    if meeting is None or not is_insider(user):
        return False
    is_own_draft = meeting.state == MeetingState.DRAFT and prepares_meeting(user, meeting)
    return sees_everything(user) or meeting.notified_at is not None or is_own_draft


@rules.predicate
def reads_item(user, item: AgendaItem | None) -> bool:
    """As `AgendaItem.objects.visible_to`, said once more for one item: a test holds them together."""
    if item is None or not sees_meeting(user, item.meeting):
        return False
    if sees_everything(user) or item.visibility == Visibility.COMMON:
        return True
    if item.visibility == Visibility.MEMBERS:
        return reads_members_items(user, item.meeting)
    is_named = AgendaItemGrant.objects.filter(item=item.pk, member__user_id=user.pk).exists()
    return is_named or chairs_meeting(user, item.meeting)


@rules.predicate
def reads_members_items(user, meeting: Meeting | None) -> bool:
    """Members of the groups that meet (not their observers and liaisons), leadership, secretariat."""
    if meeting is None or not is_insider(user):
        return False
    is_member = not groups_in(user, READING).isdisjoint(meeting.group_ids)
    return sees_everything(user) or user.is_leadership or is_member


runs_meeting = is_secretariat | chairs_meeting

rules.add_perm("meetings.view_meeting", sees_meeting)
rules.add_perm("meetings.view_agendaitem", reads_item)
rules.add_perm("meetings.read_members_items", reads_members_items)
rules.add_perm("meetings.create_meeting", is_secretariat | chairs_some_group)
# The secretariat may call all groups together.
rules.add_perm("meetings.call_plenary", is_secretariat)
# The table has rows of their own for drafts, which others do not even see: the same people write them.
for act in ("edit_meeting", "edit_draft", "cancel_meeting", "cancel_draft", "notify_meeting", "send_notice"):
    rules.add_perm(f"meetings.{act}", runs_meeting)
rules.add_perm("meetings.run_meeting", runs_meeting)
for act in ("edit_agenda", "edit_draft_agenda"):
    rules.add_perm(f"meetings.{act}", is_secretariat | prepares_meeting)
# A restricted item is the business of chairs and secretariat: a rapporteur only moves it.
for act in ("edit_agenda_item", "edit_draft_item", "edit_restricted_item"):
    rules.add_perm(f"meetings.{act}", is_secretariat | chairs_item | (prepares_item & is_common_business))
rules.add_perm("meetings.restrict_agenda_item", runs_meeting)
# The link to join is for those who meet, not for everyone who may read of the meeting.
rules.add_perm("meetings.join_meeting", is_secretariat | is_leadership | is_concerned)

guard_fields("meetings.Meeting", ("link",), "meetings.join_meeting")

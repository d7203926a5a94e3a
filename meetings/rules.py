"""Who may write what about meetings. Rights derive from appointments in force today, or a portal role."""

import rules
from django.utils.translation import gettext as _

from groups.serving import chaired_groups_of, groups_of, sees_everything
from meetings.enums import Visibility
from meetings.models import AgendaItem, Meeting
from meetings.querysets import PREPARING, groups_in
from naio_portal.errors import NotAllowed


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


runs_meeting = is_secretariat | chairs_meeting

rules.add_perm("meetings.create_meeting", is_secretariat | chairs_some_group)
rules.add_perm("meetings.edit_meeting", runs_meeting)
rules.add_perm("meetings.notify_meeting", runs_meeting)
rules.add_perm("meetings.run_meeting", runs_meeting)
rules.add_perm("meetings.cancel_meeting", runs_meeting)
# The secretariat may call all groups together.
rules.add_perm("meetings.call_plenary", is_secretariat)
rules.add_perm("meetings.edit_agenda", is_secretariat | prepares_meeting)
# A restricted item is the business of chairs and secretariat: a rapporteur only moves it.
rules.add_perm(
    "meetings.edit_agenda_item", is_secretariat | chairs_item | (prepares_item & is_common_business)
)
rules.add_perm("meetings.restrict_agenda_item", runs_meeting)
# The link to join is for those who meet, not for everyone who may read of the meeting.
rules.add_perm("meetings.join_meeting", is_secretariat | is_leadership | is_concerned)


def require(permission: str, user, thing: Meeting | AgendaItem | None = None) -> None:
    """Raise NotAllowed (403) unless the rule lets the person do this to the thing."""
    if not rules.has_perm(permission, user, thing):
        raise NotAllowed(_("You may see this, but not change it."))

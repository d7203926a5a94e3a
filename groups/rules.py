"""Who may write in groups: predicates over (user, object), each registered under its action's name."""

import rules

from groups.enums import AppointmentState
from groups.serving import chaired_groups_of, is_insider, sees_everything
from naio_portal.dates import kl_today
from naio_portal.history import guard_fields


@rules.predicate
def runs_rosters(user, thing=None) -> bool:
    """Secretariat and administrators, in every group."""
    return sees_everything(user)


@rules.predicate
def chairs_group(user, thing) -> bool:
    """Chairs or co-chairs the group today. `thing`: the group, or what belongs to it; None: no group."""
    if thing is None:
        return False
    return getattr(thing, "group_id", thing.pk) in chaired_groups_of(user)


@rules.predicate
def serves_somewhere(user, thing=None) -> bool:
    """In force in some group today, or staff."""
    return is_insider(user)


@rules.predicate
def reads_all(user, thing=None) -> bool:
    """Leadership."""
    return user.is_authenticated and user.is_leadership


@rules.predicate
def sees_appointment(user, appointment) -> bool:
    """As `Appointment.objects.visible_to`, said once more for one row: a test holds them together."""
    if sees_everything(user) or reads_all(user) or chairs_group(user, appointment):
        return True
    if appointment.state != AppointmentState.CONFIRMED:
        return False
    if is_insider(user):
        return True
    is_own = user.is_authenticated and user.is_active and appointment.member.user_id == user.pk
    return is_own or (appointment.is_in_force and appointment.member.is_listed_publicly)


@rules.predicate
def sees_published(user, thing) -> bool:
    """As `visible_to` of announcements and calls."""
    is_out = thing.published_on is not None and thing.published_on <= kl_today()
    return is_out or sees_everything(user)


rules.add_perm("groups.view_workinggroup", rules.always_allow)
rules.add_perm("groups.view_objective", rules.always_allow)
rules.add_perm("groups.view_appointment", sees_appointment)
rules.add_perm("groups.view_announcement", sees_published)
rules.add_perm("groups.view_call", sees_published)

# Reading a roster with its history of appointments; a visitor sees the group page only.
rules.add_perm("groups.view_roster", serves_somewhere)
rules.add_perm("groups.view_history", serves_somewhere)
# Letter, reason of the end and notes of one appointment.
rules.add_perm("groups.view_record", runs_rosters | reads_all | chairs_group)
# Addresses: the secretariat; chairs in their own group. Without a group: all groups at once.
rules.add_perm("groups.view_contacts", runs_rosters | chairs_group)
rules.add_perm("groups.export_roster", runs_rosters | chairs_group)

rules.add_perm("groups.appoint_member", runs_rosters)
rules.add_perm("groups.confirm_appointment", runs_rosters)
rules.add_perm("groups.revoke_appointment", runs_rosters)
rules.add_perm("groups.change_role", runs_rosters)
rules.add_perm("groups.end_appointment", runs_rosters)
rules.add_perm("groups.correct_appointment", runs_rosters)
rules.add_perm("groups.set_precedence", runs_rosters)

rules.add_perm("groups.update_charter", runs_rosters)
rules.add_perm("groups.update_objective", runs_rosters | chairs_group)

# A file holds everybody's contacts: the secretariat, whatever its group.
rules.add_perm("groups.import_roster", runs_rosters)
rules.add_perm("groups.decide_import", runs_rosters)
rules.add_perm("groups.apply_import", runs_rosters)
rules.add_perm("groups.view_rosterimport", runs_rosters)

guard_fields("groups.Appointment", ("instrument", "end_reason", "end_note"), "groups.view_record")

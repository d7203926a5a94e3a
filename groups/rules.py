"""Who may write in groups: predicates over (user, object), each registered under its action's name."""

import rules

from groups.serving import chaired_groups_of, is_insider, sees_everything


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


# Reading a roster with its history of appointments; a visitor sees the group page only.
rules.add_perm("groups.view_roster", serves_somewhere)
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

"""Who may write in groups: predicates over (user, object), each registered under its action's name."""

import rules

from groups.enums import (
    CHAIR_ROLES,
    WRITING_ROLES,
    AppointmentState,
    LiaisonState,
    RequestClassification,
    Role,
)
from groups.serving import chaired_groups_of, has_role, is_insider, roles_of, sees_everything, teams_of
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


# --- sectoral teams and liaison requests --------------------------------------------------------------

# Who asks and answers for a group besides the owner of a request.
RUNNING_ROLES = (*CHAIR_ROLES, Role.RAPPORTEUR)
# Who drafts a request and talks about it. A liaison's work is the requests they own.
DRAFTING_ROLES = (*WRITING_ROLES, Role.LIAISON)


def is_person(user, member) -> bool:
    """Whether this member, if any, is the person signed in."""
    return member is not None and member.user_id is not None and member.user_id == user.pk


@rules.predicate
def is_signed_in(user, thing=None) -> bool:
    """Anybody with an open account: the list shows what concerns them."""
    return user.is_authenticated and user.is_active


@rules.predicate
def sees_team(user, team) -> bool:
    """As `SectoralTeam.objects.visible_to`."""
    return is_insider(user) or team.pk in teams_of(user)


@rules.predicate
def sees_officer(user, officer) -> bool:
    return is_insider(user) or officer.team_id in teams_of(user)


@rules.predicate
def chairs_some_group(user, thing=None) -> bool:
    """Chair or co-chair of some group today."""
    return bool(chaired_groups_of(user))


@rules.predicate
def drafts_for(user, group) -> bool:
    """Chair, co-chair, rapporteur, member or liaison of that group today; of any when none is given."""
    roles = roles_of(user)
    return (
        any(role in DRAFTING_ROLES for role in roles.values())
        if group is None
        else (roles.get(group.pk) in DRAFTING_ROLES)
    )


@rules.predicate
def runs_asking_side(user, request) -> bool:
    """Chair, co-chair or rapporteur of the group that asks."""
    return has_role(user, request.from_group_id, RUNNING_ROLES)


@rules.predicate
def owns_asking_side(user, request) -> bool:
    """Owner on the asking side, serving in its group today in whatever role."""
    return request.from_group_id in roles_of(user) and is_person(user, request.owner_from)


@rules.predicate
def runs_answering_side(user, request) -> bool:
    """Chair, co-chair or rapporteur of the group asked, or officer of the team asked, once it is sent."""
    if request.state == LiaisonState.DRAFT:
        return False
    if request.to_team_id is not None:
        return request.to_team_id in teams_of(user)
    return has_role(user, request.to_group_id, RUNNING_ROLES)


@rules.predicate
def owns_answering_side(user, request) -> bool:
    """Owner on the answering side, serving in that group today in whatever role, once it is sent."""
    return (
        request.state != LiaisonState.DRAFT
        and request.to_group_id in roles_of(user)
        and is_person(user, request.owner_to)
    )


@rules.predicate
def talks_about(user, request) -> bool:
    """Writes in one of the two groups."""
    groups = (request.from_group_id, request.to_group_id)
    return any(has_role(user, group, DRAFTING_ROLES) for group in groups if group is not None)


@rules.predicate
def sees_request(user, request) -> bool:
    """As `LiaisonRequest.objects.visible_to`, said once more for one row: a test holds them together."""
    if sees_everything(user):
        return True
    is_sent = request.state != LiaisonState.DRAFT
    if is_sent and request.to_team_id in teams_of(user):
        return True
    if not is_insider(user):
        return False
    own, chaired = roles_of(user), chaired_groups_of(user)
    if request.classification == RequestClassification.OPEN and (
        user.is_leadership or request.from_group_id in own or (is_sent and request.to_group_id in own)
    ):
        return True
    if request.from_group_id in chaired or (is_sent and request.to_group_id in chaired):
        return True
    return owns_asking_side(user, request) or owns_answering_side(user, request)


asks = owns_asking_side | runs_asking_side | runs_rosters
answers = owns_answering_side | runs_answering_side | runs_rosters

rules.add_perm("groups.view_sectoralteam", sees_team)
rules.add_perm("groups.view_sectorofficer", sees_officer)
rules.add_perm("groups.view_liaisonrequest", sees_request)

rules.add_perm("groups.list_teams", serves_somewhere)
rules.add_perm("groups.edit_teams", runs_rosters)
rules.add_perm("groups.edit_sectors", runs_rosters)
rules.add_perm("groups.list_requests", is_signed_in)
rules.add_perm("groups.export_requests", runs_rosters | chairs_some_group)
rules.add_perm("groups.draft_request", drafts_for | runs_rosters)
rules.add_perm("groups.edit_request", asks)
rules.add_perm("groups.send_request", runs_asking_side | runs_rosters)
rules.add_perm("groups.acknowledge_request", answers)
rules.add_perm("groups.answer_request", answers)
rules.add_perm("groups.close_request", asks)
rules.add_perm("groups.discuss_request", sees_request & (talks_about | asks | answers))
rules.add_perm("groups.assign_asking_owner", runs_asking_side | runs_rosters)
rules.add_perm("groups.assign_answering_owner", runs_answering_side | runs_rosters)
# Links of officers who have only an address.
rules.add_perm("groups.renew_link", runs_rosters)

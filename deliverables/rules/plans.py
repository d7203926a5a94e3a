"""Who may write: predicates over (user, object), registered under the names of the permission table.

The object is a Deliverable, or what belongs to one (Milestone, ProgressUpdate, ChangeRequest), except
where a WorkingGroup is meant. States are the services' matter; that nobody approves their own work is
asked here and again in the services and the database, since a superuser passes every rule.
"""

import rules

from deliverables.enums import Classification, DeliverableState, ScanState
from deliverables.models import ChangeRequest, Deliverable, PlanImport, Reviewer, WorkPlan
from deliverables.querysets import HANDED_OVER_STATES, SHARED_STATES
from groups.enums import CHAIR_ROLES, WRITING_ROLES, Role
from groups.serving import chaired_groups_of, has_role, is_insider, roles_of, run_groups_of, sees_everything


def deliverable_of(thing) -> Deliverable:
    """The deliverable that a thing of this app is or belongs to."""
    return getattr(thing, "deliverable", thing)


def group_id_of(thing) -> int:
    """Key of the group of a deliverable, of what belongs to one, of a plan, an objective or a request."""
    return thing.group_id if hasattr(thing, "group_id") else thing.deliverable.group_id


@rules.predicate
def is_secretariat(user, thing=None) -> bool:
    """Secretariat and administrators."""
    return sees_everything(user)


@rules.predicate
def chairs(user, thing) -> bool:
    """Chair or co-chair today of the group of the thing."""
    return group_id_of(thing) in chaired_groups_of(user)


@rules.predicate
def is_rapporteur(user, thing) -> bool:
    return has_role(user, deliverable_of(thing).group_id, (Role.RAPPORTEUR,))


@rules.predicate
def owns(user, thing) -> bool:
    """Owner of the deliverable, serving in its group today."""
    deliverable = deliverable_of(thing)
    return deliverable.group_id in roles_of(user) and is_person(user, deliverable.owner)


@rules.predicate
def has_part(user, thing) -> bool:
    """Owner or contributor of the deliverable, or owner of one of its milestones, serving in its group
    today in whatever role: who is reminded to report may report."""
    deliverable = deliverable_of(thing)
    return deliverable.group_id in roles_of(user) and user.pk in deliverable.people


@rules.predicate
def writes_in_group(user, thing) -> bool:
    """Chair, co-chair, rapporteur or member of the group today."""
    return has_role(user, group_id_of(thing), WRITING_ROLES)


@rules.predicate
def runs_group(user, group) -> bool:
    """Chair, co-chair or rapporteur today of that WorkingGroup."""
    return has_role(user, group.pk, (*CHAIR_ROLES, Role.RAPPORTEUR))


@rules.predicate
def chairs_group(user, group) -> bool:
    """Chair or co-chair today of that WorkingGroup; of any group when none is given."""
    chaired = chaired_groups_of(user)
    return bool(chaired) if group is None else group.pk in chaired


@rules.predicate
def chairs_any(user, thing=None) -> bool:
    """Chair or co-chair of some group today."""
    return bool(chaired_groups_of(user))


@rules.predicate
def runs_any(user, thing=None) -> bool:
    """Chair, co-chair or rapporteur of some group today."""
    return any(role in (*CHAIR_ROLES, Role.RAPPORTEUR) for role in roles_of(user).values())


@rules.predicate
def insider(user, thing=None) -> bool:
    """Serves in some group today, or has a staff role."""
    return is_insider(user)


def is_person(user, member) -> bool:
    """Whether this member, if any, is the person signed in."""
    return member is not None and member.user_id is not None and member.user_id == user.pk


def is_author(user, thing) -> bool:
    """Whether the thing to be approved is this person's own.

    A request: who asked, or for whom it was asked. A deliverable: who wrote it, or its owner. A work plan:
    who submitted it.
    """
    if isinstance(thing, WorkPlan):
        return thing.submitted_by_id is not None and thing.submitted_by_id == user.pk
    if isinstance(thing, ChangeRequest):
        return thing.requested_by_id == user.pk or is_person(user, thing.on_behalf_of)
    if isinstance(thing, Deliverable):
        return thing.created_by_id == user.pk or is_person(user, thing.owner)
    return thing.created_by_id == user.pk


is_own = rules.predicate(is_author, name="is_own")


@rules.predicate
def asked(user, change) -> bool:
    return change.requested_by_id == user.pk


@rules.predicate
def is_owner_person(user, deliverable) -> bool:
    return is_person(user, deliverable.owner)


@rules.predicate
def stands_in_for_chairs(user, deliverable) -> bool:
    """Secretariat, where the group has no chair or co-chair in force besides the owner."""
    if not sees_everything(user):
        return False
    chairing = deliverable.group.appointments.in_force().filter(role__in=CHAIR_ROLES)
    return not chairing.filter(member__user__is_active=True).exclude(member=deliverable.owner_id).exists()


@rules.predicate
def sees_deliverable(user, deliverable) -> bool:
    """The same as `DeliverableQuerySet.visible_to`, for one row."""
    is_open = deliverable.classification == Classification.OPEN
    if not is_insider(user):
        return is_open and deliverable.state == DeliverableState.PUBLISHED
    if sees_everything(user) or (is_open and user.is_leadership):
        return True
    is_own_group = deliverable.group_id in roles_of(user)
    if is_open and (is_own_group or deliverable.state in SHARED_STATES):
        return True
    if deliverable.group_id in chaired_groups_of(user):
        return True
    if deliverable.grants.filter(member__user=user).exists():
        return True
    return has_part(user, deliverable)


@rules.predicate
def sees_milestone(user, milestone) -> bool:
    return sees_deliverable(user, milestone.deliverable)


@rules.predicate
def sees_working_notes(user, thing) -> bool:
    """Updates, evidence and requests: who sees the deliverable, but not the public."""
    deliverable = deliverable_of(thing)
    return is_insider(user) and (deliverable is None or sees_deliverable(user, deliverable))


@rules.predicate
def sees_work_plan(user, plan) -> bool:
    """The same as `WorkPlanQuerySet.visible_to`, for one row."""
    if not is_insider(user):
        return False
    return sees_everything(user) or user.is_leadership or plan.is_approved or plan.group_id in roles_of(user)


@rules.predicate
def sees_dependency(user, dependency) -> bool:
    """Both ends, but not the public."""
    ends = (dependency.predecessor, dependency.successor)
    return is_insider(user) and all(sees_deliverable(user, end) for end in ends)


@rules.predicate
def runs_plan_group(user, plan) -> bool:
    """Chair, co-chair or rapporteur today of the plan's group."""
    return has_role(user, plan.group_id, (*CHAIR_ROLES, Role.RAPPORTEUR))


@rules.predicate
def stands_in_for_approvers(user, plan) -> bool:
    """Secretariat, where no chair or co-chair in force besides the submitter can sign in."""
    if not sees_everything(user):
        return False
    chairing = plan.group.appointments.in_force().filter(role__in=CHAIR_ROLES, member__user__is_active=True)
    return not chairing.exclude(member__user=plan.submitted_by_id).exists()


@rules.predicate
def sees_version(user, version) -> bool:
    """The same as `VersionQuerySet.visible_to`, for one row."""
    deliverable = version.deliverable
    if not sees_deliverable(user, deliverable):
        return False
    is_open = version.classification == Classification.OPEN
    if not is_insider(user):
        is_latest = not deliverable.versions.filter(number__gt=version.number).exists()
        return is_open and is_latest and version.scan_state in ("", ScanState.CLEAN)
    if sees_everything(user) or deliverable.group_id in chaired_groups_of(user):
        return True
    if is_open:
        is_shared = user.is_leadership or deliverable.state in HANDED_OVER_STATES
        if is_shared or deliverable.group_id in roles_of(user):
            return True
        asked = Reviewer.objects.of_person(user).opened().filter(round__version=version)
        return asked.filter(member__isnull=False).exists()
    return bool(roles_of(user)) and version.readers.filter(member__user=user).exists()


@rules.predicate
def reads_every_version(user, deliverable) -> bool:
    """No version is closed to this person: whoever may not read one does not write the next, since the
    draft carries its text on."""
    if sees_everything(user) or deliverable.group_id in chaired_groups_of(user):
        return True
    closed = deliverable.versions.filter(classification=Classification.RESTRICTED)
    return not closed.exclude(readers__member__user=user).exists()


@rules.predicate
def runs_group_of_import(user, plan_import: PlanImport | None) -> bool:
    """Chair, co-chair or rapporteur today of the group of an import; of any group when none is given."""
    run = run_groups_of(user)
    return bool(run) if plan_import is None else plan_import.group_id in run


@rules.predicate
def sees_plan_import(user, plan_import: PlanImport) -> bool:
    """The same as `PlanImportQuerySet.visible_to`, for one row."""
    if sees_everything(user) or plan_import.group_id in chaired_groups_of(user):
        return True
    return plan_import.uploaded_by_id == user.pk and plan_import.group_id in run_groups_of(user)


runs_plan = chairs | is_secretariat
approves = runs_plan & ~is_own

rules.add_perm("deliverables.view_deliverable", sees_deliverable)
rules.add_perm("deliverables.view_milestone", sees_milestone)
rules.add_perm("deliverables.view_progressupdate", sees_working_notes)
rules.add_perm("deliverables.view_changerequest", sees_working_notes)
rules.add_perm("deliverables.view_workplan", sees_work_plan)
rules.add_perm("deliverables.view_dependency", sees_dependency)
rules.add_perm("deliverables.view_version", sees_version)

rules.add_perm("deliverables.create_deliverable", runs_group | is_secretariat)
rules.add_perm("deliverables.update_deliverable", owns | is_rapporteur | runs_plan)
rules.add_perm("deliverables.link_deliverable", owns | is_rapporteur | runs_plan)
rules.add_perm("deliverables.look_for_overlaps", insider)
rules.add_perm("deliverables.activate_deliverable", approves)
rules.add_perm("deliverables.submit_deliverable", owns | is_rapporteur | runs_plan)
rules.add_perm("deliverables.return_deliverable", runs_plan)
rules.add_perm("deliverables.accept_deliverable", (chairs | stands_in_for_chairs) & ~is_owner_person)
rules.add_perm("deliverables.suspend_deliverable", runs_plan)
rules.add_perm("deliverables.resume_deliverable", runs_plan)
rules.add_perm("deliverables.withdraw_deliverable", runs_plan)
rules.add_perm("deliverables.publish_deliverable", is_secretariat)
rules.add_perm("deliverables.override_rag", runs_plan)

rules.add_perm("deliverables.file_update", writes_in_group | is_secretariat | has_part)
rules.add_perm("deliverables.file_update_for_another", is_secretariat)

# `thing`: the Deliverable; who works on it in whatever role.
rules.add_perm("deliverables.write_version", (has_part | is_rapporteur | runs_plan) & reads_every_version)
# `thing`: a Version.
rules.add_perm("deliverables.grant_version", runs_plan)

rules.add_perm("deliverables.activate_milestone", approves)
rules.add_perm("deliverables.achieve_milestone", writes_in_group | is_secretariat | has_part)
rules.add_perm("deliverables.miss_milestone", runs_plan)
rules.add_perm("deliverables.cancel_milestone", runs_plan)
rules.add_perm("deliverables.reopen_milestone", runs_plan)

# `thing`: a Milestone or a Deliverable; an Objective or the WorkPlan that shows it; then the ChangeRequest.
rules.add_perm("deliverables.request_change", writes_in_group | is_secretariat | has_part)
rules.add_perm("deliverables.request_objective_change", writes_in_group | is_secretariat)
rules.add_perm("deliverables.decide_change", approves)
rules.add_perm("deliverables.withdraw_change", asked)
rules.add_perm("deliverables.update_dependencies", owns | is_rapporteur | runs_plan)

# `thing`: a WorkingGroup; then the WorkPlan.
rules.add_perm("deliverables.create_work_plan", runs_group | is_secretariat)
rules.add_perm("deliverables.update_work_plan", runs_plan_group | is_secretariat)
rules.add_perm("deliverables.submit_work_plan", runs_plan_group | is_secretariat)
rules.add_perm("deliverables.approve_work_plan", (chairs | stands_in_for_approvers) & ~is_own)
rules.add_perm("deliverables.return_work_plan", (chairs | stands_in_for_approvers) & ~is_own)
rules.add_perm("deliverables.view_work_plan_history", sees_work_plan)
rules.add_perm("deliverables.view_work_plans", insider)
rules.add_perm("deliverables.view_health", insider)

rules.add_perm("deliverables.view_timeline", insider)
rules.add_perm("deliverables.view_history", sees_working_notes)
rules.add_perm("deliverables.view_approvals", chairs_any | is_secretariat)
# `thing`: a PlanImport, or None for whether the person imports at all.
rules.add_perm("deliverables.import_plan", runs_group_of_import | is_secretariat)
rules.add_perm("deliverables.view_planimport", sees_plan_import)
rules.add_perm("deliverables.decide_plan_import", sees_plan_import)
rules.add_perm("deliverables.apply_plan_import", sees_plan_import)
# `thing`: the WorkingGroup.
rules.add_perm("deliverables.export_plan", runs_group | is_secretariat)
rules.add_perm("deliverables.start_deliverable", runs_any | is_secretariat)
# `thing`: a WorkingGroup, or None for whatever groups the person may export.
rules.add_perm("deliverables.export_board", chairs_group | is_secretariat)

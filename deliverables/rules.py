"""Who may write: predicates over (user, object), registered under the names of the permission table.

The object is a Deliverable, or what belongs to one (Milestone, ProgressUpdate, ChangeRequest), except
where a WorkingGroup is meant. States are the services' matter; that nobody approves their own work is
asked here and again in the services and the database, since a superuser passes every rule.
"""

import rules

from deliverables.enums import Classification, DeliverableState, ScanState
from deliverables.models import (
    ChangeRequest,
    Comment,
    Deliverable,
    PlanImport,
    Recommendation,
    Reviewer,
    WorkPlan,
)
from deliverables.querysets import HANDED_OVER_STATES, SHARED_STATES
from groups.enums import CHAIR_ROLES, WRITING_ROLES, LiaisonState, Role
from groups.models import SectorOfficer
from groups.rules import asks, sees_request
from groups.serving import (
    chaired_groups_of,
    has_role,
    is_insider,
    roles_of,
    run_groups_of,
    sees_everything,
    teams_of,
)


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
    if not isinstance(deliverable, Deliverable) or deliverable.group_id not in roles_of(user):
        return False
    return (
        is_person(user, deliverable.owner)
        or deliverable.contributors.filter(member__user=user).exists()
        or deliverable.milestones.filter(owner__user=user).exists()
    )


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

# `thing`: a Milestone, a Deliverable or an Objective; then the ChangeRequest.
rules.add_perm("deliverables.request_change", writes_in_group | is_secretariat | has_part)
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
# `thing`: the WorkingGroup.
rules.add_perm("deliverables.export_plan", runs_group | is_secretariat)
rules.add_perm("deliverables.start_deliverable", runs_any | is_secretariat)
# `thing`: a WorkingGroup, or None for whatever groups the person may export.
rules.add_perm("deliverables.export_board", chairs_group | is_secretariat)


# --- recommendations -----------------------------------------------------------------------------


@rules.predicate
def sees_recommendation(user, recommendation) -> bool:
    """The same as `RecommendationQuerySet.visible_to`, for one row."""
    is_open = recommendation.classification == Classification.OPEN
    if not is_insider(user):
        return is_open and recommendation.submitted_on is not None
    if sees_everything(user) or recommendation.group_id in chaired_groups_of(user):
        return True
    is_told = recommendation.adopted_on is not None or recommendation.group_id in roles_of(user)
    if is_open and (user.is_leadership or is_told):
        return True
    return recommendation.contributors.filter(member__user=user).exists()


@rules.predicate
def writes_for_group(user, group) -> bool:
    """Chair, co-chair, rapporteur or member today of that WorkingGroup."""
    return has_role(user, group.pk, WRITING_ROLES)


@rules.predicate
def writes_somewhere(user, thing=None) -> bool:
    """Chair, co-chair, rapporteur or member of some group today."""
    return any(role in WRITING_ROLES for role in roles_of(user).values())


@rules.predicate
def is_draft_author(user, recommendation: Recommendation) -> bool:
    return recommendation.created_by_id is not None and recommendation.created_by_id == user.pk


@rules.predicate
def stands_in_for_adopters(user, recommendation: Recommendation) -> bool:
    """Secretariat, where no chair or co-chair in force besides the author can sign in."""
    if not sees_everything(user):
        return False
    chairing = recommendation.group.appointments.in_force().filter(role__in=CHAIR_ROLES)
    return (
        not chairing.filter(member__user__is_active=True)
        .exclude(member__user=recommendation.created_by_id)
        .exists()
    )


@rules.predicate
def reads_recommendation_notes(user, recommendation) -> bool:
    """Consent figures, contributors and history: who sees it, but not the public."""
    return is_insider(user) and sees_recommendation(user, recommendation)


rules.add_perm("deliverables.view_recommendation", sees_recommendation)
rules.add_perm("deliverables.view_recommendation_history", reads_recommendation_notes)
rules.add_perm("deliverables.read_letter", reads_recommendation_notes)
# `thing`: a WorkingGroup.
rules.add_perm("deliverables.create_recommendation", writes_for_group | is_secretariat)
rules.add_perm("deliverables.start_recommendation", writes_somewhere | is_secretariat)
rules.add_perm("deliverables.update_recommendation", (writes_in_group | is_secretariat) & sees_recommendation)
rules.add_perm("deliverables.link_recommendation", (writes_in_group | is_secretariat) & sees_recommendation)
rules.add_perm("deliverables.record_consent", (is_rapporteur | runs_plan) & sees_recommendation)
rules.add_perm("deliverables.adopt_recommendation", (chairs | stands_in_for_adopters) & ~is_draft_author)
rules.add_perm("deliverables.return_recommendation", runs_plan)
rules.add_perm("deliverables.submit_recommendation", is_secretariat)
rules.add_perm("deliverables.respond_recommendation", is_secretariat)
rules.add_perm("deliverables.report_recommendation", is_secretariat)
rules.add_perm("deliverables.abandon_recommendation", is_secretariat)
rules.add_perm("deliverables.withdraw_recommendation", runs_plan)
rules.add_perm("deliverables.supersede_recommendation", runs_plan)
rules.add_perm("deliverables.export_recommendations", insider)
rules.add_perm("deliverables.send_response_link", is_secretariat)
rules.add_perm("deliverables.revoke_response_link", is_secretariat)
rules.add_perm("deliverables.ask_report", is_secretariat)
rules.add_perm("deliverables.manage_instruments", is_secretariat)


# --- applications in the real world --------------------------------------------------------------------


@rules.predicate
def is_officer_of(user, team) -> bool:
    """Officer today of that SectoralTeam; of any team when none is given."""
    teams = teams_of(user)
    return bool(teams) if team is None else team.pk in teams


@rules.predicate
def is_team_officer(user, application) -> bool:
    """Officer today of the team that reported the application."""
    return application.team_id in teams_of(user)


@rules.predicate
def sees_application(user, application) -> bool:
    """The same as `SectorApplicationQuerySet.visible_to`, for one row."""
    if sees_everything(user) or application.team_id in teams_of(user):
        return True
    return is_insider(user) and sees_deliverable(user, application.deliverable)


rules.add_perm("deliverables.view_sectorapplication", sees_application)
rules.add_perm("deliverables.list_applications", insider | is_officer_of)
rules.add_perm("deliverables.export_applications", chairs_any | is_secretariat)
# `thing`: a SectoralTeam, or None for whatever teams the person may report for.
rules.add_perm("deliverables.create_application", is_officer_of | is_secretariat)
rules.add_perm("deliverables.update_application", is_team_officer | is_secretariat)
rules.add_perm("deliverables.remove_application", is_secretariat)


# --- review rounds -------------------------------------------------------------------------------


@rules.predicate
def is_reviewer(user, review_round) -> bool:
    """Asked to comment in it."""
    return review_round.reviewers.of_person(user).exists()


@rules.predicate
def sees_round(user, review_round) -> bool:
    """The same as `ReviewRoundQuerySet.visible_to`, for one row."""
    if is_insider(user) and sees_version(user, review_round.version):
        return True
    if review_round.is_restricted:
        return False
    asked = review_round.reviewers.of_person(user).opened().filter(officer__isnull=False)
    return asked.exists()


@rules.predicate
def sees_comment(user, comment) -> bool:
    return sees_round(user, comment.round)


@rules.predicate
def edits_round(user, review_round) -> bool:
    """Its editor, serving in the group today."""
    serves = review_round.deliverable.group_id in roles_of(user)
    return serves and is_person(user, review_round.editor)


@rules.predicate
def wrote_comment(user, comment: Comment) -> bool:
    """Wrote it, and is asked in its round still."""
    return comment.author_id == user.pk and is_reviewer(user, comment.round)


@rules.predicate
def reads_round_notes(user, review_round) -> bool:
    """Who was asked, the table and the history: who sees it, but not the sectoral teams."""
    return is_insider(user) and sees_round(user, review_round)


# Who may ask for comments on a version, and change the terms of that.
calls_round = owns | is_rapporteur | runs_plan

rules.add_perm("deliverables.view_reviewround", sees_round)
rules.add_perm("deliverables.view_comment", sees_comment)
rules.add_perm("deliverables.view_round_notes", reads_round_notes)
rules.add_perm("deliverables.export_round", reads_round_notes)
# `thing`: a Version.
rules.add_perm("deliverables.call_round", calls_round & sees_version)
rules.add_perm("deliverables.invite_reviewers", calls_round & sees_round)
rules.add_perm("deliverables.reschedule_round", calls_round & sees_round)
rules.add_perm("deliverables.cancel_round", calls_round & sees_round)
rules.add_perm("deliverables.comment_round", is_reviewer & sees_round)
rules.add_perm("deliverables.answer_comment", (is_reviewer | edits_round | calls_round) & sees_round)
# `thing`: a Comment.
rules.add_perm("deliverables.update_comment", wrote_comment & sees_comment)
rules.add_perm("deliverables.dispose_comment", (edits_round | runs_plan) & sees_round)
# --- attachments of liaison requests -------------------------------------------------------------------


@rules.predicate
def sees_attachment(user, attachment) -> bool:
    """The same as `RequestAttachmentQuerySet.visible_to`, for one row."""
    request = attachment.request
    if not sees_request(user, request):
        return False
    return sees_version(user, attachment.version) or is_handed(user, attachment)


def is_handed(user, attachment) -> bool:
    """Whether the request hands the version to this person, on the side that is asked."""
    request = attachment.request
    if request.state == LiaisonState.DRAFT:
        return False
    if request.to_team_id is not None:
        mine = SectorOfficer.objects.in_force().filter(user=user, team=request.to_team_id)
        return request.to_team_id in teams_of(user) and any(
            is_handed_to_officer(officer, attachment) for officer in mine
        )
    if request.to_group_id not in roles_of(user):
        return False
    if not attachment.version.is_restricted or is_person(user, request.owner_to):
        return True
    chairing = request.to_group.appointments.in_force().filter(member__user=user, role__in=CHAIR_ROLES)
    return chairing.filter(start_on__lte=request.sent_on).exists()


def is_handed_to_officer(officer, attachment) -> bool:
    """Whether a sent request to their team hands the version to that officer in force, with a sign-in or by
    their link."""
    request = attachment.request
    return (
        not attachment.version.is_restricted
        or request.owner_officer_id == officer.pk
        or officer.start_on <= request.sent_on
    )


rules.add_perm("deliverables.view_requestattachment", sees_attachment)
# `thing`: the LiaisonRequest.
rules.add_perm("deliverables.attach_version", asks)
rules.add_perm("deliverables.detach_version", asks)

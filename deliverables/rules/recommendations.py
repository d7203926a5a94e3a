"""Who reads and moves recommendations; the object is a Recommendation, where nothing else is said."""

import rules

from deliverables.enums import Classification
from deliverables.models import Recommendation
from deliverables.rules.plans import (
    chairs,
    insider,
    is_rapporteur,
    is_secretariat,
    runs_plan,
    sees_deliverable,
    sees_version,
    writes_in_group,
)
from groups.enums import CHAIR_ROLES, WRITING_ROLES
from groups.serving import chaired_groups_of, has_role, is_insider, roles_of, sees_everything


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
def sees_evidence(user, evidence) -> bool:
    """The same as `EvidenceQuerySet.visible_to`, for one row."""
    return (
        sees_recommendation(user, evidence.recommendation)
        and sees_deliverable(user, evidence.deliverable)
        and (evidence.deliverable_version is None or sees_version(user, evidence.deliverable_version))
    )


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
rules.add_perm("deliverables.view_recommendationevidence", sees_evidence)
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

"""Who reads and writes versions attached to liaison requests; the object is a RequestAttachment."""

import rules

from deliverables.rules.plans import is_person, sees_version
from groups.enums import CHAIR_ROLES, LiaisonState
from groups.models import SectorOfficer
from groups.rules import asks, sees_request
from groups.serving import roles_of, teams_of


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

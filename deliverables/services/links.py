"""Deliverables, and recommendations, that have to do with each other: linked, and read from both ends."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from deliverables.enums import RecommendationLinkKind
from deliverables.models import Deliverable, DeliverableLink, Recommendation, RecommendationLink
from deliverables.services.locking import lock_deliverable
from deliverables.services.recommendation_locking import lock_recommendation
from naio_portal.access import may, require
from naio_portal.errors import DomainError


def link_deliverables(*, deliverable: Deliverable, other: Deliverable, by) -> DeliverableLink:
    """Relate a deliverable to another one, of whatever group; again: nothing new.

    Raises NotAllowed, DomainError where it is the same one or the person does not see the other.
    """
    with transaction.atomic():
        deliverable = lock_deliverable(deliverable.pk)
        require(by, "deliverables.link_deliverable", deliverable)
        _check_other(deliverable, other, "deliverables.view_deliverable", by)
        present = DeliverableLink.objects.filter(_between(deliverable, other)).first()
        return present or DeliverableLink.objects.create(source=deliverable, target=other)


def unlink_deliverables(*, deliverable: Deliverable, other: Deliverable, by) -> None:
    """Take the link away, whichever way it was made. Raises NotAllowed."""
    with transaction.atomic():
        deliverable = lock_deliverable(deliverable.pk)
        require(by, "deliverables.link_deliverable", deliverable)
        DeliverableLink.objects.filter(_between(deliverable, other)).delete()


def link_recommendations(*, recommendation: Recommendation, other: Recommendation, by) -> RecommendationLink:
    """Relate a recommendation to another one, in whatever state both are; one that is linked already, also
    as superseded or merged, stays so.

    Raises NotAllowed, DomainError where it is the same one or the person does not see the other.
    """
    with transaction.atomic():
        recommendation = lock_recommendation(recommendation.pk)
        require(by, "deliverables.link_recommendation", recommendation)
        _check_other(recommendation, other, "deliverables.view_recommendation", by)
        present = RecommendationLink.objects.filter(_between(recommendation, other)).first()
        return present or RecommendationLink.objects.create(
            source=recommendation, target=other, kind=RecommendationLinkKind.RELATED
        )


def unlink_recommendations(*, recommendation: Recommendation, other: Recommendation, by) -> None:
    """Take a link of related ones away; what supersedes or takes in another stays. Raises NotAllowed."""
    with transaction.atomic():
        recommendation = lock_recommendation(recommendation.pk)
        require(by, "deliverables.link_recommendation", recommendation)
        RecommendationLink.objects.filter(
            _between(recommendation, other), kind=RecommendationLinkKind.RELATED
        ).delete()


def _between(one, other) -> Q:
    return Q(source=one, target=other) | Q(source=other, target=one)


def _check_other(one, other, permission: str, by) -> None:
    if one.pk == other.pk:
        raise DomainError(_("It cannot be linked with itself."))
    if by is not None and not may(by, permission, other):
        raise DomainError(_("There is nothing of that code."))

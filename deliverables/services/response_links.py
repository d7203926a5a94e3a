"""The contact of an addressee answers a recommendation by a link in a mail, without a sign-in."""

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext as _

from deliverables.enums import RESPONSE_LINK, RecommendationState
from deliverables.models import Recommendation
from naio_portal.dates import KUALA_LUMPUR, kl_today
from naio_portal.errors import DomainError
from naio_portal.notices.models import ActionLink
from naio_portal.notices.services import issue_link, queue_message, revoke_links


def give_link(recommendation: Recommendation, *, by) -> ActionLink | None:
    """A new link for the addressee's contact, with a mail that brings it; None where there is no contact.

    Good until ACTION_LINK_DAYS after the response is due, or after today when that is past.
    """
    contact = recommendation.addressee.contact
    if contact is None:
        return None
    last = max(recommendation.response_due_on, kl_today()) + dt.timedelta(days=settings.ACTION_LINK_DAYS)
    link = issue_link(
        purpose=RESPONSE_LINK,
        object_id=recommendation.pk,
        contact=contact,
        expires_at=dt.datetime.combine(last, dt.time(23, 59), KUALA_LUMPUR),
        by=by,
    )
    queue_message(
        kind="deliverables.recommendation_sent",
        contact=contact,
        payload={"recommendation": recommendation.pk},
        group_code=recommendation.group.code,
    )
    return link


def end_links(recommendation: Recommendation) -> int:
    """No link to answer it opens anything any more; how many were out."""
    return revoke_links(purpose=RESPONSE_LINK, object_id=recommendation.pk)


def recommendation_behind(link: ActionLink) -> Recommendation:
    """What the link is for. Raises DomainError when its holder no longer answers for the addressee, or it
    was taken back."""
    found = Recommendation.objects.select_related("group", "addressee").get(pk=link.object_id)
    if found.addressee.contact_id != link.contact_id:
        raise DomainError(_("You no longer answer for the authority that is asked here."))
    if found.state in (RecommendationState.WITHDRAWN, RecommendationState.SUPERSEDED):
        raise DomainError(_("This recommendation no longer waits for an answer."))
    return found

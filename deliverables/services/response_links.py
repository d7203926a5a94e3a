"""The contact of an addressee answers a recommendation, and reports on it, by links in mails, without a
sign-in."""

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext as _

from deliverables.enums import REPORT_LINK, RESPONSE_LINK, RecommendationState
from deliverables.models import Recommendation
from naio_portal.dates import KUALA_LUMPUR, kl_today
from naio_portal.errors import DomainError
from naio_portal.notices.models import ActionLink
from naio_portal.notices.services import issue_link, queue_message, revoke_links


def give_link(recommendation: Recommendation, *, by) -> ActionLink | None:
    """A new link to answer by, with a mail that brings it to the addressee's contact; None where there is
    none. Good until ACTION_LINK_DAYS after the response is due, or after today when that is past."""
    since = max(recommendation.response_due_on, kl_today())
    return _give(recommendation, RESPONSE_LINK, "deliverables.recommendation_sent", since, by)


def give_report_link(recommendation: Recommendation, *, by) -> ActionLink | None:
    """As `give_link`, to report by how far it is carried out; good for ACTION_LINK_DAYS from today."""
    return _give(recommendation, REPORT_LINK, "deliverables.report_asked", kl_today(), by)


def _give(recommendation: Recommendation, purpose: str, kind: str, since: dt.date, by) -> ActionLink | None:
    contact = recommendation.addressee.contact
    if contact is None:
        return None
    last = since + dt.timedelta(days=settings.ACTION_LINK_DAYS)
    link = issue_link(
        purpose=purpose,
        object_id=recommendation.pk,
        contact=contact,
        expires_at=dt.datetime.combine(last, dt.time(23, 59), KUALA_LUMPUR),
        by=by,
    )
    queue_message(
        kind=kind,
        contact=contact,
        payload={"recommendation": recommendation.pk},
        group_code=recommendation.group.code,
    )
    return link


def end_links(recommendation: Recommendation) -> int:
    """No link to answer it or to report on it opens anything any more; how many were out."""
    return sum(
        revoke_links(purpose=purpose, object_id=recommendation.pk) for purpose in (RESPONSE_LINK, REPORT_LINK)
    )


def recommendation_behind(link: ActionLink) -> Recommendation:
    """What the link is for. Raises DomainError when its holder no longer answers for the addressee, or it
    was taken back."""
    found = Recommendation.objects.select_related("group", "addressee").get(pk=link.object_id)
    if found.addressee.contact_id != link.contact_id:
        raise DomainError(_("You no longer answer for the authority that is asked here."))
    if found.state in (RecommendationState.WITHDRAWN, RecommendationState.SUPERSEDED):
        raise DomainError(_("This recommendation no longer waits for an answer."))
    return found

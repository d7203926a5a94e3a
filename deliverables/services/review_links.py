"""Officers of sectoral teams who have only an address read and comment by a link in a mail."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from deliverables.enums import REVIEW_LINK, RoundState
from deliverables.models import Reviewer, ReviewRound
from naio_portal.errors import DomainError
from naio_portal.notices.models import ActionLink
from naio_portal.notices.services import issue_link, revoke_links


def give_links(review_round: ReviewRound, reviewers: Iterable[Reviewer], *, by) -> None:
    """A new link for each of them who has no sign-in, good until ACTION_LINK_DAYS after the round closes."""
    for reviewer in reviewers:
        if reviewer.officer is not None and reviewer.officer.contact is not None:
            issue_link(
                purpose=REVIEW_LINK,
                object_id=reviewer.pk,
                contact=reviewer.officer.contact,
                expires_at=review_round.closes_at + dt.timedelta(days=settings.ACTION_LINK_DAYS),
                by=by,
            )


def end_links(review_round: ReviewRound) -> None:
    """No link to the round opens anything any more."""
    for pk in review_round.reviewers.filter(officer__contact__isnull=False).values_list("pk", flat=True):
        revoke_links(purpose=REVIEW_LINK, object_id=pk)


def reviewer_behind(link: ActionLink) -> Reviewer:
    """Who holds the link, with the round. Raises DomainError when that officer no longer serves, or the
    round is closed to them by now."""
    reviewer = (
        Reviewer.objects.with_person()
        .select_related("officer__team", "round__editor", "round__version__deliverable__group")
        .filter(pk=link.object_id, officer__contact=link.contact_id)
        .first()
    )
    if reviewer is None or not reviewer.officer.is_in_force:
        raise DomainError(_("You are no longer an officer of the team that was asked."))
    if reviewer.round.is_restricted or reviewer.round.state == RoundState.CANCELLED:
        raise DomainError(_("This review round was called off or is restricted now."))
    return reviewer

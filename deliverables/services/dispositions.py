"""What becomes of each comment, once its round is closed."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from deliverables.enums import Disposition, RoundPhase
from deliverables.models import Comment, ReviewRound
from deliverables.services.comments import lock_comment
from deliverables.services.rounds import check_phase, comments_left, complete_round, lock_round
from naio_portal.access import require
from naio_portal.errors import EditConflict

NEEDS_REASON = (Disposition.ACCEPTED_IN_PART, Disposition.REJECTED)


def dispose_comment(*, comment: Comment, disposition: str, reason: str, version: int, by) -> Comment:
    """Accept a comment, in part or whole, note it or reject it; with the last one the round ends.

    `version`: of the comment, as the editor saw it. The same again writes nothing. Raises NotAllowed,
    IllegalMove unless the round is closed and not over, ValidationError by field, EditConflict with the
    comment as it stands when somebody else disposed of it meanwhile.
    """
    with transaction.atomic():
        comment = lock_comment(comment)
        require(by, "deliverables.dispose_comment", comment.round)
        if comment.parent_id is not None:
            raise ValidationError(_("An answer has no disposition of its own."))
        if comment.withdrawn_at:
            raise ValidationError(_("Its author withdrew this comment: it gets no disposition."))
        check_phase(comment.round, RoundPhase.CLOSED)
        reason = _reason_for(disposition, reason)
        if (comment.disposition, comment.disposition_reason) == (disposition, reason):
            return comment
        if comment.version != version:
            raise EditConflict(
                _("Somebody else disposed of this comment while you were writing."), theirs=comment
            )
        comment.disposition, comment.disposition_reason = disposition, reason
        comment.disposed_by, comment.disposed_at = by, timezone.now()
        comment.version += 1
        comment.full_clean(validate_constraints=False)
        comment.save()
        if not comments_left(comment.round):
            complete_round(comment.round)
    return comment


def dispose_comments(
    *, review_round: ReviewRound, comments: Collection[Comment], disposition: str, reason: str, by
) -> int:
    """The same for several comments of a round at once; with the last one the round ends. What somebody
    disposed of meanwhile is left as it is. Answers how many were disposed of.

    Raises NotAllowed, IllegalMove unless the round is closed and not over, ValidationError by field, and
    when no comment is chosen.
    """
    with transaction.atomic():
        review_round = lock_round(review_round)
        require(by, "deliverables.dispose_comment", review_round)
        check_phase(review_round, RoundPhase.CLOSED)
        if not comments:
            raise ValidationError({"comments": _("Tick at least one comment.")})
        values = {"disposition": disposition, "disposition_reason": _reason_for(disposition, reason)}
        chosen = review_round.comments.undisposed().filter(pk__in=[comment.pk for comment in comments])
        count = chosen.update(**values, disposed_by=by, disposed_at=timezone.now(), version=F("version") + 1)
        if count and not comments_left(review_round):
            complete_round(review_round)
    return count


def _reason_for(disposition: str, reason: str) -> str:
    """The reason as it is kept. Raises ValidationError by field."""
    if disposition not in Disposition:
        raise ValidationError({"disposition": _("Say what becomes of it.")})
    reason = reason.replace("\r\n", "\n").strip()
    if disposition in NEEDS_REASON and not reason:
        raise ValidationError({"reason": _("Say why: its author reads the reason.")})
    return reason

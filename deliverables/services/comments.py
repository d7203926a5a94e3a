"""Comments in a review round: written, corrected, answered; and the answer that there are none."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from deliverables.enums import RoundPhase
from deliverables.models import Comment, Reviewer, ReviewRound
from deliverables.querysets import ReviewerQuerySet
from deliverables.services.review_links import reviewer_behind
from deliverables.services.rounds import check_phase, lock_round
from deliverables.texts import paragraphs_of
from naio_portal.access import require
from naio_portal.audit import acting
from naio_portal.errors import DomainError, EditConflict, IllegalMove
from naio_portal.notices.models import ActionLink
from naio_portal.notices.services import check_link


def add_comment(
    *, review_round: ReviewRound, paragraph: int | None, kind: str, text: str, language: str, by
) -> Comment:
    """A remark on a paragraph, by its number, or on the whole (None). Its author has answered.

    Raises NotAllowed, IllegalMove unless the round is open by the clock, ValidationError by field.
    """
    with transaction.atomic():
        review_round = lock_round(review_round)
        require(by, "deliverables.comment_round", review_round)
        reviewers = review_round.reviewers.of_person(by)
        return _add(
            review_round, reviewers, paragraph=paragraph, kind=kind, text=text, language=language, author=by
        )


def add_comment_by_link(
    *, link: ActionLink, paragraph: int | None, kind: str, text: str, language: str
) -> Comment:
    """As `add_comment`, by the officer who holds the link. Raises LinkEnded, DomainError, ValidationError."""
    with transaction.atomic(), acting(contact=link.contact):
        reviewer = reviewer_behind(link)
        review_round = lock_round(reviewer.round)
        check_link(link=link)
        return _add(
            review_round,
            Reviewer.objects.filter(pk=reviewer.pk),
            paragraph=paragraph,
            kind=kind,
            text=text,
            language=language,
            officer=reviewer.officer,
        )


def _add(
    review_round: ReviewRound, reviewers: ReviewerQuerySet, *, paragraph: int | None, text: str, **fields
) -> Comment:
    check_phase(review_round, RoundPhase.OPEN)
    if paragraph is not None and not 1 <= paragraph <= len(paragraphs_of(review_round.version.text)):
        raise ValidationError({"paragraph": _("The version has no paragraph of that number.")})
    last = review_round.comments.aggregate(last=Max("number"))["last"] or 0
    comment = Comment(round=review_round, number=last + 1, paragraph=paragraph, text=_text_of(text), **fields)
    comment.full_clean(validate_constraints=False)
    comment.save()
    _mark_answered(reviewers)
    return comment


def say_no_comments(*, review_round: ReviewRound, by) -> None:
    """“I have no comments” is an answer: nobody reminds them any more. They may comment later all the same.

    Raises NotAllowed, IllegalMove unless the round is open by the clock.
    """
    with transaction.atomic():
        review_round = lock_round(review_round)
        require(by, "deliverables.comment_round", review_round)
        check_phase(review_round, RoundPhase.OPEN)
        _mark_answered(review_round.reviewers.of_person(by))


def say_no_comments_by_link(*, link: ActionLink) -> None:
    """As `say_no_comments`, by the officer who holds the link. Raises LinkEnded, DomainError."""
    with transaction.atomic(), acting(contact=link.contact):
        reviewer = reviewer_behind(link)
        review_round = lock_round(reviewer.round)
        check_link(link=link)
        check_phase(review_round, RoundPhase.OPEN)
        _mark_answered(Reviewer.objects.filter(pk=reviewer.pk))


def update_comment(*, comment: Comment, kind: str, text: str, version: int, by) -> Comment:
    """Correct one's own comment, from the `version` that the editor started from. The same again writes
    nothing.

    Raises NotAllowed, IllegalMove unless the round is open by the clock, ValidationError by field,
    EditConflict with the comment as it stands.
    """
    with transaction.atomic():
        comment = lock_comment(comment)
        require(by, "deliverables.update_comment", comment)
        check_phase(comment.round, RoundPhase.OPEN)
        _check_stands(comment)
        kind, text = kind if comment.parent_id is None else "", _text_of(text)
        if (comment.kind, comment.text) == (kind, text):
            return comment
        if comment.version != version:
            raise EditConflict(_("You saved this comment elsewhere while you were writing."), theirs=comment)
        comment.kind, comment.text = kind, text
        comment.version += 1
        comment.full_clean(validate_constraints=False)
        comment.save()
    return comment


def withdraw_comment(*, comment: Comment, by) -> Comment:
    """Take one's own comment back: it stays to be read with its thread, and gets no disposition. Its author
    has answered all the same.

    Raises NotAllowed, IllegalMove unless the round is open by the clock, or when it is withdrawn already,
    DomainError for an answer.
    """
    with transaction.atomic():
        comment = lock_comment(comment)
        require(by, "deliverables.withdraw_comment", comment)
        return _withdraw(comment)


def withdraw_comment_by_link(*, link: ActionLink, comment: Comment) -> Comment:
    """As `withdraw_comment`, by the officer who holds the link. Raises LinkEnded, DomainError."""
    with transaction.atomic(), acting(contact=link.contact):
        return _withdraw(_own_comment(link, comment))


def _withdraw(comment: Comment) -> Comment:
    check_phase(comment.round, RoundPhase.OPEN)
    if comment.parent_id is not None:
        raise DomainError(_("An answer is not withdrawn: write another one."))
    _check_stands(comment)
    comment.withdrawn_at = timezone.now()
    comment.version += 1
    comment.save()
    return comment


def _check_stands(comment: Comment) -> None:
    if comment.withdrawn_at:
        raise IllegalMove(_("This comment is withdrawn."))


def _own_comment(link: ActionLink, comment: Comment) -> Comment:
    """The comment as it stands now, locked, when the officer who holds the link wrote it. Raises LinkEnded,
    DomainError."""
    reviewer = reviewer_behind(link)
    comment = lock_comment(comment)
    check_link(link=link)
    if (comment.round_id, comment.officer_id) != (reviewer.round_id, reviewer.officer_id):
        raise DomainError(_("You did not write this comment."))
    return comment


def add_answer(*, comment: Comment, text: str, language: str, by) -> Comment:
    """A line in the thread of a comment, until the round ends.

    Raises NotAllowed, IllegalMove once the round is over, ValidationError by field.
    """
    with transaction.atomic():
        comment = lock_comment(comment)
        require(by, "deliverables.answer_comment", comment.round)
        check_phase(comment.round, RoundPhase.OPEN, RoundPhase.CLOSED)
        return _answer(comment, text=text, language=language, author=by)


def add_answer_by_link(*, link: ActionLink, comment: Comment, text: str, language: str) -> Comment:
    """As `add_answer`, by the officer who holds the link, in the thread of a comment of their own: they read
    no other. Raises LinkEnded, DomainError, ValidationError by field."""
    with transaction.atomic(), acting(contact=link.contact):
        comment = _own_comment(link, comment)
        check_phase(comment.round, RoundPhase.OPEN, RoundPhase.CLOSED)
        return _answer(comment, text=text, language=language, officer_id=comment.officer_id)


def _answer(comment: Comment, *, text: str, **fields) -> Comment:
    answer = Comment(
        round=comment.round, parent_id=comment.parent_id or comment.pk, text=_text_of(text), **fields
    )
    answer.full_clean(validate_constraints=False)
    answer.save()
    return answer


def lock_comment(comment: Comment) -> Comment:
    """The comment as it stands now, below its locked round. Call inside a transaction."""
    review_round = lock_round(ReviewRound.objects.get(pk=comment.round_id))
    locked = Comment.objects.select_for_update(of=("self",)).with_writer().get(pk=comment.pk)
    locked.round = review_round
    return locked


def _text_of(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise ValidationError({"text": _("Write what you mean: an empty comment says nothing.")})
    return text


def _mark_answered(reviewers: ReviewerQuerySet) -> None:
    reviewers.unanswered().update(answered_at=timezone.now())

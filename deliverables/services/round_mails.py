"""Who is told of a review round: queued here as kinds and ids; `deliverables/mail/` writes them."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from deliverables.models import Reviewer, ReviewRound
from groups.models import Appointment, SectorOfficer
from members.models import Member
from naio_portal.notices.recipients import Recipient, recipient_of
from naio_portal.notices.services import queue_messages


def tell_reviewers(review_round: ReviewRound, reviewers: Iterable[Reviewer]) -> None:
    """Please comment, until when: as the round opens. Other times since: the mail says nothing any more."""
    _queue(
        review_round,
        "deliverables.round_opened",
        _recipients(reviewers),
        payload={"opens_at": review_round.opens_at.isoformat()},
        send_after=review_round.opens_at,
    )


def tell_moved(review_round: ReviewRound, reviewers: Iterable[Reviewer]) -> None:
    """An open round closes at another time."""
    _queue(
        review_round,
        "deliverables.round_moved",
        _recipients(reviewers),
        payload={"closes_at": review_round.closes_at.isoformat()},
    )


def tell_called_off(review_round: ReviewRound) -> None:
    """Nothing is asked any more."""
    _queue(review_round, "deliverables.round_cancelled", _recipients(review_round.reviewers.with_person()))


def tell_editor(review_round: ReviewRound) -> None:
    """So many comments wait: as the round closes, whoever runs then."""
    _queue(
        review_round,
        "deliverables.round_closed",
        [recipient_of(member=review_round.editor)],
        payload={"closes_at": review_round.closes_at.isoformat()},
        send_after=review_round.closes_at,
    )


def tell_authors(review_round: ReviewRound) -> None:
    """What became of their comments: one mail each, for all of them, to those who serve today."""
    comments = review_round.comments.exclude(disposition="")
    users = comments.filter(author__isnull=False).values("author")
    members = Member.objects.filter(
        user__in=users, pk__in=Appointment.objects.in_force().values("member")
    ).select_related("user")
    officers = SectorOfficer.objects.in_force().filter(
        Q(user__in=users) | Q(pk__in=comments.filter(officer__isnull=False).values("officer"))
    )
    recipients = [recipient_of(member=member) for member in members]
    recipients += [
        recipient_of(user=officer.user, contact=officer.contact)
        for officer in officers.select_related("user", "contact")
    ]
    _queue(review_round, "deliverables.round_completed", recipients)


def _recipients(reviewers: Iterable[Reviewer]) -> list[Recipient | None]:
    return [
        recipient_of(member=reviewer.member)
        if reviewer.member
        else recipient_of(user=reviewer.officer.user, contact=reviewer.officer.contact)
        for reviewer in reviewers
    ]


def _queue(
    review_round: ReviewRound,
    kind: str,
    recipients: Iterable[Recipient | None],
    *,
    payload: dict | None = None,
    send_after=None,
) -> None:
    queue_messages(
        kind=kind,
        recipients=[recipient for recipient in recipients if recipient],
        payload={"round": review_round.pk, **(payload or {})},
        group_code=review_round.deliverable.group.code,
        send_after=max(send_after, timezone.now()) if send_after else None,
    )

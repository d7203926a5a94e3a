"""Mails about review rounds: opened, moved, called off, closed, ended."""

import datetime as dt
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from deliverables.enums import REVIEW_LINK, RoundPhase, RoundState
from deliverables.models import Comment, Reviewer, ReviewRound
from naio_portal.dates import format_instant
from naio_portal.notices.kinds import MailParts, message_kind
from naio_portal.notices.recipients import Recipient
from naio_portal.notices.services import open_link_for, token_of
from naio_portal.notices.writing import write_mail

# Comments that stand in one mail; the others are behind its link.
SHOWN = 40
EXCERPT = 600


@message_kind("deliverables.round_opened", title=gettext_lazy("Review round opened"))
def round_opened(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """Please comment, until when. Dropped once it is closed or called off, moved to another opening, or
    answered."""
    found = _round(payload, RoundPhase.OPEN)
    reviewer = _reviewer(found, recipient)
    if reviewer is None or reviewer.answered_at or not _is_same(found.opens_at, payload["opens_at"]):
        return None
    return _to_reviewer(
        reviewer,
        recipient,
        subject=_("Please comment until %(until)s: %(title)s"),
        ask=_("You are asked to comment on version %(number)d of “%(title)s” until %(until)s."),
        lines=[
            *([found.purpose] if found.purpose and not found.is_restricted else []),
            _("“I have no comments” is an answer too: then nobody reminds you."),
        ],
    )


@message_kind("deliverables.round_moved", title=gettext_lazy("Review round moved"))
def round_moved(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """It closes at another time. Dropped once it is closed, or moved again."""
    found = _round(payload, RoundPhase.OPEN)
    reviewer = _reviewer(found, recipient)
    if reviewer is None or not _is_same(found.closes_at, payload["closes_at"]):
        return None
    return _to_reviewer(
        reviewer,
        recipient,
        subject=_("Comments until %(until)s now: %(title)s"),
        ask=_("Comments on version %(number)d of “%(title)s” are now taken until %(until)s."),
    )


@message_kind("deliverables.round_cancelled", title=gettext_lazy("Review round called off"))
def round_cancelled(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """Nothing is asked any more, and why."""
    found = _round(payload, RoundPhase.CANCELLED)
    reviewer = _reviewer(found, recipient)
    if reviewer is None:
        return None
    names = _names(found, recipient)
    return write_mail(
        subject=_("Called off: review of %(title)s") % names,
        ask=_("The review of version %(number)d of “%(title)s” is called off: nothing is asked of you.")
        % names,
        recipient=recipient,
        link="" if reviewer.officer_id else found.get_absolute_url(),
        lines=[] if found.is_restricted else [_("Why: %(reason)s") % {"reason": found.state_reason}],
        why=_why(),
        thread=f"review-{found.reference}",
        group_code=found.deliverable.group.code,
    )


@message_kind("deliverables.round_closed", title=gettext_lazy("Review round closed: to its editor"))
def round_closed(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """So many comments wait for their disposition. Dropped where nobody commented, and once it is moved."""
    found = _round(payload, RoundPhase.CLOSED)
    if found is None or not _is_same(found.closes_at, payload["closes_at"]):
        return None
    if found.editor_id != recipient.member_id:
        return None
    count = found.open_comments
    names = _names(found, recipient) | {"count": count}
    return write_mail(
        subject=ngettext(
            "%(count)d comment waits for you: %(title)s", "%(count)d comments wait for you: %(title)s", count
        )
        % names,
        ask=_(
            "The review of version %(number)d of “%(title)s” is closed. Please say of each comment what"
            " becomes of it."
        )
        % names,
        recipient=recipient,
        link=f"{reverse('reviews:comment-list', args=[found.reference])}?disposition=none",
        link_label=_("Open the comments"),
        lines=[_("Their authors are told together, once none is open.")],
        why=_("You get this mail because you edit this deliverable."),
        thread=f"review-{found.reference}",
        group_code=found.deliverable.group.code,
    )


@message_kind("deliverables.round_completed", title=gettext_lazy("Review round ended: to its authors"))
def round_completed(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """What became of each comment of this person."""
    found = _round(payload, RoundPhase.COMPLETED)
    if found is None:
        return None
    mine = Comment.objects.filter(round=found).exclude(disposition="").order_by("number")
    if recipient.contact_id:
        mine = mine.filter(officer__contact=recipient.contact_id)
    else:
        mine = mine.filter(author=recipient.user_id)
    count = mine.count()
    if not count:
        return None
    names = _names(found, recipient) | {"count": count}
    lines = [] if found.is_restricted else [_said(comment) for comment in mine[:SHOWN]]
    return write_mail(
        subject=ngettext(
            "What became of your comment: %(title)s", "What became of your comments: %(title)s", count
        )
        % names,
        ask=ngettext(
            "The editor has dealt with your %(count)d comment on version %(number)d of “%(title)s”.",
            "The editor has dealt with your %(count)d comments on version %(number)d of “%(title)s”.",
            count,
        )
        % names,
        recipient=recipient,
        link=""
        if recipient.contact_id
        else f"{reverse('reviews:comment-list', args=[found.reference])}?mine=1",
        link_label=_("Open the comments"),
        lines=lines,
        why=_("You get this mail because you commented in this review round."),
        thread=f"review-{found.reference}",
        group_code=found.deliverable.group.code,
    )


# --- parts ------------------------------------------------------------------------------------------


def _round(payload: dict, phase: RoundPhase) -> ReviewRound | None:
    """The round of the payload while it is in that phase; a round that ends keeps its stored state."""
    found = (
        ReviewRound.objects.filter(pk=payload["round"])
        .select_related("version__deliverable__group", "version__deliverable__owner")
        .first()
    )
    if found is None or found.phase != phase:
        return None
    if phase == RoundPhase.COMPLETED and found.state != RoundState.COMPLETED:
        return None
    return found


def _reviewer(found: ReviewRound | None, recipient: Recipient) -> Reviewer | None:
    """The row by which this recipient is asked today; nobody's whose appointment ended."""
    if found is None:
        return None
    rows = found.reviewers.serving().with_person()
    if recipient.contact_id:
        rows = rows.filter(officer__contact=recipient.contact_id)
    elif recipient.member_id and rows.filter(member=recipient.member_id).exists():
        rows = rows.filter(member=recipient.member_id)
    else:
        rows = rows.filter(officer__user=recipient.user_id, officer__user__isnull=False)
    reviewer = rows.first()
    if reviewer is not None:
        reviewer.round = found
    return reviewer


def link_by_mail(reviewer_id: int, recipient: Recipient) -> tuple[str, str]:
    """Path of the recipient's own link and its secret; both empty when they hold none that is good."""
    held = open_link_for(purpose=REVIEW_LINK, object_id=reviewer_id, recipient=recipient)
    if held is None:
        return "", ""
    secret = token_of(held)
    return reverse("reviews:review-by-link", args=[secret]), secret


def _to_reviewer(
    reviewer: Reviewer, recipient: Recipient, *, subject: str, ask: str, lines: list[str] | None = None
) -> MailParts | None:
    """One mail that asks. Who has only an address gets their own link, and no mail without one."""
    found = reviewer.round
    link, secret = found.get_absolute_url(), ""
    lines = list(lines or [])
    if recipient.contact_id:
        link, secret = link_by_mail(reviewer.pk, recipient)
        if not link:
            return None
        lines.append(_("The link is for you alone and needs no sign-in: do not pass it on."))
    names = _names(found, recipient)
    mail = write_mail(
        subject=subject % names,
        ask=ask % names,
        recipient=recipient,
        link=link,
        link_label=_("Read and comment"),
        lines=lines,
        why=_why(),
        thread=f"review-{found.reference}",
        group_code=found.deliverable.group.code,
    )
    return replace(mail, secret=secret)


def _names(found: ReviewRound, recipient: Recipient) -> dict:
    """A restricted deliverable is named by its code alone."""
    deliverable = found.deliverable
    return {
        "title": deliverable.code if found.is_restricted else deliverable.title,
        "number": found.version.number,
        "until": format_instant(found.closes_at, recipient.time_zone, weekday=False),
    }


def _why() -> str:
    return _("You get this mail because you are asked to comment in this review round.")


def _said(comment: Comment) -> str:
    """`3 (paragraph 2): Rejected. Why. – What was said.`"""
    place = _("paragraph %(number)d") % {"number": comment.paragraph} if comment.paragraph else _("the whole")
    reason = f" {comment.disposition_reason}" if comment.disposition_reason else ""
    text = comment.text if len(comment.text) <= EXCERPT else f"{comment.text[:EXCERPT].rstrip()} …"
    return f"{comment.number} ({place}): {comment.get_disposition_display()}.{reason}\n“{text}”"


def _is_same(instant: dt.datetime, text: str) -> bool:
    return instant == dt.datetime.fromisoformat(text)

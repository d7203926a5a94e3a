"""Tags about comments of review rounds: `{% load comments %}`."""

from django import template
from django.utils.translation import ngettext

from deliverables.enums import CommentKind, Disposition, RoundPhase
from deliverables.selectors.reviews import Tally

register = template.Library()

TONES: dict[str, str] = {
    CommentKind.MUST_FIX: "danger",
    CommentKind.SUGGESTION: "primary",
    CommentKind.QUESTION: "warning",
    CommentKind.EDITORIAL: "",
    Disposition.ACCEPTED: "success",
    Disposition.ACCEPTED_IN_PART: "success",
    Disposition.NOTED: "",
    Disposition.REJECTED: "danger",
}


@register.filter
def comment_tone(value: str) -> str:
    """The tone of the tag of a kind or a disposition: `{% tag comment.kind|comment_tone … %}`."""
    return TONES[value]


@register.simple_tag
def answers(number: int) -> str:
    """`1 answer`, `5 answers`."""
    return ngettext("%(number)s answer", "%(number)s answers", number) % {"number": number}


@register.simple_tag
def tally_words(tally: Tally, phase: RoundPhase) -> str:
    """`5 comments, 2 must fix`, and how many wait for their disposition once the round is closed."""
    counts = [ngettext("%(number)s comment", "%(number)s comments", tally.total) % {"number": tally.total}]
    if number := tally.must_fix:
        counts.append(ngettext("%(number)s must fix", "%(number)s must fix", number) % {"number": number})
    if phase == RoundPhase.CLOSED and (number := tally.undisposed):
        without = ngettext("%(number)s without a disposition", "%(number)s without a disposition", number)
        counts.append(without % {"number": number})
    return ", ".join(counts)

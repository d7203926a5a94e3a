"""Review rounds: those of a deliverable, those that wait for a person, a text with its comments."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from deliverables.enums import CommentKind
from deliverables.models import Comment, Deliverable, Reviewer, ReviewRound, Version
from deliverables.texts import Paragraph, paragraphs_of
from groups.written_once import written_once

SHOWN = 12
ROUNDS_SHOWN = 20
# As much of a comment, and of who wrote it, as a list shows.
OF_A_COMMENT = (
    *("reference", "round", "number", "parent", "paragraph", "kind", "text", "language", "written_at"),
    *("disposition", "disposition_reason", "withdrawn_at", "author", "officer"),
    *("author__name", "author__portal_role", "author__member__titles", "author__member__full_name"),
    *("officer__user", "officer__contact", "officer__contact__name"),
    *("officer__user__name", "officer__user__portal_role"),
    *("officer__user__member__titles", "officer__user__member__full_name"),
)


@written_once
def seen_round(user, reference: uuid.UUID, now: dt.datetime) -> QuerySet[ReviewRound]:
    """The round, with all that its pages show, when this person sees it. One query."""
    return _full_rounds(user, now).filter(reference=reference)


@written_once
def round_of_comment(user, reference: uuid.UUID, now: dt.datetime) -> QuerySet[ReviewRound]:
    """The round in which the comment of that reference stands, as `seen_round` gives it."""
    return _full_rounds(user, now).filter(comments__reference=reference)


def _full_rounds(user, now: dt.datetime) -> QuerySet[ReviewRound]:
    return (
        ReviewRound.objects.visible_to(user, now)
        .with_counts()
        .select_related("version__deliverable__group", "version__deliverable__owner", "editor")
    )


@written_once
def full_comment(reference: uuid.UUID) -> QuerySet[Comment]:
    """The comment with who wrote it and who disposed of it; its round was asked for before."""
    rows = Comment.objects.with_writer().select_related("disposed_by__member")
    return rows.filter(reference=reference)


def rounds_of(deliverable: Deliverable, user) -> list[ReviewRound]:
    """Rounds of this deliverable that the person sees, the latest first, with their counts; no more than
    ROUNDS_SHOWN. One query."""
    return _rounds(user, timezone.now(), deliverable.pk, None)


def rounds_of_version(version: Version, user) -> list[ReviewRound]:
    """`rounds_of` one version."""
    return _rounds(user, timezone.now(), version.deliverable_id, version.pk)


@written_once
def _rounds(user, now: dt.datetime, deliverable: int, version: int | None) -> QuerySet[ReviewRound]:
    rows = ReviewRound.objects.visible_to(user, now).filter(version__deliverable=deliverable)
    if version is not None:
        rows = rows.filter(version=version)
    shown = ("reference", "opens_at", "closes_at", "state", "version__number")
    return (
        rows.with_counts().select_related("version").only(*shown).order_by("-opens_at", "-id")[:ROUNDS_SHOWN]
    )


def reviews_waiting(user) -> list[ReviewRound]:
    """Open rounds that this person is asked in and has not answered, and closed ones whose comments they
    dispose of as editor; the earliest closing first. One query."""
    return _waiting(user, timezone.now())


@written_once
def _waiting(user, now: dt.datetime) -> QuerySet[ReviewRound]:
    asked = Reviewer.objects.of_person(user).unanswered().values("round")
    answers = Q(pk__in=ReviewRound.objects.open_at(now).filter(pk__in=asked).values("pk"))
    disposes = Q(pk__in=ReviewRound.objects.to_dispose(now).filter(editor__user=user).values("pk"))
    return (
        ReviewRound.objects.visible_to(user, now)
        .filter(answers | disposes)
        .with_counts()
        .select_related("version__deliverable__group")
        .defer("version__text")
        .order_by("closes_at", "id")[:SHOWN]
    )


@dataclass
class Tally:
    """How many comments there are on one place, and of which weight."""

    total: int = 0
    must_fix: int = 0
    undisposed: int = 0


@dataclass
class Passage:
    """A paragraph and what was said on it."""

    paragraph: Paragraph
    tally: Tally = field(default_factory=Tally)


def text_of(review_round: ReviewRound) -> tuple[list[Passage], Tally]:
    """The paragraphs of the version, each with its tally, and the tally of the whole. One query."""
    tallies = {
        paragraph: Tally(total, must_fix, undisposed)
        for paragraph, total, must_fix, undisposed in review_round.comments.filter(parent__isnull=True)
        .order_by()
        .values_list("paragraph")
        .annotate(
            total=Count("pk"),
            must_fix=Count("pk", filter=Q(kind=CommentKind.MUST_FIX)),
            undisposed=Count("pk", filter=Q(disposition="", withdrawn_at__isnull=True)),
        )
    }
    passages = [
        Passage(paragraph, tallies.get(paragraph.number) or Tally())
        for paragraph in paragraphs_of(review_round.version.text)
    ]
    return passages, tallies.get(None) or Tally()


def comments_of(review_round: ReviewRound) -> QuerySet[Comment]:
    """Its comments with their author and `answer_count` (None for none); threads are on their own pages."""
    answers = Comment.objects.filter(parent=OuterRef("pk")).order_by().values("parent")
    return (
        review_round.comments.filter(parent__isnull=True)
        .with_writer()
        .annotate(answer_count=Subquery(answers.annotate(count=Count("pk")).values("count")))
        .only(*OF_A_COMMENT)
    )


def next_undisposed(review_round: ReviewRound, after: Comment) -> Comment | None:
    """The next comment without a disposition in the order of the text; from the beginning after the last."""
    rows = list(
        Comment.objects.undisposed()
        .filter(round=review_round)
        .exclude(pk=after.pk)
        .only("reference", "paragraph", "number")
    )
    place = (after.paragraph or 0, after.number)
    rows.sort(key=lambda row: ((row.paragraph or 0, row.number) < place, row.paragraph or 0, row.number))
    return rows[0] if rows else None

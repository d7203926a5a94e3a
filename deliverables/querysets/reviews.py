"""Who is asked to review, and which rounds and comments a person may see."""

import datetime as dt

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from deliverables.enums import Classification, RoundState
from deliverables.querysets.versions import seen_versions
from groups.serving import groups_of, is_insider, teams_of
from naio_portal.dates import kl_today


class ReviewerQuerySet(models.QuerySet):
    def of_person(self, user) -> "ReviewerQuerySet":
        """Rows by which this person is asked today: as long as they serve in the group that they were asked
        through (in any group, when they were named), or are an officer of the team."""
        if not user.is_authenticated:
            return self.none()
        own, teams = groups_of(user), teams_of(user)
        asked = Q(pk__in=[])
        if own:
            asked |= Q(member__user=user) & (Q(group__isnull=True) | Q(group__in=own))
        if teams:
            asked |= Q(officer__user=user, officer__team__in=teams) & in_force_officer()
        return self.filter(asked)

    def opened(self, now: dt.datetime | None = None) -> "ReviewerQuerySet":
        """Of rounds that have opened and were not cancelled."""
        return self.filter(round__opens_at__lte=now or timezone.now()).exclude(
            round__state=RoundState.CANCELLED
        )

    def serving(self) -> "ReviewerQuerySet":
        """Those who are asked today, as `of_person` says it of one person."""
        in_force = apps.get_model("groups.Appointment").objects.in_force().filter(member=OuterRef("member"))
        return self.filter(
            Exists(in_force.filter(group=OuterRef("group")))
            | Q(group__isnull=True) & Exists(in_force)
            | in_force_officer()
        )

    def unanswered(self) -> "ReviewerQuerySet":
        return self.filter(answered_at__isnull=True)

    def with_person(self) -> "ReviewerQuerySet":
        """What their name and address need."""
        return self.select_related("member__user", "officer__user__member", "officer__contact")


def in_force_officer() -> Q:
    """An officer who serves today."""
    today = kl_today()
    return Q(officer__start_on__lte=today) & (Q(officer__end_on__isnull=True) | Q(officer__end_on__gte=today))


def seen_rounds(user, at: str = "", now: dt.datetime | None = None) -> Q:
    """Insiders: rounds on versions that they may read. An officer of a sectoral team, who reads nothing
    else: those they are asked in, on open versions, once opened.

    `at`: the way from the rows that are filtered to their round, `"round__"`.
    """
    seen = seen_versions(user, f"{at}version__", now) if is_insider(user) else Q(pk__in=[])
    if not teams_of(user):
        return seen
    reviewers = apps.get_model("deliverables.Reviewer").objects
    asked = reviewers.of_person(user).opened(now).filter(officer__isnull=False)
    are_open = Q(
        **{
            f"{at}version__classification": Classification.OPEN,
            f"{at}version__deliverable__classification": Classification.OPEN,
        }
    )
    return seen | Q(**{f"{at}pk__in": asked.values("round")}) & are_open


class ReviewRoundQuerySet(models.QuerySet):
    def visible_to(self, user, now: dt.datetime | None = None) -> "ReviewRoundQuerySet":
        """Those of `seen_rounds`."""
        return self.filter(seen_rounds(user, now=now))

    def open_at(self, now: dt.datetime) -> "ReviewRoundQuerySet":
        """Comments are taken at that instant."""
        return self.filter(state=RoundState.CALLED, opens_at__lte=now, closes_at__gt=now)

    def opened(self, now: dt.datetime | None = None) -> "ReviewRoundQuerySet":
        """They have opened and were not cancelled."""
        return self.filter(opens_at__lte=now or timezone.now()).exclude(state=RoundState.CANCELLED)

    def unfinished(self, now: dt.datetime | None = None) -> "ReviewRoundQuerySet":
        """Called and not over: it opens, is open, or a comment waits for its disposition."""
        return self.filter(state=RoundState.CALLED).filter(
            Q(closes_at__gt=now or timezone.now()) | Q(Exists(self._comments().undisposed()))
        )

    def to_dispose(self, now: dt.datetime | None = None) -> "ReviewRoundQuerySet":
        """Closed, with comments that wait for their disposition."""
        return self.filter(
            Exists(self._comments().undisposed()),
            state=RoundState.CALLED,
            closes_at__lte=now or timezone.now(),
        )

    def with_counts(self) -> "ReviewRoundQuerySet":
        """Adds `comment_count`, `open_comments`, `reviewer_count` and `answered_count`."""
        comments = self._comments().filter(parent__isnull=True)
        reviewers = self.model.reviewers.rel.related_model.objects.filter(round=OuterRef("pk"))
        return self.annotate(
            comment_count=_count(comments),
            open_comments=_count(comments.undisposed()),
            reviewer_count=_count(reviewers),
            answered_count=_count(reviewers.filter(answered_at__isnull=False)),
        )

    def _comments(self) -> "CommentQuerySet":
        return self.model.comments.rel.related_model.objects.filter(round=OuterRef("pk"))


def _count(rows: models.QuerySet) -> Coalesce:
    """How many of these rows belong to the round."""
    found = rows.order_by().values("round").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(found, output_field=IntegerField()), 0)


class CommentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CommentQuerySet":
        """Comments and answers of the rounds that this person sees."""
        return self.filter(seen_rounds(user, "round__"))

    def undisposed(self) -> "CommentQuerySet":
        """Comments that wait for their disposition; answers and what was withdrawn have none."""
        return self.filter(parent__isnull=True, disposition="", withdrawn_at__isnull=True)

    def with_writer(self) -> "CommentQuerySet":
        """What the name of the author needs."""
        return self.select_related("author__member", "officer__user__member", "officer__contact")

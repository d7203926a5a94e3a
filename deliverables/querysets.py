"""Which deliverables a person may see; their milestones, updates and requests follow them."""

import datetime as dt

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, FilteredRelation, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from deliverables import rag
from deliverables.enums import (
    RUNNING_STATES,
    ChangeState,
    Classification,
    DeliverableState,
    MilestoneState,
    RecommendationState,
    RoundState,
    ScanState,
    WorkPlanState,
)
from groups.enums import CHAIR_ROLES, LiaisonState
from groups.serving import (
    chaired_groups_of,
    groups_of,
    is_insider,
    run_groups_of,
    sees_everything,
    teams_of,
)
from naio_portal.dates import kl_today
from naio_portal.person_keys import keys_of_person

# What members of other groups see.
SHARED_STATES = (*RUNNING_STATES, DeliverableState.DELIVERED, DeliverableState.PUBLISHED)
# Whose open versions members of other groups read.
HANDED_OVER_STATES = (DeliverableState.DELIVERED, DeliverableState.PUBLISHED)


def _deliverables(name: str) -> models.QuerySet:
    """Rows of a model of this app; a query set is made before its model is."""
    return apps.get_model("deliverables", name)._base_manager.all()


granted = keys_of_person(
    lambda user: _deliverables("DeliverableGrant").filter(member__user=user).values("deliverable")
)
# Deliverables that a person owns or contributes to, or owns a milestone of.
having_part = keys_of_person(
    lambda user: (
        _deliverables("Deliverable")
        .filter(owner__user=user)
        .values("pk")
        .union(
            _deliverables("Contributor").filter(member__user=user).values("deliverable"),
            _deliverables("Milestone").filter(owner__user=user).values("deliverable"),
        )
    )
)
readable_versions = keys_of_person(
    lambda user: _deliverables("VersionReader").filter(member__user=user).values("version")
)
advised = keys_of_person(
    lambda user: _deliverables("RecommendationContributor").filter(member__user=user).values("recommendation")
)


def seen_deliverables(user, at: str = "") -> Q:
    """Visitors: published. Members of other groups: active ones too. Own group and leadership: all
    but restricted. Restricted: who owns it or a milestone of it, contributors, named people,
    chairs of the group, secretariat. Sector officers and former members see what visitors see.

    `at`: the way from the rows that are filtered to their deliverable, `"milestone__deliverable__"`.
    """
    is_open = Q(**{f"{at}classification": Classification.OPEN})
    if not is_insider(user):
        return is_open & Q(**{f"{at}state": DeliverableState.PUBLISHED})
    if sees_everything(user):
        return Q()
    named = Q(**{f"{at}pk__in": granted(user)})
    if user.is_leadership:
        shared = is_open
    else:
        shared = is_open & (Q(**{f"{at}state__in": SHARED_STATES}) | Q(**{f"{at}group__in": groups_of(user)}))
    chaired = Q(**{f"{at}group__in": chaired_groups_of(user)})
    return (
        shared
        | chaired
        | named
        | Q(**{f"{at}group__in": groups_of(user)}) & Q(**{f"{at}pk__in": having_part(user)})
    )


def waiting_change(rows: models.QuerySet, **more) -> models.QuerySet:
    """Joins the change that waits for each of these milestones or deliverables, one at most, with all that is
    shown of it, as `waiting`; rows without one lack the attribute."""
    condition = Q(changes__state=ChangeState.PENDING, **more)
    people = ("waiting__requested_by__member", "waiting__on_behalf_of")
    joined = rows.annotate(waiting=FilteredRelation("changes", condition=condition))
    return joined.select_related("waiting__group", *people)


class DeliverableQuerySet(models.QuerySet):
    def visible_to(self, user) -> "DeliverableQuerySet":
        """Those of `seen_deliverables`."""
        return self.filter(seen_deliverables(user))

    def of_person(self, user) -> "DeliverableQuerySet":
        """Those that this person owns or contributes to, or owns a milestone of."""
        return self.filter(pk__in=having_part(user))

    def running(self) -> "DeliverableQuerySet":
        """Active or in review: those that have a colour."""
        return self.filter(state__in=RUNNING_STATES)

    def with_rag(self, today: dt.date | None = None) -> "DeliverableQuerySet":
        """Adds `rag_computed` and `rag` (the override where there is one): lists sort, filter and count
        by them in one query. `today`: a day in Kuala Lumpur."""
        today = today or kl_today()
        return self.annotate(rag_computed=rag.computed_rag_sql(today)).annotate(rag=rag.shown_rag_sql(today))

    def with_waiting_change(self) -> "DeliverableQuerySet":
        """`waiting_change` about the deliverable itself."""
        return waiting_change(self, changes__milestone__isnull=True)

    def with_review(self) -> "DeliverableQuerySet":
        """Adds `is_reviewed`: one of its review rounds is not over."""
        rounds = apps.get_model("deliverables.ReviewRound").objects.unfinished()
        return self.annotate(is_reviewed=Exists(rounds.filter(version__deliverable=OuterRef("pk"))))

    def late(self, today: dt.date | None = None) -> "DeliverableQuerySet":
        """Running and past due, or with an active milestone past due."""
        return self.filter(rag.late_on(today or kl_today()))

    def stale(self, today: dt.date | None = None) -> "DeliverableQuerySet":
        """Running with no update for RAG_STALE_AFTER days."""
        return self.filter(rag.stale_on(today or kl_today()))


class OfDeliverableQuerySet(models.QuerySet):
    """Rows that follow their deliverable."""

    path = "deliverable"
    # Working notes, evidence and requests are not for the public, also when the deliverable is.
    for_visitors = True

    def visible_to(self, user) -> "OfDeliverableQuerySet":
        """Rows whose deliverable this person sees."""
        if not self.for_visitors and not is_insider(user):
            return self.none()
        return self.filter(seen_deliverables(user, f"{self.path}__"))


class MilestoneQuerySet(OfDeliverableQuerySet):
    def active(self) -> "MilestoneQuerySet":
        return self.filter(state=MilestoneState.ACTIVE)

    def late(self, today: dt.date | None = None) -> "MilestoneQuerySet":
        """Active and due before today in Kuala Lumpur; due today is not late."""
        return self.filter(state=MilestoneState.ACTIVE, due_on__lt=today or kl_today())

    def with_waiting_change(self) -> "MilestoneQuerySet":
        """`waiting_change` about each."""
        return waiting_change(self)

    def of_running(self) -> "MilestoneQuerySet":
        """Of deliverables in active or in review: those that are reminded of."""
        return self.filter(deliverable__state__in=RUNNING_STATES)


class ProgressUpdateQuerySet(OfDeliverableQuerySet):
    for_visitors = False


class ChangeRequestQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ChangeRequestQuerySet":
        """Those about a deliverable follow it; those about an objective are for all who serve."""
        if not is_insider(user):
            return self.none()
        seen = apps.get_model("deliverables.Deliverable").objects.visible_to(user)
        return self.filter(Q(deliverable__isnull=True) | Q(deliverable__in=seen))

    def pending(self) -> "ChangeRequestQuerySet":
        return self.filter(state=ChangeState.PENDING)


class WorkPlanQuerySet(models.QuerySet):
    def visible_to(self, user) -> "WorkPlanQuerySet":
        """Members of other groups: approved ones. Own group, leadership, secretariat: all. Not public."""
        if not is_insider(user):
            return self.none()
        if sees_everything(user) or user.is_leadership:
            return self
        return self.filter(Q(state=WorkPlanState.APPROVED) | Q(group__in=groups_of(user)))

    def on(self, group, day: dt.date) -> "WorkPlanQuerySet":
        """The group's plan whose period holds that day: one at most."""
        return self.filter(group=group, start_on__lte=day, end_on__gte=day)


class DependencyQuerySet(models.QuerySet):
    def visible_to(self, user) -> "DependencyQuerySet":
        """Both ends are; not public."""
        if not is_insider(user):
            return self.none()
        seen = apps.get_model("deliverables.Deliverable").objects.visible_to(user)
        return self.filter(predecessor__in=seen, successor__in=seen)


class PlanImportQuerySet(models.QuerySet):
    def visible_to(self, user) -> "PlanImportQuerySet":
        """Secretariat: all. Chairs: those for their groups. A rapporteur: their own for their group, since
        a chair's file may speak of what is restricted."""
        if sees_everything(user):
            return self
        if not user.is_authenticated:
            return self.none()
        chaired = Q(group__in=chaired_groups_of(user))
        return self.filter(chaired | Q(group__in=run_groups_of(user), uploaded_by=user))


class VersionQuerySet(OfDeliverableQuerySet):
    def visible_to(self, user, now: dt.datetime | None = None) -> "VersionQuerySet":
        """A version is never seen without its deliverable. Visitors: the latest, when it is open and its
        file clean. Own group and leadership: open ones; members of other groups: open ones once the
        deliverable is delivered, and its reviewers from the opening of their round on. Restricted: its
        readers as long as they serve, chairs of the group, secretariat."""
        rows = super().visible_to(user)
        is_open = Q(classification=Classification.OPEN)
        if not is_insider(user):
            later = self.model._default_manager.filter(
                deliverable=OuterRef("deliverable"), number__gt=OuterRef("number")
            )
            return rows.filter(~Exists(later), is_open, scan_state__in=("", ScanState.CLEAN))
        if sees_everything(user):
            return rows
        own, chaired = groups_of(user), chaired_groups_of(user)
        shared = is_open if user.is_leadership else is_open & Q(deliverable__state__in=HANDED_OVER_STATES)
        seen = shared | is_open & Q(deliverable__group__in=own) | Q(deliverable__group__in=chaired)
        if own:
            seen |= ~is_open & Q(pk__in=readable_versions(user))
            reviewers = apps.get_model("deliverables.Reviewer").objects
            asked = reviewers.of_person(user).opened(now).filter(member__isnull=False)
            seen |= is_open & Q(pk__in=asked.values("round__version"))
        return rows.filter(seen)

    def with_text(self) -> "VersionQuerySet":
        """Those written in the portal: they have paragraphs and can be compared."""
        return self.exclude(text="")

    def waiting(self) -> "VersionQuerySet":
        """Those whose file nobody has checked yet."""
        return self.filter(scan_state=ScanState.QUARANTINED)


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


class ReviewRoundQuerySet(models.QuerySet):
    def visible_to(self, user, now: dt.datetime | None = None) -> "ReviewRoundQuerySet":
        """Insiders: rounds on versions that they may read. An officer of a sectoral team, who reads nothing
        else: those they are asked in, on open versions, once opened."""
        reviewers = self.model.reviewers.rel.related_model.objects
        asked = Q(
            pk__in=reviewers.of_person(user).opened(now).filter(officer__isnull=False).values("round"),
            version__classification=Classification.OPEN,
            version__deliverable__classification=Classification.OPEN,
        )
        if not is_insider(user):
            return self.filter(asked) if teams_of(user) else self.none()
        versions = apps.get_model("deliverables.Version").objects.visible_to(user, now)
        seen = Q(version__in=versions)
        return self.filter(seen | asked if teams_of(user) else seen)

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
        rounds = apps.get_model("deliverables.ReviewRound").objects.visible_to(user)
        return self.filter(round__in=rounds)

    def undisposed(self) -> "CommentQuerySet":
        """Comments that wait for their disposition; answers have none."""
        return self.filter(parent__isnull=True, disposition="")

    def with_writer(self) -> "CommentQuerySet":
        """What the name of the author needs."""
        return self.select_related("author__member", "officer__user__member", "officer__contact")


class RecommendationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "RecommendationQuerySet":
        """Visitors: submitted to its addressee, whatever became of it since. Members of other groups:
        adopted too. Own group and leadership: all but restricted. Restricted: contributors, chairs of the
        group, secretariat. Sector officers and former members see what visitors see."""
        is_open = Q(classification=Classification.OPEN)
        if not is_insider(user):
            return self.filter(is_open, submitted_on__isnull=False)
        if sees_everything(user):
            return self
        if user.is_leadership:
            shared = is_open
        else:
            shared = is_open & (Q(adopted_on__isnull=False) | Q(group__in=groups_of(user)))
        return self.filter(shared | Q(group__in=chaired_groups_of(user)) | Q(pk__in=advised(user)))

    def of_person(self, user) -> "RecommendationQuerySet":
        """Those that this person contributed to."""
        return self.filter(pk__in=advised(user))

    def of_member(self, member) -> "RecommendationQuerySet":
        """Those that this Member contributed to."""
        contributed = self.model.contributors.rel.related_model.objects.filter(member=member)
        return self.filter(pk__in=contributed.values("recommendation"))

    def overdue(self, today: dt.date | None = None) -> "RecommendationQuerySet":
        """Submitted, and the response period is over; the last day is not late."""
        return self.filter(state=RecommendationState.SUBMITTED, response_due_on__lt=today or kl_today())

    def feeding(self, instruments: list[int]) -> "RecommendationQuerySet":
        """Those with a place in one of these instruments, by key."""
        places = self.model.places.rel.related_model.objects.filter(instrument__in=instruments)
        return self.filter(pk__in=places.values("recommendation"))

    def counts_by_state(self) -> dict[str, int]:
        """How many in each state; one query."""
        return dict(self.order_by().values_list("state").annotate(count=models.Count("pk")))


class SectorApplicationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SectorApplicationQuerySet":
        """Insiders: those with a deliverable that they see. A sector officer: those of their own team,
        whatever the deliverable. Visitors and former members: none."""
        if sees_everything(user):
            return self
        own = Q(team__in=teams_of(user))
        if not is_insider(user):
            return self.filter(own)
        seen = apps.get_model("deliverables.Deliverable").objects.visible_to(user)
        return self.filter(own | Q(deliverable__in=seen))


class RequestAttachmentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "RequestAttachmentQuerySet":
        """Of a request that this person sees: who may read the version itself and, once it is sent, the side
        that is asked. To that side an open version is handed with the request; a restricted one to who is
        named to answer, and to the chairs of the group or officers of the team who were so already on the day
        it was sent: whoever came later is named, or is granted the version."""
        if not user.is_authenticated:
            return self.none()
        rows = self.filter(request__in=apps.get_model("groups.LiaisonRequest").objects.visible_to(user))
        if sees_everything(user):
            return rows
        versions = apps.get_model("deliverables.Version").objects.visible_to(user)
        own, teams = groups_of(user), teams_of(user)
        asked = Q(request__to_team__in=teams) | Q(request__to_group__in=own)
        officers = apps.get_model("groups.SectorOfficer").objects.in_force().filter(user=user, team__in=teams)
        chairs = (
            apps.get_model("groups.Appointment")
            .objects.in_force()
            .filter(member__user=user, role__in=CHAIR_ROLES)
        )
        since = {"start_on__lte": OuterRef("request__sent_on")}
        handed = (
            Q(version__classification=Classification.OPEN)
            | Q(request__owner_to__user=user)
            | Q(request__owner_officer__in=officers)
            | Exists(officers.filter(team=OuterRef("request__to_team"), **since))
            | Exists(chairs.filter(group=OuterRef("request__to_group"), **since))
        )
        is_sent = ~Q(request__state=LiaisonState.DRAFT)
        return rows.filter(Q(version__in=versions) | is_sent & asked & handed)

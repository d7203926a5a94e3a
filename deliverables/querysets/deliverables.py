"""Which deliverables a person may see; their milestones, updates and the changes asked for follow them."""

import datetime as dt

from django.apps import apps
from django.db import models
from django.db.models import Exists, FilteredRelation, OuterRef, Q

from deliverables import rag
from deliverables.enums import RUNNING_STATES, ChangeState, Classification, DeliverableState, MilestoneState
from deliverables.querysets.keys import granted, having_part
from groups.serving import chaired_groups_of, groups_of, is_insider, sees_everything
from naio_portal.dates import kl_today

# What members of other groups see.
SHARED_STATES = (*RUNNING_STATES, DeliverableState.DELIVERED, DeliverableState.PUBLISHED)


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

    def with_review(self, now: dt.datetime | None = None) -> "DeliverableQuerySet":
        """Adds `is_reviewed`: one of its review rounds is not over."""
        rounds = apps.get_model("deliverables.ReviewRound").objects.unfinished(now)
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

"""Which recommendations a person may see, and what they rest on."""

import datetime as dt

from django.apps import apps
from django.db import models
from django.db.models import Q

from deliverables.enums import Classification, RecommendationState
from deliverables.querysets.keys import advised
from groups.serving import chaired_groups_of, groups_of, is_insider, sees_everything
from naio_portal.dates import kl_today


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


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, user) -> "EvidenceQuerySet":
        """What a recommendation rests on, where this person sees the recommendation, the deliverable and the
        version, if one is named: a note on it says what is in there."""
        seen = apps.get_model("deliverables", "Recommendation").objects.visible_to(user).values("pk")
        return self.openable_by(user).filter(recommendation__in=seen)

    def openable_by(self, user, now: dt.datetime | None = None) -> "EvidenceQuerySet":
        """Of recommendations that this person sees: where they see the deliverable and the version too."""
        deliverables = apps.get_model("deliverables", "Deliverable").objects.visible_to(user)
        versions = apps.get_model("deliverables", "Version").objects.visible_to(user, now)
        return self.filter(
            Q(deliverable_version__isnull=True) | Q(deliverable_version__in=versions.values("pk")),
            deliverable__in=deliverables.values("pk"),
        )

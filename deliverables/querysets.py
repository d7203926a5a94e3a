"""Which deliverables a person may see; their milestones, updates and requests follow them."""

from django.apps import apps
from django.db import models
from django.db.models import Q

from deliverables.enums import RUNNING_STATES, Classification, DeliverableState
from groups.serving import chaired_groups_of, groups_of, is_insider, sees_everything
from naio_portal.dates import kl_today

# What members of other groups see.
SHARED_STATES = (*RUNNING_STATES, DeliverableState.DELIVERED, DeliverableState.PUBLISHED)


class DeliverableQuerySet(models.QuerySet):
    def visible_to(self, user) -> "DeliverableQuerySet":
        """Visitors: published. Members of other groups: active ones too. Own group and leadership: all
        but restricted. Restricted: owner, contributors, named people, chairs of the group, secretariat.
        Sector officers see what visitors see."""
        if not is_insider(user):
            return self.filter(state=DeliverableState.PUBLISHED, classification=Classification.OPEN)
        if sees_everything(user):
            return self
        is_open = Q(classification=Classification.OPEN)
        if user.is_leadership:
            return self.filter(is_open)
        own, chaired = groups_of(user), chaired_groups_of(user)
        named = self.model.grants.rel.related_model.objects.filter(member__user=user)
        contributed = self.model.contributors.rel.related_model.objects.filter(member__user=user)
        has_part = Q(owner__user=user) | Q(pk__in=contributed.values("deliverable"))
        return self.filter(
            is_open & (Q(group__in=own) | Q(state__in=SHARED_STATES))
            | Q(group__in=chaired)
            | Q(pk__in=named.values("deliverable"))
            | Q(group__in=own) & has_part
        )

    def running(self) -> "DeliverableQuerySet":
        """Active or in review: those that have a colour."""
        return self.filter(state__in=RUNNING_STATES)


class OfDeliverableQuerySet(models.QuerySet):
    """Rows that are seen exactly when their deliverable is."""

    path = "deliverable"

    def visible_to(self, user) -> "OfDeliverableQuerySet":
        return self.filter(
            **{f"{self.path}__in": apps.get_model("deliverables.Deliverable").objects.visible_to(user)}
        )


class MilestoneQuerySet(OfDeliverableQuerySet):
    def late(self) -> "MilestoneQuerySet":
        """Active and due before today in Kuala Lumpur; due today is not late."""
        return self.filter(state="active", due_on__lt=kl_today())


class ProgressUpdateQuerySet(OfDeliverableQuerySet):
    pass


class DueDateChangeQuerySet(OfDeliverableQuerySet):
    path = "milestone__deliverable"

    def pending(self) -> "DueDateChangeQuerySet":
        return self.filter(state="pending")

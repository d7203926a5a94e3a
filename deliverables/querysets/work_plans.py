"""Which plans, dependencies and imports of plans a person may see."""

import datetime as dt

from django.apps import apps
from django.db import models
from django.db.models import Q

from deliverables.enums import WorkPlanState
from groups.serving import chaired_groups_of, groups_of, is_insider, run_groups_of, sees_everything


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

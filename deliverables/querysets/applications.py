"""Which applications in the sectors, and which versions that go with a request, a person may see."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from deliverables.enums import Classification
from groups.enums import CHAIR_ROLES, LiaisonState
from groups.serving import groups_of, is_insider, sees_everything, teams_of


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

"""Which meetings and agenda items a person may see."""

from django.apps import apps
from django.db import models
from django.db.models import Q

from groups.serving import chaired_groups_of, groups_of, is_insider, sees_everything
from meetings.enums import MeetingState, Visibility


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MeetingQuerySet":
        """Secretariat and administrators see all; chairs also drafts of their groups; other insiders
        see meetings from the notice on. Visitors and sector officers see none."""
        if not is_insider(user):
            return self.none()
        if sees_everything(user):
            return self
        own_drafts = self.model.groups.through.objects.filter(group__in=chaired_groups_of(user))
        return self.filter(Q(notified_at__isnull=False) | Q(pk__in=own_drafts.values("meeting"))).exclude(
            state=MeetingState.CANCELLED, notified_at__isnull=True
        )


class AgendaItemQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AgendaItemQuerySet":
        """Common: everyone who sees the meeting. Members only: people appointed today in a group that
        meets, and leadership. Restricted: named people, chairs of the groups that meet, secretariat."""
        if not is_insider(user):
            return self.none()
        found = self.filter(meeting__in=apps.get_model("meetings.Meeting").objects.visible_to(user))
        if sees_everything(user):
            return found
        meeting_groups = apps.get_model("meetings.MeetingGroup").objects
        own = meeting_groups.filter(group__in=groups_of(user)).values("meeting")
        chaired = meeting_groups.filter(group__in=chaired_groups_of(user)).values("meeting")
        members_only = Q(visibility=Visibility.MEMBERS)
        if not user.is_leadership:
            members_only &= Q(meeting__in=own)
        granted = self.model.grants.rel.related_model.objects.filter(member__user_id=user.pk)
        return found.filter(
            Q(visibility=Visibility.COMMON)
            | members_only
            | Q(visibility=Visibility.RESTRICTED)
            & (Q(pk__in=granted.values("item")) | Q(meeting__in=chaired))
        )

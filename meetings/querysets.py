"""Which meetings and agenda items a person may see, and the filters that every page shares."""

import datetime as dt

from django.apps import apps
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from groups.enums import CHAIR_ROLES, Role
from groups.serving import is_insider, roles_of, sees_everything
from meetings.enums import MeetingState, Visibility

PREPARING = (*CHAIR_ROLES, Role.RAPPORTEUR)
# An observer and a liaison read common items only.
READING = (*PREPARING, Role.MEMBER, Role.ALTERNATE)


def groups_in(user, roles: tuple[Role, ...]) -> set[int]:
    """Ids of the groups in which the person serves today in one of these roles."""
    return {group for group, role in roles_of(user).items() if role in roles}


def meetings_of(groups: set[int]) -> QuerySet:
    """Keys of the meetings in which one of these groups meets."""
    return apps.get_model("meetings.MeetingGroup").objects.filter(group__in=groups).values("meeting")


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MeetingQuerySet":
        """Secretariat and administrators see all; who prepares a meeting (chair, co-chair, rapporteur of
        a group that meets) also its draft; other insiders see it from the notice on. Visitors, former
        members and sector officers see none."""
        if not is_insider(user):
            return self.none()
        if sees_everything(user):
            return self
        own_drafts = Q(state=MeetingState.DRAFT, pk__in=meetings_of(groups_in(user, PREPARING)))
        return self.filter(Q(notified_at__isnull=False) | own_drafts)

    def upcoming(self, now: dt.datetime) -> "MeetingQuerySet":
        """Not over yet, the next one first."""
        return self.filter(ends_at__gte=now).order_by("starts_at", "id")

    def past(self, now: dt.datetime) -> "MeetingQuerySet":
        """Over, the latest first."""
        return self.filter(ends_at__lt=now).order_by("-starts_at", "-id")

    def of_group(self, group) -> "MeetingQuerySet":
        """Meetings in which this group meets."""
        return self.filter(pk__in=meetings_of({group.pk}))

    def matching(self, words: str) -> "MeetingQuerySet":
        """Each word stands in the title, the place or the description, upper or lower case alike."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(title__icontains=word) | Q(place__icontains=word) | Q(description__icontains=word)
            )
        return found


class AgendaItemQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AgendaItemQuerySet":
        """The items whose content this person may read.

        Common: everyone who sees the meeting. Members only: people who serve today in a group that meets
        (not its observers and liaisons), and leadership. Restricted: named people who serve somewhere
        today, chairs of the groups that meet, secretariat.
        """
        if not is_insider(user):
            return self.none()
        found = self.filter(meeting__in=apps.get_model("meetings.Meeting").objects.visible_to(user))
        if sees_everything(user):
            return found
        members_only = Q(visibility=Visibility.MEMBERS)
        if not user.is_leadership:
            members_only &= Q(meeting__in=meetings_of(groups_in(user, READING)))
        grants = apps.get_model("meetings.AgendaItemGrant").objects.filter(
            item=OuterRef("pk"), member__user_id=user.pk
        )
        return found.filter(
            Q(visibility=Visibility.COMMON)
            | members_only
            | Q(visibility=Visibility.RESTRICTED)
            & (Exists(grants) | Q(meeting__in=meetings_of(groups_in(user, CHAIR_ROLES))))
        )

    def marked_for(self, user) -> "AgendaItemQuerySet":
        """All items, each with `is_readable`: whether `visible_to` would give it to this person."""
        readable = self.model.objects.visible_to(user).filter(pk=OuterRef("pk"))
        return self.annotate(is_readable=Exists(readable))

    def marked_common(self) -> "AgendaItemQuerySet":
        """All items, each with `is_readable`: whether everyone who sees the meeting may read it."""
        return self.annotate(
            is_readable=ExpressionWrapper(Q(visibility=Visibility.COMMON), output_field=models.BooleanField())
        )

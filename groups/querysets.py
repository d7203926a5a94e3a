"""Which rows of groups a person may see, and the filters that every page shares."""

import datetime as dt

from django.db import models
from django.db.models import Case, F, Q, Value, When

from groups.enums import CHAIR_ROLES, AppointmentState, Role
from groups.serving import chaired_groups_of, is_insider, sees_everything
from naio_portal.dates import kl_today


class WorkingGroupQuerySet(models.QuerySet):
    def visible_to(self, user) -> "WorkingGroupQuerySet":
        """Groups and their charters are public."""
        return self


class ObjectiveQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ObjectiveQuerySet":
        """Objectives are part of a group's public charter."""
        return self


class AppointmentQuerySet(models.QuerySet):
    def in_force(self, day: dt.date | None = None) -> "AppointmentQuerySet":
        """Confirmed and serving on that day (Kuala Lumpur; today when left out), both edges included."""
        day = day or kl_today()
        return self.filter(
            Q(end_on__isnull=True) | Q(end_on__gte=day),
            state=AppointmentState.CONFIRMED,
            start_on__lte=day,
        )

    def overlapping(self, first: dt.date, last: dt.date | None) -> "AppointmentQuerySet":
        """Confirmed and serving on some day from `first` to `last`, both included; None: no last day."""
        found = self.filter(Q(end_on__isnull=True) | Q(end_on__gte=first), state=AppointmentState.CONFIRMED)
        return found.filter(start_on__lte=last) if last else found

    def chairs(self) -> "AppointmentQuerySet":
        """Chairs and co-chairs."""
        return self.filter(role__in=CHAIR_ROLES)

    def visible_to(self, user) -> "AppointmentQuerySet":
        """Insiders see the confirmed appointments of every group, past and future (contacts are another
        right); leadership and, in their own group, chairs also those proposed and revoked. Everybody else
        sees who is in force and consented to public listing. People see their own that took effect."""
        if sees_everything(user):
            return self
        if is_insider(user):
            if user.is_leadership:
                return self
            confirmed = Q(state=AppointmentState.CONFIRMED)
            return self.filter(confirmed | Q(group__in=chaired_groups_of(user)))
        public = self.in_force().filter(member__listing_consent_on__isnull=False)
        if not (user.is_authenticated and user.is_active):
            return public
        own = Q(member__user_id=user.pk, state=AppointmentState.CONFIRMED)
        return self.filter(Q(pk__in=public.values("pk")) | own)

    def by_precedence(self) -> "AppointmentQuerySet":
        """Role, then the precedence number, then the sort key of the name."""
        rank = Case(*[When(role=role, then=Value(place)) for place, role in enumerate(Role.values)])
        return self.order_by(rank, F("precedence").asc(nulls_last=True), "member__sort_key", "member_id")


class PublishedQuerySet(models.QuerySet):
    def visible_to(self, user) -> "PublishedQuerySet":
        """Everybody sees what is published by today; secretariat and administrators see all."""
        if sees_everything(user):
            return self
        return self.filter(published_on__lte=kl_today())


class RosterImportQuerySet(models.QuerySet):
    def visible_to(self, user) -> "RosterImportQuerySet":
        """Imports hold contacts: secretariat and administrators only."""
        if sees_everything(user):
            return self
        return self.none()

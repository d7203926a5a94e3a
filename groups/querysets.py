"""Which rows of groups a person may see, and the filters that every page shares."""

import datetime as dt
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Case, F, Q, Value, When

from groups.enums import (
    AWAITED_STATES,
    CHAIR_ROLES,
    AppointmentState,
    LiaisonState,
    Phase,
    RequestClassification,
    Role,
)
from groups.serving import chaired_groups_of, groups_of, is_insider, sees_everything, teams_of
from naio_portal.dates import kl_today


class WorkingGroupQuerySet(models.QuerySet):
    def visible_to(self, user) -> "WorkingGroupQuerySet":
        """Groups and their charters are public."""
        return self


class ObjectiveQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ObjectiveQuerySet":
        """Objectives are part of a group's public charter."""
        return self


def phase_on(day: dt.date | models.OuterRef) -> dict[Phase, Q]:
    """The condition of each phase on that day in Kuala Lumpur: `Appointment.phase_on` as SQL."""
    confirmed = Q(state=AppointmentState.CONFIRMED)
    return {
        Phase.IN_FORCE: confirmed & Q(start_on__lte=day) & (Q(end_on__isnull=True) | Q(end_on__gte=day)),
        Phase.FUTURE: confirmed & Q(start_on__gt=day),
        Phase.ENDED: confirmed & Q(end_on__lt=day),
        Phase.PROPOSED: Q(state=AppointmentState.PROPOSED),
        Phase.REVOKED: Q(state=AppointmentState.REVOKED),
    }


class AppointmentQuerySet(models.QuerySet):
    def in_force(self, day: dt.date | models.OuterRef | None = None) -> "AppointmentQuerySet":
        """Confirmed and serving on that day (Kuala Lumpur; today when left out), both edges included."""
        return self.filter(phase_on(day or kl_today())[Phase.IN_FORCE])

    def in_phases(self, phases: Iterable[Phase], day: dt.date | None = None) -> "AppointmentQuerySet":
        """Those in any of these phases on that day (Kuala Lumpur; today when left out)."""
        conditions = phase_on(day or kl_today())
        return self.filter(reduce(or_, (conditions[phase] for phase in phases)))

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
        return self.order_by(*self._precedence())

    def by_group_and_precedence(self) -> "AppointmentQuerySet":
        """Groups in their order, then by precedence."""
        return self.order_by("group__position", "group__code", *self._precedence())

    def _precedence(self) -> tuple:
        rank = Case(*[When(role=role, then=Value(place)) for place, role in enumerate(Role.values)])
        return (
            rank,
            F("precedence").asc(nulls_last=True),
            "member__sort_key",
            "member_id",
            "start_on",
            "id",
        )


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


class SectoralTeamQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SectoralTeamQuerySet":
        """Insiders see every team; a sector officer sees their own."""
        return self if is_insider(user) else self.filter(pk__in=teams_of(user))


class SectorOfficerQuerySet(models.QuerySet):
    def in_force(self, day: dt.date | None = None) -> "SectorOfficerQuerySet":
        """Officers on that day (Kuala Lumpur; today when left out), both edges included."""
        day = day or kl_today()
        return self.filter(Q(end_on__isnull=True) | Q(end_on__gte=day), start_on__lte=day)

    def visible_to(self, user) -> "SectorOfficerQuerySet":
        """As their team; addresses are another right."""
        return self if is_insider(user) else self.filter(team__in=teams_of(user))


class LiaisonRequestQuerySet(models.QuerySet):
    def visible_to(self, user) -> "LiaisonRequestQuerySet":
        """The asking group sees its own; the other side from the day it is sent; leadership all that is
        open. Restricted: both owners, the chairs of both sides, officers of the team, secretariat. A
        sector officer sees what is addressed to their team, and nothing else."""
        if sees_everything(user):
            return self
        is_sent = ~Q(state=LiaisonState.DRAFT)
        to_teams = is_sent & Q(to_team__in=teams_of(user))
        if not is_insider(user):
            return self.filter(to_teams)
        is_open = Q(classification=RequestClassification.OPEN)
        own, chaired = groups_of(user), chaired_groups_of(user)
        return self.filter(
            to_teams
            | (is_open if user.is_leadership else is_open & Q(from_group__in=own))
            | is_open & is_sent & Q(to_group__in=own)
            | Q(from_group__in=chaired)
            | is_sent & Q(to_group__in=chaired)
            | Q(from_group__in=own, owner_from__user=user)
            | is_sent & Q(to_group__in=own, owner_to__user=user)
        )

    def awaited(self) -> "LiaisonRequestQuerySet":
        """The other side owes an answer."""
        return self.filter(state__in=AWAITED_STATES)

    def overdue(self, today: dt.date | None = None) -> "LiaisonRequestQuerySet":
        """An answer is owed and its deadline is past; due today is not late."""
        return self.awaited().filter(due_on__lt=today or kl_today())

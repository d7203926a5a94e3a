"""Which members a person may see, and chainable filters."""

import datetime as dt

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, OuterRef, Prefetch, Q, Subquery, Value, When
from django.utils import timezone

from members.enums import InvitationState
from members.names import name_key


class MemberQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MemberQuerySet":
        """Staff and people who serve in a group today see all members (contacts are another right);
        other signed-in people see themselves; visitors see none: public pages list who consented."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.has_staff_role:
            return self
        appointments = self.model.appointments.rel.related_model.objects
        serves = appointments.in_force().filter(member__user=user)
        return self.filter(Q(user=user) | Exists(serves))

    def matching(self, words: str) -> "MemberQuerySet":
        """Members whose name or organisation has every word, spelling and accents aside."""
        found = self
        for word in name_key(words).split():
            found = found.filter(search_text__contains=word)
        return found

    def serving_in(self, group_code: str, day: dt.date | None = None) -> "MemberQuerySet":
        """Members with an appointment in force in that group on that day (today when left out)."""
        appointments = self.model.appointments.rel.related_model.objects
        in_force = appointments.in_force(day).filter(group__code=group_code)
        return self.filter(pk__in=in_force.values("member"))

    def with_service_today(self) -> "MemberQuerySet":
        """Prefetch `service`: appointments in force today with their groups, in the groups' order."""
        appointments = self.model.appointments.rel.related_model.objects
        in_force = appointments.in_force().select_related("group").order_by("group__position", "pk")
        return self.prefetch_related(Prefetch("appointments", in_force, to_attr="service"))

    def with_invitation_state(self) -> "MemberQuerySet":
        """`invitation_state` as `InvitationState`, with `invited_at`, `reminded_at`, `expires_at` of the
        latest invitation. Whoever signed in once counts as signed in, however they came."""
        latest = (
            apps.get_model("members.Invitation").objects.filter(user=OuterRef("user")).order_by("-sent_at")
        )
        return self.annotate(
            invited_at=Subquery(latest.values("sent_at")[:1]),
            reminded_at=Subquery(latest.values("reminded_at")[:1]),
            expires_at=Subquery(latest.values("expires_at")[:1]),
            bounced_at=Subquery(latest.values("bounced_at")[:1]),
            accepted_at=Subquery(latest.values("accepted_at")[:1]),
            invitation_state=Case(
                When(
                    Q(user__last_login__isnull=False) | Q(accepted_at__isnull=False),
                    then=Value(InvitationState.SIGNED_IN),
                ),
                When(invited_at=None, then=Value(InvitationState.NOT_INVITED)),
                When(bounced_at__isnull=False, then=Value(InvitationState.BOUNCED)),
                When(expires_at__lte=timezone.now(), then=Value(InvitationState.EXPIRED)),
                default=Value(InvitationState.INVITED),
                output_field=models.CharField(),
            ),
        )

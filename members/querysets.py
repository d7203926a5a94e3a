"""Which members a person may see, and chainable filters."""

from django.db import models
from django.db.models import Exists, Q

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

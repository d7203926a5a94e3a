"""Which members a person may see, and chainable filters."""

from django.db import models

from members.names import name_key


class MemberQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MemberQuerySet":
        """Signed-in people see members; contacts are another right. Visitors see none here:
        the public pages list chairs and members who consented."""
        return self if user.is_authenticated and user.is_active else self.none()

    def matching(self, words: str) -> "MemberQuerySet":
        """Members whose name or organisation has every word, spelling and accents aside."""
        found = self
        for word in name_key(words).split():
            found = found.filter(search_text__contains=word)
        return found

"""Which mail a person may see, and filters of the outbox."""

import datetime as dt

from django.db import models

from naio_portal.notices.enums import OutboxState


class OutboxQuerySet(models.QuerySet):
    def visible_to(self, user) -> "OutboxQuerySet":
        """Secretariat and administrators: mail holds addresses and texts to named people."""
        if user.is_authenticated and (user.is_secretariat or user.is_administrator):
            return self
        return self.none()

    def claimable(self, now: dt.datetime) -> "OutboxQuerySet":
        """Queued and due, the urgent first."""
        return self.filter(state=OutboxState.QUEUED, send_after__lte=now).order_by(
            "priority", "send_after", "id"
        )

    def refused(self) -> "OutboxQuerySet":
        """Refused for good: somebody has to look at the address."""
        return self.filter(state=OutboxState.REFUSED)

"""Choices of mail and reminders."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutboxState(models.TextChoices):
    HELD = "held", _("Held for further edits")
    QUEUED = "queued", _("Queued")
    CLAIMED = "claimed", _("Being sent")
    SENT = "sent", _("Sent")
    REFUSED = "refused", _("Refused for good")
    REVIEW = "review", _("Waits for a decision")
    DROPPED = "dropped", _("Not sent: no longer true")
    CANCELLED = "cancelled", _("Cancelled")


class AttemptOutcome(models.TextChoices):
    SENT = "sent", _("Taken by the mail server")
    TEMPORARY = "temporary", _("Refused for now")
    PERMANENT = "permanent", _("Refused for good")
    UNKNOWN = "unknown", _("No report: sent again under the same Message-ID")


class Audience(models.TextChoices):
    """Who a reminder stage is for; each reminder kind says who that is for its object."""

    OWNER = "owner", _("Owner")
    CONTRIBUTORS = "contributors", _("Contributors")
    CHAIR = "chair", _("Chair")
    SECRETARIAT = "secretariat", _("Secretariat")


class LedgerState(models.TextChoices):
    QUEUED = "queued", _("In the outbox")
    SUPERSEDED = "superseded", _("Superseded by a later stage")


class DigestRhythm(models.TextChoices):
    WEEKLY = "weekly", _("Weekly")
    DAILY = "daily", _("Every working day")
    NEVER = "never", _("Never")

"""Choices of meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    NOTIFIED = "notified", _("Notified")
    IN_PROGRESS = "in_progress", _("In progress")
    HELD = "held", _("Held")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


# Tone of the tag that shows a state (docs/frontend.md).
STATE_TONES: dict[str, str] = {
    MeetingState.NOTIFIED: "primary",
    MeetingState.IN_PROGRESS: "warning",
    MeetingState.HELD: "success",
    MeetingState.CANCELLED: "danger",
}
# While in these the agenda and the details may change.
OPEN_STATES = (MeetingState.DRAFT, MeetingState.NOTIFIED, MeetingState.IN_PROGRESS)
# People have been told of it: a change in time or place is mailed.
TOLD_STATES = (MeetingState.NOTIFIED, MeetingState.IN_PROGRESS)


class ItemKind(models.TextChoices):
    DECISION = "decision", _("For decision")
    DISCUSSION = "discussion", _("For discussion")
    INFORMATION = "information", _("For information")


KIND_TONES: dict[str, str] = {ItemKind.DECISION: "primary"}


class Visibility(models.TextChoices):
    """Who may read an agenda item."""

    COMMON = "common", _("Everyone signed in")
    MEMBERS = "members", _("Members of the groups that meet")
    RESTRICTED = "restricted", _("Named people, chair and secretariat")

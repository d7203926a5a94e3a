"""How far an import has come, and what comes of its rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    """How far an imported file has come."""

    UPLOADED = "uploaded", _("Columns to confirm")
    READING = "reading", _("Reading the rows")
    PREVIEWED = "previewed", _("Rows to decide")
    APPLYING = "applying", _("Applying")
    APPLIED = "applied", _("Applied")
    FAILED = "failed", _("Failed, nothing was changed")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")
    ABANDONED = "abandoned", _("Abandoned")


# In these a background job works on the import.
WORKING_STATES = (ImportState.READING, ImportState.APPLYING, ImportState.UNDOING)


class RowOutcome(models.TextChoices):
    CREATE = "create", _("New")
    CHANGE = "change", _("Change")
    UNCHANGED = "unchanged", _("Unchanged")
    DECIDE = "decide", _("Needs a decision")
    REFUSED = "refused", _("Refused")
    LEFT_OUT = "left_out", _("Left out")


class EffectKind(models.TextChoices):
    """What an import did to an object."""

    CREATED = "created", _("Created")
    CHANGED = "changed", _("Changed")

"""What every import keeps: the file on its way, its rows, what it did. Each kind has tables of its own, since
who may see them differs."""

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from naio_portal.imports.enums import WORKING_STATES, EffectKind, ImportState, RowOutcome
from naio_portal.imports.workflow import IMPORT

# Columns that the audit leaves out: too long to read, or kept with the rows.
NOT_AUDITED = ("source", "sheets", "mapping", "options", "answers", "counts", "failure")


class FileImport(models.Model):
    """One file on its way in: columns, preview, decisions, applied, undone.

    The file itself is not kept: its cells are in `rows`, its SHA-256 says which file it was.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(_("file name"), max_length=255)
    sha256 = models.CharField(max_length=64, editable=False, default="")
    state = models.CharField(
        _("state"), max_length=12, choices=ImportState.choices, default=ImportState.UPLOADED
    )
    # kind, encoding, delimiter of the file; whether its dates count from 1904.
    source = models.JSONField(default=dict, blank=True)
    # Every sheet: name, number of rows, whether hidden, row of its headings (null: no list in it).
    sheets = models.JSONField()
    sheet = models.PositiveSmallIntegerField(_("sheet"), default=0)
    header_row = models.PositiveIntegerField(_("row of the headings"), default=1)
    # Field -> index of its column.
    mapping = models.JSONField(default=dict, blank=True)
    # What is asked once for the file: order of day and month by field.
    options = models.JSONField(default=dict, blank=True)
    # Key of a question -> answer for every row that asks it.
    answers = models.JSONField(default=dict, blank=True)
    # Outcome -> number of rows, of the preview as it stands.
    counts = models.JSONField(default=dict, blank=True)
    # Why the last step did not succeed: code and what it names.
    failure = models.JSONField(default=dict, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    if TYPE_CHECKING:
        rows: Any
        effects: Any
        objects: Any

    class Meta:
        abstract = True
        ordering = ["-uploaded_at"]
        triggers = [IMPORT.guard()]
        constraints = [
            # The page of its columns has a sheet to show.
            models.CheckConstraint(condition=~models.Q(sheets=[]), name="%(class)s_has_sheets"),
            models.CheckConstraint(
                condition=models.Q(applied_by__isnull=True, applied_at__isnull=True)
                | models.Q(applied_by__isnull=False, applied_at__isnull=False),
                name="%(class)s_applied_pair",
            ),
            models.CheckConstraint(
                condition=models.Q(undone_by__isnull=True, undone_at__isnull=True)
                | models.Q(undone_by__isnull=False, undone_at__isnull=False),
                name="%(class)s_undone_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def texts_language(self) -> str:
        """Code of the language in which the texts of the file are; empty where nobody said."""
        return ""

    @property
    def is_working(self) -> bool:
        """A background job works on it, or waits to."""
        return self.state in WORKING_STATES

    @property
    def rows_listed(self) -> int:
        """Rows of the list itself; 0 until they are read."""
        return self.counts.get("list", 0)

    @property
    def rows_waiting(self) -> int:
        """Rows that wait for a decision, while one can be taken."""
        is_closed = self.state in (ImportState.APPLIED, ImportState.ABANDONED)
        return 0 if is_closed else self.count_of(RowOutcome.DECIDE)

    def count_of(self, outcome: str) -> int:
        """Rows with that outcome in the preview."""
        return self.counts.get(outcome, 0)


class ImportRow(models.Model):
    """One row of the file: its cells, what would happen, what a person decided.

    A kind adds `file_import`, its FileImport, related as `rows`.
    """

    sheet = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveIntegerField(_("row"))
    # A run of blank rows is one row here.
    last_number = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=20, blank=True, default="")
    cells = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    outcome = models.CharField(_("outcome"), max_length=10, choices=RowOutcome.choices, blank=True)
    # The plan: see naio_portal.imports.plans.
    plan = models.JSONField(default=dict, blank=True)
    # Kind of question -> answer for this row alone.
    decisions = models.JSONField(default=dict, blank=True)
    search_text = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        abstract = True
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["file_import", "sheet", "number"], name="%(class)s_number"),
        ]
        indexes = [
            models.Index(fields=["file_import", "sheet", "outcome", "number"], name="%(class)s_outcome")
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class ImportEffect(models.Model):
    """What an applied import did to one object: enough to undo it, and to see whether it was touched.

    A kind adds `file_import`, its FileImport, related as `effects`.
    """

    row_number = models.PositiveIntegerField(_("row"))
    model = models.CharField(max_length=40)  # as `members.member`
    object_id = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=EffectKind.choices)
    label = models.CharField(max_length=300)
    # Column -> value, before (empty when created) and just after.
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["file_import", "model", "object_id"], name="%(class)s_once"),
        ]

    def __str__(self) -> str:
        return self.label

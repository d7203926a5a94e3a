import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.enums import ImportState, RowOutcome
from groups.querysets import RosterImportQuerySet
from groups.workflow import ROSTER_IMPORT
from naio_portal.audit import audited


@audited(exclude=("file", "mapping", "answers"))
class RosterImport(models.Model):
    """One file of a roster on its way: columns, preview, decisions, applied, undone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.FileField(_("file"), upload_to="imports/")
    file_name = models.CharField(_("file name"), max_length=255)
    state = models.CharField(
        _("state"), max_length=12, choices=ImportState.choices, default=ImportState.UPLOADED
    )
    sheet = models.CharField(_("sheet"), max_length=120, blank=True, default="")
    # Column index -> field name; answers asked once per column or per distinct text.
    mapping = models.JSONField(default=dict, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    failure = models.TextField(_("why it failed"), blank=True, default="")

    objects = RosterImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("roster import")
        verbose_name_plural = _("roster imports")
        ordering = ["-uploaded_at"]
        triggers = [ROSTER_IMPORT.guard()]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("groups:roster-import-detail", args=[self.pk])


class RosterImportRow(models.Model):
    """One row of the file: its cells, what would happen, what a person decided, what was done."""

    roster_import = models.ForeignKey(RosterImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    cells = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    outcome = models.CharField(_("outcome"), max_length=10, choices=RowOutcome.choices)
    changes = models.JSONField(default=list, blank=True)
    questions = models.JSONField(default=list, blank=True)
    decision = models.JSONField(default=dict, blank=True)
    message = models.TextField(blank=True, default="")
    member = models.ForeignKey(
        "members.Member", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # What was there before, so that undo can put it back.
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("row of a roster import")
        verbose_name_plural = _("rows of roster imports")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["roster_import", "number"], name="import_row_number"),
        ]
        indexes = [models.Index(fields=["roster_import", "outcome", "number"], name="import_row_outcome")]

    def __str__(self) -> str:
        return f"{self.number}"

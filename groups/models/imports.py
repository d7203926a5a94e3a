from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.querysets import RosterImportQuerySet
from naio_portal.audit import audited
from naio_portal.imports.models import NOT_AUDITED, FileImport, ImportEffect, ImportRow


@audited(exclude=NOT_AUDITED)
class RosterImport(FileImport):
    """One file of a roster on its way."""

    objects = RosterImportQuerySet.as_manager()

    class Meta(FileImport.Meta):
        verbose_name = _("roster import")
        verbose_name_plural = _("roster imports")

    def get_absolute_url(self) -> str:
        return reverse("groups:roster-import-detail", args=[self.pk])


class RosterImportRow(ImportRow):
    """One row of a roster: its cells, what would happen, what a person decided."""

    file_import = models.ForeignKey(RosterImport, on_delete=models.CASCADE, related_name="rows")

    class Meta(ImportRow.Meta):
        verbose_name = _("row of a roster import")
        verbose_name_plural = _("rows of roster imports")


class RosterImportEffect(ImportEffect):
    """What an applied roster did to one person or appointment."""

    file_import = models.ForeignKey(RosterImport, on_delete=models.CASCADE, related_name="effects")

    class Meta(ImportEffect.Meta):
        verbose_name = _("effect of a roster import")
        verbose_name_plural = _("effects of roster imports")

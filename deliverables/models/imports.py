from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from deliverables.querysets import PlanImportQuerySet
from members.enums import Language
from naio_portal.audit import audited
from naio_portal.imports.models import NOT_AUDITED, FileImport, ImportEffect, ImportRow


@audited(exclude=NOT_AUDITED)
class PlanImport(FileImport):
    """One file of a work plan on its way."""

    # Empty: each row names its group; for the secretariat.
    group = models.ForeignKey(
        "groups.WorkingGroup",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("group"),
    )
    language = models.CharField(
        _("language of the texts"), max_length=2, choices=Language.choices, default=Language.MS
    )

    objects = PlanImportQuerySet.as_manager()

    class Meta(FileImport.Meta):
        verbose_name = _("import of a work plan")
        verbose_name_plural = _("imports of work plans")

    @property
    def texts_language(self) -> str:
        return self.language

    def get_absolute_url(self) -> str:
        return reverse("deliverables:plan-import-detail", args=[self.pk])


class PlanImportRow(ImportRow):
    """One row of a work plan: its cells, what would happen, what a person decided."""

    file_import = models.ForeignKey(PlanImport, on_delete=models.CASCADE, related_name="rows")

    class Meta(ImportRow.Meta):
        verbose_name = _("row of an import of a work plan")
        verbose_name_plural = _("rows of imports of work plans")


class PlanImportEffect(ImportEffect):
    """What an applied work plan did to one objective, deliverable, milestone or request."""

    file_import = models.ForeignKey(PlanImport, on_delete=models.CASCADE, related_name="effects")

    class Meta(ImportEffect.Meta):
        verbose_name = _("effect of an import of a work plan")
        verbose_name_plural = _("effects of imports of work plans")

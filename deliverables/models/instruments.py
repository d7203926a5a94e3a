from django.db import models
from django.utils.translation import gettext_lazy as _

from deliverables.enums import InstrumentKind
from naio_portal.audit import audited
from naio_portal.languages import BilingualField


@audited
class Instrument(models.Model):
    """What recommendations feed: the AI Action Plan, regulatory frameworks, governance models."""

    slug = models.SlugField(_("slug"), unique=True)
    kind = models.CharField(_("kind"), max_length=24, choices=InstrumentKind.choices)
    name_en = models.CharField(_("name (English)"), max_length=200)
    name_ms = models.CharField(_("name (Malay)"), max_length=200)
    is_working_translation = models.BooleanField(_("working translation"), default=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    name = BilingualField("name")

    class Meta:
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name

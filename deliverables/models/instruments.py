from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from deliverables.enums import InstrumentKind
from naio_portal.audit import audited
from naio_portal.languages import BilingualField


@audited(exclude=("version",))
class Instrument(models.Model):
    """What recommendations feed: the AI Action Plan, regulatory frameworks, governance models, and below
    each its chapters and clauses: a tree that the secretariat keeps."""

    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
    )
    slug = models.SlugField(_("slug"), unique=True)
    kind = models.CharField(_("kind"), max_length=24, choices=InstrumentKind.choices)
    # As the instrument numbers its parts: `3`, `3.2`, `Annex A`; empty for the instrument itself.
    label = models.CharField(_("chapter or clause"), max_length=20, blank=True, default="")
    name_en = models.CharField(_("name (English)"), max_length=200)
    name_ms = models.CharField(_("name (Malay)"), max_length=200)
    is_working_translation = models.BooleanField(_("working translation"), default=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    name = BilingualField("name")

    class Meta:
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")
        ordering = ["position", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="instrument_not_its_own_part"
            ),
            models.UniqueConstraint(
                fields=["parent", "label"], condition=~Q(label=""), name="instrument_label_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.name}".strip()

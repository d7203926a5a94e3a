from django.db import models
from django.utils.translation import gettext_lazy as _

from members.enums import Vocabulary
from naio_portal.audit import audited
from naio_portal.languages import BilingualField


@audited
class Term(models.Model):
    """One word of a list: a domain of expertise, a background or an origin. The code never changes."""

    code = models.SlugField(_("code"), primary_key=True, max_length=40)
    vocabulary = models.CharField(_("list"), max_length=20, choices=Vocabulary.choices)
    name_en = models.CharField(_("name (English)"), max_length=100)
    name_ms = models.CharField(_("name (Malay)"), max_length=100)
    is_working_translation = models.BooleanField(_("working translation"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    name = BilingualField("name")

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["vocabulary", "position", "code"]

    def __str__(self) -> str:
        return self.name

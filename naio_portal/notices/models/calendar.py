from django.db import models
from django.utils.translation import gettext_lazy as _

from naio_portal.audit import audited


@audited
class ExtraHoliday(models.Model):
    """A day off that the secretariat adds to those of the library: a country, or one of its states."""

    on = models.DateField(_("day"))
    country = models.CharField(_("country"), max_length=2, default="MY")
    state = models.CharField(_("state"), max_length=3, blank=True, default="")
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("added holiday")
        verbose_name_plural = _("added holidays")
        ordering = ["-on"]
        constraints = [
            models.UniqueConstraint(fields=["on", "country", "state"], name="holiday_once"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.name}"

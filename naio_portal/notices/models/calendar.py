from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naio_portal.audit import audited


@audited
class ExtraHoliday(models.Model):
    """A day off that the secretariat adds to those of the library: a country, or one of its states."""

    on = models.DateField(_("day"))
    country = models.CharField(_("country"), max_length=2, default="MY")
    state = models.CharField(pgettext_lazy("Malaysia", "state"), max_length=3, blank=True, default="")
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

    def clean(self) -> None:
        """States are those of Malaysia."""
        if self.state and self.country != "MY":
            raise ValidationError({"state": _("Only days off in Malaysia are of one state.")})


class SweptDay(models.Model):
    """The last day whose 09:00 the sweep has dealt with, for people of one country, state and zone.

    What arises later that day waits for the next working day. A log itself: no audit.
    """

    country = models.CharField(max_length=2, blank=True, default="")
    state = models.CharField(max_length=3, blank=True, default="")
    time_zone = models.CharField(max_length=64, blank=True, default="")
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("swept day")
        verbose_name_plural = _("swept days")
        constraints = [
            models.UniqueConstraint(fields=["country", "state", "time_zone"], name="swept_day_once"),
        ]

    def __str__(self) -> str:
        return f"{self.country}-{self.state} {self.time_zone}: {self.day}"

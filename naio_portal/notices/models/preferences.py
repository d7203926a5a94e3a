from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from naio_portal.audit import audited
from naio_portal.notices.enums import DigestRhythm


@audited
class NoticePreference(models.Model):
    """How a person wants mail that is not duty mail. Duty mail (what you own) cannot be switched off."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_preference"
    )
    digest = models.CharField(
        _("digest"), max_length=10, choices=DigestRhythm.choices, default=DigestRhythm.WEEKLY
    )

    class Meta:
        verbose_name = _("mail preference")
        verbose_name_plural = _("mail preferences")

    def __str__(self) -> str:
        return f"{self.user}: {self.digest}"

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naio_portal.audit import audited
from naio_portal.notices.enums import DigestRhythm


@audited(exclude=("link_number",))
class NoticePreference(models.Model):
    """How a person wants mail that is not duty mail. Duty mail (what you own) cannot be switched off.

    Kept with the sign-in where there is one, else with the member.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="notice_preference",
    )
    member = models.OneToOneField(
        "members.Member", on_delete=models.CASCADE, null=True, blank=True, related_name="notice_preference"
    )
    digest = models.CharField(
        _("digest"), max_length=10, choices=DigestRhythm.choices, default=DigestRhythm.WEEKLY
    )
    # In the links of mails; raised, it ends all earlier links.
    link_number = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("mail preference")
        verbose_name_plural = _("mail preferences")
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False) ^ Q(user__isnull=False), name="preference_one_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user or self.member}: {self.digest}"

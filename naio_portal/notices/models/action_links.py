from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naio_portal.audit import audited


@audited(exclude=("token_hash",))
class ActionLink(models.Model):
    """A link in a mail by which its reader does one thing to one object without signing in.

    Only the hash of its token is kept. It is for one person (a contact outside, or a sign-in), one purpose
    (`<app>.<what>`) and one object (`object_id`: the key of what that purpose acts on); it expires, can be
    revoked, and is used up when the thing is done. See `services/action_links.py`.
    """

    purpose = models.CharField(_("purpose"), max_length=60)
    object_id = models.BigIntegerField(_("object"))
    contact = models.ForeignKey(
        "notices.Contact", on_delete=models.CASCADE, null=True, blank=True, related_name="action_links"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="action_links"
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField(_("expires"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("link for one act")
        verbose_name_plural = _("links for one act")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(contact__isnull=False) ^ Q(user__isnull=False), name="action_link_one_person"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="action_link_expires_after_made"
            ),
            # A new link ends the one before it.
            models.UniqueConstraint(
                fields=["purpose", "object_id", "contact", "user"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
                nulls_distinct=False,
                name="action_link_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.object_id}"

    @property
    def person(self):
        """The Contact or User it was made for."""
        return self.contact or self.user

    @property
    def is_open(self) -> bool:
        """Neither used nor revoked nor expired."""
        return self.used_at is None and self.revoked_at is None and timezone.now() < self.expires_at

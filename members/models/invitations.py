from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.enums import InvitationState
from naio_portal.audit import audited


@audited(exclude=("token_hash",))
class Invitation(models.Model):
    """An invitation by mail to sign in. Only the hash of its token is kept; a new one ends the old."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    bounced_at = models.DateTimeField(_("came back"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-sent_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("sent_at")),
                name="invitation_expires_after_sent",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.sent_at:%Y-%m-%d}"

    @property
    def state(self) -> InvitationState:
        """Computed from the instants, never stored."""
        if self.accepted_at:
            return InvitationState.SIGNED_IN
        if self.bounced_at:
            return InvitationState.BOUNCED
        if self.expires_at <= timezone.now():
            return InvitationState.EXPIRED
        return InvitationState.INVITED

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deliverables.models.versions import Version
from deliverables.querysets import RequestAttachmentQuerySet
from naio_portal.audit import audited


@audited(along=("request",))
class RequestAttachment(models.Model):
    """A version that goes with a liaison request: this one, whatever versions follow it."""

    request = models.ForeignKey(
        "groups.LiaisonRequest",
        on_delete=models.CASCADE,
        related_name="attachments",
        verbose_name=_("liaison request"),
    )
    version = models.ForeignKey(
        Version, on_delete=models.PROTECT, related_name="attachments", verbose_name=_("version")
    )
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("attached by"),
    )
    attached_at = models.DateTimeField(_("attached"), auto_now_add=True)

    objects = RequestAttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment of a liaison request")
        verbose_name_plural = _("attachments of liaison requests")
        ordering = ["request", "id"]
        constraints = [models.UniqueConstraint(fields=["request", "version"], name="request_attachment_once")]

    def __str__(self) -> str:
        return f"{self.request_id} {self.version_id}"

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from deliverables.enums import Rag
from deliverables.models.deliverables import Deliverable
from deliverables.models.milestones import Milestone
from deliverables.querysets import ProgressUpdateQuerySet
from naio_portal.audit import audited


def random_name(update: "ProgressUpdate", name: str) -> str:
    """Where a file is kept: nothing of the name that a person gave it."""
    return f"evidence/{uuid.uuid4().hex}"


@audited(exclude=("evidence_file",), along=("deliverable",))
class ProgressUpdate(models.Model):
    """One dated report on a deliverable. Never edited: a later one replaces what it says."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, related_name="updates")
    milestone = models.ForeignKey(
        Milestone, on_delete=models.SET_NULL, null=True, blank=True, related_name="updates"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(
        "members.Member", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    filed_at = models.DateTimeField(_("filed"), auto_now_add=True)
    filed_on = models.DateField(_("day in Kuala Lumpur"))
    percent = models.PositiveSmallIntegerField(_("percent"), validators=[MaxValueValidator(100)])
    note = models.TextField(_("note"), max_length=4000)
    language = models.CharField(_("language of the note"), max_length=2, default="en")
    evidence_url = models.URLField(_("evidence (link)"), max_length=500, blank=True, default="")
    # Under a random name below MEDIA_ROOT, which no web server serves.
    evidence_file = models.FileField(_("evidence (file)"), upload_to=random_name, blank=True)
    evidence_name = models.CharField(_("name of the file"), max_length=150, blank=True, default="")
    evidence_size = models.PositiveIntegerField(_("size of the file in bytes"), null=True, blank=True)
    evidence_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True, default="")
    forecast_on = models.DateField(_("forecast"), null=True, blank=True)
    rag = models.CharField(_("colour then"), max_length=5, choices=Rag.choices, blank=True, default="")

    objects = ProgressUpdateQuerySet.as_manager()

    class Meta:
        verbose_name = _("progress update")
        verbose_name_plural = _("progress updates")
        ordering = ["-filed_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="update_percent"),
            models.CheckConstraint(
                condition=Q(
                    evidence_file="", evidence_name="", evidence_sha256="", evidence_size__isnull=True
                )
                | ~Q(evidence_file="")
                & ~Q(evidence_name="")
                & Q(evidence_sha256__regex=r"^[0-9a-f]{64}$", evidence_size__gt=0),
                name="update_file_is_described",
            ),
        ]
        indexes = [models.Index(fields=["deliverable", "-filed_at"], name="update_of_deliverable")]

    def __str__(self) -> str:
        return f"{self.filed_on} {self.percent}%"

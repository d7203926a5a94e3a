import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from deliverables.enums import Classification, ScanState
from deliverables.models.deliverables import Deliverable
from deliverables.querysets import VersionQuerySet
from deliverables.triggers import content_kept
from naio_portal.addresses import address_of
from naio_portal.audit import audited


def random_name(version: "Version", name: str) -> str:
    """Where a file is kept: nothing of the name that a person gave it."""
    return f"versions/{uuid.uuid4().hex}"


@audited(exclude=("file",))
class Version(models.Model):
    """One numbered version of a deliverable: a file, a text written in the portal, or both.

    What it says never changes. A text is Markdown whose blocks are numbered from 1 as paragraphs.
    """

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    deliverable = models.ForeignKey(Deliverable, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("number"))
    note = models.TextField(_("what is new"), max_length=2000, blank=True, default="")
    language = models.CharField(_("language of the texts"), max_length=2, default="en")
    text = models.TextField(_("text"), blank=True, default="")
    classification = models.CharField(
        _("classification"), max_length=10, choices=Classification.choices, default=Classification.OPEN
    )
    # Under a random name below MEDIA_ROOT, which no web server serves.
    file = models.FileField(_("file"), upload_to=random_name, blank=True)
    file_name = models.CharField(_("name of the file"), max_length=150, blank=True, default="")
    file_size = models.PositiveIntegerField(_("size of the file in bytes"), null=True, blank=True)
    scan_state = models.CharField(
        _("check of the file"), max_length=12, choices=ScanState.choices, blank=True, default=""
    )
    scan_note = models.CharField(_("what the check said"), max_length=300, blank=True, default="")
    # Of the file; of the text in UTF-8 where there is no file.
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("author"),
    )
    created_at = models.DateTimeField(_("made"), auto_now_add=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["deliverable", "-number"]
        triggers = [content_kept("deliverable_id", "number", "text", "file", "file_name", "sha256")]
        constraints = [
            models.UniqueConstraint(fields=["deliverable", "number"], name="version_number_in_deliverable"),
            models.CheckConstraint(condition=~Q(text="") | ~Q(file=""), name="version_says_something"),
            models.CheckConstraint(
                condition=Q(file="", file_name="", file_size__isnull=True, scan_state="")
                | ~Q(file="") & ~Q(file_name="") & Q(file_size__gt=0) & ~Q(scan_state=""),
                name="version_file_is_described",
            ),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="version_sha256"),
        ]

    def __str__(self) -> str:
        return f"{self.deliverable.code} v{self.number}"

    def get_absolute_url(self) -> str:
        return address_of("deliverables:version-detail", self.reference)

    @property
    def has_clean_file(self) -> bool:
        """Whether there is a file that may be given out."""
        return self.scan_state == ScanState.CLEAN

    @property
    def is_restricted(self) -> bool:
        return self.classification == Classification.RESTRICTED


@audited
class VersionReader(models.Model):
    """A person who may read a restricted version: served in the group when it was shared, or was granted
    it later. Whoever is appointed afterwards is not among them."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="readers")
    member = models.ForeignKey("members.Member", on_delete=models.CASCADE, related_name="+")
    # Empty: served in the group when the version was shared.
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("reader of a restricted version")
        verbose_name_plural = _("readers of restricted versions")
        constraints = [models.UniqueConstraint(fields=["version", "member"], name="version_reader_once")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.member_id}"


@audited(exclude=("version",))
class Draft(models.Model):
    """The text that is being written for the next version of a deliverable: one for all who write."""

    deliverable = models.OneToOneField(Deliverable, on_delete=models.CASCADE, related_name="draft")
    text = models.TextField(_("text"), blank=True, default="")
    language = models.CharField(_("language of the texts"), max_length=2, default="en")
    # Raised by each save: an editor says which one they started from.
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    updated_at = models.DateTimeField(_("saved"), auto_now=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    def __str__(self) -> str:
        return f"{self.deliverable_id}"

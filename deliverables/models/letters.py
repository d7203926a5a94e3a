import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from deliverables.enums import LetterForm
from deliverables.models.recommendations import Recommendation
from deliverables.triggers import content_kept
from members.enums import Language
from naio_portal.audit import audited


def random_name(letter: "Letter", name: str) -> str:
    """Where a letter is kept: nothing of what it is about."""
    return f"letters/{uuid.uuid4().hex}"


@audited(exclude=("file",))
class Letter(models.Model):
    """The letter that submitted a recommendation, in one language and form, as it was on that day."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="letters", verbose_name=_("recommendation")
    )
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    form = models.CharField(_("kind of file"), max_length=4, choices=LetterForm.choices)
    # Under a random name below MEDIA_ROOT, which no web server serves.
    file = models.FileField(_("file"), upload_to=random_name)
    file_size = models.PositiveIntegerField(_("size of the file in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)

    class Meta:
        verbose_name = _("letter of a recommendation")
        verbose_name_plural = _("letters of recommendations")
        # Malay first, and PDF before DOCX.
        ordering = ["recommendation", "-language", "-form"]
        triggers = [
            content_kept(
                "recommendation_id",
                "language",
                "form",
                "file",
                "sha256",
                refusal="deliverables_letter: a letter stays as it was sent",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "language", "form"], name="letter_once_in_each_form"
            ),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="letter_sha256"),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.language} {self.form}"

    def get_absolute_url(self) -> str:
        """Needs the recommendation loaded."""
        return reverse(
            "recommendations:letter", args=[self.recommendation.reference, self.language, self.form]
        )

    @property
    def file_name(self) -> str:
        """`SAF-2025-03_ms.pdf`. Needs the recommendation and its group loaded."""
        return f"{self.recommendation.code}_{self.language}.{self.form}"

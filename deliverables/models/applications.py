"""Applications in the real world: what sectoral teams tried with deliverables, and what came of it."""

import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from deliverables.enums import ApplicationOutcome
from deliverables.models.deliverables import Deliverable
from deliverables.querysets import SectorApplicationQuerySet
from deliverables.search import APPLICATION_WORDS
from members.enums import Language
from naio_portal.audit import audited
from naio_portal.choices import display_of


@audited(exclude=("version",), along=("deliverable",))
class SectorApplication(models.Model):
    """What a sectoral team tried with one deliverable: where, when, with what outcome and lessons."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(
        "groups.SectoralTeam",
        on_delete=models.PROTECT,
        related_name="applications",
        verbose_name=_("sectoral team"),
    )
    deliverable = models.ForeignKey(
        Deliverable,
        on_delete=models.PROTECT,
        related_name="applications",
        verbose_name=_("deliverable"),
    )
    title = models.CharField(_("title"), max_length=200)
    tried = models.TextField(_("what was tried"), max_length=5_000)
    place = models.CharField(_("where"), max_length=200)
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("until"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=14, choices=ApplicationOutcome.choices)
    result = models.TextField(_("what came of it"), max_length=5_000, blank=True, default="")
    lessons = models.TextField(_("lessons"), max_length=5_000, blank=True, default="")
    language = models.CharField(
        _("language of the texts"), max_length=2, choices=Language.choices, default=Language.MS
    )
    is_demo = models.BooleanField(_("demonstration data"), default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
    )
    created_at = models.DateTimeField(_("entered"), auto_now_add=True)

    objects = SectorApplicationQuerySet.as_manager()
    get_outcome_display = display_of("outcome", ApplicationOutcome)

    class Meta:
        verbose_name = _("application in the real world")
        verbose_name_plural = _("applications in the real world")
        ordering = ["-started_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="sector_application_end_not_before_start",
                violation_error_message=_("The last day cannot be before the first."),
            ),
            # What is over has shown something.
            models.CheckConstraint(
                condition=Q(outcome="under_way") | ~Q(result="") & Q(ended_on__isnull=False),
                name="sector_application_over_has_result",
            ),
        ]
        indexes = [
            models.Index(fields=["-started_on", "-id"], name="sector_application_recent"),
            models.Index(fields=["team", "-started_on"], name="sector_application_team"),
            models.Index(fields=["deliverable", "-started_on"], name="sector_application_deliverable"),
            models.Index(fields=["outcome", "-started_on"], name="sector_application_outcome"),
            GinIndex(APPLICATION_WORDS, name="sector_application_search"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("sectors:application-detail", args=[self.reference])

    def clean(self) -> None:
        """What is over says until when, and what came of it."""
        if self.outcome in ("", ApplicationOutcome.UNDER_WAY):
            return
        errors = {}
        if self.ended_on is None:
            errors["ended_on"] = _("It is over: say until when it ran.")
        if not self.result:
            errors["result"] = _("It is over: say what came of it.")
        if errors:
            raise ValidationError(errors)


@audited(along=("application",))
class ApplicationFigure(models.Model):
    """A figure that an application gave, with its unit and its source."""

    application = models.ForeignKey(SectorApplication, on_delete=models.CASCADE, related_name="figures")
    position = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("what is counted"), max_length=120)
    value = models.DecimalField(_("figure"), max_digits=16, decimal_places=3)
    unit = models.CharField(_("unit"), max_length=40)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("figure of an application")
        verbose_name_plural = _("figures of applications")
        ordering = ["application", "position"]
        constraints = [
            models.UniqueConstraint(fields=["application", "position"], name="application_figure_position"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(unit="") & ~Q(source=""), name="application_figure_is_told"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.shown} {self.unit}"

    @property
    def shown(self) -> str:
        """`1,234.5`: without zeros at the end, alike in both languages."""
        return f"{self.value.normalize():,f}"

import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deliverables.enums import (
    Classification,
    ConsentMethod,
    Priority,
    RecommendationLinkKind,
    RecommendationState,
    ResponseOutcome,
)
from deliverables.models.deliverables import Deliverable
from deliverables.models.instruments import Instrument
from deliverables.models.versions import Version
from deliverables.querysets import EvidenceQuerySet, RecommendationQuerySet
from deliverables.search import RECOMMENDATION_WORDS
from deliverables.workflow import RECOMMENDATION
from naio_portal.addresses import address_of
from naio_portal.audit import audited
from naio_portal.choices import display_of
from naio_portal.dates import kl_today
from naio_portal.languages import BilingualField


@audited(exclude=("version",))
class Authority(models.Model):
    """A national authority that recommendations are addressed to."""

    slug = models.SlugField(_("slug"), unique=True)
    name_en = models.CharField(_("name (English)"), max_length=200)
    name_ms = models.CharField(_("name (Malay)"), max_length=200)
    address = models.TextField(_("postal address"), blank=True, default="")
    # Who answers for it: gets the link by which a recommendation is answered without a sign-in.
    contact = models.ForeignKey(
        "notices.Contact",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="authorities",
        verbose_name=_("contact"),
    )
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    name = BilingualField("name")

    class Meta:
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")
        ordering = ["name_en"]

    def __str__(self) -> str:
        return self.name


@audited(exclude=("version",))
class Recommendation(models.Model):
    """Advice from a group to a named authority, tracked to its response and what came of it."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey("groups.WorkingGroup", on_delete=models.PROTECT, related_name="recommendations")
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("number"), help_text=_("Within the group and year."))
    title_en = models.CharField(_("title (English)"), max_length=200)
    title_ms = models.CharField(_("title (Malay)"), max_length=200, blank=True, default="")
    text_en = models.TextField(_("text (English)"), blank=True, default="")
    text_ms = models.TextField(_("text (Malay)"), blank=True, default="")
    rationale_en = models.TextField(_("rationale (English)"), blank=True, default="")
    rationale_ms = models.TextField(_("rationale (Malay)"), blank=True, default="")
    addressee = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="recommendations", verbose_name=_("addressee")
    )
    priority = models.CharField(
        _("priority"), max_length=6, choices=Priority.choices, default=Priority.MEDIUM
    )
    classification = models.CharField(
        _("classification"), max_length=10, choices=Classification.choices, default=Classification.OPEN
    )
    state = models.CharField(
        pgettext_lazy("workflow", "state"),
        max_length=16,
        choices=RecommendationState.choices,
        default=RecommendationState.DRAFT,
    )
    state_reason = models.TextField(_("reason of the state"), blank=True, default="")
    # The group's consent, recorded before the chair adopts.
    consent_method = models.CharField(
        _("consent"), max_length=9, choices=ConsentMethod.choices, blank=True, default=""
    )
    consent_on = models.DateField(_("consent given on"), null=True, blank=True)
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), null=True, blank=True)
    votes_abstaining = models.PositiveSmallIntegerField(_("abstentions"), null=True, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The meeting that consented.
    meeting = models.ForeignKey(
        "meetings.Meeting", on_delete=models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    letter_number = models.CharField(_("letter"), max_length=60, blank=True, default="")
    response_due_on = models.DateField(_("response due"), null=True, blank=True)
    # Kept when written: what was answered last, and how far it is implemented.
    outcome = models.CharField(
        _("response"), max_length=16, choices=ResponseOutcome.choices, blank=True, default=""
    )
    responded_on = models.DateField(_("responded on"), null=True, blank=True)
    percent = models.PositiveSmallIntegerField(
        _("implemented, percent"), default=0, validators=[MaxValueValidator(100)]
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    instruments = models.ManyToManyField(
        Instrument, through="RecommendationPlace", related_name="recommendations"
    )

    title = BilingualField("title")
    text = BilingualField("text")
    rationale = BilingualField("rationale")

    objects = RecommendationQuerySet.as_manager()
    get_state_display = display_of("state", RecommendationState)
    get_priority_display = display_of("priority", Priority)
    get_outcome_display = display_of("outcome", ResponseOutcome)

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["-year", "group", "-number"]
        triggers = [RECOMMENDATION.guard()]
        constraints = [
            models.UniqueConstraint(fields=["group", "year", "number"], name="recommendation_number"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="recommendation_percent"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(consent_on__isnull=False, adopted_on__isnull=False) & ~Q(consent_method=""),
                name="recommendation_adopted_with_consent",
            ),
            models.CheckConstraint(
                condition=~Q(consent_method="vote")
                | Q(votes_for__isnull=False, votes_against__isnull=False, votes_abstaining__isnull=False),
                name="recommendation_vote_has_figures",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "responded", "implemented", "not_implemented"])
                | Q(submitted_on__isnull=False, response_due_on__isnull=False),
                name="recommendation_submitted_has_days",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["responded", "implemented", "not_implemented"])
                | Q(responded_on__isnull=False) & ~Q(outcome=""),
                name="recommendation_responded_has_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["withdrawn", "not_implemented"]) | ~Q(state_reason=""),
                name="recommendation_stop_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["group", "state"], name="recommendation_of_group"),
            models.Index(
                fields=["response_due_on"], condition=Q(state="submitted"), name="recommendation_waiting"
            ),
            models.Index(fields=["addressee", "state"], name="recommendation_addressee"),
            GinIndex(RECOMMENDATION_WORDS, name="recommendation_search"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return address_of("recommendations:recommendation-detail", self.reference)

    @property
    def is_restricted(self) -> bool:
        return self.classification == Classification.RESTRICTED

    @property
    def code(self) -> str:
        """`SAF-2025-03`: group, year, number. Needs the group loaded."""
        return f"{self.group.code}-{self.year}-{self.number:02d}"

    @property
    def overdue_days(self) -> int:
        """Days past its response period without an answer; 0 when none is owed."""
        if self.state != RecommendationState.SUBMITTED or self.response_due_on is None:
            return 0
        return max(0, (kl_today() - self.response_due_on).days)


@audited
class RecommendationPlace(models.Model):
    """Where a recommendation feeds an instrument: one of its parts, and the place in words."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="places")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="places")
    place = models.CharField(_("place in it"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("place in an instrument")
        verbose_name_plural = _("places in instruments")
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "instrument"], name="recommendation_instrument_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.instrument_id}"


@audited
class RecommendationEvidence(models.Model):
    """What a recommendation rests on: a deliverable, and the version of it where one is named."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="evidence")
    deliverable = models.ForeignKey(Deliverable, on_delete=models.PROTECT, related_name="recommendations")
    deliverable_version = models.ForeignKey(
        Version, on_delete=models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    note = models.CharField(_("what it shows"), max_length=300, blank=True, default="")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence of a recommendation")
        verbose_name_plural = _("evidence of recommendations")
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "deliverable", "deliverable_version"],
                nulls_distinct=False,
                name="recommendation_evidence_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.deliverable_id}"


@audited
class RecommendationContributor(models.Model):
    """A member who worked on a recommendation: told of each change of its state."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="contributors")
    member = models.ForeignKey("members.Member", on_delete=models.PROTECT, related_name="recommendations")

    class Meta:
        verbose_name = _("contributor to a recommendation")
        verbose_name_plural = _("contributors to recommendations")
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "member"], name="recommendation_contributor_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.member_id}"


@audited
class RecommendationLink(models.Model):
    """One recommendation supersedes, merges or relates to another; read from both ends."""

    source = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="links_in")
    kind = models.CharField(_("kind"), max_length=10, choices=RecommendationLinkKind.choices)

    class Meta:
        verbose_name = _("link of recommendations")
        verbose_name_plural = _("links of recommendations")
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="recommendation_link_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="recommendation_link_other"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"


@audited
class Response(models.Model):
    """What an addressee answered. A later answer stands beside the earlier one; the last one counts."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="responses")
    outcome = models.CharField(_("response"), max_length=16, choices=ResponseOutcome.choices)
    reason = models.TextField(_("reason"), max_length=4000)
    language = models.CharField(_("language of the texts"), max_length=2, default="ms")
    responded_on = models.DateField(_("responded on"))
    # Who signed for the addressee.
    signed_by = models.CharField(_("signed by"), max_length=200, blank=True, default="")
    # Empty: the addressee answered through the link.
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ["-responded_on", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="response_has_reason")]

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.outcome}"


@audited
class ImplementationReport(models.Model):
    """How far a recommendation is carried out, with what shows it. Never edited: a later one follows."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="reports")
    reported_on = models.DateField(_("reported on"))
    percent = models.PositiveSmallIntegerField(_("percent"), validators=[MaxValueValidator(100)])
    note = models.TextField(_("note"), max_length=4000)
    language = models.CharField(_("language of the texts"), max_length=2, default="ms")
    evidence_url = models.URLField(_("evidence (link)"), max_length=500, blank=True, default="")
    # Empty: the addressee reported through the link.
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("report on an implementation")
        verbose_name_plural = _("reports on implementations")
        ordering = ["-reported_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="implementation_percent"),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.percent}%"

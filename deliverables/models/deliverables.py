import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deliverables.enums import OPEN_STATES, RUNNING_STATES, Classification, DeliverableState, Rag
from deliverables.querysets import DeliverableQuerySet
from deliverables.search import DELIVERABLE_WORDS
from deliverables.triggers import SUMMARY_KEPT, baseline_kept
from deliverables.workflow import DELIVERABLE
from naio_portal.addresses import address_of
from naio_portal.audit import audited
from naio_portal.choices import display_of
from naio_portal.dates import kl_today

RUNNING = [str(state) for state in RUNNING_STATES]
# Columns that follow from others; a change of one of them alone is no event of the audit.
DERIVED = ("version", "next_due_on", "milestone_slip_days")


@audited(exclude=DERIVED)
class Deliverable(models.Model):
    """An owned output of a group, with acceptance criteria and milestones."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey("groups.WorkingGroup", on_delete=models.PROTECT, related_name="deliverables")
    objective = models.ForeignKey(
        "groups.Objective",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deliverables",
        verbose_name=_("objective"),
    )
    # The plan of the period in which it was due when proposed.
    work_plan = models.ForeignKey(
        "deliverables.WorkPlan",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="deliverables",
        verbose_name=_("work plan"),
    )
    number = models.PositiveSmallIntegerField(_("number"), help_text=_("Within the group."))
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    acceptance_criteria = models.TextField(_("acceptance criteria"), blank=True)
    language = models.CharField(_("language of the texts"), max_length=2, default="en")
    owner = models.ForeignKey(
        "members.Member",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_deliverables",
        verbose_name=_("owner"),
    )
    # When the owner took it over: stages of a reminder before it are not sent to this person.
    owner_since = models.DateField(null=True, blank=True, editable=False)
    classification = models.CharField(
        _("classification"), max_length=10, choices=Classification.choices, default=Classification.OPEN
    )
    due_on = models.DateField(_("due"))
    # The due date when it was approved; stays.
    baseline_on = models.DateField(_("baseline"), null=True, blank=True, editable=False)
    forecast_on = models.DateField(_("forecast"), null=True, blank=True)
    percent = models.PositiveSmallIntegerField(_("percent"), default=0, validators=[MaxValueValidator(100)])
    state = models.CharField(
        pgettext_lazy("workflow", "state"),
        max_length=10,
        choices=DeliverableState.choices,
        default=DeliverableState.PROPOSED,
    )
    state_reason = models.TextField(_("reason of the state"), blank=True, default="")
    activated_on = models.DateField(_("active since"), null=True, blank=True)
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    # Kept when an update is filed: staleness needs no join.
    last_update_on = models.DateField(_("last update"), null=True, blank=True)
    # Kept by a trigger on milestones (triggers.py): the earliest due date of the active ones, and the
    # most days by which a forecast of one of them lies after its due date. A colour needs no join.
    next_due_on = models.DateField(_("next milestone due"), null=True, blank=True, editable=False)
    milestone_slip_days = models.IntegerField(null=True, blank=True, editable=False)
    rag_override = models.CharField(
        _("colour by override"), max_length=5, choices=Rag.choices, blank=True, default=""
    )
    rag_override_reason = models.TextField(_("reason of the override"), blank=True, default="")
    rag_override_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    rag_override_at = models.DateTimeField(null=True, blank=True)
    # The last day on which it counts; then the computed colour is shown again.
    rag_override_until = models.DateField(_("override counts until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    # Whoever wrote the plan does not approve it; empty for what a seed or an import brought.
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DeliverableQuerySet.as_manager()
    get_state_display = display_of("state", DeliverableState)

    class Meta:
        verbose_name = _("deliverable")
        verbose_name_plural = _("deliverables")
        ordering = ["group", "number"]
        triggers = [DELIVERABLE.guard(), SUMMARY_KEPT, baseline_kept("deliverables_deliverable")]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="deliverable_number_in_group"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="deliverable_percent"),
            models.CheckConstraint(
                condition=~Q(state__in=["suspended", "withdrawn"]) | ~Q(state_reason=""),
                name="deliverable_stop_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(
                    rag_override="",
                    rag_override_reason="",
                    rag_override_by__isnull=True,
                    rag_override_at__isnull=True,
                    rag_override_until__isnull=True,
                )
                | ~Q(rag_override="")
                & ~Q(rag_override_reason="")
                & Q(
                    rag_override_by__isnull=False,
                    rag_override_at__isnull=False,
                    rag_override_until__isnull=False,
                ),
                name="deliverable_override_has_reason",
            ),
            # Staleness counts from here until the first update.
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "withdrawn"]) | Q(activated_on__isnull=False),
                name="deliverable_active_has_day",
            ),
        ]
        indexes = [
            models.Index(fields=["group", "state", "due_on"], name="deliverable_board"),
            models.Index(fields=["state", "due_on"], name="deliverable_state_due"),
            models.Index(fields=["next_due_on"], condition=Q(state__in=RUNNING), name="deliverable_next_due"),
            models.Index(fields=["owner", "state"], name="deliverable_owner"),
            GinIndex(DELIVERABLE_WORDS, name="deliverable_search"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return address_of("deliverables:deliverable-detail", self.reference)

    def get_update_url(self) -> str:
        """The form of a progress update."""
        return address_of("deliverables:progress-update-create", self.reference)

    @property
    def code(self) -> str:
        """`SAF-D03`: the group's code and the number. Needs the group loaded."""
        return f"{self.group.code}-D{self.number:02d}"

    @property
    def is_running(self) -> bool:
        """Active or in review: has a colour, takes updates, is reminded of."""
        return self.state in RUNNING_STATES

    @property
    def is_editable(self) -> bool:
        """Not yet withdrawn, delivered or published."""
        return self.state in OPEN_STATES

    @property
    def is_restricted(self) -> bool:
        return self.classification == Classification.RESTRICTED

    @property
    def is_overridden(self) -> bool:
        """Whether an override counts today."""
        return (
            self.is_running and self.rag_override_until is not None and kl_today() <= self.rag_override_until
        )

    @property
    def is_stale(self) -> bool:
        """Running with no update for RAG_STALE_AFTER days."""
        since = self.last_update_on or self.activated_on
        return self.is_running and since is not None and (kl_today() - since).days >= settings.RAG_STALE_AFTER

    @property
    def slippage_days(self) -> int | None:
        """Days from the baseline to the day it was delivered, else to its due date; None without one."""
        if self.baseline_on is None:
            return None
        return ((self.delivered_on or self.due_on) - self.baseline_on).days

    @cached_property
    def people(self) -> frozenset[int]:
        """Keys of the Users who have a part in it: its owner, contributors, owners of its milestones. One
        query, the first time; a page that has loaded them sets it."""
        parts = self.contributors.values_list("member__user")
        parts = parts.union(self.milestones.order_by().values_list("owner__user"))
        owner = self.owner.user_id if self.owner else None
        found = [owner, *(user for (user,) in parts)]
        return frozenset(user for user in found if user is not None)

    @property
    def criteria(self) -> list[str]:
        """The acceptance criteria as a checklist: one a line, each once."""
        lines = (line.strip() for line in self.acceptance_criteria.splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    @property
    def late_days(self) -> int:
        """Days since its due date or that of its earliest active milestone; 0 when neither is past."""
        if not self.is_running:
            return 0
        first = min(day for day in (self.due_on, self.next_due_on) if day)
        return max(0, (kl_today() - first).days)


@audited
class Contributor(models.Model):
    """A member who works on a deliverable beside its owner."""

    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, related_name="contributors")
    member = models.ForeignKey("members.Member", on_delete=models.PROTECT, related_name="contributions")
    # The days a part began: stages before it are not sent to this person.
    since = models.DateField(_("since"), null=True, blank=True)

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        constraints = [models.UniqueConstraint(fields=["deliverable", "member"], name="contributor_once")]

    def __str__(self) -> str:
        return f"{self.deliverable_id} {self.member_id}"


@audited
class DeliverableLink(models.Model):
    """One deliverable is related to another, of its own or another group; read from both ends."""

    source = models.ForeignKey(
        Deliverable, on_delete=models.CASCADE, related_name="links_out", verbose_name=_("deliverable")
    )
    target = models.ForeignKey(
        Deliverable, on_delete=models.CASCADE, related_name="links_in", verbose_name=_("related deliverable")
    )

    class Meta:
        verbose_name = _("link of deliverables")
        verbose_name_plural = _("links of deliverables")
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="deliverable_link_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="deliverable_link_other"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.target_id}"


@audited
class DeliverableGrant(models.Model):
    """A person who may read a restricted deliverable; who granted it is in the audit."""

    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, related_name="grants")
    member = models.ForeignKey("members.Member", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("grant on a restricted deliverable")
        verbose_name_plural = _("grants on restricted deliverables")
        constraints = [
            models.UniqueConstraint(fields=["deliverable", "member"], name="deliverable_grant_once")
        ]

    def __str__(self) -> str:
        return f"{self.deliverable_id} {self.member_id}"

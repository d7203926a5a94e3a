import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deliverables.enums import MilestoneState
from deliverables.models.deliverables import Deliverable
from deliverables.querysets import MilestoneQuerySet
from deliverables.triggers import baseline_kept, milestone_summary
from deliverables.workflow import MILESTONE
from naio_portal.audit import audited
from naio_portal.choices import display_of
from naio_portal.dates import kl_today


@audited(exclude=("version",), along=("deliverable",))
class Milestone(models.Model):
    """A dated checkpoint of a deliverable. Late is computed; the first approved date is the baseline."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, related_name="milestones")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=200)
    owner = models.ForeignKey(
        "members.Member",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_milestones",
        verbose_name=_("owner"),
        help_text=_("Empty: the owner of the deliverable."),
    )
    # When the owner took it over: stages before it are not sent to this person.
    owner_since = models.DateField(null=True, blank=True, editable=False)
    due_on = models.DateField(_("due"))
    # What the last update says; never moves the due date.
    forecast_on = models.DateField(_("forecast"), null=True, blank=True)
    baseline_on = models.DateField(_("baseline"), null=True, blank=True, editable=False)
    state = models.CharField(
        pgettext_lazy("workflow", "state"),
        max_length=10,
        choices=MilestoneState.choices,
        default=MilestoneState.PROPOSED,
    )
    state_reason = models.TextField(_("reason of the state"), blank=True, default="")
    activated_on = models.DateField(_("active since"), null=True, blank=True, editable=False)
    achieved_on = models.DateField(_("achieved on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    # Whoever proposed it does not approve it.
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MilestoneQuerySet.as_manager()
    get_state_display = display_of("state", MilestoneState)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["deliverable", "due_on", "number"]
        triggers = [MILESTONE.guard(), baseline_kept("deliverables_milestone"), *milestone_summary()]
        constraints = [
            models.UniqueConstraint(fields=["deliverable", "number"], name="milestone_number_in_deliverable"),
            models.CheckConstraint(
                condition=Q(state=MilestoneState.ACHIEVED, achieved_on__isnull=False)
                | ~Q(state=MilestoneState.ACHIEVED) & Q(achieved_on__isnull=True),
                name="milestone_achieved_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["missed", "cancelled"]) | ~Q(state_reason=""),
                name="milestone_stop_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(baseline_on__isnull=False, activated_on__isnull=False),
                name="milestone_active_has_baseline",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], condition=Q(state="active"), name="milestone_active_due"),
            models.Index(fields=["state", "due_on"], name="milestone_state_due"),
            models.Index(fields=["deliverable", "due_on"], name="milestone_of_deliverable"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{self.deliverable.get_absolute_url()}#milestone-{self.number}"

    def get_update_url(self) -> str:
        """The form of a progress update, opened at this milestone: where a reminder's link leads."""
        return f"{self.deliverable.get_update_url()}?milestone={self.number}"

    @property
    def is_late(self) -> bool:
        """Active and due before today in Kuala Lumpur; due today is not late."""
        return self.late_days > 0

    @property
    def late_days(self) -> int:
        """Days past due of an active milestone; 0 when it is not late."""
        if self.state != MilestoneState.ACTIVE:
            return 0
        return max(0, (kl_today() - self.due_on).days)

    @property
    def was_achieved_late(self) -> bool:
        return (
            self.achieved_on is not None
            and self.achieved_on > self.due_on
            and self.state == MilestoneState.ACHIEVED
        )

    @property
    def slippage_days(self) -> int | None:
        """Days from the baseline to the day it was achieved, else to its due date; None without one."""
        if self.baseline_on is None:
            return None
        return ((self.achieved_on or self.due_on) - self.baseline_on).days

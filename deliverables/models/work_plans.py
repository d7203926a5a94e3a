import uuid

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from deliverables.enums import WorkPlanState
from deliverables.querysets import DependencyQuerySet, WorkPlanQuerySet
from deliverables.triggers import NO_LOOP
from deliverables.workflow import WORK_PLAN
from groups.models.appointments import KeyRange, ServicePeriod
from naio_portal.audit import audited
from naio_portal.choices import display_of
from naio_portal.dates import format_short_date, kl_today


@audited(exclude=("version",), along=("group",))
class WorkPlan(models.Model):
    """What a group means to do in a period: the objectives that its deliverables serve, the deliverables
    with their milestones. A deliverable is in the plan of the period in which it was due when proposed."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey("groups.WorkingGroup", on_delete=models.PROTECT, related_name="work_plans")
    start_on = models.DateField(_("first day"))
    end_on = models.DateField(_("last day"))
    state = models.CharField(
        pgettext_lazy("workflow", "state"),
        max_length=10,
        choices=WorkPlanState.choices,
        default=WorkPlanState.DRAFT,
    )
    # Why it was returned.
    state_reason = models.TextField(_("reason of the state"), blank=True, default="")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
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

    objects = WorkPlanQuerySet.as_manager()
    get_state_display = display_of("state", WorkPlanState)

    class Meta:
        verbose_name = _("work plan")
        verbose_name_plural = _("work plans")
        ordering = ["group", "-start_on"]
        triggers = [WORK_PLAN.guard()]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_on__gt=F("start_on")),
                name="work_plan_end_after_start",
                violation_error_message=_("The last day lies after the first."),
            ),
            ExclusionConstraint(
                name="work_plan_one_a_day",
                expressions=[
                    (KeyRange("group_id"), RangeOperators.OVERLAPS),
                    (ServicePeriod(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The group has a plan for some of these days already."),
            ),
            models.CheckConstraint(
                condition=Q(submitted_by__isnull=True, submitted_at__isnull=True)
                | Q(submitted_by__isnull=False, submitted_at__isnull=False),
                name="work_plan_submitted_pair",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="work_plan_approved_pair",
            ),
            # Nobody approves their own work, not even an administrator.
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("submitted_by")),
                name="work_plan_other_person",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Work plan of %(code)s, %(start)s to %(end)s") % {
            "code": self.group.code,
            "start": format_short_date(self.start_on),
            "end": format_short_date(self.end_on),
        }

    def get_absolute_url(self) -> str:
        return reverse("deliverables:work-plan-detail", args=[self.reference])

    def clean(self) -> None:
        # Before the exclusion constraint sees it: a range whose end is first is a DataError there.
        if self.start_on and self.end_on and self.end_on <= self.start_on:
            raise ValidationError({"end_on": gettext("The last day lies after the first.")})

    @property
    def is_current(self) -> bool:
        """Whether today lies in its period."""
        return self.start_on <= kl_today() <= self.end_on

    @property
    def is_approved(self) -> bool:
        return self.state == WorkPlanState.APPROVED


@audited(along=("predecessor", "successor"))
class Dependency(models.Model):
    """Finish to start: the successor waits for the predecessor to be delivered. It is shown on both
    sides and moves nothing by itself. No loop."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    predecessor = models.ForeignKey(
        "deliverables.Deliverable",
        on_delete=models.CASCADE,
        related_name="blocks",
        verbose_name=_("waits for"),
    )
    successor = models.ForeignKey(
        "deliverables.Deliverable",
        on_delete=models.CASCADE,
        related_name="blocked_by",
        verbose_name=_("what waits"),
    )
    note = models.CharField(_("what is needed from it"), max_length=300, blank=True, default="")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DependencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("dependency")
        verbose_name_plural = _("dependencies")
        ordering = ["successor", "predecessor"]
        triggers = [NO_LOOP]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="dependency_once"),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="dependency_of_two_deliverables"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


@audited
class AcceptanceCheck(models.Model):
    """One line of the acceptance criteria, found to be met by whoever may accept the deliverable. When the
    line is written anew, the check no longer speaks of it."""

    deliverable = models.ForeignKey(
        "deliverables.Deliverable", on_delete=models.CASCADE, related_name="checks"
    )
    criterion = models.TextField(_("criterion"))
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(_("found to be met"))

    class Meta:
        verbose_name = _("acceptance check")
        verbose_name_plural = _("acceptance checks")
        ordering = ["deliverable", "id"]
        constraints = [
            # By its digest: a line may be longer than an index holds.
            models.UniqueConstraint("deliverable", MD5("criterion"), name="acceptance_check_once")
        ]

    def __str__(self) -> str:
        return self.criterion


@audited
class GroupWeek(models.Model):
    """How a group's work stood on the Monday of a week, or on the first day a worker was there to look.
    Counts cover all running deliverables, restricted ones too."""

    group = models.ForeignKey("groups.WorkingGroup", on_delete=models.CASCADE, related_name="weeks")
    monday = models.DateField(_("week of"))
    red = models.PositiveSmallIntegerField(_("off track"), default=0)
    amber = models.PositiveSmallIntegerField(_("at risk"), default=0)
    green = models.PositiveSmallIntegerField(_("on track"), default=0)
    late = models.PositiveSmallIntegerField(_("late"), default=0)
    stale = models.PositiveSmallIntegerField(_("stale"), default=0)
    slipped = models.PositiveSmallIntegerField(_("slipped"), default=0)
    slippage_days = models.PositiveIntegerField(_("days slipped in all"), default=0)
    percent = models.PositiveSmallIntegerField(_("percent"), default=0, validators=[MaxValueValidator(100)])

    class Meta:
        verbose_name = _("week of a group")
        verbose_name_plural = _("weeks of groups")
        ordering = ["group", "-monday"]
        constraints = [
            models.UniqueConstraint(fields=["group", "monday"], name="group_week_once"),
            models.CheckConstraint(condition=Q(monday__iso_week_day=1), name="group_week_is_monday"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.monday}"

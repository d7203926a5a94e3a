import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, IntegerRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from groups.enums import AppointmentState, EndReason, Phase, Role
from groups.models.groups import WorkingGroup
from groups.querysets import AppointmentQuerySet
from groups.workflow import APPOINTMENT
from naio_portal.audit import audited
from naio_portal.choices import display_of
from naio_portal.dates import kl_today


class KeyRange(Func):
    """A key as the range [key, key]: with it an exclusion constraint needs no contrib extension."""

    function = "int8range"
    output_field = IntegerRangeField()

    def __init__(self, column: str) -> None:
        super().__init__(F(column), F(column), Value("[]"))


class ServicePeriod(Func):
    """Days served, both ends included."""

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self) -> None:
        super().__init__(F("start_on"), F("end_on"), RangeBoundary(inclusive_upper=True))


@audited(along=("group",))
class Appointment(models.Model):
    """A dated fact: who serves in which group in which role. Never overwritten: a change of role ends
    one and starts another. In force on day d: confirmed, start <= d and (no end or d <= end), in
    Kuala Lumpur's days."""

    reference = models.UUIDField(_("reference"), default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey("members.Member", on_delete=models.PROTECT, related_name="appointments")
    group = models.ForeignKey(WorkingGroup, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.MEMBER)
    start_on = models.DateField(_("first day"))
    end_on = models.DateField(_("last day"), null=True, blank=True)
    end_reason = models.CharField(
        _("reason for ending"), max_length=12, choices=EndReason.choices, blank=True, default=""
    )
    end_note = models.TextField(_("note on ending"), blank=True, default="")
    instrument = models.CharField(_("letter of appointment"), max_length=60, blank=True, default="")
    precedence = models.PositiveSmallIntegerField(
        _("precedence"), null=True, blank=True, help_text=_("Within a role; smaller comes first.")
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=AppointmentState.choices,
        default=AppointmentState.CONFIRMED,
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AppointmentQuerySet.as_manager()
    get_role_display = display_of("role", Role)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["group", "start_on", "id"]
        triggers = [APPOINTMENT.guard()]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
                name="appointment_end_not_before_start",
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="appointment_role_known"),
            models.CheckConstraint(
                condition=~Q(state="revoked") | ~Q(end_reason=""),
                name="appointment_revoked_has_reason",
                violation_error_message=_("Say why it is revoked."),
            ),
            ExclusionConstraint(
                name="appointment_one_per_member_and_group",
                expressions=[
                    (KeyRange("member_id"), RangeOperators.OVERLAPS),
                    (KeyRange("group_id"), RangeOperators.OVERLAPS),
                    (ServicePeriod(), RangeOperators.OVERLAPS),
                ],
                condition=Q(state="confirmed"),
                violation_error_message=_(
                    "This person already has an appointment in this group on some of these days."
                ),
            ),
            ExclusionConstraint(
                name="appointment_one_chair",
                expressions=[
                    (KeyRange("group_id"), RangeOperators.OVERLAPS),
                    (ServicePeriod(), RangeOperators.OVERLAPS),
                ],
                condition=Q(state="confirmed") & Q(role="chair"),
                violation_error_message=_("The group already has a chair on some of these days."),
            ),
        ]
        indexes = [
            models.Index(fields=["group", "start_on", "end_on"], name="appointment_in_force"),
        ]

    def __str__(self) -> str:
        return f"{self.member} · {self.group.code} · {self.get_role_display()}"

    def clean(self) -> None:
        # Before the exclusion constraints see it: a range whose end is first is a DataError there.
        if self.start_on and self.end_on and self.end_on < self.start_on:
            raise ValidationError({"end_on": _("The last day cannot be before the first.")})

    def phase_on(self, day) -> Phase:
        """Where it stands on that day (a date in Kuala Lumpur)."""
        if self.state != AppointmentState.CONFIRMED:
            return Phase(self.state)
        if day < self.start_on:
            return Phase.FUTURE
        if self.end_on is not None and self.end_on < day:
            return Phase.ENDED
        return Phase.IN_FORCE

    def is_in_force_on(self, day) -> bool:
        """Whether this serves on that day (a date in Kuala Lumpur)."""
        return self.phase_on(day) == Phase.IN_FORCE

    @property
    def phase(self) -> Phase:
        return self.phase_on(kl_today())

    @property
    def is_in_force(self) -> bool:
        return self.phase == Phase.IN_FORCE

    @property
    def is_future(self) -> bool:
        return self.phase == Phase.FUTURE

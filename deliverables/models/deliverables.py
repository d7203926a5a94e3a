import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from deliverables.enums import Classification, DeliverableState, Rag
from deliverables.querysets import DeliverableQuerySet
from deliverables.workflow import DELIVERABLE
from naio_portal.audit import audited


@audited(exclude=("version",))
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
    classification = models.CharField(
        _("classification"), max_length=10, choices=Classification.choices, default=Classification.OPEN
    )
    due_on = models.DateField(_("due"))
    forecast_on = models.DateField(_("forecast"), null=True, blank=True)
    percent = models.PositiveSmallIntegerField(_("percent"), default=0, validators=[MaxValueValidator(100)])
    state = models.CharField(
        _("state"), max_length=10, choices=DeliverableState.choices, default=DeliverableState.PROPOSED
    )
    state_reason = models.TextField(_("reason of the state"), blank=True, default="")
    activated_on = models.DateField(_("active since"), null=True, blank=True)
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    # Kept when an update is filed: staleness needs no join.
    last_update_on = models.DateField(_("last update"), null=True, blank=True)
    rag_override = models.CharField(
        _("colour by override"), max_length=5, choices=Rag.choices, blank=True, default=""
    )
    rag_override_reason = models.TextField(_("reason of the override"), blank=True, default="")
    rag_override_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    rag_override_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DeliverableQuerySet.as_manager()

    class Meta:
        verbose_name = _("deliverable")
        verbose_name_plural = _("deliverables")
        ordering = ["group", "number"]
        triggers = [DELIVERABLE.guard()]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="deliverable_number_in_group"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="deliverable_percent"),
            models.CheckConstraint(
                condition=~Q(state__in=["suspended", "withdrawn"]) | ~Q(state_reason=""),
                name="deliverable_stop_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(rag_override="")
                | (~Q(rag_override_reason="") & Q(rag_override_by__isnull=False)),
                name="deliverable_override_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["group", "state", "due_on"], name="deliverable_board"),
            models.Index(fields=["state", "due_on"], name="deliverable_state_due"),
            models.Index(fields=["owner", "state"], name="deliverable_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("deliverables:deliverable-detail", args=[self.reference])

    @property
    def code(self) -> str:
        """`SAF-D03`: the group's code and the number. Needs the group loaded."""
        return f"{self.group.code}-D{self.number:02d}"


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

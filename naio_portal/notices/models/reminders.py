from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naio_portal.audit import audited
from naio_portal.languages import BilingualField
from naio_portal.notices.enums import Audience, LedgerState

FURTHEST_STAGE = 730


@audited
class ReminderRule(models.Model):
    """When to remind of one kind of date, and whom: data that the secretariat edits.

    A stage is a number of days from the anchor: -30 is thirty days before a due date, 0 the day
    itself, 7 a week overdue. One rule holds the stages of one audience.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True)
    subject_kind = models.CharField(
        _("about"), max_length=40, help_text=_("Name in the register of reminder subjects.")
    )
    name_en = models.CharField(_("name (English)"), max_length=120)
    name_ms = models.CharField(_("name (Malay)"), max_length=120)
    audience = models.CharField(_("to"), max_length=20, choices=Audience.choices)
    stages = models.JSONField(
        _("stages"), default=list, help_text=_("Days from the date; -7: a week before.")
    )
    repeat_every = models.PositiveSmallIntegerField(
        _("then every"),
        null=True,
        blank=True,
        help_text=_("Days, from the last stage; empty: no repeat."),
    )
    is_active = models.BooleanField(_("in use"), default=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("reminder rule")
        verbose_name_plural = _("reminder rules")
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(repeat_every__isnull=True) | Q(repeat_every__gte=1),
                name="rule_repeat_positive",
            )
        ]

    name = BilingualField("name")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("notices:rule-edit", args=[self.code])

    def clean(self) -> None:
        """Stages are days within two years of the date, each once, in order; a repeat needs a last stage
        from which it goes on."""
        if not isinstance(self.stages, list) or not all(isinstance(stage, int) for stage in self.stages):
            raise ValidationError({"stages": _("Stages are whole numbers of days.")})
        self.stages = sorted(set(self.stages))
        if not self.stages:
            raise ValidationError({"stages": _("Name at least one day to remind on.")})
        if any(abs(stage) > FURTHEST_STAGE for stage in self.stages):
            raise ValidationError({"stages": _("A stage is at most 730 days from the date.")})
        if self.repeat_every is not None and self.stages[-1] < 0:
            raise ValidationError(
                {"repeat_every": _("A repeat goes on from the day itself or a day after it.")}
            )


class ReminderLedger(models.Model):
    """Proof that a stage was dealt with: unique per rule, object, anchor date, stage and recipient.

    A log itself: no audit. Written by the sweep in one transaction with its outbox row.
    """

    rule = models.ForeignKey(ReminderRule, on_delete=models.PROTECT, related_name="+")
    object_id = models.BigIntegerField(_("object"))
    anchor_on = models.DateField(_("anchor"), help_text=_("Approved due date, or day of the last update."))
    stage_days = models.IntegerField(_("stage"), help_text=_("Days from the anchor."))
    member = models.ForeignKey(
        "members.Member", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    user = models.ForeignKey(
        "members.User", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    contact = models.ForeignKey(
        "notices.Contact", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("state"), max_length=12, choices=LedgerState.choices)
    message = models.ForeignKey(
        "notices.OutboxMessage", on_delete=models.SET_NULL, null=True, blank=True, related_name="ledger"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("reminder ledger entry")
        verbose_name_plural = _("reminder ledger")
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "object_id", "anchor_on", "stage_days", "member", "user", "contact"],
                nulls_distinct=False,
                name="ledger_once",
            ),
            models.CheckConstraint(
                condition=Q(member__isnull=False, user__isnull=True, contact__isnull=True)
                | Q(member__isnull=True, user__isnull=False, contact__isnull=True)
                | Q(member__isnull=True, user__isnull=True, contact__isnull=False),
                name="ledger_one_recipient",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id}:{self.object_id}:{self.anchor_on}:{self.stage_days:+d}"

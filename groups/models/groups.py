from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.querysets import ObjectiveQuerySet, WorkingGroupQuerySet
from naio_portal.addresses import address_of
from naio_portal.audit import audited
from naio_portal.languages import BilingualField


@audited(exclude=("version",))
class WorkingGroup(models.Model):
    """One of the appointed bodies, with its charter. The code never changes; no key on a name."""

    code = models.CharField(_("code"), max_length=3, unique=True, validators=[RegexValidator(r"^[A-Z]{3}$")])
    slug = models.SlugField(_("slug"), unique=True)
    name_en = models.CharField(_("name (English)"), max_length=120)
    name_ms = models.CharField(_("name (Malay)"), max_length=120)
    is_working_translation = models.BooleanField(_("Malay name is a working translation"), default=True)
    mandate_en = models.TextField(_("mandate (English)"), blank=True)
    mandate_ms = models.TextField(_("mandate (Malay)"), blank=True)
    scope_en = models.TextField(_("scope (English)"), blank=True)
    scope_ms = models.TextField(_("scope (Malay)"), blank=True)
    decision_rule_en = models.TextField(_("decision rule (English)"), blank=True)
    decision_rule_ms = models.TextField(_("decision rule (Malay)"), blank=True)
    reporting_line_en = models.CharField(_("reports to (English)"), max_length=200, blank=True)
    reporting_line_ms = models.CharField(_("reports to (Malay)"), max_length=200, blank=True)
    quorum = models.PositiveSmallIntegerField(
        _("quorum"),
        null=True,
        blank=True,
        help_text=_("Empty: half of the voting members in force that day, rounded down, plus one."),
    )
    convened_on = models.DateField(_("convened on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    is_demo_text = models.BooleanField(_("charter text is demonstration data"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    name = BilingualField("name")
    mandate = BilingualField("mandate")
    scope = BilingualField("scope")
    decision_rule = BilingualField("decision_rule")
    reporting_line = BilingualField("reporting_line")

    objects = WorkingGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(condition=models.Q(code__regex=r"^[A-Z]{3}$"), name="group_code"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("groups:group-detail", self.slug)


@audited(exclude=("version",))
class Objective(models.Model):
    """What a group set out to achieve; deliverables serve it."""

    group = models.ForeignKey(WorkingGroup, on_delete=models.PROTECT, related_name="objectives")
    number = models.PositiveSmallIntegerField(_("number"))
    statement = models.TextField(_("statement"))
    measure = models.TextField(_("how it is measured"), blank=True)
    language = models.CharField(_("language of the text"), max_length=2, default="en")
    # Since a work plan with it was approved: from then on its wording changes by request.
    approved_on = models.DateField(_("approved"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ObjectiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering = ["group", "number"]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="objective_number_in_group"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.statement}"

"""Sectoral teams: bodies of one or more economic sectors that put the groups' work to use."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from groups.models.appointments import KeyRange, ServicePeriod
from groups.querysets import SectoralTeamQuerySet, SectorOfficerQuerySet
from naio_portal.addresses import address_of
from naio_portal.audit import audited
from naio_portal.dates import kl_today
from naio_portal.languages import BilingualField


@audited
class Sector(models.Model):
    """An economic sector: a list that the secretariat edits."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_en = models.CharField(_("name (English)"), max_length=120)
    name_ms = models.CharField(_("name (Malay)"), max_length=120)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    name = BilingualField("name")

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name


@audited(exclude=("version",))
class SectoralTeam(models.Model):
    """A body of one sector or several, led by an agency, with officers who answer liaison requests."""

    code = models.CharField(
        _("code"),
        max_length=3,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{3}$", _("Three capital letters."))],
        help_text=_("Three capital letters; never changes."),
        error_messages={"unique": _("Another team has this code.")},
    )
    slug = models.SlugField(_("address of its page"), unique=True)
    name_en = models.CharField(_("name (English)"), max_length=120)
    name_ms = models.CharField(_("name (Malay)"), max_length=120)
    lead_agency = models.CharField(_("lead agency"), max_length=200)
    sectors = models.ManyToManyField(Sector, through="groups.TeamSector", related_name="teams")
    is_active = models.BooleanField(_("takes requests"), default=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    is_demo = models.BooleanField(_("demonstration data"), default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    name = BilingualField("name")

    objects = SectoralTeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("sectoral team")
        verbose_name_plural = _("sectoral teams")
        ordering = ["position", "code"]
        constraints = [models.CheckConstraint(condition=Q(code__regex=r"^[A-Z]{3}$"), name="team_code")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("sectors:team-detail", self.slug)


@audited
class TeamSector(models.Model):
    """A sector that a team covers."""

    team = models.ForeignKey(SectoralTeam, on_delete=models.CASCADE, related_name="team_sectors")
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="team_sectors")

    class Meta:
        verbose_name = _("sector of a team")
        verbose_name_plural = _("sectors of teams")
        constraints = [models.UniqueConstraint(fields=["team", "sector"], name="team_sector_once")]

    def __str__(self) -> str:
        return f"{self.team_id} {self.sector_id}"


@audited
class SectorOfficer(models.Model):
    """A dated fact: who answers for a sectoral team, with a sign-in or only an address.

    In force on day d: start <= d and (no end or d <= end), in Kuala Lumpur's days.
    """

    team = models.ForeignKey(SectoralTeam, on_delete=models.PROTECT, related_name="officers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sector_offices",
        verbose_name=_("sign-in"),
    )
    contact = models.ForeignKey(
        "notices.Contact",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sector_offices",
        verbose_name=_("outside contact"),
    )
    post = models.CharField(_("post in the agency"), max_length=200, blank=True)
    start_on = models.DateField(_("first day"))
    end_on = models.DateField(_("last day"), null=True, blank=True)

    objects = SectorOfficerQuerySet.as_manager()

    class Meta:
        verbose_name = _("sector officer")
        verbose_name_plural = _("sector officers")
        ordering = ["team", "start_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) ^ Q(contact__isnull=False), name="officer_one_person"
            ),
            models.CheckConstraint(
                condition=Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
                name="officer_end_not_before_start",
                violation_error_message=_("The last day cannot be before the first."),
            ),
            *(
                ExclusionConstraint(
                    name=f"officer_once_by_{person}",
                    expressions=[
                        (KeyRange("team"), RangeOperators.OVERLAPS),
                        (KeyRange(person), RangeOperators.OVERLAPS),
                        (ServicePeriod(), RangeOperators.OVERLAPS),
                    ],
                    condition=Q(**{f"{person}__isnull": False}),
                    violation_error_message=_(
                        "This person is an officer of the team on some of these days already."
                    ),
                )
                for person in ("user", "contact")
            ),
        ]
        indexes = [models.Index(fields=["team", "start_on", "end_on"], name="officer_in_force")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        # Before the exclusion constraints see it: a range whose end is first is a DataError there.
        if self.start_on and self.end_on and self.end_on < self.start_on:
            raise ValidationError({"end_on": _("The last day cannot be before the first.")})

    @property
    def name(self) -> str:
        """As it stands in a letter. Needs `user__member` or `contact` loaded."""
        return self.user.display_name if self.user else self.contact.name

    @property
    def has_sign_in(self) -> bool:
        return self.user_id is not None

    def is_in_force_on(self, day) -> bool:
        """Whether this officer serves on that day (a date in Kuala Lumpur)."""
        return self.start_on <= day and (self.end_on is None or day <= self.end_on)

    @property
    def is_in_force(self) -> bool:
        return self.is_in_force_on(kl_today())

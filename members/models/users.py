from typing import ClassVar
from zoneinfo import available_timezones

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.enums import STAFF_ROLES, Language, PortalRole
from naio_portal.audit import audited


def validate_time_zone(value: str) -> None:
    """Raise ValidationError unless value names an IANA zone."""
    if value not in available_timezones():
        raise ValidationError(_("“%(value)s” is not a time zone."), params={"value": value})


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        fields.setdefault("portal_role", PortalRole.ADMINISTRATOR)
        return self.create_user(email, password, **fields)


@audited(exclude=("password", "last_login"))
class User(AbstractBaseUser, PermissionsMixin):
    """A sign-in, by e-mail address. The person's profile is `Member`, where there is one."""

    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("Another account has this e-mail address.")},
    )
    name = models.CharField(
        _("name"), max_length=200, blank=True, help_text=_("For staff without a member profile.")
    )
    portal_role = models.CharField(
        _("portal role"), max_length=20, choices=PortalRole.choices, blank=True, default=""
    )
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.MS)
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[validate_time_zone],
        help_text=_("Empty: Kuala Lumpur."),
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_demo = models.BooleanField(_("demo account"), default=False, editable=False)
    # An administrator's act that the audit must tell: the rows of the second step are a package's own.
    second_step_removed_at = models.DateTimeField(
        _("second step removed by an administrator"), null=True, blank=True, editable=False
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["email"]
        constraints = [
            # With the unique index: unique without regard to case.
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_lower_case"),
            models.CheckConstraint(
                condition=models.Q(portal_role__in=PortalRole.values), name="user_portal_role_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(is_superuser=True) | models.Q(portal_role="administrator"),
                name="user_superuser_is_administrator",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def display_name(self) -> str:
        """How this sign-in is named to others: never by its address. Needs `member` loaded."""
        member = getattr(self, "member", None)
        if member is not None:
            return member.formal_name
        return self.name or (str(self.get_portal_role_display()) if self.portal_role else "–")

    @property
    def is_staff(self) -> bool:
        """May open the Django admin (Django's word): administrators only."""
        return self.is_administrator

    @property
    def is_administrator(self) -> bool:
        return self.is_active and self.portal_role == PortalRole.ADMINISTRATOR

    @property
    def is_secretariat(self) -> bool:
        return self.is_active and self.portal_role == PortalRole.SECRETARIAT

    @property
    def is_leadership(self) -> bool:
        return self.is_active and self.portal_role == PortalRole.LEADERSHIP

    @property
    def is_sector_officer(self) -> bool:
        return self.is_active and self.portal_role == PortalRole.SECTOR_OFFICER

    @property
    def has_staff_role(self) -> bool:
        """Secretariat, leadership or administrator: short sessions, second factor."""
        return self.is_active and self.portal_role in STAFF_ROLES

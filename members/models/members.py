import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.enums import Language, MalaysianState
from members.models.users import validate_time_zone
from members.querysets import MemberQuerySet
from naio_portal.addresses import address_of
from naio_portal.audit import audited
from naio_portal.choices import display_of


@audited(exclude=("sort_key", "name_key", "search_text"))
class Member(models.Model):
    """A person known to the portal as an expert, with or without a sign-in."""

    reference = models.UUIDField(_("reference"), default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="member",
        verbose_name=_("sign-in"),
    )
    titles = models.CharField(
        _("titles"),
        max_length=100,
        blank=True,
        help_text=_("In order, exactly as the person writes them."),
    )
    full_name = models.CharField(_("full name"), max_length=200)
    preferred_name = models.CharField(_("preferred name"), max_length=100, blank=True)
    gender = models.CharField(
        _("gender"), max_length=1, blank=True, choices=[("F", _("Female")), ("M", _("Male"))]
    )
    email = models.EmailField(_("e-mail address"), null=True, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    position = models.CharField(_("position"), max_length=200, blank=True)
    background = models.ForeignKey(
        "members.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"vocabulary": "background"},
        related_name="+",
        verbose_name=_("background"),
    )
    origin = models.ForeignKey(
        "members.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"vocabulary": "origin"},
        related_name="+",
        verbose_name=_("origin"),
    )
    # Codes of terms: an array is tracked by the audit and searched by one index.
    expertise = ArrayField(
        models.CharField(max_length=40), verbose_name=_("expertise"), default=list, blank=True
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("ISO 3166-1 code of two letters.")
    )
    state = models.CharField(
        pgettext_lazy("Malaysia", "state"), max_length=3, blank=True, choices=MalaysianState.choices
    )
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True, validators=[validate_time_zone])
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.MS)
    biography = models.TextField(_("short biography"), max_length=2000, blank=True)
    photo = models.ImageField(
        _("photo"),
        upload_to="photos/",
        blank=True,
        validators=[FileExtensionValidator(["jpg", "jpeg", "png", "webp"])],
    )
    listing_consent_on = models.DateField(
        _("consents to public listing since"),
        null=True,
        blank=True,
        help_text=_("Empty: name and organisation are not shown to visitors."),
    )
    # Personal fields were blanked at the person's request, here and in the audit (`manage.py erase_member`).
    erased_on = models.DateField(_("erased on"), null=True, blank=True, editable=False)
    is_demo = models.BooleanField(_("demo person"), default=False, editable=False)
    sort_key = models.CharField(max_length=200, editable=False, default="")
    name_key = models.CharField(max_length=200, editable=False, default="")
    search_text = models.TextField(editable=False, default="")
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = MemberQuerySet.as_manager()
    get_state_display = display_of("state", MalaysianState)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="member_email_unique",
                violation_error_message=_("Another member has this e-mail address."),
            ),
            models.CheckConstraint(
                condition=models.Q(email__isnull=True) | ~models.Q(email=""),
                name="member_email_null_not_empty",
            ),
            models.CheckConstraint(
                condition=models.Q(country="") | models.Q(country__regex=r"^[A-Z]{2}$"),
                name="member_country_iso",
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="member_sort"),
            models.Index(fields=["name_key"], name="member_name_key"),
            GinIndex(fields=["expertise"], name="member_expertise"),
        ]

    def __str__(self) -> str:
        return self.formal_name

    def get_absolute_url(self) -> str:
        return address_of("members:member-detail", self.reference)

    @property
    def formal_name(self) -> str:
        """Titles in their order and the full name, as the person writes them."""
        return f"{self.titles} {self.full_name}".strip()

    @property
    def greeting_name(self) -> str:
        return self.preferred_name or self.full_name

    @property
    def is_listed_publicly(self) -> bool:
        return self.listing_consent_on is not None

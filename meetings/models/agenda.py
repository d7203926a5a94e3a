import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext_lazy as _

from meetings.enums import KIND_TONES, ItemKind, Visibility
from meetings.models.meetings import Meeting
from meetings.querysets import AgendaItemQuerySet
from naio_portal.audit import audited
from naio_portal.choices import display_of


@audited(exclude=("version",))
class AgendaItem(models.Model):
    """Ordered business of a meeting, with minutes allotted; its times are computed from the order."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("title"), max_length=300)
    note = models.TextField(_("note"), blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=ItemKind.choices, default=ItemKind.DISCUSSION)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=10, validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    visibility = models.CharField(
        _("visibility"), max_length=10, choices=Visibility.choices, default=Visibility.COMMON
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = AgendaItemQuerySet.as_manager()
    get_kind_display = display_of("kind", ItemKind)

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="item_position_in_meeting",
                deferrable=Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=Q(minutes__range=(1, 600)), name="item_minutes_1_to_600"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"

    @property
    def kind_tone(self) -> str:
        """Tone of the tag that shows the kind."""
        return KIND_TONES.get(self.kind, "")


@audited
class Presenter(models.Model):
    """Who presents an item: a member, or a name of somebody from outside."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="presenters")
    member = models.ForeignKey(
        "members.Member", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=200, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("presenter")
        verbose_name_plural = _("presenters")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "member"], name="presenter_once"),
            models.CheckConstraint(
                condition=Q(member__isnull=False) ^ ~Q(name=""), name="presenter_member_or_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.member)


@audited
class AgendaItemGrant(models.Model):
    """A person who may read a restricted item; who granted it is in the audit."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="grants")
    member = models.ForeignKey("members.Member", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("grant on a restricted item")
        verbose_name_plural = _("grants on restricted items")
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="grant_once")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.member_id}"

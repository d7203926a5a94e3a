import uuid

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.enums import OPEN_STATES, STATE_TONES, MeetingState
from meetings.querysets import MeetingQuerySet
from meetings.workflow import MEETING
from members.enums import Language
from members.models.users import validate_time_zone
from naio_portal.addresses import address_of
from naio_portal.audit import audited
from naio_portal.choices import display_of


@audited(exclude=("version", "notice_due_at", "announced"))
class Meeting(models.Model):
    """One sitting of one group, several groups or all of them. The place's zone is kept, no offset."""

    reference = models.UUIDField(_("reference"), default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(
        _("language of the texts"), max_length=2, choices=Language.choices, default=Language.MS
    )
    groups = models.ManyToManyField(
        "groups.WorkingGroup", through="MeetingGroup", related_name="meetings", verbose_name=_("groups")
    )
    is_plenary = models.BooleanField(_("plenary of all groups"), default=False)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = models.CharField(
        _("time zone of the place"),
        max_length=64,
        default="Asia/Kuala_Lumpur",
        validators=[validate_time_zone],
    )
    place = models.CharField(_("place"), max_length=300, blank=True)
    link = models.CharField(
        _("link to join"), max_length=500, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    description = models.TextField(_("description"), blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=MeetingState.choices, default=MeetingState.DRAFT
    )
    cancel_reason = models.TextField(_("reason for cancelling"), blank=True, default="")
    # RFC 5545 SEQUENCE: raised once per mail sent about a change that matters.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    # When the held notice of the last burst of edits goes out; empty: none is held.
    notice_due_at = models.DateTimeField(null=True, blank=True, editable=False)
    # What the last mail said of time, place, link and groups: a change is told against this, and one that
    # was taken back before its mail went says nothing.
    announced = models.JSONField(default=dict, blank=True, editable=False)
    notified_at = models.DateTimeField(_("notified"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = MeetingQuerySet.as_manager()
    get_state_display = display_of("state", MeetingState)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_at", "-id"]
        triggers = [MEETING.guard()]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_start",
                violation_error_message=_("The end must be after the start."),
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.CANCELLED) | ~Q(cancel_reason=""),
                name="meeting_cancelled_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["-starts_at", "-id"], name="meeting_starts"),
            models.Index(fields=["ends_at", "id"], name="meeting_ends"),
            models.Index(
                fields=["notice_due_at"],
                condition=Q(notice_due_at__isnull=False),
                name="meeting_notice_due",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("meetings:meeting-detail", self.reference)

    @property
    def uid(self) -> str:
        """UID of the calendar entry: never changes."""
        return f"{self.reference}@naio-portal"

    @property
    def group_ids(self) -> set[int]:
        """Ids of the groups that meet; no query where `meeting_groups` is prefetched."""
        return {link.group_id for link in self.meeting_groups.all()}

    @property
    def state_tone(self) -> str:
        """Tone of the tag that shows the state."""
        return STATE_TONES.get(self.state, "")

    @property
    def is_agenda_open(self) -> bool:
        """Whether the agenda may still be changed: until the meeting has been held."""
        return self.state in OPEN_STATES

    @property
    def minutes_available(self) -> int:
        """Whole minutes between start and end."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


@audited
class MeetingGroup(models.Model):
    """A group that meets in a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="meeting_groups")
    group = models.ForeignKey("groups.WorkingGroup", on_delete=models.PROTECT, related_name="meeting_groups")

    class Meta:
        verbose_name = _("group of a meeting")
        verbose_name_plural = _("groups of meetings")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "group"], name="meeting_group_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.group_id}"

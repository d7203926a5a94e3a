"""Liaison requests: a formal, dated ask from a group, with an owner on both sides and an answer."""

import uuid
from typing import cast

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from groups.enums import AWAITED_STATES, LiaisonPurpose, LiaisonState, RequestClassification
from groups.models.groups import WorkingGroup
from groups.models.sectors import SectoralTeam, SectorOfficer
from groups.querysets import LiaisonRequestQuerySet
from groups.workflow import LIAISON_REQUEST
from members.enums import Language
from naio_portal.addresses import address_of
from naio_portal.audit import audited
from naio_portal.choices import display_of
from naio_portal.dates import kl_today

TO_GROUP, TO_TEAM = Q(to_group__isnull=False), Q(to_team__isnull=False)


@audited(exclude=("version",))
class LiaisonRequest(models.Model):
    """What a group asks of another group or of a sectoral team, until it is answered and closed."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Both given when it is sent: numbers of a year have no gaps.
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, editable=False)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True, editable=False)
    from_group = models.ForeignKey(
        WorkingGroup, on_delete=models.PROTECT, related_name="requests_made", verbose_name=_("from group")
    )
    to_group = models.ForeignKey(
        WorkingGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="requests_received",
        verbose_name=_("to group"),
    )
    to_team = models.ForeignKey(
        SectoralTeam,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="requests_received",
        verbose_name=_("to sectoral team"),
    )
    purpose = models.CharField(_("purpose"), max_length=12, choices=LiaisonPurpose.choices)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("what is asked"), max_length=20_000)
    language = models.CharField(
        _("language of the text"), max_length=2, choices=Language.choices, default=Language.MS
    )
    classification = models.CharField(
        _("classification"),
        max_length=10,
        choices=RequestClassification.choices,
        default=RequestClassification.OPEN,
    )
    due_on = models.DateField(_("answer by"))
    owner_from = models.ForeignKey(
        "members.Member",
        on_delete=models.PROTECT,
        related_name="requests_owned",
        verbose_name=_("owner, asking side"),
    )
    owner_to = models.ForeignKey(
        "members.Member",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="requests_to_answer",
        verbose_name=_("owner, answering side"),
    )
    owner_officer = models.ForeignKey(
        SectorOfficer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="requests_to_answer",
        verbose_name=_("officer who answers"),
    )
    # When the owner who answers took it over: reminders of earlier days are not sent to that person.
    owned_since = models.DateField(_("answers since"), null=True, blank=True, editable=False)
    state = models.CharField(
        pgettext_lazy("workflow", "state"),
        max_length=12,
        choices=LiaisonState.choices,
        default=LiaisonState.DRAFT,
    )
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    acknowledged_on = models.DateField(_("acknowledged on"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True, default="", max_length=20_000)
    answer_language = models.CharField(
        _("language of the answer"), max_length=2, choices=Language.choices, blank=True, default=""
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_by_officer = models.ForeignKey(
        SectorOfficer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by the officer"),
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
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

    objects = LiaisonRequestQuerySet.as_manager()
    get_state_display = display_of("state", LiaisonState)
    get_purpose_display = display_of("purpose", LiaisonPurpose)

    class Meta:
        verbose_name = _("liaison request")
        verbose_name_plural = _("liaison requests")
        ordering = ["-created_at", "-id"]
        triggers = [LIAISON_REQUEST.guard()]
        constraints = [
            models.CheckConstraint(
                condition=TO_GROUP ^ TO_TEAM,
                name="request_one_addressee",
                violation_error_message=_("Choose the group or the sectoral team that is asked."),
            ),
            models.CheckConstraint(
                condition=Q(to_group__isnull=True) | ~Q(to_group=F("from_group")),
                name="request_not_to_itself",
                violation_error_message=_("A group does not ask itself."),
            ),
            models.CheckConstraint(
                condition=(Q(owner_to__isnull=True) | TO_GROUP) & (Q(owner_officer__isnull=True) | TO_TEAM),
                name="request_owner_of_its_side",
            ),
            models.UniqueConstraint(fields=["year", "number"], name="request_number_of_year"),
            models.CheckConstraint(
                condition=Q(state="draft", number__isnull=True, year__isnull=True, sent_on__isnull=True)
                | ~Q(state="draft") & Q(number__isnull=False, year__isnull=False, sent_on__isnull=False),
                name="request_numbered_when_sent",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "closed"]) | ~Q(answer="") & Q(answered_on__isnull=False),
                name="request_answered_has_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_on__isnull=False), name="request_closed_has_day"
            ),
        ]
        indexes = [
            models.Index(fields=["from_group", "state", "due_on"], name="request_from"),
            models.Index(fields=["to_group", "state", "due_on"], name="request_to_group"),
            models.Index(fields=["to_team", "state", "due_on"], name="request_to_team"),
            models.Index(fields=["state", "due_on"], name="request_state_due"),
            models.Index(fields=["-created_at", "-id"], name="request_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.subject}".strip()

    def get_absolute_url(self) -> str:
        return address_of("requests:request-detail", self.reference)

    @property
    def code(self) -> str:
        """`LR-2026-014`; empty for a draft, which has no number yet."""
        return f"LR-{self.year}-{self.number:03d}" if self.number else ""

    @property
    def addressee(self) -> WorkingGroup | SectoralTeam:
        """The group or the team that is asked."""
        return cast("WorkingGroup | SectoralTeam", self.to_group or self.to_team)

    @property
    def is_to_team(self) -> bool:
        return self.to_team_id is not None

    @property
    def is_restricted(self) -> bool:
        return self.classification == RequestClassification.RESTRICTED

    @property
    def is_awaited(self) -> bool:
        """The other side owes an answer."""
        return self.state in AWAITED_STATES

    @property
    def is_overdue(self) -> bool:
        """An answer is owed and its deadline is past; due today is not late."""
        return self.is_awaited and self.due_on < kl_today()

    @property
    def answering_owner(self) -> str:
        """Name of who answers, empty when nobody is named. Needs the owner loaded."""
        if self.owner_to:
            return self.owner_to.formal_name
        return self.owner_officer.name if self.owner_officer else ""


@audited
class LiaisonMessage(models.Model):
    """One line of the talk about a request, by somebody signed in or by an officer through their link."""

    request = models.ForeignKey(LiaisonRequest, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("author"),
    )
    officer = models.ForeignKey(
        SectorOfficer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("officer"),
    )
    text = models.TextField(_("text"), max_length=5_000)
    language = models.CharField(_("language of the text"), max_length=2, default=Language.MS)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["sent_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(author__isnull=False) ^ Q(officer__isnull=False),
                name="request_message_one_author",
            )
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.sent_at:%Y-%m-%d}"

    @property
    def writer(self) -> str:
        """Needs `author__member` or the officer's person loaded."""
        return self.author.display_name if self.author else self.officer.name

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naio_portal.notices.enums import AttemptOutcome, OutboxState
from naio_portal.notices.kinds import KINDS
from naio_portal.notices.querysets import OutboxQuerySet
from naio_portal.notices.workflow import OUTBOX

RESENDABLE = frozenset({OutboxState.SENT, OutboxState.REFUSED, OutboxState.CANCELLED, OutboxState.REVIEW})
CANCELLABLE = frozenset({OutboxState.HELD, OutboxState.QUEUED, OutboxState.REVIEW})


class OutboxMessage(models.Model):
    """One mail to one person: ids when queued, its full text once rendered. A log itself: no audit.

    Queued in the transaction of what caused it; rendered and stored when claimed, before SMTP.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=60, help_text=_("Name in the register of kinds."))
    # Ids and plain values that the kind's builder needs; never text about people.
    payload = models.JSONField(default=dict, blank=True)
    # Smaller goes first: a sign-in code does not wait behind a notice to 170 people.
    priority = models.PositiveSmallIntegerField(default=5)
    # Messages with one burst key that are still held are one mail (a meeting's burst of edits).
    burst_key = models.CharField(max_length=120, blank=True, default="")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    member = models.ForeignKey(
        "members.Member", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    contact = models.ForeignKey(
        "notices.Contact", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    to_address = models.EmailField(_("to"))
    # Written to this address whatever the person's own becomes (to prove a new address, for one).
    is_address_given = models.BooleanField(default=False)
    language = models.CharField(_("language"), max_length=2, default="ms")
    # Codes of the groups it is about, as in the subject; known of reminders once they are written.
    group_code = models.CharField(_("group"), max_length=40, blank=True, default="")
    state = models.CharField(
        _("state"), max_length=10, choices=OutboxState.choices, default=OutboxState.QUEUED
    )
    created_at = models.DateTimeField(_("queued"), default=timezone.now)
    send_after = models.DateTimeField(_("not before"), default=timezone.now)
    claimed_at = models.DateTimeField(_("claimed"), null=True, blank=True)
    claimed_by = models.CharField(_("claimed by"), max_length=120, blank=True, default="")
    # Set just before SMTP, cleared with its answer: a claim that dies in between may have been sent.
    sending_since = models.DateTimeField(null=True, blank=True)
    attempt_count = models.PositiveSmallIntegerField(_("attempts"), default=0)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    last_error = models.TextField(_("last answer"), blank=True, default="")
    # The full copy, from `rendered_at` on.
    rendered_at = models.DateTimeField(_("written"), null=True, blank=True)
    message_id = models.CharField(_("Message-ID"), max_length=255, blank=True, default="")
    thread = models.CharField(max_length=255, blank=True, default="")
    subject = models.CharField(_("subject"), max_length=500, blank=True, default="")
    text = models.TextField(_("text"), blank=True, default="")
    html = models.TextField(blank=True, default="")
    calendar = models.TextField(blank=True, default="")
    calendar_method = models.CharField(max_length=10, blank=True, default="")
    # Not what the person owns: it can be switched off, so List-Unsubscribe-Post says how.
    is_optional = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False, editable=False)
    # Who last sent it again, let it go or cancelled it by hand.
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)
    resend_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="resends"
    )

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("outbox message")
        verbose_name_plural = _("outbox messages")
        ordering = ["-created_at", "-id"]
        triggers = [OUTBOX.guard()]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=OutboxState.SENT) | Q(sent_at__isnull=False),
                name="outbox_sent_has_instant",
            ),
            models.CheckConstraint(
                condition=~Q(state=OutboxState.CLAIMED) | Q(claimed_at__isnull=False),
                name="outbox_claimed_has_instant",
            ),
            models.UniqueConstraint(
                fields=["burst_key", "to_address"],
                condition=Q(state="held") & ~Q(burst_key=""),
                name="outbox_one_held_per_burst",
            ),
        ]
        indexes = [
            models.Index(
                fields=["priority", "send_after", "id"], condition=Q(state="queued"), name="outbox_queued"
            ),
            models.Index(fields=["send_after"], condition=Q(state="held"), name="outbox_held"),
            models.Index(fields=["claimed_at"], condition=Q(state="claimed"), name="outbox_claimed"),
            models.Index(fields=["-created_at", "-id"], name="outbox_recent"),
            models.Index(fields=["state", "-created_at", "-id"], name="outbox_by_state"),
        ]

    # Of a mail being sent: never stored (see `delivery`).
    secret: str

    def __str__(self) -> str:
        return f"{self.kind} → {self.to_address}"

    def get_absolute_url(self) -> str:
        return reverse("notices:message-detail", args=[self.pk])

    @property
    def kind_title(self) -> str:
        """What the kind is called; its bare name where its builder is gone."""
        return str(KINDS[self.kind].title) if self.kind in KINDS else self.kind

    @property
    def recipient_name(self) -> str:
        """The person as they are called now; empty for a bare address."""
        if self.member is not None:
            return self.member.formal_name
        person = self.user or self.contact
        return person.name if person is not None else ""

    @property
    def can_resend(self) -> bool:
        """Gone, refused, cancelled or waiting for a decision: a person may send it (again)."""
        return self.state in RESENDABLE

    @property
    def can_cancel(self) -> bool:
        return self.state in CANCELLABLE

    @property
    def can_send_now(self) -> bool:
        """Held, or queued for later: it need not wait."""
        return self.state == OutboxState.HELD or (
            self.state == OutboxState.QUEUED and self.send_after > timezone.now()
        )


class DeliveryAttempt(models.Model):
    """One try to hand a message to the mail server, and its answer."""

    message = models.ForeignKey(OutboxMessage, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField(_("at"), default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=10, choices=AttemptOutcome.choices)
    answer = models.TextField(_("answer"), blank=True, default="")

    class Meta:
        verbose_name = _("delivery attempt")
        verbose_name_plural = _("delivery attempts")
        ordering = ["at", "id"]
        # The limit per minute is counted here.
        indexes = [models.Index(fields=["at"], name="attempt_at")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.outcome}"

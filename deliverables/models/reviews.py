import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deliverables.enums import CommentKind, Disposition, RoundPhase, RoundState
from deliverables.models.deliverables import Deliverable
from deliverables.models.versions import Version
from deliverables.querysets import CommentQuerySet, ReviewerQuerySet, ReviewRoundQuerySet
from deliverables.workflow import ROUND
from naio_portal.addresses import address_of
from naio_portal.audit import audited
from naio_portal.choices import display_of
from naio_portal.dates import KUALA_LUMPUR, format_short_date


@audited
class ReviewRound(models.Model):
    """A bounded period for comments on one version. Opens and closes by the clock, asked at each read."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="rounds")
    purpose = models.TextField(_("what is asked"), max_length=2000, blank=True, default="")
    language = models.CharField(_("language of the texts"), max_length=2, default="en")
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    # Disposes of the comments.
    editor = models.ForeignKey(
        "members.Member", on_delete=models.PROTECT, related_name="edited_rounds", verbose_name=_("editor")
    )
    state = models.CharField(
        pgettext_lazy("workflow", "state"),
        max_length=10,
        choices=RoundState.choices,
        default=RoundState.CALLED,
    )
    state_reason = models.TextField(_("reason of the state"), blank=True, default="")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)

    objects = ReviewRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("review round")
        verbose_name_plural = _("review rounds")
        ordering = ["-opens_at", "-id"]
        triggers = [ROUND.guard()]
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=Q(state="called"), name="round_one_called_of_version"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="round_closes_after_opening",
                violation_error_message=_("A round closes after it opens."),
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(state_reason=""), name="round_cancelled_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(state="completed", completed_at__isnull=False)
                | ~Q(state="completed") & Q(completed_at__isnull=True),
                name="round_completed_pair",
            ),
        ]
        indexes = [models.Index(fields=["closes_at"], condition=Q(state="called"), name="round_closing")]

    def __str__(self) -> str:
        return format_short_date(self.opens_at.astimezone(KUALA_LUMPUR).date())

    def get_absolute_url(self) -> str:
        return address_of("reviews:round-detail", self.reference)

    @property
    def deliverable(self) -> Deliverable:
        return self.version.deliverable

    @property
    def is_restricted(self) -> bool:
        """Its version or the deliverable is: no mail and no sectoral team reads from it."""
        return self.version.is_restricted or self.deliverable.is_restricted

    def phase_at(self, now: dt.datetime) -> RoundPhase:
        """Where it stands at that instant: open from `opens_at` on, until just before `closes_at`; then
        closed while a comment waits for its disposition. What nobody commented on ends as it closes."""
        if self.state != RoundState.CALLED:
            return RoundPhase(self.state)
        if now < self.opens_at:
            return RoundPhase.SCHEDULED
        if now < self.closes_at:
            return RoundPhase.OPEN
        return RoundPhase.CLOSED if self.open_comments else RoundPhase.COMPLETED

    @property
    def phase(self) -> RoundPhase:
        return self.phase_at(timezone.now())

    @cached_property
    def open_comments(self) -> int:
        """Comments without a disposition. Loaded at once by `with_counts`."""
        return self.comments.undisposed().count()


@audited
class ReviewInvitation(models.Model):
    """A group or sectoral team that was asked as a whole; who that meant is kept as reviewers."""

    round = models.ForeignKey(ReviewRound, on_delete=models.CASCADE, related_name="invitations")
    group = models.ForeignKey(
        "groups.WorkingGroup", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    team = models.ForeignKey(
        "groups.SectoralTeam", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("invitation to a review")
        verbose_name_plural = _("invitations to reviews")
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=False) ^ Q(team__isnull=False), name="review_one_body"
            ),
            models.UniqueConstraint(fields=["round", "group"], name="review_group_once"),
            models.UniqueConstraint(fields=["round", "team"], name="review_team_once"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.group_id or self.team_id}"


@audited
class Reviewer(models.Model):
    """Somebody who is asked to comment: named, or of a group or sectoral team that was asked as a whole.
    Whoever comes to that body later is not among them until they are asked."""

    round = models.ForeignKey(ReviewRound, on_delete=models.CASCADE, related_name="reviewers")
    member = models.ForeignKey(
        "members.Member", on_delete=models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    officer = models.ForeignKey(
        "groups.SectorOfficer", on_delete=models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    # The group they were asked through, and have to serve in; empty: named, or an officer.
    group = models.ForeignKey(
        "groups.WorkingGroup", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # When they commented first, or said that they have nothing to say: nobody reminds them any more.
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ReviewerQuerySet.as_manager()

    class Meta:
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, officer__isnull=True)
                | Q(member__isnull=True, group__isnull=True, officer__isnull=False),
                name="reviewer_one_person",
            ),
            models.UniqueConstraint(fields=["round", "member"], name="reviewer_once"),
            models.UniqueConstraint(fields=["round", "officer"], name="reviewer_officer_once"),
        ]
        indexes = [
            models.Index(
                fields=["member", "round"], condition=Q(answered_at__isnull=True), name="reviewer_unanswered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.member_id or self.officer_id}"

    @property
    def name(self) -> str:
        """As it stands in a letter. Needs the member, or the officer's person, loaded."""
        return self.member.formal_name if self.member else self.officer.name


@audited(exclude=("version",))
class Comment(models.Model):
    """A remark on a paragraph of a version or on the whole; an answer in a thread has a parent and no
    disposition of its own."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(ReviewRound, on_delete=models.PROTECT, related_name="comments")
    # Within the round; an answer has none.
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True, editable=False)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    # Empty: the whole.
    paragraph = models.PositiveSmallIntegerField(_("paragraph"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=CommentKind.choices, blank=True, default="")
    text = models.TextField(_("text"), max_length=8000)
    language = models.CharField(_("language of the texts"), max_length=2, default="en")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("author"),
    )
    # Wrote by the link in a mail.
    officer = models.ForeignKey(
        "groups.SectorOfficer",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("officer"),
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    disposition = models.CharField(
        _("disposition"), max_length=16, choices=Disposition.choices, blank=True, default=""
    )
    disposition_reason = models.TextField(_("reason"), max_length=4000, blank=True, default="")
    disposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    disposed_at = models.DateTimeField(_("disposed of"), null=True, blank=True)
    # By its author, while the round was open: it is read and gets no disposition.
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    # Raised by each save: an editor says which one they started from.
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CommentQuerySet.as_manager()
    get_kind_display = display_of("kind", CommentKind)
    get_disposition_display = display_of("disposition", Disposition)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["written_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_has_text"),
            models.CheckConstraint(
                condition=Q(author__isnull=False) ^ Q(officer__isnull=False), name="comment_one_author"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, number__isnull=False) & ~Q(kind="")
                | Q(
                    parent__isnull=False,
                    number__isnull=True,
                    kind="",
                    disposition="",
                    paragraph__isnull=True,
                ),
                name="comment_or_answer",
            ),
            models.UniqueConstraint(fields=["round", "number"], name="comment_number_in_round"),
            models.CheckConstraint(
                condition=Q(
                    disposition="", disposition_reason="", disposed_by__isnull=True, disposed_at__isnull=True
                )
                | ~Q(disposition="") & Q(disposed_by__isnull=False, disposed_at__isnull=False),
                name="comment_disposed_pair",
            ),
            models.CheckConstraint(
                condition=~Q(disposition__in=["rejected", "accepted_in_part"]) | ~Q(disposition_reason=""),
                name="comment_rejected_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(disposition="", parent__isnull=True),
                name="comment_withdrawn_has_no_disposition",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "paragraph", "number"], name="comment_of_round"),
            models.Index(
                fields=["round"], condition=Q(disposition="", parent__isnull=True), name="comment_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} #{self.number or self.parent_id}"

    def get_absolute_url(self) -> str:
        return address_of("reviews:comment-detail", self.reference)

    @property
    def deliverable(self) -> Deliverable:
        return self.round.deliverable

    @property
    def writer(self) -> str:
        """Needs `author__member` or the officer's person loaded."""
        return self.author.display_name if self.author else self.officer.name

"""Choices of deliverables and milestones."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.enums import MeetingState


class DeliverableState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ACTIVE = "active", _("Active")
    IN_REVIEW = "in_review", _("In review")
    SUSPENDED = "suspended", _("Suspended")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DELIVERED = "delivered", _("Delivered")
    PUBLISHED = "published", _("Published")


# A colour is shown, and reminders go out, in these states only.
RUNNING_STATES = (DeliverableState.ACTIVE, DeliverableState.IN_REVIEW)
# Still worked on: may be edited, and is what a board shows unless asked for more.
OPEN_STATES = (DeliverableState.PROPOSED, *RUNNING_STATES, DeliverableState.SUSPENDED)
# May have been tried in the real world: approved once, and not taken back.
TRIED_STATES = (
    *RUNNING_STATES,
    DeliverableState.SUSPENDED,
    DeliverableState.DELIVERED,
    DeliverableState.PUBLISHED,
)


class MilestoneState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ACTIVE = "active", _("Active")
    ACHIEVED = "achieved", _("Achieved")
    MISSED = "missed", _("Missed")
    CANCELLED = "cancelled", _("Cancelled")


class ChangeState(models.TextChoices):
    PENDING = "pending", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class WorkPlanState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waiting for approval")
    APPROVED = "approved", _("Approved")


class Rag(models.TextChoices):
    """Order matters: the worst colour of several is the last."""

    GREEN = "green", _("On track")
    AMBER = "amber", _("At risk")
    RED = "red", _("Off track")


class Classification(models.TextChoices):
    OPEN = "open", _("Open")
    RESTRICTED = "restricted", _("Restricted to named people")


class InstrumentKind(models.TextChoices):
    ACTION_PLAN = "action_plan", _("AI Action Plan")
    REGULATORY_FRAMEWORK = "regulatory_framework", _("Regulatory framework")
    GOVERNANCE_MODEL = "governance_model", _("Governance model")
    GUIDELINE = "guideline", _("Guideline")


class ScanState(models.TextChoices):
    """Where a file stands: only a clean one is given out."""

    QUARANTINED = "quarantined", _("Waiting for the check")
    CLEAN = "clean", _("Checked")
    INFECTED = "infected", _("Refused by the check")


class RoundState(models.TextChoices):
    """Stored states of a review round. Open and closed for comments follow from its times."""

    CALLED = "called", _("Called")
    COMPLETED = "completed", _("Completed")
    CANCELLED = "cancelled", _("Cancelled")


class RoundPhase(models.TextChoices):
    """Where a review round stands at an instant: computed from state and times, never stored."""

    SCHEDULED = "scheduled", _("Opens later")
    OPEN = "open", _("Open for comments")
    CLOSED = "closed", _("Closed, comments to dispose of")
    COMPLETED = "completed", _("Completed")
    CANCELLED = "cancelled", _("Cancelled")


class CommentKind(models.TextChoices):
    MUST_FIX = "must_fix", _("Must fix")
    SUGGESTION = "suggestion", _("Suggestion")
    QUESTION = "question", _("Question")
    EDITORIAL = "editorial", _("Editorial")


class Disposition(models.TextChoices):
    """What became of a comment."""

    ACCEPTED = "accepted", _("Accepted")
    ACCEPTED_IN_PART = "accepted_in_part", _("Accepted in part")
    NOTED = "noted", _("Noted")
    REJECTED = "rejected", _("Rejected")


class RecommendationState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ADOPTED = "adopted_by_group", _("Adopted by the group")
    SUBMITTED = "submitted", _("Submitted")
    RESPONDED = "responded", _("Responded")
    IMPLEMENTED = "implemented", _("Implemented")
    NOT_IMPLEMENTED = "not_implemented", _("Not implemented")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUPERSEDED = "superseded", _("Superseded")


class ResponseOutcome(models.TextChoices):
    """What the addressee answered."""

    ACCEPTED = "accepted", _("Accepted")
    ACCEPTED_IN_PART = "accepted_in_part", _("Accepted in part")
    NOTED = "noted", _("Noted")
    REJECTED = "rejected", _("Rejected")


class Priority(models.TextChoices):
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class ConsentMethod(models.TextChoices):
    """How a group consented to a recommendation."""

    CONSENSUS = "consensus", _("Consensus")
    VOTE = "vote", _("Vote")


class LetterForm(models.TextChoices):
    """What kind of file a letter is kept as."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "DOCX"


# A meeting consents once it has begun.
CONSENTING_STATES = (MeetingState.IN_PROGRESS, MeetingState.HELD, MeetingState.CLOSED)


class RecommendationLinkKind(models.TextChoices):
    SUPERSEDES = "supersedes", _("Supersedes")
    MERGES = "merges", _("Merges")
    RELATED = "related", _("Related to")


class ApplicationOutcome(models.TextChoices):
    """What came of trying a deliverable in the real world."""

    UNDER_WAY = "under_way", pgettext_lazy("application in the real world", "Under way")
    WORKED = "worked", _("It worked")
    WORKED_IN_PART = "worked_in_part", _("It worked in part")
    DID_NOT_WORK = "did_not_work", _("It did not work")


# Purpose of the link by which an addressee answers without a sign-in.
RESPONSE_LINK = "deliverables.respond_recommendation"
# Purpose of the link by which an officer without a sign-in comments in a review round.
REVIEW_LINK = "deliverables.comment_round"
# Of the link by which it reports how far the recommendation is carried out.
REPORT_LINK = "deliverables.report_recommendation"

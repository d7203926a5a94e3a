"""Choices of deliverables and milestones."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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


class MilestoneState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ACTIVE = "active", _("Active")
    ACHIEVED = "achieved", _("Achieved")
    MISSED = "missed", _("Missed")
    CANCELLED = "cancelled", _("Cancelled")


class DateChangeState(models.TextChoices):
    PENDING = "pending", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


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

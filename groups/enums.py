"""Choices of groups and appointments."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """Roles of an appointment, in order of precedence."""

    CHAIR = "chair", _("Chair")
    CO_CHAIR = "co-chair", _("Co-chair")
    RAPPORTEUR = "rapporteur", _("Rapporteur")
    MEMBER = "member", _("Member")
    ALTERNATE = "alternate", _("Alternate")
    OBSERVER = "observer", _("Observer")
    LIAISON = "liaison", _("Liaison")


VOTING_ROLES = (Role.CHAIR, Role.CO_CHAIR, Role.RAPPORTEUR, Role.MEMBER)
CHAIR_ROLES = (Role.CHAIR, Role.CO_CHAIR)
# Who files updates on any deliverable of the group.
WRITING_ROLES = VOTING_ROLES


class AppointmentState(models.TextChoices):
    """Stored states. Future, in force and ended are computed from the dates."""

    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed")
    REVOKED = "revoked", _("Revoked")


class Phase(models.TextChoices):
    """Where an appointment stands on a day: computed from state and dates, never stored."""

    PROPOSED = "proposed", _("Proposed")
    FUTURE = "future", _("Begins later")
    IN_FORCE = "in_force", _("In force")
    ENDED = "ended", _("Ended")
    REVOKED = "revoked", _("Revoked")


class EndReason(models.TextChoices):
    TERM = "term", _("Term completed")
    ROLE_CHANGE = "role_change", _("Change of role")
    RESIGNED = "resigned", _("Resigned")
    REPLACED = "replaced", _("Replaced")
    REMOVED = "removed", _("Removed")
    DECEASED = "deceased", _("Deceased")
    NOT_TAKEN_UP = "not_taken_up", _("Not taken up")
    CORRECTION = "correction", _("Correction of the record")
    OTHER = "other", _("Other")


class LiaisonPurpose(models.TextChoices):
    """What a liaison request asks for."""

    ACTION = "action", _("For action")
    COMMENT = "comment", _("For comment")
    INFORMATION = "information", _("For information")


class LiaisonState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("liaison request", "Draft")
    SENT = "sent", pgettext_lazy("liaison request", "Sent")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("liaison request", "Acknowledged")
    ANSWERED = "answered", pgettext_lazy("liaison request", "Answered")
    CLOSED = "closed", pgettext_lazy("liaison request", "Closed")


# The other side owes an answer: late when the deadline is past, reminded of.
AWAITED_STATES = (LiaisonState.SENT, LiaisonState.ACKNOWLEDGED)
# Not over yet.
OPEN_REQUEST_STATES = (LiaisonState.DRAFT, *AWAITED_STATES, LiaisonState.ANSWERED)


class RequestClassification(models.TextChoices):
    OPEN = "open", _("Open to both sides")
    RESTRICTED = "restricted", _("Restricted to owners and chairs")


# The purpose of links by which an officer without a sign-in answers a request.
ANSWER_LINK = "groups.answer_request"

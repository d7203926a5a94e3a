"""Choices of people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PortalRole(models.TextChoices):
    """What a sign-in may do beside its appointments. Group roles are appointments, never here."""

    NONE = "", _("No portal role")
    SECTOR_OFFICER = "sector_officer", _("Sector officer")
    LEADERSHIP = "leadership", _("Leadership")
    SECRETARIAT = "secretariat", _("Secretariat")
    ADMINISTRATOR = "administrator", _("Administrator")


STAFF_ROLES = (PortalRole.SECRETARIAT, PortalRole.LEADERSHIP, PortalRole.ADMINISTRATOR)


class Language(models.TextChoices):
    MS = "ms", _("Bahasa Melayu")
    EN = "en", _("English")


class Vocabulary(models.TextChoices):
    """Lists of terms that the secretariat may extend."""

    EXPERTISE = "expertise", _("Domain of expertise")
    BACKGROUND = "background", _("Background")
    ORIGIN = "origin", _("Origin")


class InvitationState(models.TextChoices):
    """Computed: see `Invitation.state`."""

    NOT_INVITED = "not_invited", _("Not invited")
    INVITED = "invited", _("Invited")
    EXPIRED = "expired", _("Invitation expired")
    SIGNED_IN = "signed_in", _("Signed in")
    BOUNCED = "bounced", _("Mail came back")


class MalaysianState(models.TextChoices):
    """States and federal territories; values are the ISO 3166-2:MY subdivision codes."""

    JHR = "JHR", "Johor"
    KDH = "KDH", "Kedah"
    KTN = "KTN", "Kelantan"
    MLK = "MLK", "Melaka"
    NSN = "NSN", "Negeri Sembilan"
    PHG = "PHG", "Pahang"
    PNG = "PNG", "Pulau Pinang"
    PRK = "PRK", "Perak"
    PLS = "PLS", "Perlis"
    SGR = "SGR", "Selangor"
    TRG = "TRG", "Terengganu"
    SBH = "SBH", "Sabah"
    SWK = "SWK", "Sarawak"
    KUL = "KUL", "Kuala Lumpur"
    LBN = "LBN", "Labuan"
    PJY = "PJY", "Putrajaya"

from groups.models.announcements import Announcement, Call
from groups.models.appointments import Appointment
from groups.models.groups import Objective, WorkingGroup
from groups.models.imports import RosterImport, RosterImportEffect, RosterImportRow
from groups.models.liaison import LiaisonMessage, LiaisonRequest
from groups.models.sectors import Sector, SectoralTeam, SectorOfficer, TeamSector

__all__ = [
    "Announcement",
    "Appointment",
    "Call",
    "LiaisonMessage",
    "LiaisonRequest",
    "Objective",
    "RosterImport",
    "RosterImportEffect",
    "RosterImportRow",
    "Sector",
    "SectorOfficer",
    "SectoralTeam",
    "TeamSector",
    "WorkingGroup",
]

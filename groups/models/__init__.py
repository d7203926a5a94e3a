from groups.models.announcements import Announcement, Call
from groups.models.appointments import Appointment
from groups.models.groups import Objective, WorkingGroup
from groups.models.imports import RosterImport, RosterImportEffect, RosterImportRow

__all__ = [
    "Announcement",
    "Appointment",
    "Call",
    "Objective",
    "RosterImport",
    "RosterImportEffect",
    "RosterImportRow",
    "WorkingGroup",
]

from deliverables.models.applications import ApplicationFigure, SectorApplication
from deliverables.models.attachments import RequestAttachment
from deliverables.models.changes import ChangeRequest
from deliverables.models.deliverables import (
    Contributor,
    Deliverable,
    DeliverableGrant,
    DeliverableLink,
)
from deliverables.models.imports import PlanImport, PlanImportEffect, PlanImportRow
from deliverables.models.instruments import Instrument
from deliverables.models.letters import Letter
from deliverables.models.milestones import Milestone
from deliverables.models.recommendations import (
    Authority,
    ImplementationReport,
    Recommendation,
    RecommendationContributor,
    RecommendationEvidence,
    RecommendationLink,
    RecommendationPlace,
    Response,
)
from deliverables.models.reviews import Comment, Reviewer, ReviewInvitation, ReviewRound
from deliverables.models.updates import ProgressUpdate
from deliverables.models.versions import Draft, Version, VersionReader
from deliverables.models.work_plans import AcceptanceCheck, Dependency, GroupWeek, WorkPlan

__all__ = [
    "AcceptanceCheck",
    "ApplicationFigure",
    "Authority",
    "ChangeRequest",
    "Comment",
    "Contributor",
    "Deliverable",
    "DeliverableGrant",
    "DeliverableLink",
    "Dependency",
    "Draft",
    "GroupWeek",
    "ImplementationReport",
    "Instrument",
    "Letter",
    "Milestone",
    "PlanImport",
    "PlanImportEffect",
    "PlanImportRow",
    "ProgressUpdate",
    "Recommendation",
    "RecommendationContributor",
    "RecommendationEvidence",
    "RecommendationLink",
    "RecommendationPlace",
    "RequestAttachment",
    "Response",
    "ReviewInvitation",
    "ReviewRound",
    "Reviewer",
    "SectorApplication",
    "Version",
    "VersionReader",
    "WorkPlan",
]

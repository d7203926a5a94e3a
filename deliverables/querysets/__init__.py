"""Chainable filters of this app's models; what a person may see, and by which key."""

from deliverables.querysets.applications import RequestAttachmentQuerySet, SectorApplicationQuerySet
from deliverables.querysets.deliverables import (
    SHARED_STATES,
    ChangeRequestQuerySet,
    DeliverableQuerySet,
    MilestoneQuerySet,
    ProgressUpdateQuerySet,
)
from deliverables.querysets.recommendations import EvidenceQuerySet, RecommendationQuerySet
from deliverables.querysets.reviews import CommentQuerySet, ReviewerQuerySet, ReviewRoundQuerySet
from deliverables.querysets.versions import HANDED_OVER_STATES, VersionQuerySet
from deliverables.querysets.work_plans import DependencyQuerySet, PlanImportQuerySet, WorkPlanQuerySet

__all__ = [
    "HANDED_OVER_STATES",
    "SHARED_STATES",
    "ChangeRequestQuerySet",
    "CommentQuerySet",
    "DeliverableQuerySet",
    "DependencyQuerySet",
    "EvidenceQuerySet",
    "MilestoneQuerySet",
    "PlanImportQuerySet",
    "ProgressUpdateQuerySet",
    "RecommendationQuerySet",
    "RequestAttachmentQuerySet",
    "ReviewRoundQuerySet",
    "ReviewerQuerySet",
    "SectorApplicationQuerySet",
    "VersionQuerySet",
    "WorkPlanQuerySet",
]

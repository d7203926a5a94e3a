"""This app's rows of the permission table (see `naio_portal.access`)."""

from deliverables.permissions.applications import APPLICATION_ACTIONS, ATTACHMENT_ACTIONS
from deliverables.permissions.plans import PLAN_ACTIONS
from deliverables.permissions.recommendations import RECOMMENDATION_ACTIONS
from deliverables.permissions.reviews import REVIEW_ACTIONS

ACTIONS = [
    *PLAN_ACTIONS,
    *REVIEW_ACTIONS,
    *RECOMMENDATION_ACTIONS,
    *APPLICATION_ACTIONS,
    *ATTACHMENT_ACTIONS,
]
PUBLIC_ROUTES: tuple[str, ...] = (
    "deliverables:board",
    "recommendations:recommendation-list",
    "recommendations:register-flow",
    "recommendations:instrument-list",
    "recommendations:instrument-detail",
    "recommendations:response-by-link",
    "recommendations:report-by-link",
    "recommendations:letter-by-link",
    "reviews:review-by-link",
    "reviews:file-by-link",
    "requests:attachment-by-link",
    "requests:attachment-file-by-link",
)

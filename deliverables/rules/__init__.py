"""Who may read and write: predicates over (user, object), under the names of the permission table."""

from deliverables.rules import applications, attachments, plans, recommendations, reviews
from deliverables.rules.attachments import is_handed_to_officer
from deliverables.rules.plans import is_author, is_person
from deliverables.rules.recommendations import is_draft_author

__all__ = [
    "applications",
    "attachments",
    "is_author",
    "is_draft_author",
    "is_handed_to_officer",
    "is_person",
    "plans",
    "recommendations",
    "reviews",
]

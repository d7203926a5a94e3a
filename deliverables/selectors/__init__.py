"""Reads that join several models or sum up; every one begins at `visible_to`."""

from deliverables.selectors.applications import applications_of, deliverables_to_try
from deliverables.selectors.approvals import Approvals, approvals_for
from deliverables.selectors.attachments import attachments_by_link, attachments_of
from deliverables.selectors.boards import GroupHealth, board_rows, group_health
from deliverables.selectors.details import MilestoneLine, detail_of, shown_deliverable
from deliverables.selectors.duties import next_update_due
from deliverables.selectors.holders import late_by_person
from deliverables.selectors.recommendations import (
    instrument_tree,
    letters_of,
    recommendation_detail_of,
    related_recommendations,
    seen_recommendation,
)
from deliverables.selectors.reviews import (
    comments_of,
    full_comment,
    next_undisposed,
    reviews_waiting,
    round_of_comment,
    rounds_of,
    rounds_of_version,
    seen_round,
    text_of,
)
from deliverables.selectors.threads import (
    add_rounds,
    recommendations_of_meeting,
    recommendations_resting_on,
    register_flow,
    threads_of,
)
from deliverables.selectors.versions import compared_texts, seen_deliverable, seen_version, text_before

__all__ = [
    "Approvals",
    "GroupHealth",
    "MilestoneLine",
    "add_rounds",
    "applications_of",
    "approvals_for",
    "attachments_by_link",
    "attachments_of",
    "board_rows",
    "comments_of",
    "compared_texts",
    "deliverables_to_try",
    "detail_of",
    "full_comment",
    "group_health",
    "instrument_tree",
    "late_by_person",
    "letters_of",
    "next_undisposed",
    "next_update_due",
    "recommendation_detail_of",
    "recommendations_of_meeting",
    "recommendations_resting_on",
    "register_flow",
    "related_recommendations",
    "reviews_waiting",
    "round_of_comment",
    "rounds_of",
    "rounds_of_version",
    "seen_deliverable",
    "seen_recommendation",
    "seen_round",
    "seen_version",
    "shown_deliverable",
    "text_before",
    "text_of",
    "threads_of",
]

"""Every write in deliverables. Names follow `verb_noun`; each takes `by`, the person who acts."""

from deliverables.services.applications import (
    Figure,
    create_application,
    remove_application,
    update_application,
)
from deliverables.services.colours import clear_rag_override, override_rag
from deliverables.services.date_changes import (
    approve_date_change,
    decline_date_change,
    request_date_change,
    withdraw_date_change,
)
from deliverables.services.drafts import draft_of, write_draft
from deliverables.services.instruments import save_authority, save_instrument
from deliverables.services.links import (
    link_deliverables,
    link_recommendations,
    unlink_deliverables,
    unlink_recommendations,
)
from deliverables.services.milestones import (
    achieve_milestone,
    activate_milestone,
    cancel_milestone,
    miss_milestone,
    reopen_milestone,
)
from deliverables.services.moves import (
    accept_deliverable,
    activate_deliverable,
    publish_deliverable,
    resume_deliverable,
    return_deliverable,
    submit_deliverable,
    suspend_deliverable,
    withdraw_deliverable,
)
from deliverables.services.plans import MilestoneRow, create_deliverable, update_deliverable
from deliverables.services.recommendation_moves import (
    Consent,
    abandon_recommendation,
    adopt_recommendation,
    enter_response,
    record_consent,
    report_implementation,
    respond_by_link,
    return_recommendation,
    revoke_response_link,
    send_response_link,
    submit_recommendation,
    supersede_recommendation,
    withdraw_recommendation,
)
from deliverables.services.recommendations import (
    Evidence,
    Place,
    create_recommendation,
    update_recommendation,
)
from deliverables.services.updates import file_progress_update
from deliverables.services.versions import (
    check_version_file,
    grant_version,
    make_version,
    revoke_version,
)

__all__ = [
    "Consent",
    "Evidence",
    "Figure",
    "MilestoneRow",
    "Place",
    "abandon_recommendation",
    "accept_deliverable",
    "achieve_milestone",
    "activate_deliverable",
    "activate_milestone",
    "adopt_recommendation",
    "approve_date_change",
    "cancel_milestone",
    "check_version_file",
    "clear_rag_override",
    "create_application",
    "create_deliverable",
    "create_recommendation",
    "decline_date_change",
    "draft_of",
    "enter_response",
    "file_progress_update",
    "grant_version",
    "link_deliverables",
    "link_recommendations",
    "make_version",
    "miss_milestone",
    "override_rag",
    "publish_deliverable",
    "record_consent",
    "remove_application",
    "reopen_milestone",
    "report_implementation",
    "request_date_change",
    "respond_by_link",
    "resume_deliverable",
    "return_deliverable",
    "return_recommendation",
    "revoke_response_link",
    "revoke_version",
    "save_authority",
    "save_instrument",
    "send_response_link",
    "submit_deliverable",
    "submit_recommendation",
    "supersede_recommendation",
    "suspend_deliverable",
    "unlink_deliverables",
    "unlink_recommendations",
    "update_application",
    "update_deliverable",
    "update_recommendation",
    "withdraw_date_change",
    "withdraw_deliverable",
    "withdraw_recommendation",
    "write_draft",
]

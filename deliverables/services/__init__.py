"""Every write in deliverables. Names follow `verb_noun`; each takes `by`, the person who acts."""

from deliverables.services.acceptance import check_criteria
from deliverables.services.applications import (
    Figure,
    create_application,
    remove_application,
    update_application,
)
from deliverables.services.attachments import attach_version, detach_version
from deliverables.services.changes import approve_change, decline_change, request_change, withdraw_change
from deliverables.services.colours import clear_rag_override, override_rag
from deliverables.services.comments import (
    add_answer,
    add_answer_by_link,
    add_comment,
    add_comment_by_link,
    say_no_comments,
    say_no_comments_by_link,
    update_comment,
    withdraw_comment,
    withdraw_comment_by_link,
)
from deliverables.services.dependencies import add_dependency, remove_dependency
from deliverables.services.dispositions import dispose_comment, dispose_comments
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
    ask_report,
    enter_response,
    record_consent,
    report_by_link,
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
from deliverables.services.rounds import (
    Asked,
    call_round,
    cancel_round,
    invite_reviewers,
    reschedule_round,
)
from deliverables.services.updates import file_progress_update
from deliverables.services.versions import (
    check_version_file,
    grant_version,
    make_version,
    revoke_version,
)
from deliverables.services.weeks import keep_week
from deliverables.services.work_plans import (
    approve_work_plan,
    create_work_plan,
    return_work_plan,
    submit_work_plan,
    update_work_plan,
)

__all__ = [
    "Asked",
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
    "add_answer",
    "add_answer_by_link",
    "add_comment",
    "add_comment_by_link",
    "add_dependency",
    "adopt_recommendation",
    "approve_change",
    "approve_work_plan",
    "ask_report",
    "attach_version",
    "call_round",
    "cancel_milestone",
    "cancel_round",
    "check_criteria",
    "check_version_file",
    "clear_rag_override",
    "create_application",
    "create_deliverable",
    "create_recommendation",
    "create_work_plan",
    "decline_change",
    "detach_version",
    "dispose_comment",
    "dispose_comments",
    "draft_of",
    "enter_response",
    "file_progress_update",
    "grant_version",
    "invite_reviewers",
    "keep_week",
    "link_deliverables",
    "link_recommendations",
    "make_version",
    "miss_milestone",
    "override_rag",
    "publish_deliverable",
    "record_consent",
    "remove_application",
    "remove_dependency",
    "reopen_milestone",
    "report_by_link",
    "report_implementation",
    "request_change",
    "reschedule_round",
    "respond_by_link",
    "resume_deliverable",
    "return_deliverable",
    "return_recommendation",
    "return_work_plan",
    "revoke_response_link",
    "revoke_version",
    "save_authority",
    "save_instrument",
    "say_no_comments",
    "say_no_comments_by_link",
    "send_response_link",
    "submit_deliverable",
    "submit_recommendation",
    "submit_work_plan",
    "supersede_recommendation",
    "suspend_deliverable",
    "unlink_deliverables",
    "unlink_recommendations",
    "update_application",
    "update_comment",
    "update_deliverable",
    "update_recommendation",
    "update_work_plan",
    "withdraw_change",
    "withdraw_comment",
    "withdraw_comment_by_link",
    "withdraw_deliverable",
    "withdraw_recommendation",
    "write_draft",
]

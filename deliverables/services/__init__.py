"""Every write in deliverables. Names follow `verb_noun`; each takes `by`, the person who acts."""

from deliverables.services.colours import clear_rag_override, override_rag
from deliverables.services.date_changes import (
    approve_date_change,
    decline_date_change,
    request_date_change,
    withdraw_date_change,
)
from deliverables.services.drafts import draft_of, write_draft
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
from deliverables.services.updates import file_progress_update
from deliverables.services.versions import (
    check_version_file,
    grant_version,
    make_version,
    revoke_version,
)

__all__ = [
    "MilestoneRow",
    "accept_deliverable",
    "achieve_milestone",
    "activate_deliverable",
    "activate_milestone",
    "approve_date_change",
    "cancel_milestone",
    "check_version_file",
    "clear_rag_override",
    "create_deliverable",
    "decline_date_change",
    "draft_of",
    "file_progress_update",
    "grant_version",
    "make_version",
    "miss_milestone",
    "override_rag",
    "publish_deliverable",
    "reopen_milestone",
    "request_date_change",
    "resume_deliverable",
    "return_deliverable",
    "revoke_version",
    "submit_deliverable",
    "suspend_deliverable",
    "update_deliverable",
    "withdraw_date_change",
    "withdraw_deliverable",
    "write_draft",
]

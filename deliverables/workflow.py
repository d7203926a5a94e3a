"""Legal moves of deliverables, milestones and requests to change a due date."""

from deliverables.enums import DateChangeState as C
from deliverables.enums import DeliverableState as D
from deliverables.enums import MilestoneState as M
from naio_portal.workflow import Workflow

DELIVERABLE = Workflow(
    initial=(D.PROPOSED,),
    moves={
        D.PROPOSED: (D.ACTIVE, D.WITHDRAWN),
        D.ACTIVE: (D.IN_REVIEW, D.SUSPENDED, D.WITHDRAWN),
        D.IN_REVIEW: (D.ACTIVE, D.DELIVERED),
        D.SUSPENDED: (D.ACTIVE, D.WITHDRAWN),
        D.DELIVERED: (D.PUBLISHED,),
        D.WITHDRAWN: (),
        D.PUBLISHED: (),
    },
)

MILESTONE = Workflow(
    initial=(M.PROPOSED,),
    moves={
        M.PROPOSED: (M.ACTIVE, M.CANCELLED),
        M.ACTIVE: (M.ACHIEVED, M.MISSED, M.CANCELLED),
        # Reopening needs a reason.
        M.ACHIEVED: (M.ACTIVE,),
        M.MISSED: (M.ACTIVE, M.ACHIEVED),
        M.CANCELLED: (M.ACTIVE,),
    },
)

DATE_CHANGE = Workflow(
    initial=(C.PENDING,),
    moves={
        C.PENDING: (C.APPROVED, C.DECLINED, C.WITHDRAWN),
        C.APPROVED: (),
        C.DECLINED: (),
        C.WITHDRAWN: (),
    },
)

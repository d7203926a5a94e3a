"""Legal moves of deliverables, milestones, requests, review rounds and recommendations."""

from deliverables.enums import ChangeState as C
from deliverables.enums import DeliverableState as D
from deliverables.enums import MilestoneState as M
from deliverables.enums import RecommendationState as S
from deliverables.enums import RoundState as R
from deliverables.enums import WorkPlanState as W
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

CHANGE = Workflow(
    initial=(C.PENDING,),
    moves={
        C.PENDING: (C.APPROVED, C.DECLINED, C.WITHDRAWN),
        C.APPROVED: (),
        C.DECLINED: (),
        C.WITHDRAWN: (),
    },
)

WORK_PLAN = Workflow(
    initial=(W.DRAFT,),
    # Approved it stays: from then on changes are asked for one by one.
    moves={W.DRAFT: (W.SUBMITTED,), W.SUBMITTED: (W.DRAFT, W.APPROVED), W.APPROVED: ()},
)

ROUND = Workflow(
    initial=(R.CALLED,),
    moves={R.CALLED: (R.COMPLETED, R.CANCELLED), R.COMPLETED: (), R.CANCELLED: ()},
)

RECOMMENDATION = Workflow(
    initial=(S.DRAFT,),
    moves={
        S.DRAFT: (S.ADOPTED, S.WITHDRAWN),
        # Back to draft: the text has to change, so the group has to consent again.
        S.ADOPTED: (S.DRAFT, S.SUBMITTED, S.WITHDRAWN, S.SUPERSEDED),
        S.SUBMITTED: (S.RESPONDED, S.WITHDRAWN, S.SUPERSEDED),
        S.RESPONDED: (S.IMPLEMENTED, S.NOT_IMPLEMENTED, S.SUPERSEDED),
        S.IMPLEMENTED: (S.SUPERSEDED,),
        S.NOT_IMPLEMENTED: (S.SUPERSEDED,),
        S.WITHDRAWN: (),
        S.SUPERSEDED: (),
    },
)

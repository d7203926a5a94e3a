from deliverables.models.deliverables import Contributor, Deliverable, DeliverableGrant
from deliverables.models.instruments import Instrument
from deliverables.models.milestones import DueDateChange, Milestone
from deliverables.models.updates import ProgressUpdate

__all__ = [
    "Contributor",
    "Deliverable",
    "DeliverableGrant",
    "DueDateChange",
    "Instrument",
    "Milestone",
    "ProgressUpdate",
]

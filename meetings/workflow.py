"""Legal moves of a meeting."""

from meetings.enums import MeetingState as S
from naio_portal.workflow import Workflow

MEETING = Workflow(
    initial=(S.DRAFT,),
    moves={
        S.DRAFT: (S.NOTIFIED, S.CANCELLED),
        S.NOTIFIED: (S.IN_PROGRESS, S.CANCELLED),
        S.IN_PROGRESS: (S.HELD, S.CANCELLED),
        S.HELD: (S.CLOSED,),
        S.CLOSED: (),
        S.CANCELLED: (),
    },
)

"""Legal moves of an outbox message."""

from naio_portal.notices.enums import OutboxState as S
from naio_portal.workflow import Workflow

OUTBOX = Workflow(
    initial=(S.HELD, S.QUEUED),
    moves={
        S.HELD: (S.QUEUED, S.CANCELLED, S.DROPPED, S.REVIEW),
        S.QUEUED: (S.HELD, S.CLAIMED, S.CANCELLED, S.DROPPED, S.REVIEW),
        # Back to queued: a temporary refusal, or the claim of a dead worker taken up again.
        S.CLAIMED: (S.SENT, S.QUEUED, S.REFUSED, S.DROPPED, S.REVIEW),
        # Too old to go by itself (an outage, a restored backup): a person sends or cancels it.
        S.REVIEW: (S.QUEUED, S.CANCELLED),
        # Sent again by a person: a new message, so that this one stays as it went.
        S.SENT: (),
        S.REFUSED: (S.QUEUED,),
        S.DROPPED: (),
        S.CANCELLED: (S.QUEUED,),
    },
)

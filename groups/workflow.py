"""Legal moves of appointments and liaison requests."""

from groups.enums import AppointmentState as A
from groups.enums import LiaisonState as L
from naio_portal.workflow import Workflow

APPOINTMENT = Workflow(
    initial=(A.PROPOSED, A.CONFIRMED),
    moves={A.PROPOSED: (A.CONFIRMED, A.REVOKED), A.CONFIRMED: (A.REVOKED,), A.REVOKED: ()},
)

LIAISON_REQUEST = Workflow(
    initial=(L.DRAFT,),
    moves={
        L.DRAFT: (L.SENT,),
        L.SENT: (L.ACKNOWLEDGED,),
        L.ACKNOWLEDGED: (L.ANSWERED,),
        L.ANSWERED: (L.CLOSED,),
        L.CLOSED: (),
    },
)

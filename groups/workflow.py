"""Legal moves of appointments, roster imports and liaison requests."""

from groups.enums import AppointmentState as A
from groups.enums import ImportState as Imp
from groups.enums import LiaisonState as L
from naio_portal.workflow import Workflow

APPOINTMENT = Workflow(
    initial=(A.PROPOSED, A.CONFIRMED),
    moves={A.PROPOSED: (A.CONFIRMED, A.REVOKED), A.CONFIRMED: (A.REVOKED,), A.REVOKED: ()},
)

ROSTER_IMPORT = Workflow(
    initial=(Imp.UPLOADED,),
    moves={
        Imp.UPLOADED: (Imp.READING, Imp.ABANDONED),
        Imp.READING: (Imp.PREVIEWED, Imp.UPLOADED),
        Imp.PREVIEWED: (Imp.READING, Imp.APPLYING, Imp.ABANDONED),
        Imp.APPLYING: (Imp.APPLIED, Imp.FAILED),
        Imp.FAILED: (Imp.READING, Imp.APPLYING, Imp.ABANDONED),
        Imp.APPLIED: (Imp.UNDOING,),
        Imp.UNDOING: (Imp.UNDONE, Imp.APPLIED),
        Imp.UNDONE: (Imp.READING, Imp.APPLYING, Imp.ABANDONED),
        Imp.ABANDONED: (),
    },
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

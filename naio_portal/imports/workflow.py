"""Legal moves of an import."""

from naio_portal.imports.enums import ImportState as S
from naio_portal.workflow import Workflow

IMPORT = Workflow(
    initial=(S.UPLOADED,),
    moves={
        S.UPLOADED: (S.READING, S.ABANDONED),
        S.READING: (S.PREVIEWED, S.UPLOADED),
        S.PREVIEWED: (S.READING, S.APPLYING, S.ABANDONED),
        S.APPLYING: (S.APPLIED, S.FAILED),
        S.FAILED: (S.READING, S.APPLYING, S.ABANDONED),
        S.APPLIED: (S.UNDOING,),
        S.UNDOING: (S.UNDONE, S.APPLIED),
        S.UNDONE: (S.READING, S.APPLYING, S.ABANDONED),
        S.ABANDONED: (),
    },
)

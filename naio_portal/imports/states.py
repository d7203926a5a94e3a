"""Where an import stands: the row locked for the next step, and the legal moves."""

from django.utils.translation import gettext as _

from naio_portal.access import require
from naio_portal.errors import DomainError
from naio_portal.imports.enums import ImportState
from naio_portal.imports.kinds import kind_of
from naio_portal.imports.models import FileImport
from naio_portal.imports.workflow import IMPORT

OPEN_STATES = (ImportState.PREVIEWED, ImportState.FAILED, ImportState.UNDONE)
COLUMN_STATES = (ImportState.UPLOADED, *OPEN_STATES)


def locked(file_import: FileImport, by, states: tuple[str, ...] | None) -> FileImport:
    """The import as it stands, locked. Raises NotAllowed, DomainError unless in one of these states."""
    kind = kind_of(file_import)
    require(by, kind.permission, file_import)
    file_import = kind.model.objects.select_for_update().get(pk=file_import.pk)
    if states is not None and file_import.state not in states:
        raise DomainError(
            _("This import is at “%(state)s”: that cannot be done now.")
            % {"state": file_import.get_state_display()}
        )
    return file_import


def move(file_import: FileImport, state: ImportState) -> None:
    """Raises IllegalMove."""
    IMPORT.check(file_import.state, state)
    file_import.state = state

"""Where an import stands: the row locked for the next step, and the legal moves."""

from django.utils.translation import gettext as _

from groups.enums import ImportState
from groups.models import RosterImport
from groups.workflow import ROSTER_IMPORT
from naio_portal.access import require
from naio_portal.errors import DomainError

OPEN_STATES = (ImportState.PREVIEWED, ImportState.FAILED, ImportState.UNDONE)
COLUMN_STATES = (ImportState.UPLOADED, *OPEN_STATES)


def locked(roster_import: RosterImport, by, states: tuple[str, ...] | None) -> RosterImport:
    """The import as it stands, locked. Raises NotAllowed, DomainError unless in one of these states."""
    require(by, "groups.import_roster")
    roster_import = RosterImport.objects.select_for_update().get(pk=roster_import.pk)
    if states is not None and roster_import.state not in states:
        raise DomainError(
            _("This import is at “%(state)s”: that cannot be done now.")
            % {"state": roster_import.get_state_display()}
        )
    return roster_import


def move(roster_import: RosterImport, state: ImportState) -> None:
    """Raises IllegalMove."""
    ROSTER_IMPORT.check(roster_import.state, state)
    roster_import.state = state

"""The steps of an import, as a person takes them; `jobs` does the long ones.

uploaded -> (columns) -> reading -> previewed -> (decisions) -> applying -> applied -> undoing -> undone.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import BinaryIO

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.enums import ImportState, RowOutcome
from groups.imports.fields import BY_NAME, DATE_FIELDS, FIELDS
from groups.imports.plans import LEAVE_OUT, WHOLE_ROW
from groups.imports.progress import WAITING, Progress
from groups.imports.states import COLUMN_STATES, OPEN_STATES, locked, move
from groups.imports.storing import replan, rows_of, rows_to_store, store
from groups.models import RosterImport, RosterImportRow
from naio_portal.access import require
from naio_portal.errors import DomainError
from naio_portal.spreadsheets.archives import too_many_rows
from naio_portal.spreadsheets.dates import Order
from naio_portal.spreadsheets.headers import guess_columns, mapping_of, missing_fields
from naio_portal.spreadsheets.layout import find_header, sheets_with_tables
from naio_portal.spreadsheets.reading import Spreadsheet, read_spreadsheet

log = structlog.get_logger(__name__)

BATCH = 1000
UNDO_WITHIN = dt.timedelta(hours=24)


def limits() -> dict[str, object]:
    """What a file may be: `rows` as a person reads it, and `megabytes` as sent."""
    return {
        "rows": f"{settings.ROSTER_IMPORT_MAX_ROWS:,}",
        "megabytes": settings.ROSTER_IMPORT_MAX_BYTES // (1024 * 1024),
    }


# --- upload and columns ----------------------------------------------------------------------


def upload_roster(*, file: BinaryIO, file_name: str, by) -> RosterImport:
    """Take a file in: read it whole, keep its rows, guess sheet, headings and columns.

    Raises NotAllowed, FileRefused (one sentence) when it cannot be taken.
    """
    require(by, "groups.import_roster")
    limit = settings.ROSTER_IMPORT_MAX_ROWS
    book = read_spreadsheet(file, max_bytes=settings.ROSTER_IMPORT_MAX_BYTES, max_rows=limit)
    tables = sheets_with_tables(book, FIELDS)
    place, header = tables[0]
    if sum(row.number > header.row.number for row in book.sheets[place].rows) > limit:
        raise too_many_rows(limit)
    file.seek(0)
    with transaction.atomic():
        roster_import = RosterImport(
            file_name=file_name[-255:],
            sha256=hashlib.sha256(file.read()).hexdigest(),
            source=source_of(book),
            sheets=sheets_of(book),
            sheet=place,
            header_row=header.row.number,
            mapping=mapping_of(guess_columns(header.row.cells, FIELDS)),
            uploaded_by=by,
        )
        roster_import.full_clean()
        roster_import.save()
        for index, _header in tables:
            rows = rows_to_store(roster_import, index, book.sheets[index])
            RosterImportRow.objects.bulk_create(rows, batch_size=BATCH)
    log.info("roster_uploaded", roster_import=str(roster_import.pk), rows=sum(map(sheet_length, book.sheets)))
    return roster_import


def sheet_length(sheet) -> int:
    return len(sheet.rows)


def source_of(book: Spreadsheet) -> dict[str, object]:
    return {
        "kind": book.kind,
        "encoding": book.encoding,
        "delimiter": book.delimiter,
        "is_1904": book.is_1904,
    }


def sheets_of(book: Spreadsheet) -> list[dict[str, object]]:
    """Every sheet, those without a list too: each left-out sheet is named."""
    found = []
    for sheet in book.sheets:
        header = find_header(sheet.rows, FIELDS)
        found.append(
            {
                "name": sheet.name,
                "is_hidden": sheet.is_hidden,
                "rows": len(sheet.rows),
                "header_row": header.row.number if header and len(sheet.rows) > 1 else None,
            }
        )
    return found


@transaction.atomic
def choose_sheet(
    *, roster_import: RosterImport, sheet: int, header_row: int | None = None, by
) -> RosterImport:
    """Import another sheet, or take another row for the headings: columns are guessed anew.

    Raises NotAllowed, DomainError for a sheet without a list or a row that is not there.
    """
    roster_import = locked(roster_import, by, COLUMN_STATES)
    sheets = roster_import.sheets
    if not 0 <= sheet < len(sheets) or sheets[sheet]["header_row"] is None:
        raise DomainError(_("This sheet holds no list."))
    number = header_row or sheets[sheet]["header_row"]
    row = roster_import.rows.filter(sheet=sheet, number=number).first()
    if row is None or not row.cells:
        raise DomainError(_("Row %(row)s is empty: it cannot hold the headings.") % {"row": number})
    roster_import.sheet, roster_import.header_row = sheet, number
    roster_import.mapping = mapping_of(guess_columns(row.cells, FIELDS))
    roster_import.save(update_fields=["sheet", "header_row", "mapping"])
    return roster_import


@transaction.atomic
def choose_columns(
    *, roster_import: RosterImport, mapping: Mapping[str, int], orders: Mapping[str, str], by
) -> RosterImport:
    """Say which column holds which field and how its dates are read; the rows are then read by a job.

    `mapping`: field -> index of the column. `orders`: date field -> `dmy` or `mdy`.
    Raises NotAllowed, DomainError when a field is unknown or a needed one has no column.
    """
    roster_import = locked(roster_import, by, COLUMN_STATES)
    if unknown := set(mapping) - set(BY_NAME):
        raise DomainError(_("Unknown field: %(names)s.") % {"names": ", ".join(sorted(unknown))})
    if len(set(mapping.values())) != len(mapping):
        raise DomainError(_("A column can hold one field only."))
    if missing := missing_fields(mapping, FIELDS):
        names = ", ".join(target.heading for target in missing)
        raise DomainError(_("Say which column holds: %(names)s.") % {"names": names})
    roster_import.mapping = dict(mapping)
    roster_import.options = {
        "orders": {name: Order(orders.get(name, Order.DAY_FIRST)).value for name in DATE_FIELDS}
    }
    roster_import.failure = {}
    move(roster_import, ImportState.READING)
    roster_import.save(update_fields=["mapping", "options", "failure", "state"])
    Progress(roster_import.pk).stage(WAITING, 0)
    return roster_import


# --- decisions -------------------------------------------------------------------------------


@transaction.atomic
def decide(
    *, roster_import: RosterImport, answers: Mapping[str, str], row: int | None = None, by
) -> RosterImport:
    """Answer questions of one row (`row`: its number) or of every row that asks them.

    `answers`: key of a question -> answer; "" takes an answer back; `row`: `leave_out` leaves the row out.
    Every row is planned again, once.
    Raises NotAllowed, DomainError when the import is not open for decisions or has no such row.
    """
    roster_import = locked(roster_import, by, OPEN_STATES)
    if row is None:
        if WHOLE_ROW in answers:
            raise DomainError(_("Say which row."))
        roster_import.answers = joined(roster_import.answers, answers)
        roster_import.save(update_fields=["answers"])
    else:
        found = rows_of(roster_import).filter(number=row).first()
        if found is None or not found.values:
            raise DomainError(_("There is no row %(row)s to decide on.") % {"row": row})
        found.decisions = joined(found.decisions, answers)
        store([found], ("decisions",))
    replan(roster_import)
    return roster_import


def joined(kept: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """The answers kept with those given now; an empty one is gone."""
    return {key: answer for key, answer in {**kept, **given}.items() if answer}


@transaction.atomic
def leave_out_undecided(*, roster_import: RosterImport, by) -> RosterImport:
    """Leave out every row that still waits for a decision. Raises NotAllowed, DomainError."""
    roster_import = locked(roster_import, by, OPEN_STATES)
    rows = list(rows_of(roster_import).filter(outcome=RowOutcome.DECIDE))
    for row in rows:
        row.decisions = row.decisions | {WHOLE_ROW: LEAVE_OUT}
    store(rows, ("decisions",))
    replan(roster_import)
    return roster_import


@transaction.atomic
def look_again(*, roster_import: RosterImport, by) -> RosterImport:
    """Plan every row on what the portal holds now. Raises NotAllowed, DomainError."""
    roster_import = locked(roster_import, by, OPEN_STATES)
    roster_import.failure = {}
    roster_import.save(update_fields=["failure"])
    replan(roster_import)
    return roster_import


@transaction.atomic
def abandon(*, roster_import: RosterImport, by) -> RosterImport:
    """Give the import up; its rows are deleted. Raises NotAllowed, IllegalMove while a job works on it."""
    roster_import = locked(roster_import, by, None)
    move(roster_import, ImportState.ABANDONED)
    roster_import.save(update_fields=["state"])
    roster_import.rows.all().delete()
    return roster_import


# --- apply and undo --------------------------------------------------------------------------


@transaction.atomic
def start_applying(*, roster_import: RosterImport, by) -> RosterImport:
    """Let a job apply the import. Raises NotAllowed, DomainError while rows wait for a decision or when
    nothing would change."""
    roster_import = locked(roster_import, by, OPEN_STATES)
    if waiting := roster_import.count_of(RowOutcome.DECIDE):
        raise DomainError(_("%(count)s rows still wait for a decision.") % {"count": waiting})
    if not roster_import.count_of(RowOutcome.CREATE) + roster_import.count_of(RowOutcome.CHANGE):
        raise DomainError(_("Nothing would change: there is nothing to apply."))
    roster_import.failure = {}
    move(roster_import, ImportState.APPLYING)
    roster_import.save(update_fields=["state", "failure"])
    Progress(roster_import.pk).stage(WAITING, 0)
    return roster_import


@transaction.atomic
def start_undoing(*, roster_import: RosterImport, by) -> RosterImport:
    """Let a job take the import back. Raises NotAllowed, DomainError after 24 hours."""
    roster_import = locked(roster_import, by, (ImportState.APPLIED,))
    if timezone.now() - roster_import.applied_at > UNDO_WITHIN:
        raise DomainError(_("An import can be undone within 24 hours of applying it."))
    roster_import.failure = {}
    move(roster_import, ImportState.UNDOING)
    roster_import.save(update_fields=["state", "failure"])
    Progress(roster_import.pk).stage(WAITING, 0)
    return roster_import


def start_again(*, roster_import: RosterImport, by) -> RosterImport:
    """Let another job do the step that one began and did not end. Writes nothing but the progress.

    Raises NotAllowed, DomainError when no job is due.
    """
    require(by, "groups.import_roster")
    if not roster_import.is_working:
        raise DomainError(_("This job is done already."))
    Progress(roster_import.pk).stage(WAITING, 0)
    return roster_import

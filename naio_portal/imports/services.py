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

from naio_portal.access import require
from naio_portal.errors import DomainError
from naio_portal.imports.enums import ImportState, RowOutcome
from naio_portal.imports.kinds import ImportKind, kind_of
from naio_portal.imports.models import FileImport
from naio_portal.imports.plans import LEAVE_OUT, WHOLE_ROW
from naio_portal.imports.progress import WAITING, Progress
from naio_portal.imports.states import COLUMN_STATES, OPEN_STATES, locked, move
from naio_portal.imports.storing import replan, rows_of, rows_to_store, store
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
        "rows": f"{settings.IMPORT_MAX_ROWS:,}",
        "megabytes": settings.IMPORT_MAX_BYTES // (1024 * 1024),
    }


# --- upload and columns ----------------------------------------------------------------------


def upload_file(*, kind: ImportKind, file: BinaryIO, file_name: str, by, **about: object) -> FileImport:
    """Take a file in: read it whole, keep its rows, guess sheet, headings and columns.

    `about`: fields of the import that the upload says beside the file. Raises NotAllowed, FileRefused (one
    sentence) when it cannot be taken.
    """
    require(by, kind.permission, kind.model(**about))
    limit = settings.IMPORT_MAX_ROWS
    book = read_spreadsheet(file, max_bytes=settings.IMPORT_MAX_BYTES, max_rows=limit)
    tables = sheets_with_tables(book, kind.fields)
    place, header = tables[0]
    if sum(row.number > header.row.number for row in book.sheets[place].rows) > limit:
        raise too_many_rows(limit)
    file.seek(0)
    with transaction.atomic():
        file_import = kind.model(
            file_name=file_name[-255:],
            sha256=hashlib.sha256(file.read()).hexdigest(),
            source=source_of(book),
            sheets=sheets_of(book, kind),
            sheet=place,
            header_row=header.row.number,
            mapping=mapping_of(guess_columns(header.row.cells, kind.fields)),
            uploaded_by=by,
            **about,
        )
        file_import.full_clean()
        file_import.save()
        for index, _header in tables:
            rows = rows_to_store(file_import, index, book.sheets[index])
            kind.rows.objects.bulk_create(rows, batch_size=BATCH)
    log.info(
        "file_uploaded",
        file_import=str(file_import.pk),
        kind=kind.route,
        rows=sum(len(sheet.rows) for sheet in book.sheets),
    )
    return file_import


def source_of(book: Spreadsheet) -> dict[str, object]:
    return {
        "kind": book.kind,
        "encoding": book.encoding,
        "delimiter": book.delimiter,
        "is_1904": book.is_1904,
    }


def sheets_of(book: Spreadsheet, kind: ImportKind) -> list[dict[str, object]]:
    """Every sheet, those without a list too: each left-out sheet is named."""
    found = []
    for sheet in book.sheets:
        header = find_header(sheet.rows, kind.fields)
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
def choose_sheet(*, file_import: FileImport, sheet: int, header_row: int | None = None, by) -> FileImport:
    """Import another sheet, or take another row for the headings: columns are guessed anew.

    Raises NotAllowed, DomainError for a sheet without a list or a row that is not there.
    """
    file_import = locked(file_import, by, COLUMN_STATES)
    sheets = file_import.sheets
    if not 0 <= sheet < len(sheets) or sheets[sheet]["header_row"] is None:
        raise DomainError(_("This sheet holds no list."))
    number = header_row or sheets[sheet]["header_row"]
    row = file_import.rows.filter(sheet=sheet, number=number).first()
    if row is None or not row.cells:
        raise DomainError(_("Row %(row)s is empty: it cannot hold the headings.") % {"row": number})
    file_import.sheet, file_import.header_row = sheet, number
    file_import.mapping = mapping_of(guess_columns(row.cells, kind_of(file_import).fields))
    file_import.save(update_fields=["sheet", "header_row", "mapping"])
    return file_import


@transaction.atomic
def choose_columns(
    *, file_import: FileImport, mapping: Mapping[str, int], orders: Mapping[str, str], by
) -> FileImport:
    """Say which column holds which field and how its dates are read; the rows are then read by a job.

    `mapping`: field -> index of the column. `orders`: date field -> `dmy` or `mdy`.
    Raises NotAllowed, DomainError when a field is unknown or a needed one has no column.
    """
    file_import = locked(file_import, by, COLUMN_STATES)
    kind = kind_of(file_import)
    if unknown := set(mapping) - set(kind.by_name):
        raise DomainError(_("Unknown field: %(names)s.") % {"names": ", ".join(sorted(unknown))})
    if len(set(mapping.values())) != len(mapping):
        raise DomainError(_("A column can hold one field only."))
    if missing := missing_fields(mapping, kind.fields):
        names = ", ".join(target.heading for target in missing)
        raise DomainError(_("Say which column holds: %(names)s.") % {"names": names})
    file_import.mapping = dict(mapping)
    file_import.options = {
        "orders": {name: Order(orders.get(name, Order.DAY_FIRST)).value for name in kind.date_fields}
    }
    file_import.failure = {}
    move(file_import, ImportState.READING)
    file_import.save(update_fields=["mapping", "options", "failure", "state"])
    Progress(file_import.pk).stage(WAITING, 0)
    return file_import


# --- decisions -------------------------------------------------------------------------------


@transaction.atomic
def decide(*, file_import: FileImport, answers: Mapping[str, str], row: int | None = None, by) -> FileImport:
    """Answer questions of one row (`row`: its number) or of every row that asks them.

    `answers`: key of a question -> answer; "" takes an answer back; `row`: `leave_out` leaves the row out.
    Every row is planned again, once.
    Raises NotAllowed, DomainError when the import is not open for decisions or has no such row.
    """
    file_import = locked(file_import, by, OPEN_STATES)
    if row is None:
        if WHOLE_ROW in answers:
            raise DomainError(_("Say which row."))
        file_import.answers = joined(file_import.answers, answers)
        file_import.save(update_fields=["answers"])
    else:
        found = rows_of(file_import).filter(number=row).first()
        if found is None or not found.values:
            raise DomainError(_("There is no row %(row)s to decide on.") % {"row": row})
        found.decisions = joined(found.decisions, answers)
        store([found], ("decisions",))
    replan(file_import)
    return file_import


def joined(kept: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """The answers kept with those given now; an empty one is gone."""
    return {key: answer for key, answer in {**kept, **given}.items() if answer}


@transaction.atomic
def leave_out_undecided(*, file_import: FileImport, by) -> FileImport:
    """Leave out every row that still waits for a decision. Raises NotAllowed, DomainError."""
    file_import = locked(file_import, by, OPEN_STATES)
    rows = list(rows_of(file_import).filter(outcome=RowOutcome.DECIDE))
    for row in rows:
        row.decisions = row.decisions | {WHOLE_ROW: LEAVE_OUT}
    store(rows, ("decisions",))
    replan(file_import)
    return file_import


@transaction.atomic
def look_again(*, file_import: FileImport, by) -> FileImport:
    """Plan every row on what the portal holds now. Raises NotAllowed, DomainError."""
    file_import = locked(file_import, by, OPEN_STATES)
    file_import.failure = {}
    file_import.save(update_fields=["failure"])
    replan(file_import)
    return file_import


@transaction.atomic
def abandon(*, file_import: FileImport, by) -> FileImport:
    """Give the import up; its rows are deleted. Raises NotAllowed, IllegalMove while a job works on it."""
    file_import = locked(file_import, by, None)
    move(file_import, ImportState.ABANDONED)
    file_import.save(update_fields=["state"])
    file_import.rows.all().delete()
    return file_import


# --- apply and undo --------------------------------------------------------------------------


@transaction.atomic
def start_applying(*, file_import: FileImport, by) -> FileImport:
    """Let a job apply the import. Raises NotAllowed, DomainError while rows wait for a decision or when
    nothing would change."""
    file_import = locked(file_import, by, OPEN_STATES)
    if waiting := file_import.count_of(RowOutcome.DECIDE):
        raise DomainError(_("%(count)s rows still wait for a decision.") % {"count": waiting})
    if not file_import.count_of(RowOutcome.CREATE) + file_import.count_of(RowOutcome.CHANGE):
        raise DomainError(_("Nothing would change: there is nothing to apply."))
    file_import.failure = {}
    move(file_import, ImportState.APPLYING)
    file_import.save(update_fields=["state", "failure"])
    Progress(file_import.pk).stage(WAITING, 0)
    return file_import


@transaction.atomic
def start_undoing(*, file_import: FileImport, by) -> FileImport:
    """Let a job take the import back. Raises NotAllowed, DomainError after 24 hours."""
    file_import = locked(file_import, by, (ImportState.APPLIED,))
    if timezone.now() - file_import.applied_at > UNDO_WITHIN:
        raise DomainError(_("An import can be undone within 24 hours of applying it."))
    file_import.failure = {}
    move(file_import, ImportState.UNDOING)
    file_import.save(update_fields=["state", "failure"])
    Progress(file_import.pk).stage(WAITING, 0)
    return file_import


def start_again(*, file_import: FileImport, by) -> FileImport:
    """Let another job do the step that one began and did not end. Writes nothing but the progress.

    Raises NotAllowed, DomainError when no job is due.
    """
    require(by, kind_of(file_import).permission, file_import)
    if not file_import.is_working:
        raise DomainError(_("This job is done already."))
    Progress(file_import.pk).stage(WAITING, 0)
    return file_import

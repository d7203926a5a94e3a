"""Rosters on their way in, at any step."""

import csv
import io
from pathlib import Path

from groups.imports.roster import ROSTER
from groups.models import RosterImport
from members.models import User
from naio_portal.imports import jobs, services
from naio_portal.imports.kinds import kind_of
from tests.factories.members import UserFactory

RECEIVED = Path(__file__).parent.parent / "spreadsheets" / "files" / "roster-as-received.xlsx"
HEADINGS = ("Nama penuh", "E-mel", "Kumpulan", "Peranan", "Mula")
# Answers to everything that the file as received leaves open.
RECEIVED_ANSWERS = {
    "group:keselamatan ai": "SAF",
    "group:ai infrastruktur": "leave_out",
    "address:spelled": "0",
    "address:several": "0",
    "person": "new",
}


def csv_file(*rows, headings=HEADINGS) -> io.BytesIO:
    """A CSV as an office saves it: UTF-8 with its mark."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows([headings, *rows])
    return io.BytesIO(file.getvalue().encode("utf-8-sig"))


def uploaded(*rows, headings=HEADINGS, by: User | None = None, file=None, name="roster.csv") -> RosterImport:
    """Columns to confirm. `file`: instead of rows."""
    by = by or UserFactory(secretariat=True)
    return services.upload_file(
        kind=ROSTER, file=file or csv_file(*rows, headings=headings), file_name=name, by=by
    )


def previewed(*rows, orders=None, mapping=None, **how) -> RosterImport:
    """Read by the guessed columns."""
    roster_import = uploaded(*rows, **how)
    services.choose_columns(
        file_import=roster_import,
        mapping=roster_import.mapping if mapping is None else mapping,
        orders=orders or {},
        by=roster_import.uploaded_by,
    )
    return run(roster_import)


def received(*, by: User | None = None) -> RosterImport:
    """The file as the office sent it, read."""
    return previewed(by=by, file=io.BytesIO(RECEIVED.read_bytes()), name=RECEIVED.name)


def run(roster_import: RosterImport) -> RosterImport:
    """What the worker does, here and now."""
    jobs.run_job(kind=kind_of(roster_import), file_import_id=roster_import.pk, by=roster_import.uploaded_by)
    roster_import.refresh_from_db()
    return roster_import


def answer(roster_import: RosterImport, answers: dict[str, str], row: int | None = None) -> RosterImport:
    services.decide(file_import=roster_import, answers=answers, row=row, by=roster_import.uploaded_by)
    roster_import.refresh_from_db()
    return roster_import


def apply(roster_import: RosterImport) -> RosterImport:
    services.start_applying(file_import=roster_import, by=roster_import.uploaded_by)
    return run(roster_import)


def undo(roster_import: RosterImport) -> RosterImport:
    services.start_undoing(file_import=roster_import, by=roster_import.uploaded_by)
    return run(roster_import)


def plan_of(roster_import: RosterImport, number: int) -> dict:
    """The plan of a row as kept, with its outcome."""
    row = roster_import.rows.get(sheet=roster_import.sheet, number=number)
    return {"outcome": row.outcome, **row.plan}


def outcomes(roster_import: RosterImport) -> dict[int, str]:
    """Row -> outcome, of the rows of the list."""
    rows = roster_import.rows.filter(sheet=roster_import.sheet, kind="list").order_by("number")
    return dict(rows.values_list("number", "outcome"))


def open_keys(roster_import: RosterImport, number: int) -> list[str]:
    """Keys of the questions of a row that wait for an answer."""
    return [
        question["key"]
        for question in plan_of(roster_import, number).get("questions", [])
        if question["is_open"]
    ]

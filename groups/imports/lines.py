"""One row of an import as the preview shows it: what comes of it, field by field, and why not."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from groups.enums import RowOutcome
from groups.imports.asking import Asked, asked_of_row, capitals_question
from groups.imports.fields import BY_NAME
from groups.imports.plans import LEAVE_OUT, WHOLE_ROW
from groups.imports.storing import cells_of
from groups.imports.wording import (
    LEFT_OUT,
    field_text,
    refusal_text,
    remark_text,
    value_text,
    write_text,
)
from groups.models import RosterImport, RosterImportRow, WorkingGroup
from naio_portal.spreadsheets.cells import is_blank, text_of
from naio_portal.spreadsheets.layout import RowKind

TONES = {
    RowOutcome.CREATE: "success",
    RowOutcome.CHANGE: "primary",
    RowOutcome.UNCHANGED: "",
    RowOutcome.DECIDE: "warning",
    RowOutcome.REFUSED: "danger",
    RowOutcome.LEFT_OUT: "",
}
CHANGES_SHOWN = 6


@dataclass(frozen=True)
class Changed:
    """One field, from what to what, as a person reads it."""

    label: str
    old: str
    new: str


@dataclass
class Line:
    """`numbers`: of the row, or of a run of blank ones. `is_listed`: a row of the list itself, with a page
    of its own. `questions`: those that wait for an answer. `why`: why it is no part of the list."""

    number: int
    numbers: str
    name: str
    outcome: RowOutcome
    is_listed: bool
    is_left_out: bool = False
    is_new_person: bool = False
    writes: list[str] = field(default_factory=list)
    changes: list[Changed] = field(default_factory=list)
    questions: list[Asked] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    waits_for: int = 0
    why: str = ""
    address: str = ""

    @property
    def tone(self) -> str:
        return TONES[self.outcome]

    @property
    def first_changes(self) -> list[Changed]:
        return self.changes[:CHANGES_SHOWN]

    @property
    def more_changes(self) -> int:
        return max(0, len(self.changes) - CHANGES_SHOWN)


def lines_of(
    rows: Iterable[RosterImportRow], roster_import: RosterImport, groups: Iterable[WorkingGroup]
) -> list[Line]:
    groups = list(groups)
    return [line_of(row, roster_import, groups) for row in rows]


def line_of(row: RosterImportRow, roster_import: RosterImport, groups: Iterable[WorkingGroup]) -> Line:
    if row.kind != RowKind.LIST:
        texts = [text_of(cell) for cell in cells_of(row) if not is_blank(cell)]
        numbers = f"{row.number}–{row.last_number}" if row.last_number > row.number else str(row.number)
        why = str(LEFT_OUT[RowKind(row.kind)])
        return Line(row.number, numbers, " · ".join(texts)[:120], RowOutcome.LEFT_OUT, False, why=why)
    plan = row.plan
    line = Line(
        row.number,
        str(row.number),
        str(plan.get("name", "")),
        RowOutcome(row.outcome),
        is_listed=True,
        is_left_out=row.decisions.get(WHOLE_ROW) == LEAVE_OUT,
        is_new_person=bool(plan.get("is_new_person")),
        refusals=[refusal_text(refusal) for refusal in plan.get("refusals", [])],
        remarks=[remark_text(remark) for remark in plan.get("remarks", [])],
        waits_for=plan.get("waits_for", 0),
        address=", ".join(map(str, row.values.get("values", {}).get("addresses", []))),
    )
    if line.outcome == RowOutcome.LEFT_OUT:
        line.why = str(LEFT_OUT[RowKind.LIST])
    if line.outcome in (RowOutcome.CREATE, RowOutcome.CHANGE):
        line.writes = [text for write in plan.get("appointment_writes", []) if (text := write_text(write))]
        line.changes = [
            Changed(
                field_text(change["field"]),
                value_text(change["field"], change["old"]),
                value_text(change["field"], change["new"]),
            )
            for change in plan.get("changes", [])
        ]
    if line.outcome == RowOutcome.DECIDE:
        line.questions = [asked for asked in questions_of_row(row, roster_import, groups) if asked.waiting]
    return line


def questions_of_row(
    row: RosterImportRow, roster_import: RosterImport, groups: Iterable[WorkingGroup]
) -> list[Asked]:
    """Everything the row asks, answered or not; a name in capitals may be answered too."""
    questions = list(row.plan.get("questions", []))
    questions += [
        capitals_question(remark["offered"])
        for remark in row.plan.get("remarks", [])
        if remark["code"] == "capitals"
    ]
    return [
        asked_of_row(
            question,
            groups,
            own=row.decisions.get(question["key"], ""),
            for_all=roster_import.answers.get(question["key"], ""),
        )
        for question in questions
    ]


def cells_shown(row: RosterImportRow, header: RosterImportRow | None, mapping: dict[str, int]) -> list:
    """(heading of the file, what the cell says, the field it is read as) of every cell that holds
    something."""
    headings = [text_of(cell) for cell in cells_of(header)] if header else []
    fields = {index: BY_NAME[name].heading for name, index in mapping.items()}
    shown = []
    for index, cell in enumerate(cells_of(row)):
        if not is_blank(cell):
            heading = headings[index] if index < len(headings) and headings[index] else _("No heading")
            shown.append((heading, text_of(cell), fields.get(index, "")))
    return shown

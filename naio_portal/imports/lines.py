"""One row of an import as the preview shows it: what comes of it, field by field, and why not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from naio_portal.imports.asking import Asked, Asking
from naio_portal.imports.enums import RowOutcome
from naio_portal.imports.kinds import ImportKind, kind_of
from naio_portal.imports.models import FileImport, ImportRow
from naio_portal.imports.plans import LEAVE_OUT, WHOLE_ROW
from naio_portal.imports.storing import cells_of
from naio_portal.imports.wording import LEFT_OUT, refusal_text, remark_text
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
    """One field, from what to what, as a person reads it. `old_lang`, `new_lang`: codes of the languages of
    texts, empty for what is written in that of the page."""

    label: str
    old: str
    new: str
    old_lang: str = ""
    new_lang: str = ""


@dataclass
class Line:
    """`numbers`: of the row, or of a run of blank ones. `is_listed`: a row of the list itself, with a page
    of its own. `lang`: code of the language of `name` and `sub`, empty where nobody said. `questions`: those
    that wait for an answer. `why`: why it is no part of the list."""

    number: int
    numbers: str
    name: str
    outcome: RowOutcome
    is_listed: bool
    lang: str = ""
    is_left_out: bool = False
    # Changes of what is new altogether: told on the row's own page.
    are_changes_aside: bool = False
    summary: list[str] = field(default_factory=list)
    changes: list[Changed] = field(default_factory=list)
    questions: list[Asked] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    waits_for: int = 0
    why: str = ""
    sub: str = ""

    @property
    def tone(self) -> str:
        return TONES[self.outcome]

    @property
    def first_changes(self) -> list[Changed]:
        return self.changes[:CHANGES_SHOWN]

    @property
    def more_changes(self) -> int:
        return max(0, len(self.changes) - CHANGES_SHOWN)


def lines_of(rows: Iterable[ImportRow], file_import: FileImport) -> list[Line]:
    asking = kind_of(file_import).asking(file_import)
    return [line_of(row, file_import, asking) for row in rows]


def line_of(row: ImportRow, file_import: FileImport, asking: Asking) -> Line:
    if row.kind != RowKind.LIST:
        texts = [text_of(cell) for cell in cells_of(row) if not is_blank(cell)]
        numbers = f"{row.number}–{row.last_number}" if row.last_number > row.number else str(row.number)
        why = str(LEFT_OUT[RowKind(row.kind)])
        return Line(
            row.number,
            numbers,
            " · ".join(texts)[:120],
            RowOutcome.LEFT_OUT,
            False,
            file_import.texts_language,
            why=why,
        )
    kind, plan = kind_of(file_import), row.plan
    line = Line(
        row.number,
        str(row.number),
        str(plan.get("name", "")),
        RowOutcome(row.outcome),
        is_listed=True,
        lang=file_import.texts_language,
        is_left_out=row.decisions.get(WHOLE_ROW) == LEAVE_OUT,
        refusals=[refusal_text(kind, refusal) for refusal in plan.get("refusals", [])],
        remarks=[remark_text(kind, remark) for remark in plan.get("remarks", [])],
        waits_for=plan.get("waits_for", 0),
        sub=kind.sub_of(row),
    )
    if line.outcome == RowOutcome.LEFT_OUT:
        line.why = str(LEFT_OUT[RowKind.LIST])
    if line.outcome in (RowOutcome.CREATE, RowOutcome.CHANGE):
        line.summary = kind.summary_of(plan, line.outcome)
        line.are_changes_aside = kind.says_all(plan)
        line.changes = [changed(change, kind, plan, line.lang) for change in plan.get("changes", [])]
    if line.outcome == RowOutcome.DECIDE:
        line.questions = [asked for asked in questions_of_row(row, file_import, asking) if asked.waiting]
    return line


def changed(change: Mapping[str, Any], kind: ImportKind, plan: Mapping[str, Any], lang: str) -> Changed:
    """`change`, `plan`: as kept. `lang`: of the file."""
    field, is_text = change["field"], change["field"] in kind.text_fields
    return Changed(
        kind.field_text(field),
        kind.value_text(field, change["old"]),
        kind.value_text(field, change["new"]),
        old_lang=plan.get("language", "") if is_text else "",
        new_lang=lang if is_text else "",
    )


def questions_of_row(row: ImportRow, file_import: FileImport, asking: Asking) -> list[Asked]:
    """Everything the row asks, answered or not, and what it offers without asking."""
    return [
        asking.of_row(
            question,
            own=row.decisions.get(question["key"], ""),
            for_all=file_import.answers.get(question["key"], ""),
        )
        for question in [*row.plan.get("questions", []), *asking.optional_questions(row.plan)]
    ]


def cells_shown(row: ImportRow, header: ImportRow | None, mapping: dict[str, int], kind: ImportKind) -> list:
    """(heading of the file, what the cell says, the field it is read as) of every cell that holds
    something."""
    headings = [text_of(cell) for cell in cells_of(header)] if header else []
    fields = {index: kind.by_name[name].heading for name, index in mapping.items()}
    shown = []
    for index, cell in enumerate(cells_of(row)):
        if not is_blank(cell):
            heading = headings[index] if index < len(headings) and headings[index] else _("No heading")
            shown.append((heading, text_of(cell), fields.get(index, "")))
    return shown

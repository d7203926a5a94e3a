"""What the pages of an import show: its columns, questions, rows, those it does not name, what it did."""

import json
from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Count, QuerySet

from naio_portal.imports.asking import NUMBERS_NAMED, Asked, Asking
from naio_portal.imports.cleaning import is_ambiguous_date
from naio_portal.imports.enums import RowOutcome
from naio_portal.imports.kinds import kind_of
from naio_portal.imports.models import FileImport, ImportRow
from naio_portal.imports.storing import cells_of, rows_of
from naio_portal.spreadsheets.cells import is_blank, text_of
from naio_portal.spreadsheets.dates import Order, read_date

SAMPLES = 3
SAMPLE_LENGTH = 60
MAX_QUESTIONS = 60
TWO_NUMBERS_AND_A_YEAR = r"[0-9]{1,2}\s*[-/. ]\s*[0-9]{1,2}\s*[-/. ]\s*[0-9]{2}"


def table_of(file_import: FileImport) -> str:
    """The table of its rows, quoted."""
    return connection.ops.quote_name(kind_of(file_import).rows._meta.db_table)


# --- columns ------------------------------------------------------------------------------------


@dataclass
class Column:
    """One column of the sheet. `ambiguous`: cells that are another day with the month first; `example`:
    one of them, `day_first` and `month_first`: what it means either way (dates)."""

    index: int
    heading: str
    samples: list[str] = field(default_factory=list)
    ambiguous: int = 0
    example: str = ""
    day_first: object = None
    month_first: object = None

    @property
    def letter(self) -> str:
        """As spreadsheet programs name it: A, B … AA."""
        first, second = divmod(self.index, 26)
        return (chr(64 + first) if first else "") + chr(65 + second)


def columns_of(file_import: FileImport) -> list[Column]:
    """Every column with its heading and a few cells below it. Two queries."""
    rows = rows_of(file_import).filter(number__gte=file_import.header_row).exclude(cells=[])
    header, *below = [cells_of(row) for row in rows[: 1 + 4 * SAMPLES]] or [[]]
    columns = [
        Column(index, text_of(header[index]) if index < len(header) else "")
        for index in range(max(map(len, [header, *below])))
    ]
    for column in columns:
        cells = [cells[column.index] for cells in below if column.index < len(cells)]
        texts = dict.fromkeys(text_of(cell)[:SAMPLE_LENGTH] for cell in cells if not is_blank(cell))
        column.samples = list(texts)[:SAMPLES]
    for index, text, count in date_like_texts(file_import):
        if index < len(columns) and is_ambiguous_date(text):
            note_ambiguous(columns[index], text, count)
    return columns


def date_like_texts(file_import: FileImport) -> list[tuple[int, str, int]]:
    """(column, text, how often) of cells with two numbers and a year: few, whatever the number of rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT cell.place - 1, cell.value #>> '{{}}', count(*)
            FROM {table_of(file_import)} AS line,
                jsonb_array_elements(line.cells) WITH ORDINALITY AS cell (value, place)
            WHERE line.file_import_id = %s AND line.sheet = %s AND line.number > %s
                AND jsonb_typeof(cell.value) = 'string' AND length(cell.value #>> '{{}}') < 40
                AND cell.value #>> '{{}}' ~ %s
            GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2
            """,  # noqa: S608
            [file_import.pk, file_import.sheet, file_import.header_row, TWO_NUMBERS_AND_A_YEAR],
        )
        return cursor.fetchall()


def note_ambiguous(column: Column, text: str, count: int) -> None:
    column.ambiguous += count
    if column.example:
        return
    column.example = text
    for name, order in (("day_first", Order.DAY_FIRST), ("month_first", Order.MONTH_FIRST)):
        found = read_date(text, order=order)
        setattr(column, name, found.date if found else None)


def same_file(file_import: FileImport, user) -> FileImport | None:
    """The latest other import of the very same file that was applied, if the user sees it."""
    return (
        kind_of(file_import)
        .model.objects.visible_to(user)
        .filter(sha256=file_import.sha256, applied_at__isnull=False)
        .filter(undone_at__isnull=True)
        .exclude(pk=file_import.pk)
        .first()
    )


# --- questions ----------------------------------------------------------------------------------


def questions_of(file_import: FileImport, asking: Asking) -> list[Asked]:
    """Everything that rows ask, once for all rows that ask the same; open ones first. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT (array_agg(question ORDER BY line.number))[1], count(*),
                count(*) FILTER (WHERE (question ->> 'is_open')::boolean AND line.outcome = %s),
                (array_agg(line.number ORDER BY line.number))[1:%s],
                (array_agg(question ->> 'text' ORDER BY line.number))[1:%s]
            FROM {table_of(file_import)} AS line, jsonb_array_elements(line.plan -> 'questions') AS question
            WHERE line.file_import_id = %s AND line.sheet = %s AND line.outcome <> %s
            GROUP BY question ->> 'key'
            ORDER BY 3 = 0, min(line.number) LIMIT %s
            """,  # noqa: S608
            [
                RowOutcome.DECIDE,
                NUMBERS_NAMED,
                NUMBERS_NAMED,
                file_import.pk,
                file_import.sheet,
                RowOutcome.REFUSED,
                MAX_QUESTIONS,
            ],
        )
        found = cursor.fetchall()
    asked = [
        asking.of_all(
            question,
            answer=file_import.answers.get(question["key"], ""),
            rows=rows,
            waiting=waiting,
            named=list(zip(numbers, texts, strict=True)),
        )
        for question, rows, waiting, numbers, texts in (
            (json.loads(question), *counted) for question, *counted in found
        )
    ]
    return asked + asking.offered(file_import)


# --- rows ---------------------------------------------------------------------------------------


def rows_shown(file_import: FileImport, *, outcome: str = "", words: str = "") -> QuerySet[ImportRow]:
    """Rows of that outcome (all but the headings' when empty) that hold those words in name or address."""
    rows = rows_of(file_import).exclude(outcome="")
    if outcome:
        rows = rows.filter(outcome=outcome)
    for word in kind_of(file_import).folded(words).split():
        rows = rows.filter(search_text__contains=word)
    return rows


def neighbours(file_import: FileImport, number: int, outcome: str) -> tuple[int | None, int | None]:
    """Numbers of the rows before and after that one, among those of that outcome. Two queries."""
    rows = rows_shown(file_import, outcome=outcome)
    before = rows.filter(number__lt=number).order_by("-number").values_list("number", flat=True).first()
    after = rows.filter(number__gt=number).values_list("number", flat=True).first()
    return before, after


# --- what was done --------------------------------------------------------------------------------


def effects_counted(file_import: FileImport) -> dict[tuple[str, str], int]:
    """(label of the model, kind of effect) -> number of objects: what an applied import did."""
    counted: dict[tuple[str, str], int] = defaultdict(int)
    rows = file_import.effects.order_by().values_list("model", "kind").annotate(number=Count("pk"))
    for model, kind, number in rows:
        counted[model, kind] = number
    return counted

"""What the pages of an import show: its columns, questions, rows, those it does not name, what it did."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import BigIntegerField, Count, Func, QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Lower

from groups.enums import EffectKind, RowOutcome
from groups.imports.asking import Asked, asked_of_all, capitals_question
from groups.imports.cleaning import is_ambiguous_date
from groups.imports.plans import LEAVE_OUT
from groups.imports.storing import cells_of, rows_of
from groups.models import Appointment, RosterImport, RosterImportRow, WorkingGroup
from members.models import Member
from members.names import search_text
from naio_portal.spreadsheets.cells import is_blank, text_of
from naio_portal.spreadsheets.dates import Order, read_date

SAMPLES = 3
SAMPLE_LENGTH = 60
NUMBERS_NAMED = 8
MAX_QUESTIONS = 60


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


def columns_of(roster_import: RosterImport) -> list[Column]:
    """Every column with its heading and a few cells below it. Two queries."""
    rows = rows_of(roster_import).filter(number__gte=roster_import.header_row).exclude(cells=[])
    header, *below = [cells_of(row) for row in rows[: 1 + 4 * SAMPLES]] or [[]]
    columns = [
        Column(index, text_of(header[index]) if index < len(header) else "")
        for index in range(max(map(len, [header, *below])))
    ]
    for column in columns:
        cells = [cells[column.index] for cells in below if column.index < len(cells)]
        texts = dict.fromkeys(text_of(cell)[:SAMPLE_LENGTH] for cell in cells if not is_blank(cell))
        column.samples = list(texts)[:SAMPLES]
    for index, text, count in date_like_texts(roster_import):
        if index < len(columns) and is_ambiguous_date(text):
            note_ambiguous(columns[index], text, count)
    return columns


def date_like_texts(roster_import: RosterImport) -> list[tuple[int, str, int]]:
    """(column, text, how often) of cells with two numbers and a year: few, whatever the number of rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT cell.place - 1, cell.value #>> '{}', count(*)
            FROM groups_rosterimportrow AS line,
                jsonb_array_elements(line.cells) WITH ORDINALITY AS cell (value, place)
            WHERE line.roster_import_id = %s AND line.sheet = %s AND line.number > %s
                AND jsonb_typeof(cell.value) = 'string' AND length(cell.value #>> '{}') < 40
                AND cell.value #>> '{}' ~ '[0-9]{1,2}\\s*[-/. ]\\s*[0-9]{1,2}\\s*[-/. ]\\s*[0-9]{2}'
            GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2
            """,
            [roster_import.pk, roster_import.sheet, roster_import.header_row],
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


def same_file(roster_import: RosterImport) -> RosterImport | None:
    """The latest other import of the very same file that was applied."""
    return (
        RosterImport.objects.filter(sha256=roster_import.sha256, applied_at__isnull=False)
        .filter(undone_at__isnull=True)
        .exclude(pk=roster_import.pk)
        .first()
    )


# --- questions ----------------------------------------------------------------------------------


def questions_of(roster_import: RosterImport, groups: Iterable[WorkingGroup]) -> list[Asked]:
    """Everything that rows ask, once for all rows that ask the same; open ones first. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT (array_agg(question ORDER BY line.number))[1], count(*),
                count(*) FILTER (WHERE (question ->> 'is_open')::boolean AND line.outcome = %s),
                (array_agg(line.number ORDER BY line.number))[1:%s],
                (array_agg(question ->> 'text' ORDER BY line.number))[1:%s]
            FROM groups_rosterimportrow AS line, jsonb_array_elements(line.plan -> 'questions') AS question
            WHERE line.roster_import_id = %s AND line.sheet = %s AND line.outcome <> %s
            GROUP BY question ->> 'key'
            ORDER BY 3 = 0, min(line.number) LIMIT %s
            """,
            [
                RowOutcome.DECIDE,
                NUMBERS_NAMED,
                NUMBERS_NAMED,
                roster_import.pk,
                roster_import.sheet,
                RowOutcome.REFUSED,
                MAX_QUESTIONS,
            ],
        )
        found = cursor.fetchall()
    groups = list(groups)
    asked = [
        asked_of_all(
            question,
            groups,
            answer=roster_import.answers.get(question["key"], ""),
            rows=rows,
            waiting=waiting,
            named=list(zip(numbers, texts, strict=True)),
        )
        for question, rows, waiting, numbers, texts in (
            (json.loads(question), *counted) for question, *counted in found
        )
    ]
    return asked + capitals_of(roster_import)


def capitals_of(roster_import: RosterImport) -> list[Asked]:
    """Names in capitals, when there are any: one answer may be given for all."""
    rows = rows_of(roster_import).filter(plan__remarks__contains=[{"code": "capitals"}])
    found = list(rows.values_list("number", "plan__remarks")[: NUMBERS_NAMED + 1])
    if not found:
        return []
    offered = next(remark["offered"] for remark in found[0][1] if remark["code"] == "capitals")
    return [
        asked_of_all(
            capitals_question(offered),
            [],
            answer=roster_import.answers.get("capitals", ""),
            rows=rows.count() if len(found) > NUMBERS_NAMED else len(found),
            waiting=0,
            named=[(number, "") for number, _remarks in found[:NUMBERS_NAMED]],
        )
    ]


# --- rows ---------------------------------------------------------------------------------------


def rows_shown(
    roster_import: RosterImport, *, outcome: str = "", words: str = ""
) -> QuerySet[RosterImportRow]:
    """Rows of that outcome (all but the headings' when empty) that hold those words in name or address."""
    rows = rows_of(roster_import).exclude(outcome="")
    if outcome:
        rows = rows.filter(outcome=outcome)
    for word in search_text(words).split():
        rows = rows.filter(search_text__contains=word)
    return rows


def neighbours(roster_import: RosterImport, number: int, outcome: str) -> tuple[int | None, int | None]:
    """Numbers of the rows before and after that one, among those of that outcome. Two queries."""
    rows = rows_shown(roster_import, outcome=outcome)
    before = rows.filter(number__lt=number).order_by("-number").values_list("number", flat=True).first()
    after = rows.filter(number__gt=number).values_list("number", flat=True).first()
    return before, after


# --- people whom the file does not name ------------------------------------------------------------


class Elements(Func):
    """Each text of a JSON list, a row of its own."""

    function = "jsonb_array_elements_text"
    set_returning = True
    output_field = TextField()


def absent_from(roster_import: RosterImport) -> QuerySet[Appointment]:
    """Appointments in force today, in the groups that the file speaks of, that no row names.

    Named: by the row's plan, or by the address in any row, also one that is refused or undecided.
    """
    rows = rows_of(roster_import)
    known = rows.filter(plan__has_key="known_appointment").annotate(
        known=Cast(KT("plan__known_appointment"), BigIntegerField())
    )
    addresses = rows.annotate(address=Elements("values__values__addresses"))
    return (
        Appointment.objects.in_force()
        .filter(group__code__in=groups_named(roster_import))
        .exclude(pk__in=known.values("known"))
        .annotate(folded_address=Lower("member__email"))
        .exclude(folded_address__in=addresses.values("address"))
        .select_related("member", "group")
        .by_group_and_precedence()
    )


def groups_named(roster_import: RosterImport) -> set[str]:
    """Codes of the groups that rows name, or that a person said they mean."""
    texts = rows_of(roster_import).filter(values__values__has_key="group")
    codes = set(texts.values_list("values__values__group", flat=True).order_by().distinct())
    answered = {
        answer
        for key, answer in roster_import.answers.items()
        if key.startswith("group:") and answer != LEAVE_OUT
    }
    return (codes | answered) - {""}


# --- what was done --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Done:
    """What an applied import did, in numbers of objects."""

    new_people: int = 0
    changed_people: int = 0
    new_appointments: int = 0
    changed_appointments: int = 0


def done_by(roster_import: RosterImport) -> Done:
    counted: dict[tuple[str, str], int] = defaultdict(int)
    rows = roster_import.effects.order_by().values_list("model", "kind").annotate(number=Count("pk"))
    for model, kind, number in rows:
        counted[model, kind] = number
    people, appointments = Member._meta.label_lower, Appointment._meta.label_lower
    return Done(
        counted[people, EffectKind.CREATED],
        counted[people, EffectKind.CHANGED],
        counted[appointments, EffectKind.CREATED],
        counted[appointments, EffectKind.CHANGED],
    )

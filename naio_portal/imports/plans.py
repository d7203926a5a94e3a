"""The plan of a row: what would happen, what must be asked, what a person should know. Kept as JSON."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from naio_portal.imports.enums import RowOutcome

LEAVE_OUT = "leave_out"
WHOLE_ROW = "row"  # key of the decision to leave a row out


@dataclass
class Question:
    """One thing a person must decide.

    `key`: the same for every row that asks the same; `kind`: which words and choices go with it; `text`:
    what the file says; `names`: what the sentence names; `choices`: tokens with labels where they are of
    this row alone. `is_open`: not answered yet, or with something that does not fit (`problem`: a code).
    """

    key: str
    kind: str
    text: str = ""
    names: dict[str, object] = field(default_factory=dict)
    choices: list[list[str]] = field(default_factory=list)
    answer: str = ""
    is_open: bool = True
    problem: str = ""


@dataclass
class Change:
    """One field from what to what. `on`: the thing that it is a field of."""

    on: str
    field: str
    old: object
    new: object


@dataclass
class Plan(ABC):
    """What a row comes to; a kind adds what it would write."""

    number: int
    name: str = ""
    outcome: str = ""
    changes: list[Change] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    refusals: list[dict] = field(default_factory=list)
    remarks: list[dict] = field(default_factory=list)
    # Of the texts that the portal has of it and that change: code of their language, empty where unknown.
    language: str = ""
    # Number of the row that must be decided first: it speaks of the same thing.
    waits_for: int = 0

    @property
    @abstractmethod
    def is_new(self) -> bool:
        """Whether something begins with this row."""

    @property
    @abstractmethod
    def has_writes(self) -> bool:
        """Whether anything is written."""

    def refuse(self, code: str, **names: object) -> None:
        self.refusals.append({"code": code, **names})

    def remark(self, code: str, **names: object) -> None:
        self.remarks.append({"code": code, **names})

    @property
    def is_open(self) -> bool:
        return bool(self.waits_for) or any(question.is_open for question in self.questions)

    @property
    def is_live(self) -> bool:
        """Still on its way to be written: not refused, not left out."""
        return not self.refusals and self.outcome != RowOutcome.LEFT_OUT

    def settled(self) -> str:
        """What the row comes to, in one word."""
        if self.outcome == RowOutcome.LEFT_OUT:
            return RowOutcome.LEFT_OUT
        if self.refusals:
            return RowOutcome.REFUSED
        if self.is_open:
            return RowOutcome.DECIDE
        if self.is_new:
            return RowOutcome.CREATE
        return RowOutcome.CHANGE if self.has_writes else RowOutcome.UNCHANGED

    def to_json(self) -> dict:
        """As kept with the row; without what the row knows itself."""
        kept = vars(self) | {
            "changes": [vars(change) for change in self.changes],
            "questions": [vars(question) for question in self.questions],
        }
        del kept["number"], kept["outcome"]
        return {name: value for name, value in kept.items() if value not in ("", [], {}, False, 0)}


@dataclass(frozen=True)
class PlanRow:
    """What a plan is made from: one row of the list. `decisions`: answers of this row alone, by key."""

    number: int
    values: dict[str, object]
    refusals: list[dict] = field(default_factory=list)
    remarks: list[dict] = field(default_factory=list)
    decisions: dict[str, str] = field(default_factory=dict)

    def value(self, name: str) -> Any:
        return self.values.get(name, "")


@dataclass(frozen=True)
class Turn:
    """One row with its plan, and the answers: what every step of planning looks at.

    `for_all`: key of a question -> answer for all rows that ask it; the row's own answer goes first.
    """

    row: PlanRow
    plan: Any  # the Plan of the kind
    for_all: Mapping[str, str]

    def answer_to(self, key: str) -> str:
        return self.row.decisions.get(key) or self.for_all.get(key, "")

    def ask(self, question: Question) -> str:
        """The answer, or "" when it is open or leaves the row out; the question is kept either way."""
        question.answer = self.answer_to(question.key)
        question.is_open = not question.answer
        self.plan.questions.append(question)
        if question.answer == LEAVE_OUT:
            self.plan.outcome = RowOutcome.LEFT_OUT
            return ""
        return question.answer

    def reject(self, key: str, problem: str) -> None:
        """The answer does not fit: the question is open again and says why."""
        for question in self.plan.questions:
            if question.key == key:
                question.is_open, question.problem = True, problem

    def ask_code(self, question: Question, codes: Collection[str]) -> str:
        """The answer when it is one of these codes; "" and open again when it is not."""
        answer = self.ask(question)
        if answer and answer not in codes:
            self.reject(question.key, "no_such_choice")
            return ""
        return answer

    def ask_day(self, question: Question, *, before: str = "") -> dt.date | None:
        """The day in an answer `<before><day>`; None, and open again, when it is none."""
        return self.day_in(self.ask(question).removeprefix(before), question.key)

    def day_in(self, text: str, key: str) -> dt.date | None:
        if not text:
            return None
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            self.reject(key, "no_day")
            return None

    @property
    def is_ready(self) -> bool:
        """Neither refused nor left out nor waiting for a decision."""
        return self.plan.is_live and not self.plan.is_open

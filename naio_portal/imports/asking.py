"""Questions as a page asks them: the sentence, the choices, the answer given. For one row or for all rows
that ask the same. A kind of import says which sentences and choices there are."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Rows that a question names.
NUMBERS_NAMED = 8
PROBLEMS = {
    "no_such_choice": gettext_lazy("That answer does not fit this row: choose again."),
    "no_day": gettext_lazy("That is not a day."),
    "day_outside": gettext_lazy("That day lies outside the days served: choose another one."),
}


@dataclass(frozen=True)
class Asked:
    """A question for a page.

    `rows`: how many ask it (1 for one row), `waiting`: how many of them have no answer, `named`: the first
    of them, each with what its own cell says where that differs. `choices`: token and label. `token`, `day`,
    `text`: the answer given, else what is suggested (day: ISO). `takes_day`, `takes_text`: whether one of
    the choices goes with a day, or with a sentence. `is_optional`: nobody must answer.
    """

    key: str
    kind: str
    sentence: str
    choices: list[tuple[str, str]]
    answer: str = ""
    token: str = ""
    day: str = ""
    text: str = ""
    problem: str = ""
    rows: int = 1
    waiting: int = 0
    named: list[tuple[int, str]] = field(default_factory=list)
    with_day: Mapping[str, str] = field(default_factory=dict)
    with_text: Mapping[str, str] = field(default_factory=dict)
    is_optional: bool = False

    @property
    def takes_day(self) -> bool:
        return any(token in self.with_day for token, _label in self.choices)

    @property
    def takes_text(self) -> bool:
        return any(token in self.with_text for token, _label in self.choices)

    @property
    def more(self) -> int:
        """Rows that are not named."""
        return self.rows - len(self.named)


class Asking(ABC):
    """The questions of one file. A kind says the sentences and the choices."""

    # Answers that go with a day, or with a sentence: token of the choice -> how the answer begins.
    with_day: Mapping[str, str] = {}
    with_text: Mapping[str, str] = {}
    # Kinds whose text is another in every row.
    of_its_own: Collection[str] = ()
    # Kinds that nobody must answer: what stands where there is no answer, for one row and for all.
    optional: Mapping[str, tuple[object, object]] = {}

    @abstractmethod
    def sentence_of(self, question: Mapping, *, is_row: bool) -> str:
        """What is asked. `is_row`: of one row, not once for all."""

    @abstractmethod
    def choices_of(self, question: Mapping, *, is_row: bool) -> list[tuple[str, str]]:
        """Token and label of each answer."""

    def optional_questions(self, plan: Mapping) -> list[dict]:
        """What a row's plan offers without asking."""
        return []

    def offered(self, file_import) -> list[Asked]:
        """The same for all rows of the file."""
        return []

    def of_row(self, question: Mapping, *, own: str = "", for_all: str = "") -> Asked:
        """A question of one row. `own`: its own answer; `for_all`: what was answered for all rows."""
        choices = self.choices_of(question, is_row=True)
        token = self.split_answer(for_all)[0]
        given = dict(choices).get(token) or for_all
        if question["kind"] in self.optional:
            blank = given if for_all else str(self.optional[question["kind"]][0])
        else:
            blank = _("As for all rows: %(answer)s") % {"answer": given} if for_all else _("Not decided yet")
        return self.asked(
            question,
            self.sentence_of(question, is_row=True),
            [("", blank), *choices],
            own,
            problem=str(PROBLEMS.get(question["problem"], "")),
            waiting=int(question["is_open"]),
        )

    def of_all(
        self, question: Mapping, *, answer: str, rows: int, waiting: int, named: list[tuple[int, str]]
    ) -> Asked:
        """A question for every row that asks it; `question`: as the first of them has it."""
        kind = question["kind"]
        blank = str(self.optional[kind][1]) if kind in self.optional else _("Not decided for all")
        return self.asked(
            question,
            self.sentence_of(question, is_row=False),
            [("", blank), *self.choices_of(question, is_row=False)],
            answer,
            rows=rows,
            waiting=waiting,
            named=[(number, text if kind in self.of_its_own else "") for number, text in named],
        )

    def asked(self, question: Mapping, sentence: str, choices: list, answer: str, **facts) -> Asked:
        token, day, text = self.split_answer(answer)
        return Asked(
            key=question["key"],
            kind=question["kind"],
            sentence=sentence,
            choices=choices,
            answer=answer,
            token=token,
            day=day or str(question["names"].get("day", "")),
            text=text,
            with_day=self.with_day,
            with_text=self.with_text,
            is_optional=question["kind"] in self.optional,
            **facts,
        )

    def split_answer(self, answer: str) -> tuple[str, str, str]:
        """(token of the choice, ISO day, sentence) of an answer as kept."""
        for token, start in self.with_text.items():
            if answer.startswith(start):
                return token, "", answer.removeprefix(start)
        for token, start in self.with_day.items():
            if start and answer.startswith(start):
                return token, answer.removeprefix(start), ""
        if "" in self.with_day.values() and answer[:4].isdecimal() and answer[4:5] == "-":
            return "day", answer, ""
        return answer, "", ""

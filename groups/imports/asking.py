"""Questions as a page asks them: the sentence, the choices, the answer given. For one row or for all rows
that ask the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.enums import Role
from groups.imports.planning import NO_TERM
from groups.imports.plans import LEAVE_OUT
from groups.imports.wording import field_text, named, value_text
from groups.models import WorkingGroup
from members.selectors import terms

CAPITALS = "capitals"
TERMS = ("background", "origin", "expertise")
# Answers that go with a day: token of the choice -> how the answer begins.
WITH_DAY = {"day": "", "change": "change:", "succeed": "succeed:"}
# Kinds whose text is another in every row.
OF_ITS_OWN = ("address_several", "address_spelled", "address_rejected", "person", "name", "conflict")
PROBLEMS = {
    "no_such_choice": gettext_lazy("That answer does not fit this row: choose again."),
    "no_day": gettext_lazy("That is not a day."),
    "day_outside": gettext_lazy("That day lies outside the days served: choose another one."),
}
# Sentence for all rows that ask; then for one row where that can say more.
SENTENCES: dict[str, tuple[object, object]] = {
    "group": (gettext_lazy("Which group is “%(text)s”?"), None),
    "role": (gettext_lazy("Which role is “%(text)s”?"), None),
    "term": (gettext_lazy("%(field)s: what is “%(text)s”?"), None),
    "start": (gettext_lazy("The file gives no first day. From which day on?"), None),
    "address_several": (
        gettext_lazy("The cell holds several addresses. Which one is meant?"),
        None,
    ),
    "address_spelled": (
        gettext_lazy("The address is misspelt. Is the corrected one right?"),
        None,
    ),
    "address_rejected": (
        gettext_lazy("What the cell holds is no address."),
        gettext_lazy("“%(text)s” is no address."),
    ),
    "person": (
        gettext_lazy("Somebody of the same name is known, and the row has no known address. Who is meant?"),
        gettext_lazy("Who is “%(text)s”? Somebody of that name is known, and the row has no known address."),
    ),
    "role_change": (
        gettext_lazy("The portal has the role %(old)s, the file says %(new)s."),
        gettext_lazy("The portal has the role %(old)s since %(since)s, the file says %(new)s."),
    ),
    "chair": (
        gettext_lazy("%(other)s chairs %(group)s since %(since)s. The file names somebody else: %(text)s."),
        None,
    ),
    "conflict": (
        gettext_lazy("%(field)s: two rows of the same person do not agree."),
        gettext_lazy("%(field)s: row %(row)s says “%(first)s”, this row says “%(this)s”."),
    ),
    "name": (
        gettext_lazy("The portal has another name at the same address."),
        gettext_lazy("At the address %(address)s the portal has “%(stored)s”, the row says “%(text)s”."),
    ),
    CAPITALS: (
        gettext_lazy("Names in capitals: keep them, or write them as “%(offered)s”?"),
        gettext_lazy("The name is in capitals: keep it, or write “%(offered)s”?"),
    ),
}
NO_TEXT = {
    "group": gettext_lazy("The row names no group. Which one is meant?"),
    "role": gettext_lazy("The file names no role. Which one is meant?"),
}
CODES: dict[str, tuple[tuple[str, object], ...]] = {
    "start": (("day", gettext_lazy("From the day given here")),),
    "role_change": (
        ("change", gettext_lazy("A change of role, from the day given here")),
        ("correct", gettext_lazy("The record was wrong: correct it")),
        ("keep", gettext_lazy("Keep the role")),
    ),
    "chair": (
        ("succeed", gettext_lazy("Follows on the day given here; the other ends the day before")),
        ("revoke", gettext_lazy("The other was never chair: revoke that as an error")),
    ),
    "conflict": (
        ("first", gettext_lazy("The earlier row is right")),
        ("this", gettext_lazy("This row is right")),
    ),
    "name": (
        ("take", gettext_lazy("The same person: take the name of the file")),
        ("keep", gettext_lazy("The same person: keep the name of the portal")),
    ),
    "address_rejected": (("none", gettext_lazy("Without an address")),),
    CAPITALS: (("offered", gettext_lazy("Write it the usual way")),),
}
FOR_ALL: dict[str, tuple[tuple[str, object], ...]] = {
    "person": (
        ("only", gettext_lazy("The one who is offered, where there is only one")),
        ("new", gettext_lazy("New people")),
    ),
    "address_several": (
        ("0", gettext_lazy("The first address of each cell")),
        ("none", gettext_lazy("Without an address")),
    ),
    "address_spelled": (
        ("0", gettext_lazy("The corrected address of each row")),
        ("none", gettext_lazy("Without an address")),
    ),
}


@dataclass(frozen=True)
class Asked:
    """A question for a page.

    `rows`: how many ask it (1 for one row), `waiting`: how many of them have no answer, `named`: the first
    of them, each with what its own cell says where that differs. `choices`: token and label. `day`:
    suggested, ISO.
    """

    key: str
    kind: str
    sentence: str
    choices: list[tuple[str, str]]
    answer: str = ""
    day: str = ""
    problem: str = ""
    rows: int = 1
    waiting: int = 0
    named: list[tuple[int, str]] = field(default_factory=list)

    @property
    def takes_day(self) -> bool:
        return any(token in WITH_DAY for token, _label in self.choices)

    @property
    def is_optional(self) -> bool:
        return self.kind == CAPITALS

    @property
    def more(self) -> int:
        """Rows that are not named."""
        return self.rows - len(self.named)


def asked_of_row(
    question: Mapping, groups: Iterable[WorkingGroup], *, own: str = "", for_all: str = ""
) -> Asked:
    """A question of one row. `own`: its own answer; `for_all`: what was answered for all rows."""
    choices = choices_of(question, groups, is_row=True)
    labels = dict(choices)
    if question["kind"] == CAPITALS:
        blank = labels.get(for_all) or _("Keep it as written")
    else:
        token, _day = split_answer(for_all)
        given = labels.get(token) or for_all
        blank = _("As for all rows: %(answer)s") % {"answer": given} if for_all else _("Not decided yet")
    return Asked(
        key=question["key"],
        kind=question["kind"],
        sentence=sentence_of(question, is_row=True),
        choices=[("", blank), *choices],
        answer=own,
        day=str(question["names"].get("day", "")),
        problem=str(PROBLEMS.get(question["problem"], "")),
        waiting=int(question["is_open"]),
    )


def asked_of_all(
    question: Mapping,
    groups: Iterable[WorkingGroup],
    *,
    answer: str,
    rows: int,
    waiting: int,
    named: list[tuple[int, str]],
) -> Asked:
    """A question for every row that asks it; `question`: as the first of them has it."""
    is_optional = question["kind"] == CAPITALS
    blank = _("Keep them as written") if is_optional else _("Not decided for all")
    return Asked(
        key=question["key"],
        kind=question["kind"],
        sentence=sentence_of(question, is_row=False),
        choices=[("", blank), *choices_of(question, groups, is_row=False)],
        answer=answer,
        day=str(question["names"].get("day", "")),
        rows=rows,
        waiting=waiting,
        named=[(number, text if question["kind"] in OF_ITS_OWN else "") for number, text in named],
    )


def sentence_of(question: Mapping, *, is_row: bool) -> str:
    kind = question["kind"]
    if not question["text"] and kind in NO_TEXT:
        return str(NO_TEXT[kind])
    for_all, of_row = SENTENCES["term" if kind in TERMS else kind]
    names = named({"text": question["text"], **question["names"]})
    if kind in TERMS:
        names["field"] = field_text(kind)
    if kind == "conflict":
        told = question["names"]
        names["first"] = value_text(told["field"], told["first"])
        names["this"] = value_text(told["field"], told["this"])
    return str(of_row if is_row and of_row else for_all) % names


def choices_of(question: Mapping, groups: Iterable[WorkingGroup], *, is_row: bool) -> list[tuple[str, str]]:
    """Token and label of each answer; the last one leaves the row out."""
    kind = question["kind"]
    if kind == "group":
        found = [(group.code, f"{group.code} · {group.name}") for group in groups]
    elif kind == "role":
        found = [(role.value, str(role.label)) for role in Role]
    elif kind in TERMS:
        found = [(term.code, term.name) for term in terms(kind)]
        found.append((NO_TERM, _("None of these: the field stays as it is")))
    elif not is_row and kind in FOR_ALL:
        found = [(token, str(label)) for token, label in FOR_ALL[kind]]
    elif kind in CODES:
        found = [(token, str(label)) for token, label in CODES[kind]]
    else:
        found = [(token, label_of(token, label)) for token, label in question["choices"]]
        if kind.startswith("address_"):
            found.append(("none", _("Without an address")))
    if kind != CAPITALS:
        found.append((LEAVE_OUT, _("Leave the row out") if is_row else _("Leave the rows out")))
    return found


def label_of(choice: str, label: str) -> str:
    """One of the people whom a row may mean, or one of its addresses."""
    if choice == "new":
        return _("A new person")
    if choice.startswith("m"):
        return _("In the portal: %(person)s") % {"person": label}
    if choice.startswith("r"):
        return _("Row %(row)s: %(person)s") % {"row": choice[1:], "person": label}
    return label


def split_answer(answer: str) -> tuple[str, str]:
    """(token of the choice, ISO day) of an answer as kept."""
    for token, start in WITH_DAY.items():
        if start and answer.startswith(start):
            return token, answer.removeprefix(start)
    if answer[:4].isdecimal() and answer[4:5] == "-":
        return "day", answer
    return answer, ""


def capitals_question(offered: str) -> dict[str, object]:
    """What the remark about a name in capitals asks: nobody must answer it."""
    return {
        "key": CAPITALS,
        "kind": CAPITALS,
        "text": "",
        "names": {"offered": offered},
        "choices": [],
        "is_open": False,
        "problem": "",
    }

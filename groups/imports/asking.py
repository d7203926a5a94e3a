"""The questions of a roster: their sentences and choices."""

from collections.abc import Mapping

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.enums import Role
from groups.imports.planning import NO_TERM
from groups.imports.wording import field_text, named, value_text
from groups.models import RosterImport, WorkingGroup
from members.selectors import terms
from naio_portal.imports.asking import NUMBERS_NAMED, Asked, Asking
from naio_portal.imports.plans import LEAVE_OUT
from naio_portal.imports.storing import rows_of

CAPITALS = "capitals"
# Remarks of a name in capitals: kept as written, or written the usual way.
REMARKED = (CAPITALS, "capitals_taken")
TERMS = ("background", "origin", "expertise")
# Answers that go with a day: token of the choice -> how the answer begins.
WITH_DAY = {"day": "", "change": "change:", "succeed": "succeed:"}
# Kinds whose text is another in every row.
OF_ITS_OWN = ("address_several", "address_spelled", "address_rejected", "person", "name", "conflict")
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


class RosterAsking(Asking):
    with_day = WITH_DAY
    of_its_own = OF_ITS_OWN
    optional = {CAPITALS: (gettext_lazy("Keep it as written"), gettext_lazy("Keep them as written"))}

    def __init__(self) -> None:
        self.groups = list(WorkingGroup.objects.all())

    def optional_questions(self, plan: Mapping) -> list[dict]:
        """A name in capitals may be written the usual way."""
        return [
            capitals_question(remark["offered"])
            for remark in plan.get("remarks", [])
            if remark["code"] in REMARKED
        ]

    def offered(self, file_import: RosterImport) -> list[Asked]:
        """Names in capitals, when there are any: one answer may be given for all."""
        kept, taken = (Q(plan__remarks__contains=[{"code": code}]) for code in REMARKED)
        rows = rows_of(file_import).filter(kept | taken)
        found = list(rows.values_list("number", "plan__remarks")[: NUMBERS_NAMED + 1])
        if not found:
            return []
        offered = next(remark["offered"] for remark in found[0][1] if remark["code"] in REMARKED)
        return [
            self.of_all(
                capitals_question(offered),
                answer=file_import.answers.get(CAPITALS, ""),
                rows=rows.count() if len(found) > NUMBERS_NAMED else len(found),
                waiting=0,
                named=[(number, "") for number, _remarks in found[:NUMBERS_NAMED]],
            )
        ]

    def sentence_of(self, question: Mapping, *, is_row: bool) -> str:
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

    def choices_of(self, question: Mapping, *, is_row: bool) -> list[tuple[str, str]]:
        """Token and label of each answer; the last one leaves the row out."""
        kind = question["kind"]
        if kind == "group":
            found = [(group.code, f"{group.code} · {group.name}") for group in self.groups]
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

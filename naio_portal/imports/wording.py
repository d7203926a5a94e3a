"""Sentences that every import says alike. Codes are kept, words are made here."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naio_portal.imports.enums import ImportState
from naio_portal.imports.kinds import ImportKind
from naio_portal.spreadsheets.dates import WHY_NOT
from naio_portal.spreadsheets.layout import RowKind

REFUSALS: dict[str, object] = {
    **WHY_NOT,
    "too_long": gettext_lazy("%(field)s is longer than %(limit)s characters."),
}
REMARKS: dict[str, object] = {
    "formula": gettext_lazy("%(field)s is a formula; it is taken as the text “%(text)s”."),
    "not_understood": gettext_lazy("%(field)s “%(text)s” is not understood and is left as it is."),
}
LEFT_OUT: dict[str, object] = {
    RowKind.TITLE: gettext_lazy("Above the headings"),
    RowKind.HEADING: gettext_lazy("The headings"),
    RowKind.REPEATED_HEADING: gettext_lazy("The headings once more"),
    RowKind.TOTAL: gettext_lazy("A total"),
    RowKind.SECTION: gettext_lazy("A heading between the rows"),
    RowKind.BLANK: gettext_lazy("Nothing in it"),
    RowKind.LIST: gettext_lazy("Left out by decision"),
}
# What a job says of itself.
STAGES: dict[str, object] = {
    "": gettext_lazy("At work"),
    "waiting": gettext_lazy("Waiting for a worker"),
    "reading": gettext_lazy("Reading the rows"),
    "comparing": gettext_lazy("Comparing every row with the portal"),
    "noting": gettext_lazy("Noting what was done, for undo"),
    "checking": gettext_lazy("Looking whether anything was touched since"),
    "undoing": gettext_lazy("Taking back"),
}


def refusal_text(kind: ImportKind, refusal: Mapping[str, object]) -> str:
    """Why the row cannot be written; a refusal of one cell begins with its field."""
    code = str(refusal["code"])
    text = str({**REFUSALS, **kind.refusals}[code]) % kind.named(refusal)
    return f"{kind.field_text(str(refusal['field']))}: {text}" if code in WHY_NOT else text


def remark_text(kind: ImportKind, remark: Mapping[str, object]) -> str:
    """What a person should know of the row."""
    return str({**REMARKS, **kind.remarks}[str(remark["code"])]) % kind.named(remark)


def stages_of(kind: ImportKind, state: str) -> tuple[str, ...]:
    """Codes of the stages through which the job of that state goes."""
    return {
        ImportState.READING: ("reading", "comparing"),
        ImportState.APPLYING: ("comparing", *kind.stages, "noting"),
        ImportState.UNDOING: ("checking", "undoing"),
    }.get(ImportState(state), ())


def stage_text(kind: ImportKind, state: str, stage: str) -> str:
    """`Writing people (2 of 4)`."""
    stages = stages_of(kind, state)
    text = str(kind.stages.get(stage) or STAGES.get(stage, STAGES[""]))
    if stage not in stages:
        return text
    facts = {"stage": text, "place": stages.index(stage) + 1, "of": len(stages)}
    return _("%(stage)s (%(place)s of %(of)s)") % facts

"""What the plan of a row says, in sentences. Codes are kept, words are made here."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from deliverables.enums import DeliverableState, MilestoneState
from deliverables.imports.fields import BY_NAME
from deliverables.imports.plans import DELIVERABLE, MILESTONE, OBJECTIVE
from groups.imports.words import word_key
from naio_portal.dates import format_date

REFUSALS: dict[str, object] = {
    "no_subject": gettext_lazy("The row names no objective, no deliverable and no milestone."),
    "no_title": gettext_lazy("The row names no deliverable."),
    "no_deliverable": gettext_lazy("The row does not say to which deliverable the milestone belongs."),
    "other_group": gettext_lazy("The row is about %(group)s; this import is for %(only)s."),
    "reference_elsewhere": gettext_lazy("The reference or code is that of %(text)s; the row says %(group)s."),
    "objective_unknown": gettext_lazy("The group has no objective %(number)s, and the row does not word it."),
    "objective_rights": gettext_lazy("Only chair and secretariat write objectives."),
    "plan_waits": gettext_lazy("Its work plan waits for approval: have the plan returned first."),
    "finished": gettext_lazy("It is “%(state)s”: nothing is changed any more."),
    "due_past": gettext_lazy("The new date, %(day)s, is in the past."),
    "change_waits": gettext_lazy("Another change of it waits for approval: let it be decided first."),
    "several_milestones": gettext_lazy(
        "The deliverable has several milestones “%(text)s”: give the reference."
    ),
    "parent_not_made": gettext_lazy("Row %(row)s, which holds its deliverable, is not imported."),
    "row_already": gettext_lazy("Row %(row)s says something else about the same."),
}
REMARKS: dict[str, object] = {
    "reference_unknown": gettext_lazy("The reference is not known here; it is passed over."),
    "code_unknown": gettext_lazy("There is no deliverable %(text)s; the row is matched by its title."),
    "objective_words": gettext_lazy("Objective %(number)s is worded otherwise in the portal; that stays."),
    "deliverable_words": gettext_lazy("In the portal the deliverable is called “%(text)s”; that stays."),
    "state": gettext_lazy("The state “%(text)s” is not imported: states change in the portal."),
    "asked_already": gettext_lazy("This change is asked for already and waits for approval."),
    "kept": gettext_lazy("What was approved stays as it is."),
    "same_as_row": gettext_lazy("This repeats row %(row)s."),
}
THINGS: dict[str, object] = {
    OBJECTIVE: gettext_lazy("objective"),
    DELIVERABLE: gettext_lazy("deliverable"),
    MILESTONE: gettext_lazy("milestone"),
}
NEW: dict[str, object] = {
    OBJECTIVE: gettext_lazy("New objective"),
    DELIVERABLE: gettext_lazy("New deliverable, proposed"),
    MILESTONE: gettext_lazy("New milestone, proposed"),
}
STAGES: dict[str, object] = {
    OBJECTIVE: gettext_lazy("Writing objectives"),
    DELIVERABLE: gettext_lazy("Writing deliverables"),
    MILESTONE: gettext_lazy("Writing milestones"),
}
# Field of a change -> the column that the file calls it by.
COLUMNS = {
    "statement": "objective",
    "acceptance_criteria": "criteria",
    "due_on": "due",
}


def field_text(name: str) -> str:
    """A field as screens call it."""
    if name == "title":
        return _("Title")
    return BY_NAME[COLUMNS.get(name, name)].heading


def value_text(name: str, value: object) -> str:
    """A value of that field as a person reads it; empty for none."""
    if value in ("", None):
        return ""
    return day_text(str(value)) if name in ("due", "due_on") else str(value)


def day_text(iso: str) -> str:
    return format_date(dt.date.fromisoformat(iso))


def named(said: Mapping[str, object]) -> dict[str, Any]:
    """What a sentence names, as a person reads it: fields, states and days instead of codes."""
    names: dict[str, Any] = {**said}
    if "field" in names:
        names["field"] = field_text(str(names["field"]))
    if "state" in names:
        states = MilestoneState if names.get("on") == MILESTONE else DeliverableState
        names["state"] = str(states(names["state"]).label)
    if names.get("day"):
        names["day"] = day_text(str(names["day"]))
    return names


def summary_of(plan: Mapping[str, Any]) -> list[str]:
    """What a row makes, and what it asks for; the fields themselves stand in the changes."""
    sentences = [f"{plan['group']}: {THINGS[plan['thing']]}"]
    writes = plan.get("writes", [])
    made = [str(NEW[write["on"]]) for write in writes if write["do"] == "create"]
    if made:
        sentences = [f"{plan['group']}: {' · '.join(reversed(made))}"]
    if any(write["do"] == "request" for write in writes):
        sentences.append(_("What was approved changes by request; another person approves it."))
    return sentences


@cache
def state_words() -> dict[str, set[str]]:
    """Word for a state, in either language -> the states that it names."""
    found: dict[str, set[str]] = {}
    for language in ("ms", "en"):
        with override(language):
            for state in (*DeliverableState, *MilestoneState):
                for word in (state.value, str(state.label)):
                    found.setdefault(word_key(word), set()).add(str(state.value))
    return found


def says_state(text: str, state: str) -> bool:
    """Whether the text names that state."""
    return str(state) in state_words().get(word_key(text), ())

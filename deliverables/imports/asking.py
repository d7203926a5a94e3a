"""The questions of a work plan: their sentences and choices."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deliverables.imports.differences import ASK
from deliverables.imports.owners import NONE
from deliverables.imports.wording import named
from deliverables.models import PlanImport
from groups.models import WorkingGroup
from naio_portal.imports.asking import Asking
from naio_portal.imports.plans import LEAVE_OUT

# Sentence for all rows that ask; then for one row where that can say more.
SENTENCES: dict[str, tuple[object, object]] = {
    "group": (gettext_lazy("Which group is “%(text)s”?"), None),
    "owner": (
        gettext_lazy("Who is “%(text)s”? Nobody of that name or address serves in %(group)s today."),
        None,
    ),
    "owner_name": (
        gettext_lazy("Owners are named without an address. Is it whoever serves by that name in the group?"),
        gettext_lazy("Is “%(text)s” this person of the group?"),
    ),
    "due": (gettext_lazy("“%(text)s” has no due date. Which day?"), None),
    "which": (gettext_lazy("Several deliverables are called “%(text)s”. Which one is meant?"), None),
    "approved": (
        gettext_lazy("What was approved changes by request only. Why does it change?"),
        None,
    ),
}
NO_GROUP = gettext_lazy("The row names no group. Which one is meant?")
MILESTONES_WITHOUT_DUE = gettext_lazy("The file gives no due date for milestones. Which day?")


class WorkPlanAsking(Asking):
    with_day = {"day": ""}
    with_text = {"ask": ASK}
    of_its_own = ("owner_name", "approved")

    def __init__(self, plan_import: PlanImport) -> None:
        only = plan_import.group
        self.groups = [only] if only else list(WorkingGroup.objects.all())

    def sentence_of(self, question: Mapping, *, is_row: bool) -> str:
        kind = question["kind"]
        if kind == "group" and not question["text"]:
            return str(NO_GROUP)
        if question["key"] == "due:milestone" and not is_row:
            return str(MILESTONES_WITHOUT_DUE)
        for_all, of_row = SENTENCES[kind]
        return str(of_row if is_row and of_row else for_all) % named(
            {"text": question["text"], **question["names"]}
        )

    def choices_of(self, question: Mapping, *, is_row: bool) -> list[tuple[str, str]]:
        """Token and label of each answer; the last one leaves the row out."""
        kind = question["kind"]
        if kind == "group":
            found = [(group.code, f"{group.code} · {group.name}") for group in self.groups]
        elif kind == "due":
            found = [("day", _("On the day given here"))]
        elif kind == "approved":
            found = [
                ("ask", _("Ask for the change, with the reason given here")),
                ("keep", _("Keep what the portal has")),
            ]
        elif kind == "owner_name" and not is_row:
            found = [("only", _("Yes, the one of that name")), (NONE, _("No: leave the owner as it is"))]
        else:
            found = [(token, label) for token, label in question["choices"]]
            if kind.startswith("owner"):
                found.append((NONE, _("Leave the owner as it is")))
        return [*found, (LEAVE_OUT, _("Leave the row out") if is_row else _("Leave the rows out"))]

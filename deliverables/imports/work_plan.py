"""The work plan as a kind of import: objectives, deliverables and milestones of a group."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from deliverables import workflow
from deliverables.imports import cleaning, planning, wording
from deliverables.imports.asking import WorkPlanAsking
from deliverables.imports.cleaning import WorkPlanReader
from deliverables.imports.fields import DATE_FIELDS, FIELDS, is_own_export
from deliverables.imports.plans import DELIVERABLE, MILESTONE
from deliverables.imports.selectors import absent_from
from deliverables.imports.world import World, look_at_world
from deliverables.imports.writing import Writer
from deliverables.models import (
    ChangeRequest,
    Deliverable,
    Milestone,
    PlanImport,
    PlanImportEffect,
    PlanImportRow,
)
from groups.models import Objective, WorkingGroup
from groups.serving import run_groups_of, sees_everything
from members.names import folded
from naio_portal.imports.cleaning import CleanRow, reading_of
from naio_portal.imports.enums import EffectKind
from naio_portal.imports.kinds import ImportKind, UploadForm, register
from naio_portal.imports.models import ImportRow
from naio_portal.imports.progress import Progress


class PlanUploadForm(UploadForm):
    """The file, the group that it is for, and the language of its texts."""

    group = forms.ModelChoiceField(WorkingGroup.objects.none(), label=gettext_lazy("Group"), required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the texts in the file"),
        choices=PlanImport._meta.get_field("language").choices,
    )
    field_order = ("group", "language", "file")

    def __init__(self, *args, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        groups = WorkingGroup.objects.all()
        field: Any = self.fields["group"]
        if sees_everything(user):
            field.empty_label = _("Each row names its group")
        else:
            groups = groups.filter(pk__in=run_groups_of(user))
            field.required, field.empty_label = True, None
        field.queryset = groups


class WorkPlanKind(ImportKind):
    """Objectives, deliverables and milestones: the secretariat for all groups, chair, co-chair and
    rapporteur for their own."""

    model, rows, effects = PlanImport, PlanImportRow, PlanImportEffect
    route = "deliverables:plan-import"
    up = "deliverables:board"
    permission = "deliverables.import_plan"
    task = "deliverables.run_plan_import"
    fields = FIELDS
    date_fields = DATE_FIELDS
    text_fields = frozenset({"title", "statement", "measure", "acceptance_criteria", "objective"})
    written = (ChangeRequest, Milestone, Deliverable, Objective)
    workflows = {
        ChangeRequest: workflow.CHANGE,
        Milestone: workflow.MILESTONE,
        Deliverable: workflow.DELIVERABLE,
    }
    stages = wording.STAGES
    template_name = "work-plan-template"
    absent_template = "deliverables/plan_import_absent.html"
    texts = {
        "up": gettext_lazy("Deliverables"),
        "list": gettext_lazy("Imports of work plans"),
        "lead": gettext_lazy(
            "Objectives, deliverables and milestones from a file: every row is shown before anything is"
            " written, and an import can be undone for 24 hours. No mail is sent."
        ),
        "upload": gettext_lazy("Import a work plan"),
        "template": gettext_lazy(
            "The template has the headings of our own export. A plan that you exported here can be changed"
            " and imported again: each row is known by its reference."
        ),
        "search": gettext_lazy("Words of the row"),
        "name": gettext_lazy("What"),
        "no_name": gettext_lazy("(no title)"),
        "go_on": gettext_lazy("To the deliverables"),
    }
    refusals = wording.REFUSALS
    remarks = wording.REMARKS

    def upload_form(self, request: HttpRequest) -> PlanUploadForm:
        data = (request.POST, request.FILES) if request.method == "POST" else ()
        initial = {"group": WorkingGroup.objects.filter(slug=request.GET.get("group", "")).first()}
        return PlanUploadForm(*data, user=request.user, initial=initial)

    def go_on_url(self, file_import: PlanImport) -> str:
        url = reverse("deliverables:board")
        return f"{url}?group={file_import.group.code}" if file_import.group else url

    # --- rows ---------------------------------------------------------------------------------

    look_at_world = staticmethod(look_at_world)

    def reader_of(self, file_import: Any, world: World) -> WorkPlanReader:
        return WorkPlanReader(
            **reading_of(file_import), is_own=is_own_export(file_import.mapping), groups=world.group_words
        )

    clean_row = staticmethod(cleaning.clean_row)

    def search_text_of(self, row: CleanRow) -> str:
        names = ("milestone", "deliverable_code", "deliverable", "owner_text", "objective")
        return folded(" ".join(str(row.values.get(name, "")) for name in names))

    folded = staticmethod(folded)
    plan_rows = staticmethod(planning.plan_rows)

    # --- writing ------------------------------------------------------------------------------

    def lock(self, rows: Sequence[ImportRow] = ()) -> None:
        """Groups first, which give numbers, then the deliverables below which everything is written."""
        list(WorkingGroup.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
        writes = [write for row in rows for write in row.plan.get("writes", [])]
        milestones = {write["id"] for write in writes if write["on"] == MILESTONE and "id" in write}
        known = {write["id"] for write in writes if write["on"] == DELIVERABLE and "id" in write}
        known |= {write["deliverable"] for write in writes if isinstance(write.get("deliverable"), int)}
        below = Deliverable.objects.filter(Q(pk__in=known) | Q(milestones__in=milestones))
        pks = sorted(set(below.values_list("pk", flat=True)))
        list(Deliverable.objects.select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk"))

    def write(self, file_import: Any, plans: Sequence[Any], world: World, progress: Progress, *, by) -> None:
        Writer(file_import, plans, world, progress, by).write()

    # --- what pages say -----------------------------------------------------------------------

    def asking(self, file_import: Any) -> WorkPlanAsking:
        return WorkPlanAsking(file_import)

    field_text = staticmethod(wording.field_text)
    value_text = staticmethod(wording.value_text)
    named = staticmethod(wording.named)

    def summary_of(self, plan: Mapping[str, Any], outcome: str) -> list[str]:
        return wording.summary_of(plan)

    def sub_of(self, row: ImportRow) -> str:
        """Of a milestone, its deliverable."""
        return str(row.plan.get("of", ""))

    def done_by(self, counted: Mapping[tuple[str, str], int]) -> list[tuple[str, int]]:
        labels = {
            Objective: (_("Objectives added"), _("Objectives changed")),
            Deliverable: (_("Deliverables proposed"), _("Deliverables changed")),
            Milestone: (_("Milestones proposed"), _("Milestones changed")),
        }
        done = [
            (label, counted[model._meta.label_lower, kind])
            for model, both in labels.items()
            for label, kind in zip(both, (EffectKind.CREATED, EffectKind.CHANGED), strict=True)
        ]
        asked = counted[ChangeRequest._meta.label_lower, EffectKind.CREATED]
        return [*done, (_("Changes asked for"), asked)]

    def things_text(self, counted: Mapping[tuple[str, str], int], kind: str) -> str:
        objectives, deliverables, milestones, requests = (
            counted[model._meta.label_lower, kind]
            for model in (Objective, Deliverable, Milestone, ChangeRequest)
        )
        texts = [
            ngettext("%(n)s objective", "%(n)s objectives", objectives) % {"n": objectives},
            ngettext("%(n)s deliverable", "%(n)s deliverables", deliverables) % {"n": deliverables},
            ngettext("%(n)s milestone", "%(n)s milestones", milestones) % {"n": milestones},
        ]
        if kind == EffectKind.CREATED:
            texts.append(ngettext("%(n)s request", "%(n)s requests", requests) % {"n": requests})
        return ", ".join(texts)

    absent_from = staticmethod(absent_from)


WORK_PLAN = register(WorkPlanKind())

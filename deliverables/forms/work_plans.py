"""A plan's period, requests to change what it approved, dependencies, the acceptance checklist."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deliverables.codes import deliverable_code
from deliverables.enums import OPEN_STATES
from deliverables.forms.plans import DayInput
from deliverables.models import Deliverable, Milestone, WorkPlan
from deliverables.models.changes import PLANNED
from groups.models import Objective
from naio_portal.dates import format_date

# Codes offered while typing one.
OFFERED = 300


class WorkPlanForm(forms.ModelForm):
    """The period; `version` is the one that the person began from."""

    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    class Meta:
        model = WorkPlan
        fields = ("start_on", "end_on")
        widgets = {"start_on": DayInput(), "end_on": DayInput()}
        help_texts = {
            "end_on": gettext_lazy("Deliverables of the group that are due in the period belong to the plan.")
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version

    def _post_clean(self) -> None:
        """The service builds and checks the object."""

    def values(self) -> dict:
        """The period, as the services take it."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ChangeForm(forms.ModelForm):
    """The approved columns of a thing as they are asked for, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The chair or the secretariat reads it before deciding."),
    )

    def __init__(self, *args, thing, **kwargs) -> None:
        super().__init__(*args, instance=thing, **kwargs)
        # The deliverable that it is or belongs to; None for an objective.
        self.about = getattr(thing, "deliverable", thing if isinstance(thing, Deliverable) else None)
        self.language = (self.about or thing).language
        for name in ("title", "acceptance_criteria", "statement", "measure"):
            if name in self.fields:
                self.fields[name].widget.attrs["lang"] = self.language

    def _post_clean(self) -> None:
        """The service compares and checks."""

    def wanted(self) -> dict:
        """Arguments of `request_change` besides thing and by."""
        values = {name: self.cleaned_data[name] for name in PLANNED[self._meta.model]}
        return {"values": values, "reason": self.cleaned_data["reason"]}


class MilestoneChangeForm(ChangeForm):
    class Meta:
        model = Milestone
        fields = PLANNED[Milestone]
        widgets = {"due_on": DayInput()}
        labels = {"title": gettext_lazy("Milestone"), "due_on": gettext_lazy("New due date")}

    def __init__(self, *args, thing: Milestone, **kwargs) -> None:
        super().__init__(*args, thing=thing, **kwargs)
        self.fields["due_on"].help_text = _("Due now: %(day)s") % {"day": format_date(thing.due_on)}
        if thing.forecast_on:
            self.initial["due_on"] = thing.forecast_on


class DeliverableChangeForm(ChangeForm):
    class Meta:
        model = Deliverable
        fields = PLANNED[Deliverable]
        widgets = {"due_on": DayInput(), "acceptance_criteria": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "acceptance_criteria": gettext_lazy("One criterion a line: each is ticked at acceptance.")
        }

    def __init__(self, *args, thing: Deliverable, **kwargs) -> None:
        super().__init__(*args, thing=thing, **kwargs)
        self.fields["objective"].queryset = thing.group.objectives.all()
        self.fields["objective"].empty_label = _("None")
        self.fields["due_on"].help_text = _("Due now: %(day)s") % {"day": format_date(thing.due_on)}


class ObjectiveChangeForm(ChangeForm):
    class Meta:
        model = Objective
        fields = PLANNED[Objective]
        widgets = {
            "statement": forms.Textarea(attrs={"rows": 3}),
            "measure": forms.Textarea(attrs={"rows": 2}),
        }


class DependencyForm(forms.Form):
    """What a deliverable waits for: by its code, of any group."""

    predecessor = forms.CharField(
        label=gettext_lazy("Waits for"),
        max_length=20,
        help_text=gettext_lazy("The code of a deliverable of any group, as SAF-D03."),
        widget=forms.TextInput(attrs={"list": "codes", "autocomplete": "off", "spellcheck": "false"}),
    )
    note = forms.CharField(label=gettext_lazy("What is needed from it"), max_length=300, required=False)

    def __init__(self, *args, user, successor: Deliverable, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.visible = Deliverable.objects.visible_to(user).values("pk")
        # Offered while typing; any other visible one may be named too.
        self.offered = (
            Deliverable.objects.visible_to(user)
            .filter(state__in=OPEN_STATES)
            .exclude(pk=successor.pk)
            .select_related("group")
            .only("number", "title", "language", "group__code")
            .order_by("group__position", "number")[:OFFERED]
        )

    def clean_predecessor(self) -> Deliverable:
        """The deliverable of that code. Raises ValidationError where this person sees none."""
        words = self.cleaned_data["predecessor"].split()
        code = deliverable_code(words[0] if words else "")
        rows = Deliverable.objects.select_related("group", "owner").filter(pk__in=self.visible)
        found = rows.filter(**code).first() if code else None
        if found is None:
            raise ValidationError(_("There is no deliverable of this code."))
        return found


class ChecklistForm(forms.Form):
    """The lines of the acceptance criteria, each with a box; those ticked before are ticked."""

    met = forms.MultipleChoiceField(
        label=gettext_lazy("Acceptance checklist"),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text=gettext_lazy("Tick what you found to be met."),
    )

    def __init__(self, *args, thing: Deliverable, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["met"].choices = [(line, line) for line in thing.criteria]
        met = set(thing.checks.values_list("criterion", flat=True))
        self.fields["met"].initial = [line for line in thing.criteria if line in met]


class AcceptForm(ChecklistForm):
    """Every line has to be ticked."""

    def clean_met(self) -> list[str]:
        met = self.cleaned_data["met"]
        if any(line not in met for line, _label in self.fields["met"].choices):
            raise ValidationError(_("Each line is ticked before the deliverable is accepted."))
        return met

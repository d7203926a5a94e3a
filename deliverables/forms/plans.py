"""A plan, its reports and its dates."""

import uuid

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from deliverables.enums import Classification, DeliverableState, MilestoneState, Rag
from deliverables.models import Deliverable, Milestone
from deliverables.models.changes import PLANNED
from deliverables.services import MilestoneRow
from groups.enums import WRITING_ROLES
from groups.models import WorkingGroup
from groups.serving import sees_everything
from members.models import Member
from members.names import name_key
from naio_portal.access import may
from naio_portal.dates import format_date, kl_today
from naio_portal.numbers import number_of


class DayInput(forms.DateInput):
    """The browser's own calendar; the value is ISO, whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def add_errors(form: forms.BaseForm, error: ValidationError, *, names: dict[str, str] | None = None) -> None:
    """Put what a service refused beside the fields it names; `names`: service's field -> form's field."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for field, errors in error.error_dict.items():
        target = (names or {}).get(field, field)
        form.add_error(None if target == NON_FIELD_ERRORS or target not in form.fields else target, errors)


class ReasonForm(forms.Form):
    """Why: kept with the move."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class AchieveForm(forms.Form):
    """The day it was done."""

    achieved_on = forms.DateField(
        label=gettext_lazy("Achieved on"),
        widget=DayInput(),
        help_text=gettext_lazy("The day in Kuala Lumpur; today or before."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["achieved_on"].initial = kl_today
        self.fields["achieved_on"].widget.attrs["max"] = kl_today().isoformat()


class OverrideForm(forms.Form):
    """Another colour than the computed one, and why."""

    colour = forms.ChoiceField(
        label=gettext_lazy("Colour to show"), choices=Rag.choices, widget=forms.RadioSelect()
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Shown beside the colour, with your name and the day."),
    )


class ProgressUpdateForm(forms.Form):
    """Four inputs: percent, note, evidence (a link or a file), forecast. Two ticks appear when what is
    entered asks for them: achieved at 100, a new due date when the forecast is later. The form asks once:
    `asked_*` says that the person saw the tick."""

    percent = forms.IntegerField(
        label=gettext_lazy("How far is it? (percent)"),
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "step": 1}),
    )
    is_achieved = forms.BooleanField(required=False)
    note = forms.CharField(
        label=gettext_lazy("What happened, and what is next?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence_url = forms.URLField(
        label=gettext_lazy("Link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    evidence_file = forms.FileField(label=gettext_lazy("or a file"), required=False, allow_empty_file=True)
    forecast_on = forms.DateField(label=gettext_lazy("Expected on"), required=False, widget=DayInput())
    asks_new_date = forms.BooleanField(required=False)
    on_behalf_of = forms.ModelChoiceField(
        queryset=Member.objects.none(), label=gettext_lazy("On behalf of"), required=False
    )
    reference = forms.UUIDField(widget=forms.HiddenInput())
    asked_achieved = forms.BooleanField(required=False, widget=forms.HiddenInput())
    asked_new_date = forms.BooleanField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args, deliverable: Deliverable, milestone: Milestone | None, user, **kwargs) -> None:
        self.deliverable, self.milestone = deliverable, milestone
        super().__init__(*args, initial=self._initial() | kwargs.pop("initial", {}), **kwargs)
        if milestone is None:
            del self.fields["is_achieved"], self.fields["asks_new_date"]
        else:
            self.fields["is_achieved"].label = _("Milestone %(number)d is achieved") % {
                "number": milestone.number
            }
            self.fields["asks_new_date"].label = _(
                "Ask for this day as the new due date; my note is the reason."
            )
        self.fields["forecast_on"].widget.attrs["aria-describedby"] = "due-text"
        if may(user, "deliverables.file_update_for_another", deliverable):
            self.fields["on_behalf_of"].queryset = serving_members(deliverable.group, deliverable.owner_id)
            self.fields["on_behalf_of"].initial = deliverable.owner_id
        else:
            del self.fields["on_behalf_of"]
        # Last: `errors` checks what was sent, by the fields as they are now.
        for name, field in self.fields.items():
            if not isinstance(field.widget, (forms.HiddenInput, forms.CheckboxInput)):
                style = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
                wrong = " is-invalid" if self.is_bound and name in self.errors else ""
                field.widget.attrs["class"] = style + wrong

    def _initial(self) -> dict:
        dated = self.milestone or self.deliverable
        return {
            "reference": uuid.uuid4,
            "percent": self.deliverable.percent,
            "forecast_on": dated.forecast_on or dated.due_on,
        }

    @property
    def due_text(self) -> str:
        """When it is due, and that the forecast does not change it."""
        dated = self.milestone or self.deliverable
        return _("Due %(day)s. This day does not move the due date.") % {"day": format_date(dated.due_on)}

    @property
    def asks_whether_achieved(self) -> bool:
        """Whether the tick for 100 percent is shown from the start: the server asks without JavaScript."""
        return self.milestone is not None and self._said("percent") == "100"

    @property
    def asks_whether_new_date(self) -> bool:
        return self.milestone is not None and self._said("forecast_on") > self.milestone.due_on.isoformat()

    def _said(self, name: str) -> str:
        value = self[name].value()
        return "" if value is None else str(value)

    def needs_answer(self) -> bool:
        """Valid, but it calls for a tick that the person has not been shown: ask once, then take what is
        said. Call after `is_valid`."""
        data = self.cleaned_data
        return (self.asks_whether_achieved and not data["asked_achieved"]) or (
            self.asks_whether_new_date and not data["asked_new_date"] and not data.get("is_achieved")
        )

    def values(self) -> dict:
        """Arguments of `file_progress_update` besides deliverable, milestone and by."""
        data = self.cleaned_data
        is_late = self.milestone is not None and bool(
            data["forecast_on"] and data["forecast_on"] > self.milestone.due_on
        )
        return {
            "percent": data["percent"],
            "note": data["note"],
            "forecast_on": data["forecast_on"],
            "evidence_url": data["evidence_url"],
            "evidence_file": data["evidence_file"],
            "is_achieved": bool(data.get("is_achieved")) and data["percent"] == 100,
            "asks_new_date": bool(data.get("asks_new_date")) and is_late,
            "on_behalf_of": data.get("on_behalf_of"),
            "reference": data["reference"],
            "language": "en" if (get_language() or "ms").startswith("en") else "ms",
        }


def serving_members(group: WorkingGroup, *besides: int | None):
    """Members who write in the group today, and those already named; by name."""
    serving = group.appointments.in_force().filter(role__in=WRITING_ROLES).values("member")
    return (
        Member.objects.filter(pk__in=serving) | Member.objects.filter(pk__in=[b for b in besides if b])
    ).defer("biography", "search_text")


def people_called(words: str) -> list[Member]:
    """At most two Members of that full name or e-mail address."""
    by = {"email__iexact": words} if "@" in words else {"name_key": name_key(words)}
    return list(Member.objects.filter(**by)[:2])


class DeliverableForm(forms.ModelForm):
    """The definition of a deliverable and its people."""

    contributors = forms.ModelMultipleChoiceField(
        queryset=Member.objects.none(),
        required=False,
        label=gettext_lazy("Contributors"),
        widget=forms.CheckboxSelectMultiple(),
    )
    named = forms.ModelMultipleChoiceField(
        queryset=Member.objects.none(),
        required=False,
        label=gettext_lazy("Who else may read it"),
        help_text=gettext_lazy(
            "Only for a restricted deliverable: besides these people its owner and contributors, the chairs "
            "of the group and the secretariat read it."
        ),
        widget=forms.CheckboxSelectMultiple(),
    )
    named_others = forms.CharField(
        required=False,
        label=gettext_lazy("Readers from other groups"),
        help_text=gettext_lazy("Full names or e-mail addresses, one a line."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput())

    class Meta:
        model = Deliverable
        fields = (
            "title",
            "language",
            "objective",
            "description",
            "acceptance_criteria",
            "owner",
            "due_on",
            "classification",
        )
        widgets = {
            "due_on": DayInput(),
            "description": forms.Textarea(attrs={"rows": 4}),
            "acceptance_criteria": forms.Textarea(attrs={"rows": 4}),
            "language": forms.Select(choices=[("ms", "Bahasa Melayu"), ("en", "English")]),
            "classification": forms.RadioSelect(choices=Classification.choices),
        }

    def __init__(self, *args, group: WorkingGroup, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        made = self.instance
        self.fields["objective"].queryset = group.objectives.all()
        self.fields["objective"].empty_label = _("None")
        self.fields["owner"].queryset = serving_members(group, made.owner_id)
        self.fields["owner"].empty_label = _("Nobody yet")
        people = Member.objects.filter(appointments__in=group.appointments.in_force()).defer(
            "biography", "search_text"
        )
        present = list(made.contributors.values_list("member_id", flat=True)) if made.pk else []
        named = list(made.grants.values_list("member_id", flat=True)) if made.pk else []
        self.fields["contributors"].queryset = (people | Member.objects.filter(pk__in=present)).distinct()
        self.fields["named"].queryset = (people | Member.objects.filter(pk__in=named)).distinct()
        self.fields["contributors"].initial, self.fields["named"].initial = present, named
        self.fields["version"].initial = made.version
        self.fields["title"].widget.attrs["lang"] = made.language
        if made.pk and made.state != DeliverableState.PROPOSED:
            for name in PLANNED[Deliverable]:
                self.fields[name].disabled = True
                self.fields[name].help_text = _("Approved with the plan: it changes by request.")
        else:
            self.fields["acceptance_criteria"].help_text = _(
                "One criterion a line: each is ticked at acceptance."
            )

    def _post_clean(self) -> None:
        """The service builds and checks the object."""

    def clean_named_others(self) -> list[Member]:
        """The Members that the lines name, each exactly one; an error names the lines that do not."""
        found, unclear = [], []
        for line in self.cleaned_data["named_others"].splitlines():
            if not (words := line.strip()):
                continue
            members = people_called(words)
            if len(members) == 1:
                found += members
            else:
                unclear.append(words)
        if unclear:
            raise ValidationError(
                _("Nobody, or more than one person, is called: %(names)s. Give the e-mail address.")
                % {"names": ", ".join(unclear)}
            )
        return found

    def readers(self) -> list[Member]:
        """Everybody named, ticked or written."""
        return [*self.cleaned_data["named"], *self.cleaned_data["named_others"]]

    def values(self) -> dict:
        """The definition, as `create_deliverable` and `update_deliverable` take it."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class MilestoneForm(forms.Form):
    """One row of the plan."""

    number = forms.IntegerField(required=False, widget=forms.HiddenInput())
    title = forms.CharField(label=gettext_lazy("Milestone"), max_length=200)
    due_on = forms.DateField(label=gettext_lazy("Due"), widget=DayInput())
    owner = forms.ModelChoiceField(
        queryset=Member.objects.none(), required=False, label=gettext_lazy("Owner")
    )

    def __init__(self, *args, owners, milestones: dict[int, Milestone], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners
        self.fields["owner"].empty_label = _("Owner of the deliverable")
        number = number_of(str(self["number"].value() or ""), max(milestones, default=0))
        self.milestone = milestones.get(number) if number else None
        if self.milestone is not None and self.milestone.state != MilestoneState.PROPOSED:
            for name in PLANNED[Milestone]:
                self.fields[name].disabled = True
                self.fields[name].initial = getattr(self.milestone, name)

    @property
    def is_in_plan(self) -> bool:
        """Approved: it changes by request, and it is cancelled, not removed."""
        return self.milestone is not None and self.milestone.state != MilestoneState.PROPOSED

    def row(self) -> MilestoneRow:
        data = self.cleaned_data
        return MilestoneRow(
            title=self.milestone.title if self.is_in_plan else data.get("title", ""),
            due_on=self.milestone.due_on if self.is_in_plan else data.get("due_on"),
            number=data.get("number"),
            owner=data.get("owner"),
            is_removed=bool(data.get("DELETE")),
        )


class BaseMilestoneFormSet(forms.BaseFormSet):
    """Rows can be added and removed without JavaScript: two empty ones, and a tick to remove."""

    deletion_widget = forms.CheckboxInput

    def add_fields(self, form, index) -> None:
        super().add_fields(form, index)
        if form.is_in_plan or form.milestone is None:
            del form.fields["DELETE"]
        else:
            form.fields["DELETE"].widget.attrs["class"] = "form-check-input"

    def rows(self) -> list[MilestoneRow]:
        """What was entered, empty new rows left out. Call after `is_valid`."""
        return [
            form.row()
            for form in self.forms
            if form.has_changed() or form.milestone is not None
            if form.cleaned_data
        ]


MilestoneFormSet = forms.formset_factory(
    MilestoneForm, formset=BaseMilestoneFormSet, extra=2, can_delete=True, max_num=60, validate_max=True
)


def groups_to_write_in(user):
    """Groups in which this person may propose a deliverable."""
    groups = WorkingGroup.objects.visible_to(user)
    if sees_everything(user):
        return list(groups)
    return [group for group in groups if may(user, "deliverables.create_deliverable", group)]

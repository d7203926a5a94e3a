"""What a sectoral team tried: one page for the texts and the figures."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deliverables.codes import deliverable_code
from deliverables.forms.plans import DayInput
from deliverables.forms.recommendations import language_now
from deliverables.models import Deliverable, SectorApplication
from deliverables.selectors import deliverables_to_try
from deliverables.selectors.applications import SUGGESTED
from deliverables.services.applications import APPLICATION_FIELDS, Figure


class ApplicationForm(forms.ModelForm):
    """The deliverable is named by its code; those that the person may read are suggested."""

    deliverable = forms.CharField(
        label=gettext_lazy("Code of the deliverable"),
        max_length=12,
        help_text=gettext_lazy("Such as SAF-D03: what was tried rests on it."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput())

    class Meta:
        model = SectorApplication
        fields = APPLICATION_FIELDS
        labels = {"started_on": gettext_lazy("From")}
        widgets = {
            "tried": forms.Textarea(attrs={"rows": 4}),
            "result": forms.Textarea(attrs={"rows": 3}),
            "lessons": forms.Textarea(attrs={"rows": 3}),
            "started_on": DayInput(),
            "ended_on": DayInput(),
        }

    def __init__(self, *args, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.suggested = deliverables_to_try(user)[:SUGGESTED]
        self.fields["deliverable"].widget.attrs |= {"list": "deliverables", "autocomplete": "off"}
        self.fields["lessons"].help_text = _("What the next team, or the group, should do otherwise.")
        self.fields["version"].initial = self.instance.version
        if self.instance.pk:
            self.initial["deliverable"] = self.instance.deliverable.code
        else:
            self.initial["language"] = language_now()
        for name in ("title", "tried", "result", "lessons"):
            self.fields[name].widget.attrs["lang"] = self["language"].value() or language_now()

    def clean_deliverable(self) -> Deliverable:
        """One that the person may read, or the one that is named already."""
        code = deliverable_code(self.cleaned_data["deliverable"])
        if code and self.instance.pk:
            named = self.instance.deliverable
            if code == {"group__code": named.group.code, "number": named.number}:
                return named
        found = code and Deliverable.objects.visible_to(self.user).filter(**code).first()
        if not found:
            raise ValidationError(_("There is no deliverable of that code that you may read."))
        return found

    def _post_clean(self) -> None:
        """The service builds and checks the object."""

    def values(self) -> dict:
        """As the services take them."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class FigureForm(forms.Form):
    """One figure; empty: none."""

    name = forms.CharField(label=gettext_lazy("What is counted"), max_length=120, required=False)
    value = forms.DecimalField(label=gettext_lazy("Figure"), max_digits=16, decimal_places=3, required=False)
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=40, required=False)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=300, required=False)

    def clean(self) -> dict:
        """All four or none."""
        data = super().clean()
        if any(data.get(name) not in (None, "") for name in self.fields):
            for name in self.fields:
                if data.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, _("A figure needs its name, unit and source."))
        return data


FigureFormSet = forms.formset_factory(FigureForm, extra=2, max_num=20)


def figures_of(rows) -> list[Figure]:
    """What the rows say; an empty row says nothing."""
    return [Figure(**data) for data in rows.cleaned_data if data.get("name")]

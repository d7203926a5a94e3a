"""Forms of a group's charter and objectives. The version sent back tells whether somebody saved since."""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.models import Objective, WorkingGroup
from groups.services.charters import CHARTER_FIELDS
from members.enums import Language
from naio_portal.fields import DayField


class CharterForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    convened_on = DayField(label=_("Convened on"), required=False)

    class Meta:
        model = WorkingGroup
        fields = [*CHARTER_FIELDS]
        widgets = {
            name: forms.Textarea(attrs={"rows": 4, "lang": name[-2:]})
            for name in CHARTER_FIELDS
            if name.startswith(("mandate", "scope", "decision_rule"))
        }


class ObjectiveForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    language = forms.ChoiceField(label=_("Language of the text"), choices=Language.choices)

    class Meta:
        model = Objective
        fields = ["statement", "measure", "language"]
        widgets = {
            "statement": forms.Textarea(attrs={"rows": 3}),
            "measure": forms.Textarea(attrs={"rows": 2}),
        }

"""The text editor, the next version, its readers."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deliverables.enums import Classification
from deliverables.evidence import TYPES
from deliverables.forms.plans import people_called
from deliverables.models import Draft
from members.models import Member

LANGUAGES = [("ms", "Bahasa Melayu"), ("en", "English")]


class DraftForm(forms.Form):
    """The text, and the number of the draft that the editor started from."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        strip=False,
        help_text=gettext_lazy(
            "Markdown: # heading, **bold**, *italic*, - list, [words](address). An empty line starts the "
            "next paragraph."
        ),
        widget=forms.Textarea(attrs={"rows": 18, "class": "form-control"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the text"),
        choices=LANGUAGES,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput())

    @classmethod
    def of(cls, draft: Draft, **mine) -> "DraftForm":
        """The form as the draft stands, with `mine` in place of what stands."""
        form = cls(initial={"text": draft.text, "language": draft.language, "version": draft.version, **mine})
        form.fields["text"].widget.attrs["lang"] = form["language"].initial
        return form


class VersionForm(forms.Form):
    """What the next version is made of."""

    takes_text = forms.BooleanField(label=gettext_lazy("Take the text of the draft"), required=False)
    # A file of 0 bytes and an overlong name get the sentences of the service.
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("PDF, Word, Excel, PowerPoint, ODT, Markdown, text or a picture; no macros."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in TYPES)}),
    )
    note = forms.CharField(
        label=gettext_lazy("What is new"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    classification = forms.ChoiceField(
        label=gettext_lazy("Classification"),
        choices=Classification.choices,
        widget=forms.RadioSelect(),
        help_text=gettext_lazy(
            "Restricted: read by who serves in the group today, the chairs and the secretariat. Whoever is "
            "appointed later reads it only when it is granted."
        ),
    )
    draft_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput())

    def __init__(self, *args, draft: Draft, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["draft_version"].initial = draft.version
        self.fields["takes_text"].initial = bool(draft.text.strip())
        if not draft.text.strip():
            del self.fields["takes_text"]

    def values(self) -> dict:
        """As `make_version` takes them."""
        data = self.cleaned_data
        return {
            "note": data["note"],
            "classification": data["classification"],
            "file": data["file"],
            "draft_version": data["draft_version"] if data.get("takes_text") else None,
        }


class ReaderForm(forms.Form):
    """One more reader of a restricted version."""

    member = forms.CharField(label=gettext_lazy("Full name or e-mail address"), max_length=254)

    def clean_member(self) -> Member:
        found = people_called(self.cleaned_data["member"])
        if len(found) != 1:
            raise ValidationError(
                _("Nobody, or more than one person, is called so. Give the e-mail address.")
            )
        return found[0]

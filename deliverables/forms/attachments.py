"""Which version goes with a liaison request."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deliverables.models import Version
from deliverables.selectors.attachments import OFFERED, versions_to_attach
from groups.models import LiaisonRequest


class AttachmentForm(forms.Form):
    """One version of the asking group; a later one never takes its place."""

    version = forms.ChoiceField(
        label=gettext_lazy("Version"),
        help_text=gettext_lazy("This very version goes with the request, whatever versions follow it."),
    )

    def __init__(self, *args, request: LiaisonRequest, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.offered = list(versions_to_attach(request, user)[:OFFERED])
        self.fields["version"].choices = [
            ("", "---------"),
            *((str(version.reference), in_words(version)) for version in self.offered),
        ]

    def clean_version(self) -> Version:
        chosen = self.cleaned_data["version"]
        return next(version for version in self.offered if str(version.reference) == chosen)


def in_words(version: Version) -> str:
    """`SAF-D02 · version 3 · Register of incidents · restricted`."""
    parts = [
        version.deliverable.code,
        _("version %(number)d") % {"number": version.number},
        version.deliverable.title,
    ]
    return " · ".join(parts + ([_("restricted")] if version.is_restricted else []))

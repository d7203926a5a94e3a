"""Forms of mail and reminders."""

from django import forms
from django.utils.translation import gettext_lazy as _

from naio_portal.notices.enums import DigestRhythm


class PreferenceForm(forms.Form):
    """How often the digest comes."""

    digest = forms.ChoiceField(
        label=_("Digest of what you contribute to"),
        choices=DigestRhythm.choices,
        widget=forms.RadioSelect,
        help_text=_("It comes at 09:00 on your working days, in the same mail as your reminders."),
    )

"""A person's own facts: by the person, or by the secretariat. No rule is kept here but shapes of input."""

from zoneinfo import available_timezones

import phonenumbers
from django import forms
from django.utils.translation import gettext_lazy as _

from members.enums import Language, Vocabulary
from members.models import Member
from members.selectors import countries, terms
from members.services.people import OWN_FIELDS, SECRETARIAT_FIELDS

NO_CHOICE = ("", "—")


def zone_choices() -> list[tuple[str, str]]:
    """IANA zones of places, by name; first, and meant by an empty value, Kuala Lumpur."""
    places = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    return [("", "Kuala Lumpur"), *((zone, zone.replace("_", " ")) for zone in places)]


class OwnProfileForm(forms.ModelForm):
    """What people may change of themselves."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    country = forms.ChoiceField(label=_("Country"), required=False)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), required=False, help_text=_("Your days and hours, on pages and in mail.")
    )
    expertise = forms.MultipleChoiceField(
        label=_("Domains of expertise"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Member
        fields: tuple[str, ...] = OWN_FIELDS
        widgets = {
            "biography": forms.Textarea(attrs={"rows": 6}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        }
        help_texts = {
            "preferred_name": _("How the portal greets you."),
            "biography": _("Some sentences, seen by members of all groups."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.conflicts: list[tuple[str, str, str]] = []
        self.initial.setdefault("version", self.instance.version)
        self.fields["country"].choices = [NO_CHOICE, *countries().items()]
        self.fields["time_zone"].choices = zone_choices()
        self.fields["expertise"].choices = [(term.code, term.name) for term in terms(Vocabulary.EXPERTISE)]
        self.fields["language"].help_text = _("Of pages and mail.")

    def clean_phone(self) -> str:
        """As people write numbers, kept in international form; a number without a country is Malaysian."""
        phone = self.cleaned_data["phone"].strip()
        if not phone:
            return ""
        try:
            number = phonenumbers.parse(phone, self.data.get("country") or "MY")
        except phonenumbers.NumberParseException as error:
            raise forms.ValidationError(_("This is no telephone number.")) from error
        if not phonenumbers.is_possible_number(number):
            raise forms.ValidationError(_("This is no telephone number."))
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)

    def clean(self) -> dict:
        data = super().clean()
        if data.get("country") != "MY":
            data["state"] = ""
        return data

    def _post_clean(self) -> None:
        """The service checks and writes: the form's object stays as it was read."""

    @property
    def seen_version(self) -> int:
        """The version that the person saw when the form was opened."""
        return self.cleaned_data["version"]

    def values(self) -> dict:
        """Field -> value of everything the form holds, without the version."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}

    def show_conflict(self, theirs: Member, names: list[str]) -> None:
        """Keep what was typed, and put beside it what the other person saved; saving again replaces it."""
        self.conflicts = [
            (
                str(self.fields[name].label),
                self.as_text(name, getattr(theirs, name)),
                self.as_text(name, self.cleaned_data[name]),
            )
            for name in names
        ]
        self.data = self.data.copy()
        self.data["version"] = theirs.version

    def as_text(self, name: str, value) -> str:
        """A value as people read it."""
        choices = dict(getattr(self.fields[name], "choices", ()) or ())
        if isinstance(value, list):
            return ", ".join(str(choices.get(part, part)) for part in value)
        return str(choices.get(getattr(value, "pk", value), value) or "")


class MemberForm(OwnProfileForm):
    """What the secretariat may change of anybody."""

    class Meta(OwnProfileForm.Meta):
        fields: tuple[str, ...] = SECRETARIAT_FIELDS


class NewMemberForm(forms.ModelForm):
    """The least that makes a member; the rest follows on the member's page."""

    class Meta:
        model = Member
        fields = ("titles", "full_name", "email", "organisation", "position", "language")

    def _post_clean(self) -> None:
        """The service checks and writes."""


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=_("Photo"),
        help_text=_("JPEG, PNG or WebP, at most 5 MB. It is scaled, and the camera's data are removed."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )


class AddressForm(forms.Form):
    email = forms.EmailField(label=_("New e-mail address"))


class SettingsForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language"), choices=Language.choices, help_text=_("Of pages and mail.")
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), required=False, help_text=_("Your days and hours, on pages and in mail.")
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = zone_choices()

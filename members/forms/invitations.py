"""The page behind an invitation: a way to sign in, and a password where it is one."""

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext_lazy as _

WAYS = [
    ("password", _("With a password")),
    ("passkey", _("With a passkey: fingerprint, face or security key")),
    ("code", _("By a code that is mailed to me each time")),
]


class AcceptForm(forms.Form):
    way = forms.ChoiceField(
        label=_("How do you want to sign in?"), choices=WAYS, initial="password", widget=forms.RadioSelect
    )
    password1 = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Password once more"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password1"].help_text = " ".join(password_validators_help_texts())

    def clean(self) -> dict:
        data = super().clean()
        if data.get("way") != "password":
            data["password1"] = data["password2"] = ""
        elif not data.get("password1"):
            self.add_error("password1", _("Choose a password, or another way to sign in."))
        elif data["password1"] != data.get("password2"):
            self.add_error("password2", _("The two passwords differ."))
        else:
            self._check(data["password1"])
        return data

    def _check(self, password: str) -> None:
        try:
            validate_password(password, self.user)
        except forms.ValidationError as error:
            self.add_error("password1", error)

"""allauth's forms as our pages show them: plain labels instead of placeholders, code fields for codes."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from members.sign_in import begin_session

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Password now"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
    "code": _("Code"),
    "name": _("Name of the key"),
}
gettext_noop("You must type the same password each time.")  # said by allauth's forms


class Plain:
    """Our labels, no placeholders, no links inside hints; a wide field for codes."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            if name in ("password", "oldpassword"):
                field.help_text = ""
            elif name == "code":
                field.widget.attrs |= {"class": "code-input", "maxlength": 20}


class DigitsOnly(Plain):
    """A mailed code: six digits."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class SignInForm(Plain, account.LoginForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"

    def login(self, request, redirect_url=None):
        """allauth sets its own length of the session after signing in: set ours again."""
        response = super().login(request, redirect_url)
        if request.user.is_authenticated:
            begin_session(request)
        return response


class RequestCodeForm(Plain, account.RequestLoginCodeForm):
    pass


class ConfirmLoginCodeForm(DigitsOnly, account.ConfirmLoginCodeForm):
    pass


class ConfirmAddressForm(DigitsOnly, account.ConfirmEmailVerificationCodeForm):
    pass


class ConfirmPasswordResetForm(DigitsOnly, account.ConfirmPasswordResetCodeForm):
    pass


class ResetPasswordForm(Plain, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    pass


class SetPasswordForm(Plain, account.SetPasswordForm):
    pass


class ReauthenticateForm(Plain, account.ReauthenticateForm):
    pass


class AddAddressForm(Plain, account.AddEmailForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class SecondStepForm(Plain, mfa.AuthenticateForm):
    pass


class SecondStepAgainForm(Plain, mfa.ReauthenticateForm):
    pass


class ActivateTotpForm(DigitsOnly, totp.ActivateTOTPForm):
    pass


class AddKeyForm(Plain, webauthn.AddWebAuthnForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = _("So that you know it again: “Office laptop”, “Telephone”.")
        self.fields["passwordless"].label = _("Sign in with it alone, without a password")
        self.fields["passwordless"].help_text = _("The device then asks for your fingerprint, face or PIN.")
        self.fields["passwordless"].initial = True


class EditKeyForm(Plain, webauthn.EditWebAuthnForm):
    pass

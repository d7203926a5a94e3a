"""Fields and errors that several forms of groups share."""

from django import forms
from django.core.exceptions import ValidationError

from groups.enums import Role


class RoleField(forms.ChoiceField):
    def __init__(self, **kwargs) -> None:
        super().__init__(choices=Role.choices, **kwargs)


def show_refusal(form: forms.Form, error: ValidationError) -> None:
    """Put a service's errors beside the form's fields; what has no field there stands at the top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)

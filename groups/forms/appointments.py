"""Forms of the secretariat: appoint, confirm, change, end, correct. The rules are the services'."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from groups.enums import EndReason, Role
from groups.forms.fields import RoleField
from groups.models import Appointment, WorkingGroup
from members.models import Member
from members.names import name_key
from naio_portal.dates import kl_today
from naio_portal.fields import DayField

NEW_PERSON = "new"
FOUND_AT_MOST = 10


def uuid_of(text: str) -> uuid.UUID | None:
    """The reference that was sent; None for anything else."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


class AppointForm(forms.Form):
    """Whom (somebody known or a new person), to which group, as what, from when to when."""

    q = forms.CharField(
        label=_("Find a person"),
        required=False,
        max_length=100,
        help_text=_("Name, organisation or position; spelling and accents do not matter."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    person = forms.CharField(required=False, max_length=36)
    titles = forms.CharField(
        label=_("Titles"),
        required=False,
        max_length=100,
        help_text=_("In order, exactly as the person writes them."),
    )
    full_name = forms.CharField(label=_("Full name"), required=False, max_length=200)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    organisation = forms.CharField(label=_("Organisation"), required=False, max_length=200)
    is_another_person = forms.BooleanField(label=_("This is another person of the same name"), required=False)
    group = forms.ModelChoiceField(label=_("Group"), queryset=WorkingGroup.objects.none())
    role = RoleField(label=_("Role"), initial=Role.MEMBER)
    start_on = DayField(label=_("First day"), initial=kl_today)
    end_on = DayField(
        label=_("Last day"), required=False, help_text=_("That day still counts. Empty: no end is set.")
    )
    instrument = forms.CharField(
        label=_("Letter of appointment"),
        required=False,
        max_length=60,
        help_text=_("Its reference number."),
    )
    precedence = forms.IntegerField(
        label=_("Precedence"),
        required=False,
        min_value=1,
        max_value=32_767,
        help_text=_("Place among people of the same role; smaller comes first."),
    )
    is_proposal = forms.BooleanField(
        label=_("Only a proposal"),
        required=False,
        help_text=_("Nothing opens for the person until the secretariat confirms it."),
    )

    def __init__(self, *args: Any, viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.fields["group"].queryset = WorkingGroup.objects.visible_to(viewer)

    def found(self) -> QuerySet[Member]:
        """Whom the search finds, or who has the new person's name, or who was chosen before."""
        members = Member.objects.visible_to(self.viewer)
        if words := self.text_of("q"):
            return members.matching(words)[:FOUND_AT_MOST]
        if self.text_of("person") == NEW_PERSON and (name := self.text_of("full_name")):
            return members.filter(name_key=name_key(name))[:FOUND_AT_MOST]
        chosen = uuid_of(self.text_of("person"))
        return members.filter(reference=chosen)[:1] if chosen else members.none()

    def text_of(self, name: str) -> str:
        """What stands in the field now, sent or given at first."""
        return str(self[name].value() or "").strip()

    def clean_person(self) -> Member | None:
        """The member chosen; None for a new person. Raises ValidationError for nobody."""
        if self.cleaned_data["person"] == NEW_PERSON:
            return None
        chosen = uuid_of(self.cleaned_data["person"])
        member = Member.objects.visible_to(self.viewer).filter(reference=chosen).first() if chosen else None
        if member is None:
            raise forms.ValidationError(_("Choose a person, or enter a new one."))
        return member

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].strip().lower()
        is_new = self.text_of("person") == NEW_PERSON
        if is_new and email and (owner := Member.objects.filter(email__iexact=email).first()):
            raise forms.ValidationError(_("This is the address of %(name)s."), params={"name": owner})
        return email

    def clean(self) -> dict:
        data = super().clean()
        if self.text_of("person") != NEW_PERSON:
            return data
        if not data.get("full_name"):
            self.add_error("full_name", _("Enter the new person's full name."))
        elif not data["is_another_person"] and self.found_namesake(data["full_name"]):
            self.add_error(
                "full_name",
                _("Somebody of this name is known: choose that person, or say that this is another one."),
            )
        return data

    def found_namesake(self, full_name: str) -> bool:
        return Member.objects.filter(name_key=name_key(full_name)).exists()

    def new_person(self) -> dict[str, Any]:
        """The facts of the new person for the service."""
        names = ("titles", "full_name", "email", "organisation")
        return {name: self.cleaned_data[name] for name in names}

    def terms(self) -> dict[str, Any]:
        """The appointment itself for the service."""
        names = ("group", "role", "start_on", "end_on", "instrument", "precedence", "is_proposal")
        return {name: self.cleaned_data[name] for name in names}


class ConfirmForm(forms.Form):
    instrument = forms.CharField(
        label=_("Letter of appointment"),
        required=False,
        max_length=60,
        help_text=_("Its reference number."),
    )


class NoteMixin(forms.Form):
    note = forms.CharField(
        label=_("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Read by the secretariat and the group's chairs."),
    )


class RevokeForm(NoteMixin):
    """`has_served`: then only a correction revokes it."""

    reason = forms.ChoiceField(label=_("Reason"))
    field_order = ("reason", "note")

    def __init__(self, *args: Any, has_served: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = [EndReason.CORRECTION]
        if not has_served:
            reasons = [EndReason.NOT_TAKEN_UP, EndReason.CORRECTION, EndReason.OTHER]
        self.fields["reason"].choices = [(reason.value, reason.label) for reason in reasons]


class ChangeRoleForm(NoteMixin):
    role = RoleField(label=_("New role"))
    from_on = DayField(
        label=_("From"), initial=kl_today, help_text=_("The present role ends the day before.")
    )
    instrument = forms.CharField(
        label=_("Letter of appointment"),
        required=False,
        max_length=60,
        help_text=_("Its reference number."),
    )
    field_order = ("role", "from_on", "instrument", "note")


class EndForm(NoteMixin):
    end_on = DayField(label=_("Last day"), initial=kl_today, help_text=_("That day still counts."))
    reason = forms.ChoiceField(label=_("Reason"))
    field_order = ("end_on", "reason", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The others are written by the services that change a role or correct a record.
        reasons = [
            reason
            for reason in EndReason
            if reason not in (EndReason.ROLE_CHANGE, EndReason.CORRECTION, EndReason.NOT_TAKEN_UP)
        ]
        self.fields["reason"].choices = [("", "—"), *((reason.value, reason.label) for reason in reasons)]


class CorrectForm(forms.Form):
    """The record as it should have been from the start."""

    role = RoleField(label=_("Role"))
    start_on = DayField(label=_("First day"))
    end_on = DayField(
        label=_("Last day"), required=False, help_text=_("That day still counts. Empty: no end is set.")
    )
    instrument = forms.CharField(label=_("Letter of appointment"), required=False, max_length=60)
    note = forms.CharField(
        label=_("What was wrong"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Read by the secretariat and the group's chairs."),
    )

    @classmethod
    def values_of(cls, appointment: Appointment) -> dict[str, Any]:
        return {name: getattr(appointment, name) for name in ("role", "start_on", "end_on", "instrument")}


class PrecedenceForm(forms.Form):
    precedence = forms.IntegerField(
        label=_("Precedence"),
        required=False,
        min_value=1,
        max_value=32_767,
        help_text=_("Place among people of the same role; smaller comes first. Empty: by name, after those."),
    )

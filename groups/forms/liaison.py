"""Forms of liaison requests, sectoral teams and their officers. The rules are the services'."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from groups.enums import LiaisonPurpose, RequestClassification
from groups.models import LiaisonRequest, Sector, SectoralTeam, SectorOfficer, WorkingGroup
from members.enums import Language, PortalRole
from members.models import Member, User
from naio_portal.fields import DayField


def present_language() -> str:
    return "en" if (get_language() or "").startswith("en") else "ms"


def serving(group: WorkingGroup):
    """Members who serve in the group today, by name."""
    in_force = group.appointments.in_force()
    return Member.objects.filter(pk__in=in_force.values("member")).defer("biography", "search_text")


class OwnerField(forms.ModelChoiceField):
    """A person, as they stand in a letter."""

    def label_from_instance(self, obj) -> str:
        return obj.formal_name if isinstance(obj, Member) else obj.name


class RequestForm(forms.Form):
    """A draft: whom, what, by when. One list holds groups and teams: `group-3`, `team-5`."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    addressee = forms.ChoiceField(label=_("To"))
    purpose = forms.ChoiceField(label=_("Purpose"), choices=LiaisonPurpose.choices)
    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(
        label=_("What is asked"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    language = forms.ChoiceField(label=_("Language of the text"), choices=Language.choices)
    due_on = DayField(label=_("Answer by"))
    owner_from = OwnerField(
        label=_("Owner on our side"),
        queryset=Member.objects.none(),
        help_text=_("Gets the answer, and closes the request."),
    )
    classification = forms.ChoiceField(
        label=_("Who may read it"),
        choices=RequestClassification.choices,
        help_text=_("Restricted: both owners, the chairs of both sides, officers of the team, secretariat."),
    )

    def __init__(self, *args: Any, group: WorkingGroup, viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = WorkingGroup.objects.visible_to(viewer).exclude(pk=group.pk)
        teams = SectoralTeam.objects.visible_to(viewer).filter(is_active=True)
        self.addressees = {f"group-{g.pk}": g for g in groups} | {f"team-{t.pk}": t for t in teams}
        named = {key: f"{body.code} · {body.name}" for key, body in self.addressees.items()}
        self.fields["addressee"].choices = [
            ("", "—"),
            (_("Working groups"), [(key, name) for key, name in named.items() if key.startswith("group-")]),
            (_("Sectoral teams"), [(key, name) for key, name in named.items() if key.startswith("team-")]),
        ]
        self.fields["owner_from"].queryset = serving(group)
        for name in ("subject", "text"):
            self.fields[name].widget.attrs["lang"] = self["language"].value() or present_language()

    @staticmethod
    def values_of(request: LiaisonRequest) -> dict[str, Any]:
        """What the form shows of a draft."""
        same = (
            "version", "purpose", "subject", "text", "language", "due_on", "owner_from", "classification",
        )  # fmt: skip
        kind = "team" if request.is_to_team else "group"
        return {name: getattr(request, name) for name in same} | {
            "addressee": f"{kind}-{request.to_team_id or request.to_group_id}"
        }

    def terms(self) -> dict[str, Any]:
        """The draft's fields for the service."""
        data = {k: v for k, v in self.cleaned_data.items() if k not in ("version", "addressee")}
        body = self.addressees[self.cleaned_data["addressee"]]
        is_team = isinstance(body, SectoralTeam)
        return data | {"to_team": body if is_team else None, "to_group": None if is_team else body}


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("Answer"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}))
    language = forms.ChoiceField(
        label=_("Language of the text"), choices=Language.choices, initial=present_language
    )


class MessageForm(forms.Form):
    text = forms.CharField(label=_("Message"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 3}))
    language = forms.ChoiceField(
        label=_("Language of the text"), choices=Language.choices, initial=present_language
    )


class AskingOwnerForm(forms.Form):
    owner = OwnerField(label=_("Owner"), queryset=Member.objects.none())

    def __init__(self, *args: Any, request: LiaisonRequest, **kwargs: Any) -> None:
        super().__init__(*args, initial={"owner": request.owner_from_id}, **kwargs)
        self.fields["owner"].queryset = serving(request.from_group)


class AnsweringOwnerForm(forms.Form):
    owner = OwnerField(label=_("Owner"), queryset=Member.objects.none())

    def __init__(self, *args: Any, request: LiaisonRequest, **kwargs: Any) -> None:
        super().__init__(*args, initial={"owner": request.owner_officer_id or request.owner_to_id}, **kwargs)
        self.fields["owner"].queryset = (
            officers_in_force(request) if request.is_to_team else serving(request.to_group)
        )


class LinkForm(forms.Form):
    officer = OwnerField(label=_("Officer"), queryset=SectorOfficer.objects.none())

    def __init__(self, *args: Any, request: LiaisonRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = officers_in_force(request).filter(contact__isnull=False)


def officers_in_force(request: LiaisonRequest):
    officers = SectorOfficer.objects.in_force().filter(team=request.to_team_id)
    return officers.select_related("user__member", "contact")


class TeamForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    sectors = forms.ModelMultipleChoiceField(
        label=_("Sectors"), queryset=Sector.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = SectoralTeam
        fields = ["code", "slug", "name_en", "name_ms", "lead_agency", "position", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = self.instance.sectors.all() if self.instance.pk else Sector.objects.none()
        self.fields["sectors"].queryset = Sector.objects.filter(is_active=True) | there
        self.fields["sectors"].queryset = self.fields["sectors"].queryset.distinct()
        if self.instance.pk:
            del self.fields["code"]
            self.initial.update(sectors=list(there), version=self.instance.version)


class SectorForm(forms.ModelForm):
    class Meta:
        model = Sector
        fields = ["code", "name_en", "name_ms", "position", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["code"]


class SignInField(forms.ModelChoiceField):
    def label_from_instance(self, obj: User) -> str:
        return f"{obj.display_name} · {obj.email}"


class OfficerForm(forms.Form):
    """A sign-in from the list, or name and address of somebody who has none."""

    user = SignInField(
        label=_("Sign-in"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("No sign-in: by mail only"),
        help_text=_("People whose portal role is sector officer."),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        help_text=_("As it stands in a letter, with titles."),
    )
    email = forms.EmailField(label=_("E-mail address"), required=False)
    language = forms.ChoiceField(label=_("Language of mails"), choices=Language.choices)
    post = forms.CharField(label=_("Post in the agency"), max_length=200, required=False)
    start_on = DayField(label=_("First day"))
    end_on = DayField(
        label=_("Last day"), required=False, help_text=_("That day still counts. Empty: no end is set.")
    )

    def __init__(self, *args: Any, officer: SectorOfficer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_by_mail = officer is not None and officer.contact_id is not None
        if officer is None:
            signed_in = User.objects.filter(portal_role=PortalRole.SECTOR_OFFICER, is_active=True)
            self.fields["user"].queryset = signed_in.select_related("member")
            return
        del self.fields["user"]
        if not self.is_by_mail:
            for name in ("name", "email", "language"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "name" not in self.fields or data.get("user"):
            return data
        for name, text in (
            ("name", _("Enter a name, or choose a sign-in.")),
            ("email", _("Enter the address.")),
        ):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, text)
        return data

    @staticmethod
    def values_of(officer: SectorOfficer) -> dict[str, Any]:
        values = {name: getattr(officer, name) for name in ("post", "start_on", "end_on")}
        if officer.contact:
            values |= {name: getattr(officer.contact, name) for name in ("name", "email", "language")}
        return values

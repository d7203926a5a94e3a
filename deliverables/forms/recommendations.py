"""The text of a recommendation, where it feeds, what it rests on; and what each move asks."""

import datetime as dt
from collections.abc import Iterable

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from deliverables.enums import (
    CONSENTING_STATES,
    Classification,
    ConsentMethod,
    RecommendationLinkKind,
    ResponseOutcome,
)
from deliverables.forms.plans import DayInput
from deliverables.models import Authority, Deliverable, Instrument, Recommendation, Version
from deliverables.services import Evidence, Place
from groups.models import WorkingGroup
from meetings.models import Meeting
from members.models import Member
from naio_portal.dates import KUALA_LUMPUR, format_date, kl_today

# Consent is recorded soon after the meeting: older ones are not offered.
MEETINGS_OFFERED = dt.timedelta(days=730)
LANGUAGES = [("ms", "Bahasa Melayu"), ("en", "English")]


def tree_choices(instruments: Iterable[Instrument]) -> list[tuple[object, str]]:
    """Every instrument and its parts, in the order of the tree, parts indented; first an empty choice."""
    below: dict[int | None, list[Instrument]] = {}
    for instrument in instruments:
        below.setdefault(instrument.parent_id, []).append(instrument)
    found: list[tuple[object, str]] = [("", "---------")]

    def walk(parent: int | None, depth: int) -> None:
        for instrument in below.get(parent, []):
            found.append((instrument.pk, f"{'— ' * depth}{instrument}"))
            walk(instrument.pk, depth + 1)

    walk(None, 0)
    return found


class RecommendationForm(forms.ModelForm):
    """The text in both languages, the addressee and the people."""

    contributors = forms.ModelMultipleChoiceField(
        queryset=Member.objects.none(),
        required=False,
        label=gettext_lazy("Contributors"),
        help_text=gettext_lazy("Each gets one mail at every change of state."),
        widget=forms.CheckboxSelectMultiple(),
    )
    version = forms.IntegerField(widget=forms.HiddenInput())

    class Meta:
        model = Recommendation
        fields = (
            "title_ms",
            "title_en",
            "text_ms",
            "text_en",
            "rationale_ms",
            "rationale_en",
            "addressee",
            "priority",
            "classification",
        )
        widgets = {
            "title_ms": forms.TextInput(attrs={"lang": "ms"}),
            "title_en": forms.TextInput(attrs={"lang": "en"}),
            **{
                f"{name}_{language}": forms.Textarea(attrs={"rows": 4, "lang": language})
                for name in ("text", "rationale")
                for language in ("ms", "en")
            },
            "classification": forms.RadioSelect(choices=Classification.choices),
        }
        help_texts = {
            "title_ms": gettext_lazy("A draft may wait for one language; adoption needs both."),
        }

    def __init__(self, *args, group: WorkingGroup, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        made = self.instance
        self.fields["addressee"].queryset = Authority.objects.filter(
            is_active=True
        ) | Authority.objects.filter(pk=made.addressee_id)
        people = Member.objects.filter(appointments__in=group.appointments.in_force())
        present = list(made.contributors.values_list("member_id", flat=True)) if made.pk else []
        self.fields["contributors"].queryset = (
            (people | Member.objects.filter(pk__in=present)).distinct().defer("biography", "search_text")
        )
        self.fields["contributors"].initial = present
        self.fields["version"].initial = made.version

    def _post_clean(self) -> None:
        """The service builds and checks the object."""

    def values(self) -> dict:
        """The definition, as the services take it."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class PlaceForm(forms.Form):
    """One place in an instrument; empty: none."""

    instrument = forms.ModelChoiceField(
        queryset=Instrument.objects.all(), required=False, label=gettext_lazy("Instrument, chapter or clause")
    )
    place = forms.CharField(required=False, max_length=200, label=gettext_lazy("Place in it, in words"))

    def __init__(self, *args, choices, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instrument"].choices = choices

    def clean(self) -> dict:
        data = super().clean()
        if data.get("place") and not data.get("instrument") and "instrument" not in self.errors:
            self.add_error("instrument", _("Choose the instrument that this place is in."))
        return data


class EvidenceForm(forms.Form):
    """One deliverable that it rests on; empty: none."""

    deliverable = forms.ModelChoiceField(
        queryset=Deliverable.objects.none(), required=False, label=gettext_lazy("Deliverable")
    )
    number = forms.IntegerField(required=False, min_value=1, label=gettext_lazy("Version (optional)"))
    note = forms.CharField(required=False, max_length=300, label=gettext_lazy("What it shows"))

    def __init__(self, *args, deliverables, choices, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["deliverable"].queryset = deliverables
        self.fields["deliverable"].choices = choices

    def clean(self) -> dict:
        data = super().clean()
        deliverable, number = data.get("deliverable"), data.get("number")
        data["version"] = None
        if deliverable is None:
            if (number or data.get("note")) and "deliverable" not in self.errors:
                self.add_error("deliverable", _("Choose the deliverable."))
        elif number:
            rows = Version.objects.visible_to(self.user).filter(deliverable=deliverable, number=number)
            data["version"] = rows.first()
            if data["version"] is None:
                self.add_error("number", _("There is no version of that number that you may read."))
        return data


PlaceFormSet = forms.formset_factory(PlaceForm, extra=2, max_num=40)
EvidenceFormSet = forms.formset_factory(EvidenceForm, extra=2, max_num=40)


def places_of(rows) -> list[Place]:
    """What the rows say; an empty row says nothing."""
    return [Place(data["instrument"], data["place"]) for data in rows.cleaned_data if data.get("instrument")]


def evidence_of(rows) -> list[Evidence]:
    return [
        Evidence(data["deliverable"], data["version"], data["note"])
        for data in rows.cleaned_data
        if data.get("deliverable")
    ]


# --- moves ----------------------------------------------------------------------------------------------


def language_now() -> str:
    return "en" if (get_language() or "ms").startswith("en") else "ms"


class MeetingField(forms.ModelChoiceField):
    """A meeting by its day and title."""

    def label_from_instance(self, obj) -> str:
        return f"{format_date(obj.starts_at.astimezone(KUALA_LUMPUR).date())} · {obj.title}"


class ConsentForm(forms.Form):
    """How the group consented, and where."""

    meeting = MeetingField(
        label=gettext_lazy("Meeting"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=gettext_lazy("None: by correspondence"),
        help_text=gettext_lazy("Meetings of the group that have begun."),
    )
    method = forms.ChoiceField(
        label=gettext_lazy("How"), choices=ConsentMethod.choices, widget=forms.RadioSelect()
    )
    on = forms.DateField(label=gettext_lazy("Consent given on"), widget=DayInput(), initial=kl_today)
    votes_for = forms.IntegerField(
        label=gettext_lazy("Votes for"),
        required=False,
        min_value=0,
        max_value=9999,
        help_text=gettext_lazy("The figures are asked of a vote alone."),
    )
    votes_against = forms.IntegerField(
        label=gettext_lazy("Votes against"), required=False, min_value=0, max_value=9999
    )
    votes_abstaining = forms.IntegerField(
        label=gettext_lazy("Abstentions"), required=False, min_value=0, max_value=9999
    )

    def __init__(self, *args, recommendation: Recommendation, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = (
            Meeting.objects.visible_to(user)
            .of_group(recommendation.group)
            .filter(state__in=CONSENTING_STATES, starts_at__gte=timezone.now() - MEETINGS_OFFERED)
            .order_by("-starts_at")
        )


class SubmitForm(forms.Form):
    """The letter."""

    letter_number = forms.CharField(label=gettext_lazy("Number of the letter"), max_length=60)
    submitted_on = forms.DateField(
        label=gettext_lazy("Date of the letter"), widget=DayInput(), initial=kl_today
    )


class AnswerForm(forms.Form):
    """What the addressee answers."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Answer"), choices=ResponseOutcome.choices, widget=forms.RadioSelect()
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the reason"), choices=LANGUAGES, initial=language_now
    )
    signed_by = forms.CharField(
        label=gettext_lazy("Signed by"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Name and post, as in the letter."),
    )


class ResponseForm(AnswerForm):
    """The same, entered for the addressee: with the day of its letter."""

    responded_on = forms.DateField(
        label=gettext_lazy("Date of the answer"), widget=DayInput(), initial=kl_today
    )


class ReportForm(forms.Form):
    """How far it is carried out."""

    percent = forms.IntegerField(
        label=gettext_lazy("Implemented, percent"),
        min_value=0,
        max_value=100,
        help_text=gettext_lazy("100 makes it implemented, and asks for evidence."),
    )
    note = forms.CharField(
        label=gettext_lazy("What was done"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the note"), choices=LANGUAGES, initial=language_now
    )
    evidence_url = forms.URLField(
        label=gettext_lazy("Evidence (link)"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )


class SuccessorForm(forms.Form):
    """What takes its place."""

    successor = forms.CharField(
        label=gettext_lazy("Code of the recommendation that takes its place"),
        max_length=20,
        help_text=gettext_lazy("Such as SAF-2025-03; adopted by its group."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("How"),
        choices=[
            (RecommendationLinkKind.SUPERSEDES, gettext_lazy("It supersedes this one")),
            (RecommendationLinkKind.MERGES, gettext_lazy("It takes this one in, with others")),
        ],
        widget=forms.RadioSelect(),
        initial=RecommendationLinkKind.SUPERSEDES,
    )


# --- what the secretariat keeps -------------------------------------------------------------------------


class InstrumentForm(forms.ModelForm):
    """One part of the tree."""

    version = forms.IntegerField(widget=forms.HiddenInput())

    class Meta:
        model = Instrument
        fields = (
            "parent",
            "kind",
            "label",
            "name_ms",
            "name_en",
            "slug",
            "is_working_translation",
            "position",
        )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = tree_choices(Instrument.objects.all())
        self.fields["kind"].help_text = _("A part has the kind of what it belongs to.")
        self.fields["version"].initial = self.instance.version

    def _post_clean(self) -> None:
        """The service builds and checks the object."""

    def arguments(self) -> dict:
        """As `save_instrument` takes them."""
        values = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return {"values": values, "version": self.cleaned_data["version"]}


class AuthorityForm(forms.ModelForm):
    """An authority, and who answers for it by a link."""

    version = forms.IntegerField(widget=forms.HiddenInput())
    contact_name = forms.CharField(
        label=gettext_lazy("Contact: name"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Gets each recommendation with a link to answer it without signing in."),
    )
    contact_email = forms.EmailField(label=gettext_lazy("Contact: e-mail address"), required=False)
    contact_language = forms.ChoiceField(label=gettext_lazy("Contact: language"), choices=LANGUAGES)

    class Meta:
        model = Authority
        fields = ("name_ms", "name_en", "slug", "address", "is_active")
        widgets = {"address": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        contact = self.instance.contact
        if contact is not None:
            self.fields["contact_name"].initial = contact.name
            self.fields["contact_email"].initial = contact.email
            self.fields["contact_language"].initial = contact.language

    def _post_clean(self) -> None:
        """The service builds and checks the object."""

    def arguments(self) -> dict:
        """As `save_authority` takes them."""
        contact = {name: self.cleaned_data[name] for name in self.cleaned_data if name.startswith("contact_")}
        values = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return {"values": values, "version": self.cleaned_data["version"], **contact}

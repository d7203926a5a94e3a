"""The forms of meetings and agenda items: shape of the input, no rule."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.forms.fields import BaseTemporalField
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import WorkingGroup
from groups.serving import chaired_groups_of
from meetings.enums import ItemKind, Visibility
from meetings.local_times import after_gap, readings, wall_of, zone_choices
from meetings.models import Meeting
from meetings.services.meetings import MeetingDetails
from members.enums import Language
from naio_portal.access import may
from naio_portal.dates import format_instant, format_time, format_zone

WALL_FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S")
# Field of the service's ValidationError -> field of the form.
FIELD_OF = {"starts_at": "starts_local", "ends_at": "ends_local"}


class WallTimeField(BaseTemporalField):
    """Day and time as a clock shows them, without a zone: the form's zone field says which."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {"invalid": gettext_lazy("Give a day and a time.")}

    def __init__(self, **kwargs) -> None:
        super().__init__(input_formats=WALL_FORMATS, **kwargs)

    def strptime(self, value: str, format: str) -> dt.datetime:
        return dt.datetime.strptime(value, format)

    def to_python(self, value: object) -> dt.datetime | None:
        if value in self.empty_values:
            return None
        return value if isinstance(value, dt.datetime) else super().to_python(value)


class BaseField(forms.JSONField):
    """What the editor saw when the form was made, in a hidden field; {} when it is missing or spoilt."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)

    def clean(self, value: str | None) -> dict:
        try:
            base = json.loads(value or "{}")
        except (ValueError, RecursionError):
            return {}
        return base if isinstance(base, dict) else {}


class MeetingForm(forms.Form):
    """A meeting's details; times are those of the chosen zone. A time that DST leaves out is refused with
    the next one, one that comes twice is asked for."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the texts"), choices=Language.choices, initial=Language.MS
    )
    is_plenary = forms.BooleanField(label=gettext_lazy("Plenary of all groups"), required=False)
    groups = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Groups that meet"),
        queryset=WorkingGroup.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone of the place"),
        choices=zone_choices,
        initial="Asia/Kuala_Lumpur",
        help_text=gettext_lazy(
            "Start and end below are times in this zone; each reader also sees their own."
        ),
    )
    starts_local = WallTimeField(label=gettext_lazy("Start"))
    ends_local = WallTimeField(label=gettext_lazy("End"))
    place = forms.CharField(label=gettext_lazy("Place"), max_length=300, required=False)
    link = forms.URLField(
        label=gettext_lazy("Link to join"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Shown to those who meet, the secretariat and leadership only."),
    )
    description = forms.CharField(
        label=gettext_lazy("Description"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    base = BaseField()

    def __init__(self, *args, user, meeting: Meeting | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self._choose_groups(user)
        for field in ("starts", "ends"):
            self._ask_which(field)
        self.order_fields([*self._order()])

    def _choose_groups(self, user) -> None:
        """A chair chooses among the groups that they chair; the others that meet stay as they are."""
        self.fixed_groups: list[WorkingGroup] = []
        self.is_fixed_plenary = False
        if may(user, "meetings.call_plenary"):
            return
        del self.fields["is_plenary"]
        chaired = WorkingGroup.objects.filter(pk__in=chaired_groups_of(user))
        self.is_fixed_plenary = bool(self.meeting and self.meeting.is_plenary)
        if self.meeting:
            self.fixed_groups = [
                link.group
                for link in self.meeting.meeting_groups.all()
                if self.is_fixed_plenary or link.group_id not in chaired_groups_of(user)
            ]
        if self.is_fixed_plenary:
            del self.fields["groups"]
            return
        self.fields["groups"].queryset = chaired
        if not self.meeting and len(chaired_groups_of(user)) == 1:
            self.fields["groups"].initial = list(chaired)

    def _ask_which(self, field: str) -> None:
        """Where clocks show the time twice, a question which of the two is meant."""
        wall, zone = self._entered(f"{field}_local"), self._entered("time_zone")
        if wall is None or zone is None:
            return
        found = readings(wall, ZoneInfo(zone))
        if len(found) < 2:
            return
        texts = (gettext_lazy("first time, %(zone)s"), gettext_lazy("second time, %(zone)s"))
        self.fields[f"{field}_reading"] = forms.ChoiceField(
            label=format_lazy("{}: {}", self.fields[f"{field}_local"].label, _("which of the two?")),
            choices=[
                (
                    number,
                    f"{format_time(wall)}, {text % {'zone': format_zone(at.astimezone(ZoneInfo(zone)))}}",
                )
                for number, text, at in zip("12", texts, found, strict=True)
            ],
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Clocks go back that night and show this time twice: choose which is meant.")
            },
        )

    def _entered(self, name: str) -> object:
        """The field's value as sent or as first shown, cleaned; None when it is missing or wrong."""
        field = self.fields[name]
        value = self[name].value() if self.is_bound else self.get_initial_for_field(field, name)
        try:
            return field.clean(value)
        except ValidationError:
            return None

    def _order(self) -> Iterable[str]:
        """Questions about double hours after the two times, which stand beside each other."""
        for name in self.fields:
            if not name.endswith("_reading"):
                yield name
            if name == "ends_local":
                yield from ("starts_reading", "ends_reading")

    def clean(self) -> dict:
        data = super().clean()
        for field in ("starts", "ends"):
            self._resolve(field, data)
        if "starts_at" in data and "ends_at" in data and data["ends_at"] <= data["starts_at"]:
            self.add_error("ends_local", _("The end must be after the start."))
        if not data.get("is_plenary") and not self.chosen_groups():
            self.add_error("groups", _("Choose at least one group, or all of them."))
        return data

    def _resolve(self, field: str, data: dict) -> None:
        """Put the instant `<field>_at` into the data, or an error next to the field."""
        wall, zone_name = data.get(f"{field}_local"), data.get("time_zone")
        if wall is None or zone_name is None:
            return
        zone = ZoneInfo(zone_name)
        found = readings(wall, zone)
        if not found:
            self.add_error(
                f"{field}_local",
                _("Clocks go forward that night: %(time)s does not exist there. The next is %(next)s.")
                % {"time": format_time(wall), "next": format_time(after_gap(wall, zone))},
            )
        elif len(found) == 1:
            data[f"{field}_at"] = found[0]
        elif data.get(f"{field}_reading"):
            data[f"{field}_at"] = found[int(data[f"{field}_reading"]) - 1]

    def chosen_groups(self) -> list[WorkingGroup]:
        """Those ticked, and those that this person may not take away."""
        return [*self.cleaned_data.get("groups", ()), *self.fixed_groups]

    def details(self) -> MeetingDetails:
        """What the services take. Only after `is_valid()`."""
        data = self.cleaned_data
        return MeetingDetails(
            title=data["title"],
            starts_at=data["starts_at"],
            ends_at=data["ends_at"],
            time_zone=data["time_zone"],
            language=data["language"],
            place=data["place"],
            link=data["link"],
            description=data["description"],
            is_plenary=data.get("is_plenary", self.is_fixed_plenary),
        )

    def add_service_errors(self, error: ValidationError) -> None:
        """Show a service's errors next to their fields."""
        for field, messages in error.message_dict.items():
            name = FIELD_OF.get(field, field)
            self.add_error(name if name in self.fields else None, messages)


def initial_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the form shows for `values_of(meeting)`: wall times of the meeting's zone."""
    zone = ZoneInfo(values["time_zone"])
    shown = {**values, "groups": sorted(values["groups"])}
    for field in ("starts", "ends"):
        instant = shown.pop(f"{field}_at")
        wall = wall_of(instant, zone)
        shown[f"{field}_local"] = wall
        found = readings(wall, zone)
        shown[f"{field}_reading"] = str(found.index(instant.replace(second=0, microsecond=0)) + 1)
    return shown


def shown_value(field: str, value: Any, zone: str) -> str:
    """A value of `values_of(meeting)` in words, for the comparison of two editors' texts."""
    if isinstance(value, dt.datetime):
        return format_instant(value, zone)
    if field == "groups":
        return ", ".join(group.name for group in WorkingGroup.objects.filter(pk__in=value))
    if field == "is_plenary":
        return _("Yes") if value else _("No")
    if field == "language":
        return str(Language(value).label)
    return str(value)


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Stands in the mail to those who were told, and on the meeting's page."),
        error_messages={"required": gettext_lazy("Say why the meeting is cancelled.")},
    )


class AgendaItemForm(forms.Form):
    """One item of an agenda. `may_restrict`: whether the person may open or close an item to named people."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=ItemKind.choices, initial=ItemKind.DISCUSSION
    )
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=1, max_value=600, initial=10)
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may read it"), choices=Visibility.choices, initial=Visibility.COMMON
    )
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    base = BaseField()

    def __init__(self, *args, may_restrict: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            kind = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
            field.widget.attrs |= {"class": kind, "aria-describedby": f"{str(self.auto_id) % name}_error"}
        if not may_restrict:
            self.fields["visibility"].choices = [
                choice for choice in Visibility.choices if choice[0] != Visibility.RESTRICTED
            ]

    def values(self) -> dict[str, Any]:
        """What the services take. Only after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in ("title", "kind", "minutes", "visibility", "note")}

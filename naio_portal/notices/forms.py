"""Forms of mail and reminders."""

import re

from babel import Locale
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from naio_portal.notices.enums import Audience, DigestRhythm
from naio_portal.notices.models import ReminderRule
from naio_portal.notices.models.reminders import FURTHEST_STAGE
from naio_portal.notices.subjects import SUBJECTS
from naio_portal.numbers import number_of


class PreferenceForm(forms.Form):
    """How often the digest comes."""

    digest = forms.ChoiceField(
        label=gettext_lazy("Digest of what you contribute to"),
        choices=DigestRhythm.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("It comes at 09:00 on your working days, in the same mail as your reminders."),
    )


class DaysField(forms.CharField):
    """Numbers of days, `30, 14, 7, 1`: a list of whole numbers, each once, from 1."""

    def clean(self, value: str) -> list[int]:
        words = [word for word in re.split(r"[\s,;]+", super().clean(value)) if word]
        wrong = [word for word in words if not number_of(word, FURTHEST_STAGE)]
        if wrong:
            raise ValidationError(
                _("“%(word)s” is no number of days from 1 to %(most)d. Write for example: 30, 14, 7, 1.")
                % {"word": wrong[0][:20], "most": FURTHEST_STAGE}
            )
        return sorted({int(word) for word in words})


class RuleForm(forms.Form):
    """A reminder rule as people say it: days before, the day itself, days after, then every so many days."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    subject_kind = forms.ChoiceField(label=gettext_lazy("About"))
    audience = forms.ChoiceField(label=gettext_lazy("To"), choices=Audience.choices)
    name_en = forms.CharField(label=gettext_lazy("Name (English)"), max_length=120)
    name_ms = forms.CharField(label=gettext_lazy("Name (Malay)"), max_length=120)
    before = DaysField(
        label=gettext_lazy("Days before the date"),
        required=False,
        help_text=gettext_lazy("Numbers with commas between, for example 30, 14, 7, 1. Empty: none."),
    )
    on_the_day = forms.BooleanField(label=gettext_lazy("On the day itself"), required=False)
    after = DaysField(
        label=gettext_lazy("Days after the date"),
        required=False,
        help_text=gettext_lazy(
            "For something overdue, or days since the last update or the request. For example 3, 7, 14, 21."
        ),
    )
    repeat_every = forms.IntegerField(
        label=gettext_lazy("Then every so many days"),
        required=False,
        min_value=1,
        max_value=365,
        help_text=gettext_lazy(
            "From the last of those days on, as long as nothing changes. Empty: no repeat."
        ),
    )
    is_active = forms.BooleanField(label=gettext_lazy("In use"), required=False)

    def __init__(self, *args, rule: ReminderRule | None = None, **kwargs) -> None:
        if rule is not None:
            kwargs["initial"] = {**initial_of(rule), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        if rule is not None:
            del self.fields["subject_kind"]
        else:
            self.fields["subject_kind"].choices = [(kind, s.title) for kind, s in SUBJECTS.items()]
        self.kind = rule.subject_kind if rule is not None else ""

    def clean(self) -> dict:
        """Puts `stages` together; says beside its field what a rule cannot be."""
        data = super().clean()
        kind = self.kind or data.get("subject_kind", "")
        is_due_date = kind not in SUBJECTS or SUBJECTS[kind].is_due_date
        if not is_due_date and (data.get("before") or data.get("on_the_day")):
            since = SUBJECTS[kind].counted_from
            self.add_error(
                "before", _("Days are counted from %(since)s: name days after it only.") % {"since": since}
            )
        stages = [-days for days in data.get("before") or []] + list(data.get("after") or [])
        data["stages"] = sorted([*stages, 0] if data.get("on_the_day") else stages)
        if not data["stages"] and not self.errors:
            self.add_error("before", _("Name at least one day to remind on."))
        elif data.get("repeat_every") and data["stages"] and data["stages"][-1] < 0:
            self.add_error("repeat_every", _("A repeat goes on from the day itself or a day after it."))
        return data

    @property
    def rule_fields(self) -> dict:
        """What the services take."""
        left_out = {"seen", "before", "on_the_day", "after", "subject_kind"}
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}


def initial_of(rule: ReminderRule) -> dict:
    """The rule as the form says it."""
    return {
        "audience": rule.audience,
        "name_en": rule.name_en,
        "name_ms": rule.name_ms,
        "before": ", ".join(str(-stage) for stage in sorted(rule.stages) if stage < 0),
        "on_the_day": 0 in rule.stages,
        "after": ", ".join(str(stage) for stage in sorted(rule.stages) if stage > 0),
        "repeat_every": rule.repeat_every,
        "is_active": rule.is_active,
    }


# CLDR's Malay leaves it in English.
MALAY_NAMES = {"IM": "Pulau Man"}


def countries() -> list[tuple[str, str]]:
    """(ISO code, name) in the active language, Malaysia first."""
    language = "en" if (get_language() or "ms").startswith("en") else "ms"
    names = {**Locale.parse(language).territories, **(MALAY_NAMES if language == "ms" else {})}
    found = [(code, str(name)) for code, name in names.items() if len(code) == 2 and code.isalpha()]
    return sorted(found, key=lambda pair: (pair[0] != "MY", pair[1]))


def states() -> list[tuple[str, str]]:
    """(code, name) of the states of Malaysia, as members have them."""
    return list(apps.get_model("members.Member")._meta.get_field("state").choices)


class DayOffForm(forms.Form):
    """A day on which people of a country or state do not work."""

    on = forms.DateField(
        label=gettext_lazy("Day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        help_text=gettext_lazy("What people know the day by, for example the proclamation that made it one."),
    )
    country = forms.ChoiceField(label=gettext_lazy("Country"), initial="MY")
    state = forms.ChoiceField(
        label=pgettext_lazy("Malaysia", "State"),
        required=False,
        help_text=gettext_lazy("Of Malaysia. Empty: the whole country."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = countries()
        self.fields["state"].choices = [("", pgettext("Malaysia", "All states")), *states()]

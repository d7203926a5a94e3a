"""Forms of the steps of an import."""

import hashlib
from collections.abc import Iterable, Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naio_portal.dates import format_date
from naio_portal.fields import DayField
from naio_portal.imports.asking import Asked
from naio_portal.imports.kinds import kind_of
from naio_portal.imports.models import FileImport
from naio_portal.imports.selectors import Column
from naio_portal.spreadsheets.dates import Order
from naio_portal.spreadsheets.headers import missing_fields

MAX_TEXT = 500


def styled(form: forms.Form) -> None:
    """Classes for fields that a page places itself, outside of crispy."""
    for field in form.fields.values():
        kind = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
        field.widget.attrs["class"] = kind


class SheetForm(forms.Form):
    """Which sheet, and which of its rows holds the headings."""

    sheet = forms.TypedChoiceField(label=gettext_lazy("Sheet"), coerce=int)
    header_row = forms.IntegerField(label=gettext_lazy("Row of the headings"), min_value=1)

    def __init__(self, data=None, *, file_import: FileImport) -> None:
        first = {"sheet": file_import.sheet, "header_row": file_import.header_row}
        super().__init__(data, initial=first)
        self.fields["sheet"].choices = [
            (place, sheet["name"] or _("The list"))
            for place, sheet in enumerate(file_import.sheets)
            if sheet["header_row"] is not None
        ]


class ColumnsForm(forms.Form):
    """What each column holds, and for one whose dates can be read either way, which number comes first."""

    def __init__(self, data=None, *, file_import: FileImport, columns: Sequence[Column]) -> None:
        super().__init__(data)
        self.kind = kind_of(file_import)
        self.columns = columns
        held = {index: name for name, index in file_import.mapping.items()}
        orders = file_import.options.get("orders", {})
        choices = [("", _("Not imported")), *((target.name, target.heading) for target in self.kind.fields)]
        for column in columns:
            names = {"letter": column.letter, "heading": column.heading or _("No heading")}
            self.fields[f"column_{column.index}"] = forms.ChoiceField(
                label=_("Column %(letter)s, %(heading)s: holds") % names,
                choices=choices,
                required=False,
                initial=held.get(column.index, ""),
            )
            if column.ambiguous:
                self.fields[f"order_{column.index}"] = forms.ChoiceField(
                    label=_("Column %(letter)s, %(heading)s: dates are") % names,
                    choices=[
                        (Order.DAY_FIRST, self.order_text(_("Day first"), column.day_first)),
                        (Order.MONTH_FIRST, self.order_text(_("Month first"), column.month_first)),
                    ],
                    initial=orders.get(held.get(column.index, ""), Order.DAY_FIRST),
                )

        styled(self)

    @staticmethod
    def order_text(name: str, day) -> str:
        return f"{name}: {format_date(day)}" if day else name

    def lines(self) -> Iterable[tuple[Column, forms.BoundField, forms.BoundField | None]]:
        """Each column with its field, and the order of its dates where that is asked."""
        for column in self.columns:
            order = f"order_{column.index}"
            yield column, self[f"column_{column.index}"], self[order] if order in self.fields else None

    def clean(self) -> dict:
        taken: dict[str, Column] = {}
        for column in self.columns:
            name = self.cleaned_data.get(f"column_{column.index}", "")
            if name and name in taken:
                self.add_error(
                    f"column_{column.index}",
                    _("Column %(letter)s already holds this.") % {"letter": taken[name].letter},
                )
            elif name:
                taken[name] = column
        self.mapping = {name: column.index for name, column in taken.items()}
        if missing := missing_fields(self.mapping, self.kind.fields):
            names = ", ".join(target.heading for target in missing)
            self.add_error(None, _("Say which column holds: %(names)s.") % {"names": names})
        return self.cleaned_data

    def orders(self) -> dict[str, str]:
        """Date field -> which number comes first."""
        return {
            name: self.cleaned_data.get(f"order_{self.mapping[name]}", Order.DAY_FIRST)
            for name in self.kind.date_fields
            if name in self.mapping
        }


class AnswerForm(forms.Form):
    """The answer to one question. Its names in the page come from the question, not from its place."""

    choice = forms.ChoiceField(required=False)

    def __init__(self, data=None, *, asked: Asked) -> None:
        prefix = "q" + hashlib.sha256(asked.key.encode()).hexdigest()[:10]
        first = {"choice": asked.token, "day": asked.day, "text": asked.text}
        super().__init__(data, prefix=prefix, initial=first)
        self.asked = asked
        self.fields["choice"].label = asked.sentence
        self.fields["choice"].choices = asked.choices
        if asked.answer and asked.token not in dict(asked.choices):
            # Given while the row asked otherwise: shown, so that it is not lost without a word.
            self.fields["choice"].choices = [*asked.choices, (asked.token, asked.token)]
        if asked.takes_day:
            self.fields["day"] = DayField(label=_("Day"), required=False)
        if asked.takes_text:
            self.fields["text"] = forms.CharField(label=_("Reason"), required=False, max_length=MAX_TEXT)
        styled(self)

    @property
    def is_sent(self) -> bool:
        """Whether the page that was sent had this question."""
        return self.add_prefix("choice") in self.data

    def clean(self) -> dict:
        choice = self.cleaned_data.get("choice", "")
        if choice in self.asked.with_day and not self.cleaned_data.get("day") and "day" not in self.errors:
            self.add_error("day", _("Say from which day."))
        if choice in self.asked.with_text and not self.cleaned_data.get("text", "").strip():
            self.add_error("text", _("Give the reason."))
        return self.cleaned_data

    def answer(self) -> str:
        """As the plan takes it."""
        choice = self.cleaned_data.get("choice", "")
        if choice in self.asked.with_day:
            return self.asked.with_day[choice] + self.cleaned_data["day"].isoformat()
        if choice in self.asked.with_text:
            return self.asked.with_text[choice] + self.cleaned_data["text"].strip()
        return choice


def answer_forms(asked: Iterable[Asked], data=None) -> list[AnswerForm]:
    """A form for each question; those that the page sent are bound."""
    forms_ = []
    for one in asked:
        form = AnswerForm(data, asked=one)
        forms_.append(form if data is None or form.is_sent else AnswerForm(asked=one))
    return forms_


def given(forms_: Iterable[AnswerForm]) -> dict[str, str] | None:
    """Key of the question -> answer, of those that were sent; None when one of them is wrong."""
    sent = [form for form in forms_ if form.is_bound]
    if any(form.errors for form in sent):
        return None
    return {form.asked.key: form.answer() for form in sent if form.answer() != form.asked.answer}

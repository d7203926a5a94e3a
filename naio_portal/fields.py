"""Form fields that several apps share."""

from django import forms


class DayField(forms.DateField):
    """A calendar day in the browser's own picker; `28/2/2025` typed by hand is read day first."""

    def __init__(self, **kwargs) -> None:
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            input_formats=["%Y-%m-%d", "%d/%m/%Y"],
            **kwargs,
        )

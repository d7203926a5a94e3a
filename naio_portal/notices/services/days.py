"""Days off that the secretariat adds to those of the calendar."""

import datetime as dt

from django.db import transaction

from naio_portal.access import require
from naio_portal.notices.models import ExtraHoliday


@transaction.atomic
def add_day_off(*, on: dt.date, country: str, state: str, name: str, by) -> ExtraHoliday:
    """Nobody of that country, or of that state of Malaysia, gets reminders on that day.

    Stages of the day move as for any holiday. Raises ValidationError by field, also for a day that is there.
    """
    require(by, "notices.change_days")
    day = ExtraHoliday(on=on, country=country, state=state, name=name)
    day.full_clean()
    day.save()
    return day


@transaction.atomic
def remove_day_off(*, day: ExtraHoliday, by) -> None:
    """Make it a working day again where no other calendar says otherwise; the history keeps it."""
    require(by, "notices.change_days", day)
    day.delete()

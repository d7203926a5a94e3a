"""Who serves on a day, for reminders: only people with an appointment in force are written to."""

import datetime as dt

from django.db.models import Case, F, IntegerField, QuerySet, Value, When

from groups.enums import Role
from groups.models import Appointment
from naio_portal.notices.subjects import register_roster


def in_force(day: dt.date) -> QuerySet:
    """Rows of `register_roster`: appointments in force that day, chairs and co-chairs marked."""
    rank = Case(
        When(role=Role.CHAIR, then=Value(1)),
        When(role=Role.CO_CHAIR, then=Value(2)),
        output_field=IntegerField(null=True),
    )
    return Appointment.objects.in_force(day).values(
        "group_id", "member_id", since=F("start_on"), chair_rank=rank
    )


register_roster(in_force)

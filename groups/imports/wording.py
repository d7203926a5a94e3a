"""What a plan says, in sentences: refusals, remarks, changes, writes. Codes are kept, words are made here."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.enums import Role
from groups.imports.fields import BY_NAME
from members.enums import Language, MalaysianState
from members.models import Member
from members.selectors import country_name, term_name, term_names
from naio_portal.dates import format_date, format_short_date

REFUSALS: dict[str, object] = {
    "no_name": gettext_lazy("The row has no name."),
    "two_people": gettext_lazy("The addresses %(text)s belong to two different people."),
    "end_before_start": gettext_lazy("The last day is before the first day."),
    "address_taken": gettext_lazy("The address %(address)s belongs to %(name)s."),
    "row_already": gettext_lazy("Row %(row)s says something else about the same appointment."),
    "overlaps_row": gettext_lazy("Row %(row)s has this person in this group on some of the same days."),
    "overlaps": gettext_lazy("This person already serves in this group since %(start)s: %(role)s."),
    "second_chair": gettext_lazy("Row %(row)s names another chair of this group for the same days."),
    "chair_taken": gettext_lazy("%(name)s chairs this group since %(start)s."),
}
REMARKS: dict[str, object] = {
    "phone_unusual": gettext_lazy("The telephone number %(text)s is unusual; it is kept as written."),
    "capitals": gettext_lazy("The name is in capitals; it could be written “%(offered)s”."),
    "capitals_taken": gettext_lazy("The name in capitals is written “%(offered)s”."),
    "address_of_sign_in": gettext_lazy(
        "%(address)s is not taken: this person signs in with another address, which only they change."
    ),
    "reference_unknown": gettext_lazy("The member reference is not known here; it is passed over."),
    "reference_elsewhere": gettext_lazy("The appointment reference is of another person or group."),
    "namesakes": gettext_lazy("The same name stands in other rows with other addresses: %(rows)s."),
    "role_kept": gettext_lazy("The role stays as it is: %(role)s."),
    "same_as_row": gettext_lazy("This repeats row %(row)s."),
    "chair_revoked": gettext_lazy("The appointment of %(name)s as chair is revoked as an error."),
    "chair_succeeded": gettext_lazy("%(name)s is chair until %(day)s."),
}
# What a job says of itself.
STAGES: dict[str, object] = {
    "people": gettext_lazy("Writing people"),
    "appointments": gettext_lazy("Writing appointments"),
}
# Columns of an appointment -> the field that the file calls them by.
OF_APPOINTMENT = {"start_on": "start", "end_on": "end"}
GENDERS = dict(Member._meta.get_field("gender").flatchoices)


def field_text(name: str) -> str:
    """A field as screens call it."""
    if name == "role_from":
        return _("New role from")
    return BY_NAME[OF_APPOINTMENT.get(name, name)].heading


def value_text(name: str, value: object) -> str:
    """A value of that field as a person reads it; empty for none."""
    if value in ("", None, []):
        return ""
    return WRITTEN.get(OF_APPOINTMENT.get(name, name), str)(value)


def day_text(iso: str) -> str:
    return format_date(dt.date.fromisoformat(iso))


def named(said: Mapping[str, object]) -> dict[str, object]:
    """What a sentence names, as a person reads it: fields, roles and days instead of codes."""
    names = {**said}
    if "field" in names:
        names["field"] = field_text(str(names["field"]))
    for role in ("role", "old", "new"):
        if role in names:
            names[role] = str(Role(names[role]).label)
    for day in ("start", "day", "since"):
        if names.get(day):
            names[day] = day_text(str(names[day]))
    if "rows" in names:
        names["rows"] = ", ".join(map(str, names["rows"]))  # type: ignore[call-overload]
    return names


def write_text(write: Mapping[str, object]) -> str:
    """What is done to an appointment; what is filled in or corrected stands in the changes."""
    match write["do"]:
        case "create":
            names = {"role": Role(write["role"]).label, "group": write["group"], "days": days_text(write)}
            return _("%(group)s: %(role)s, %(days)s") % names
        case "correct":
            return _("%(group)s: the record is corrected") % {"group": write["group"]}
    return ""


def days_text(record: Mapping[str, object]) -> str:
    start = format_short_date(dt.date.fromisoformat(str(record["start_on"])))
    if not record.get("end_on"):
        return _("from %(start)s") % {"start": start}
    end = format_short_date(dt.date.fromisoformat(str(record["end_on"])))
    return f"{start} – {end}"


# How the values of a field are written, where they are codes.
WRITTEN: dict[str, Callable[[Any], str]] = {
    "role": lambda code: str(Role(code).label),
    "start": day_text,
    "end": day_text,
    "role_from": day_text,
    "background": term_name,
    "origin": term_name,
    "expertise": lambda codes: ", ".join(term_names(codes)),
    "country": country_name,
    "state": lambda code: str(MalaysianState(code).label),
    "gender": lambda code: str(GENDERS[code]),
    "language": lambda code: str(Language(code).label),
}

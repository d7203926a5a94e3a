"""Rows about Aminah, and what is said of a row that was read."""

import datetime as dt

from groups.models import Appointment
from tests.factories.imports import plan_of

HEADINGS = ("Nama penuh", "E-mel", "Kumpulan", "Peranan", "Mula", "Tamat", "No surat", "Kekananan")
SINCE = dt.date(2025, 3, 1)
AMINAH = "aminah@universiti.example"
PERSON = ("Nama penuh", "E-mel", "Kumpulan", "Peranan", "Mula", "Organisasi", "Bahasa", "Zon masa", "Telefon")


def row(role="Ahli", start="1/3/2025", end="", letter="", place="", *, name="Aminah Salleh", email=AMINAH):
    return (name, email, "SAF", role, start, end, letter, place)


def facts(appointment: Appointment) -> tuple:
    appointment.refresh_from_db()
    return appointment.state, appointment.start_on, appointment.end_on, appointment.end_reason


def remarks(roster_import, number=2) -> list[str]:
    return [remark["code"] for remark in plan_of(roster_import, number).get("remarks", [])]


def refusals(roster_import, number=2) -> list[dict]:
    return plan_of(roster_import, number).get("refusals", [])


def person(name="Aminah Salleh", email=AMINAH, organisation="", language="", zone="", phone=""):
    return (name, email, "SAF", "Ahli", "1/3/2025", organisation, language, zone, phone)

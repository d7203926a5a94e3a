"""Addresses to copy, and the roster as CSV and XLSX: as the page's filters and day show it."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from groups.addresses import address_list
from groups.enums import Role
from groups.models import Appointment
from members.services import derived_names
from tests.factories.groups import AppointmentFactory, WorkingGroupFactory
from tests.factories.members import MemberFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return WorkingGroupFactory(code="SAF", slug="ai-safety")


@pytest.fixture
def secretary(client):
    user = UserFactory(secretariat=True)
    client.force_login(user)
    return user


def serve(group, name, email, **fields):
    titles = fields.pop("titles", "")
    member = derived_names(MemberFactory.build(full_name=name, email=email, titles=titles))
    member.save()
    return AppointmentFactory(group=group, member=member, **fields)


def csv_rows(response) -> list[dict]:
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


# --- addresses ----------------------------------------------------------------------------------------


def test_addresses_are_ready_for_the_to_field(group):
    serve(group, "Aminah binti Hassan", "aminah@naio.example", titles="Prof. Dr.")
    serve(group, "Lee Jia Xin", "lee@naio.example")

    found = address_list(Appointment.objects.by_precedence().select_related("member"))

    assert (
        found.text == '"Prof. Dr. Aminah binti Hassan" <aminah@naio.example>, Lee Jia Xin <lee@naio.example>'
    )
    assert found.count == 2


def test_addresses_of_one_person_in_two_groups_stand_once(group):
    first = serve(group, "Lee Jia Xin", "Lee@naio.example")
    AppointmentFactory(member=first.member)

    found = address_list(Appointment.objects.select_related("member"), with_names=False)

    assert (found.text, found.count) == ("Lee@naio.example", 1)


def test_people_without_address_are_named_apart(group):
    serve(group, "Lee Jia Xin", "lee@naio.example")
    without = serve(group, "Wong", None)

    found = address_list(Appointment.objects.select_related("member"))

    assert found.text == "Lee Jia Xin <lee@naio.example>"
    assert found.missing == [without]


def test_quotes_in_a_name_are_escaped(group):
    serve(group, 'Ali "Awang" bin Abu', "ali@naio.example")

    found = address_list(Appointment.objects.select_related("member"), separator="semicolon")

    assert found.text == r'"Ali \"Awang\" bin Abu" <ali@naio.example>'


def test_address_page_honours_filters_day_and_separator(client, secretary, group):
    serve(group, "Aminah", "aminah@naio.example", role=Role.CHAIR)
    serve(group, "Badrul", "badrul@naio.example", ended=True)
    serve(group, "Chong", "chong@naio.example")
    serve(group, "Devi", "devi@naio.example")
    url = reverse("groups:group-roster-addresses", args=[group.slug])

    response = client.get(url, {"role": "member", "separator": "semicolon", "names": "no"})

    assert "chong@naio.example; devi@naio.example</textarea>" in response.text


def test_address_page_with_another_separator_is_missing(client, secretary, group):
    url = reverse("groups:group-roster-addresses", args=[group.slug])

    assert client.get(url, {"separator": "pipe"}).status_code == 404


def test_address_page_works_without_javascript(client, secretary, group):
    serve(group, "Aminah", "aminah@naio.example")

    response = client.get(reverse("groups:roster-addresses"))

    assert "Aminah &lt;aminah@naio.example&gt;</textarea>" in response.text


# --- files ------------------------------------------------------------------------------------------


def test_csv_has_the_columns_that_the_import_reads(client, secretary, group):
    appointment = serve(
        group,
        "Aminah binti Hassan",
        "aminah@naio.example",
        titles="Dr.",
        role=Role.RAPPORTEUR,
        start_on=dt.date(2025, 2, 28),
        end_on=dt.date(2027, 2, 27),
        instrument="NAIO/1",
    )

    response = client.get(reverse("groups:group-roster-csv", args=[group.slug]))

    [row] = csv_rows(response)
    assert row["Titles"] == "Dr."
    assert row["Full name"] == "Aminah binti Hassan"
    assert row["E-mail"] == "aminah@naio.example"
    assert (row["Group"], row["Role"]) == ("SAF", "Rapporteur")
    assert (row["First day"], row["Last day"]) == ("2025-02-28", "2027-02-27")
    assert row["Appointment reference"] == str(appointment.reference)
    assert row["Member reference"] == str(appointment.member.reference)


def test_file_name_says_group_and_day(client, secretary, group):
    response = client.get(reverse("groups:group-roster-csv", args=[group.slug]), {"as_of": "2025-02-28"})

    assert response.headers["Content-Disposition"] == 'attachment; filename="roster-saf-2025-02-28.csv"'
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Chong"]),
        ({"as_of": "2025-03-01"}, ["Aminah"]),
        ({"also": ["ended", "future"]}, ["Aminah", "Badrul", "Chong"]),
        ({"also": "ended", "q": "aminah"}, ["Aminah"]),
    ],
)
def test_csv_honours_filters_and_day(client, secretary, group, query, expected):
    serve(group, "Aminah", None, start_on=dt.date(2025, 2, 28), end_on=dt.date(2025, 5, 31))
    serve(group, "Badrul", None, future=True)
    serve(group, "Chong", None)

    response = client.get(reverse("groups:group-roster-csv", args=[group.slug]), query)

    assert [row["Full name"] for row in csv_rows(response)] == expected


def test_csv_in_malay_has_malay_words(client, secretary, group):
    serve(group, "Aminah", None, role=Role.CHAIR)
    client.cookies["django_language"] = "ms"

    [row] = csv_rows(client.get(reverse("groups:group-roster-csv", args=[group.slug])))

    assert (row["Nama penuh"], row["Peranan"]) == ("Aminah", "Pengerusi")


def test_csv_never_holds_a_formula(client, secretary, group):
    serve(group, "=HYPERLINK(1)", None)

    [row] = csv_rows(client.get(reverse("groups:group-roster-csv", args=[group.slug])))

    assert row["Full name"] == "'=HYPERLINK(1)"


def test_xlsx_has_dates_as_dates_and_texts_as_texts(client, secretary, group):
    serve(group, "=1+1", "x@naio.example", start_on=dt.date(2025, 2, 28))

    response = client.get(reverse("groups:group-roster-xlsx", args=[group.slug]))
    sheet = load_workbook(io.BytesIO(response.getvalue())).active

    headings = [cell.value for cell in sheet[1]]
    name, start = (sheet.cell(2, headings.index(text) + 1) for text in ("Full name", "First day"))
    assert (name.data_type, name.value) == ("s", "=1+1")
    assert start.value == dt.datetime(2025, 2, 28)
    assert response.headers["Content-Disposition"].startswith('attachment; filename="roster-saf-')


def test_all_groups_are_exported_by_the_secretariat_alone(client, group):
    chair = UserFactory()
    AppointmentFactory(group=group, role=Role.CHAIR, user=chair)
    client.force_login(chair)

    assert client.get(reverse("groups:group-roster-csv", args=[group.slug])).status_code == 200
    for name in ("groups:roster-csv", "groups:roster-xlsx", "groups:roster-addresses"):
        assert client.get(reverse(name)).status_code == 403


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
@pytest.mark.parametrize("people", [1, 3])
def test_export_queries_do_not_grow_with_the_rows(client, secretary, group, file_format, people):
    for number in range(people):
        serve(group, f"Person {number}", None)

    with CaptureQueriesContext(connection) as queries:
        client.get(reverse(f"groups:group-roster-{file_format}", args=[group.slug])).getvalue()

    # Session, person, group, rows; terms are remembered after the first.
    assert len([query for query in queries if "groups_appointment" in query["sql"]]) == 1
    assert len(queries) <= 5

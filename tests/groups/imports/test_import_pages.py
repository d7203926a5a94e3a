"""The pages of one import, step by step."""

import datetime as dt
import io

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from groups.models import Appointment, RosterImport
from members.models import Member
from naio_portal.imports.asking import Asked
from naio_portal.imports.forms import AnswerForm
from naio_portal.notices.models import OutboxMessage
from tests.factories.groups import AppointmentFactory
from tests.factories.imports import RECEIVED_ANSWERS, apply, plan_of, previewed, received, run, uploaded
from tests.factories.members import MemberFactory
from tests.markup import assert_malay, assert_valid_html

pytestmark = pytest.mark.django_db

AMINAH = ["Aminah binti Ali", "aminah@agency.example", "SAF", "Ahli", "28/02/2025"]


def page(name: str, roster_import: RosterImport, *more) -> str:
    return reverse(f"groups:roster-import-{name}", args=[roster_import.pk, *more])


def field_of(key: str, name: str = "choice") -> str:
    """Name of the field that answers that question."""
    asked = Asked(key=key, kind="", sentence="", choices=[("", "")])
    return AnswerForm(asked=asked).add_prefix(name)


def workbook(*rows) -> io.BytesIO:
    """An XLSX as openpyxl writes it: a text that begins with `=` is a real formula cell."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


# --- columns ------------------------------------------------------------------------------------


def test_columns_are_guessed_shown_and_changed(client, secretary):
    roster_import = uploaded(AMINAH, by=secretary)
    response = client.get(page("columns", roster_import))
    form = response.context["form"]
    assert {name: form[name].value() for name in form.fields} == {
        "column_0": "full_name",
        "column_1": "email",
        "column_2": "group",
        "column_3": "role",
        "column_4": "start",
    }

    sent = {f"column_{n}": form[f"column_{n}"].value() for n in (0, 1, 2, 4)} | {"column_3": ""}
    response = client.post(page("columns", roster_import), sent)

    roster_import.refresh_from_db()
    assert response.headers["Location"] == roster_import.get_absolute_url()
    assert (roster_import.state, roster_import.mapping) == (
        "reading",
        {"full_name": 0, "email": 1, "group": 2, "start": 4},
    )


def test_field_in_two_columns_and_a_missing_one_are_said(client, secretary):
    roster_import = uploaded(AMINAH, by=secretary)

    response = client.post(page("columns", roster_import), {"column_0": "email", "column_1": "email"})

    assert response.context["form"].errors == {
        "column_1": ["Column A already holds this."],
        "__all__": ["Say which column holds: Full name, Group."],
    }
    roster_import.refresh_from_db()
    assert roster_import.state == "uploaded"


def test_ambiguous_date_is_asked_once_for_its_column(client, secretary):
    rows = [[f"Person {n}", f"p{n}@agency.example", "SAF", "Ahli", "03/04/2025"] for n in range(3)]
    roster_import = uploaded(*rows, AMINAH, by=secretary)
    response = client.get(page("columns", roster_import))
    assert response.context["form"]["order_4"].field.choices == [
        ("dmy", "Day first: 3 April 2025"),
        ("mdy", "Month first: 4 March 2025"),
    ]
    assert "3 cells such as “03/04/2025” can be read either way." in response.text

    sent = {"column_0": "full_name", "column_1": "email", "column_2": "group", "column_4": "start"}
    client.post(page("columns", roster_import), sent | {"order_4": "mdy"})
    run(roster_import)

    assert plan_of(roster_import, 2)["questions"][0]["kind"] == "role"
    row = roster_import.rows.get(number=2)
    assert row.values["values"]["start"] == "2025-03-04"
    assert roster_import.rows.get(number=5).outcome == "refused"  # 28/02 has no month 28


def test_another_sheet_and_row_of_headings_can_be_chosen(client, secretary):
    roster_import = uploaded(
        ["", "x", "", "", ""], ["Nama", "Emel", "Kumpulan", "", ""], AMINAH, by=secretary
    )
    url = page("columns", roster_import)

    wrong = client.post(url, {"sheet": 0, "header_row": 40})
    right = client.post(url, {"sheet": 0, "header_row": 3})

    assert wrong.context["sheet_form"].errors == {
        "header_row": ["Row 40 is empty: it cannot hold the headings."]
    }
    assert right.headers["Location"] == url
    roster_import.refresh_from_db()
    assert (roster_import.header_row, roster_import.mapping) == (3, {"full_name": 0, "email": 1, "group": 2})


# --- rows and decisions --------------------------------------------------------------------------


def test_rows_show_each_outcome_with_its_reason(client, secretary, seven_groups):
    known = MemberFactory(full_name="Badrul Hisham", email="badrul@agency.example", phone="+60 3-1111 1111")
    AppointmentFactory(
        group=seven_groups["SAF"], member=known, role="member", start_on=dt.date(2025, 2, 28), instrument=""
    )
    roster_import = previewed(
        [*AMINAH, ""],
        ["Badrul Hisham", "badrul@agency.example", "SAF", "Ahli", "28/02/2025", "+60 12-345 6789"],
        ["Chong", "chong@agency.example", "Keselamatan AI", "Ahli", "28/02/2025", ""],
        ["Devi", "devi@agency.example", "SAF", "Ahli", "31/02/2025", ""],
        headings=("Nama penuh", "E-mel", "Kumpulan", "Peranan", "Mula", "Telefon"),
        by=secretary,
    )

    response = client.get(roster_import.get_absolute_url())

    lines = {line.name: line for line in response.context["lines"]}
    assert lines["Aminah binti Ali"].summary == ["New person · SAF: Member, from 28 Feb 2025"]
    changed = lines["Badrul Hisham"].changes
    assert [(change.label, change.old, change.new) for change in changed] == [
        ("Telephone", "+60 3-1111 1111", "+60 12-345 6789")
    ]
    assert [asked.sentence for asked in lines["Chong"].questions] == ["Which group is “Keselamatan AI”?"]
    assert lines["Devi"].refusals == ["First day: “31/02/2025” is no day of the calendar."]
    assert [(kind, count) for kind, _label, count in response.context["counts"]] == [
        ("create", 1),
        ("change", 1),
        ("decide", 1),
        ("refused", 1),
    ]
    only = client.get(roster_import.get_absolute_url(), {"outcome": "change"})
    assert [line.number for line in only.context["lines"]] == [3]
    found = client.get(roster_import.get_absolute_url(), {"q": "devi"})
    assert [line.number for line in found.context["lines"]] == [5]


def test_keselamatan_ai_is_asked_once_with_all_seven_groups(client, secretary):
    roster_import = received(by=secretary)

    response = client.get(page("questions", roster_import))

    forms = {form.asked.key: form for form in response.context["forms"]}
    question = forms["group:keselamatan ai"]
    assert [token for token, _label in question.asked.choices] == [
        *("", "SOV", "REG", "SEC", "GOV", "SAF", "TAL", "ADV", "leave_out")
    ]
    assert (question.asked.rows, question.asked.waiting, question.asked.more) == (10, 10, 2)
    assert set(RECEIVED_ANSWERS) < set(forms)
    assert list(forms)[-1] == "capitals"


def test_answers_are_saved_together_and_a_row_may_differ(client, secretary):
    roster_import = received(by=secretary)
    client.post(page("row", roster_import, 36), {field_of("group:keselamatan ai"): "SEC"})
    answers = {field_of(key): token for key, token in RECEIVED_ANSWERS.items()}

    response = client.post(page("questions", roster_import), answers)

    roster_import.refresh_from_db()
    assert response.headers["Location"] == roster_import.get_absolute_url()
    assert roster_import.counts == {"create": 177, "refused": 4, "left_out": 15, "list": 184}
    assert plan_of(roster_import, 36)["appointment_writes"][0]["group"] == "SEC"
    assert plan_of(roster_import, 59)["appointment_writes"][0]["group"] == "SAF"


def test_day_that_goes_with_an_answer_is_asked_beside_it(client, secretary):
    roster_import = previewed(
        AMINAH[:4], headings=("Nama penuh", "E-mel", "Kumpulan", "Peranan"), by=secretary
    )
    url = page("questions", roster_import)

    missing = client.post(url, {field_of("start:"): "day"})
    given = client.post(url, {field_of("start:"): "day", field_of("start:", "day"): "2025-02-28"})

    assert missing.context["forms"][0].errors == {"day": ["Say from which day."]}
    assert given.headers["Location"] == roster_import.get_absolute_url()
    assert plan_of(roster_import, 2)["appointment_writes"][0]["start_on"] == "2025-02-28"


def test_row_is_left_out_and_taken_in_again(client, secretary):
    roster_import = previewed(AMINAH, by=secretary)
    url = page("row", roster_import, 2)

    client.post(url, {"leave_out": "1"})
    assert plan_of(roster_import, 2)["outcome"] == "left_out"
    client.post(url, {"take_in": "1"})

    assert plan_of(roster_import, 2)["outcome"] == "create"
    assert client.get(page("row", roster_import, 1)).status_code == 404


def test_people_whom_the_file_does_not_name_are_listed_and_stay(client, secretary, seven_groups):
    def serve(address, code="SAF"):
        return AppointmentFactory(
            group=seven_groups[code], member=MemberFactory(email=address), start_on=dt.date(2025, 2, 28)
        )

    absent, _named, _refused = (serve(f"{name}@agency.example") for name in ("absent", "aminah", "refused"))
    serve("elsewhere@agency.example", "TAL")
    refused = ["Ravi", "refused@agency.example", "SAF", "Ahli", "31/02/2025"]
    roster_import = previewed([*AMINAH[:3], "", ""], refused, by=secretary)

    response = client.get(page("absent", roster_import))

    assert list(response.context["page"].object_list) == [absent]
    absent.refresh_from_db()
    assert absent.end_on is None


@pytest.mark.parametrize("words", ["aminah@agency.example", "AMINAH@AGENCY", "aminah b. ali"])
def test_rows_are_found_by_address_and_by_name(client, secretary, words):
    roster_import = previewed(AMINAH, ["Badrul", "badrul@elsewhere.example", *AMINAH[2:]], by=secretary)

    response = client.get(roster_import.get_absolute_url(), {"q": words})

    assert [line.number for line in response.context["lines"]] == [2]


# --- apply, undo, give up -------------------------------------------------------------------------


def test_applied_import_says_what_it_did_sends_no_mail_and_is_undone(client, secretary):
    roster_import = previewed(AMINAH, by=secretary)
    client.post(page("apply", roster_import))
    run(roster_import)

    response = client.get(roster_import.get_absolute_url())

    assert [number for _label, number in response.context["done"]] == [1, 0, 1, 0]
    assert OutboxMessage.objects.count() == 0
    assert client.get(page("undo", roster_import)).context["removed"] == "1 person, 1 appointment"
    client.post(page("undo", roster_import))
    run(roster_import)
    assert (roster_import.state, Member.objects.count(), Appointment.objects.count()) == ("undone", 0, 0)


def test_undo_is_offered_for_24_hours(client, secretary):
    roster_import = apply(previewed(AMINAH, by=secretary))
    assert client.get(roster_import.get_absolute_url()).context["may_undo"] is True

    with time_machine.travel(timezone.now() + dt.timedelta(hours=24, seconds=1), tick=False):
        client.force_login(secretary)
        assert client.get(roster_import.get_absolute_url()).context["may_undo"] is False
        client.post(page("undo", roster_import))

    roster_import.refresh_from_db()
    assert roster_import.state == "applied"


def test_stale_preview_is_not_applied_and_shows_the_new_one(client, secretary, seven_groups):
    roster_import = previewed(AMINAH, by=secretary)
    MemberFactory(full_name="Aminah binti Ali", email="aminah@agency.example")
    client.post(page("apply", roster_import))
    run(roster_import)

    response = client.get(roster_import.get_absolute_url())

    assert roster_import.state == "failed"
    assert "The import was not applied" in response.text
    assert "1 rows come out differently now" in response.text
    assert Appointment.objects.count() == 0
    client.post(page("look-again", roster_import))
    assert "The import was not applied" not in client.get(roster_import.get_absolute_url()).text


def test_import_with_open_rows_is_not_applied(client, secretary):
    roster_import = previewed([*AMINAH[:2], "Keselamatan AI", *AMINAH[3:]], by=secretary)

    client.post(page("apply", roster_import))
    roster_import.refresh_from_db()
    assert roster_import.state == "previewed"
    client.post(page("leave-out", roster_import))

    assert plan_of(roster_import, 2)["outcome"] == "left_out"


def test_given_up_import_keeps_nothing_of_its_rows(client, secretary):
    roster_import = previewed(AMINAH, by=secretary)
    assert client.get(page("abandon", roster_import)).status_code == 200

    client.post(page("abandon", roster_import))

    assert roster_import.rows.count() == 0
    assert "This import was given up" in client.get(roster_import.get_absolute_url()).text


# --- every page -----------------------------------------------------------------------------------


def test_pages_are_valid_html_and_malay(client, secretary):
    fresh, open_, done = uploaded(AMINAH, by=secretary), received(by=secretary), None
    done = apply(previewed(AMINAH, by=secretary))
    working = uploaded(AMINAH, by=secretary)
    client.post(page("columns", working), {"column_0": "full_name", "column_2": "group"})
    urls = [
        *(page("columns", fresh), page("abandon", fresh), open_.get_absolute_url(), page("row", open_, 36)),
        *(page("questions", open_), page("absent", open_), page("history", open_)),
        *(done.get_absolute_url(), page("undo", done), working.get_absolute_url()),
    ]
    for url in urls:
        assert_valid_html(client.get(url).text)
    client.cookies["django_language"] = "ms"
    for url in urls:
        assert_malay(client.get(url).text)


def test_lists_cost_the_same_for_one_row_and_for_three(client, secretary):
    def queries(roster_import, *names) -> list[int]:
        found = []
        for url in (roster_import.get_absolute_url(), *(page(name, roster_import) for name in names)):
            client.get(url)
            with CaptureQueriesContext(connection) as captured:
                client.get(url)
            found.append(len(captured))
        return found

    def rows(count):
        group = "Keselamatan AI"
        return [[f"P {n}", f"p{n}@agency.example", group, "Ahli", "28/02/2025"] for n in range(count)]

    one = queries(previewed(*rows(1), by=secretary), "questions", "absent")
    three = queries(previewed(*rows(3), by=secretary), "questions", "absent")

    assert one == three
    assert max(three) <= 12, three
    with CaptureQueriesContext(connection) as captured:
        client.get("/groups/imports/")
    assert len(captured) <= 12

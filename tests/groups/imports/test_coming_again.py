"""A file about people and appointments that the portal has: what is filled in, asked, corrected, refused."""

import datetime as dt

import pytest
from django.urls import reverse

from groups.enums import Role
from groups.models import Appointment
from members.models import Member
from tests.factories.groups import days_from_today
from tests.factories.imports import answer, apply, open_keys, plan_of, previewed, undo
from tests.factories.members import MemberFactory
from tests.groups.imports.rows import AMINAH, HEADINGS, PERSON, SINCE, facts, person, refusals, remarks, row
from tests.markup import assert_valid_html

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seven_groups")]


# --- one appointment ------------------------------------------------------------------------------------


def test_what_was_empty_is_filled_in_and_taken_back(serving):
    appointment = serving()
    end = days_from_today(300)

    roster_import = apply(
        previewed(row(end=f"{end:%d/%m/%Y}", letter="MDEC/1", place="3"), headings=HEADINGS)
    )

    assert facts(appointment) == ("confirmed", SINCE, end, "term")
    assert (appointment.instrument, appointment.precedence) == ("MDEC/1", 3)
    assert "roster.csv" in appointment.end_note
    undo(roster_import)
    assert facts(appointment) == ("confirmed", SINCE, None, "")
    assert (appointment.instrument, appointment.precedence, appointment.end_note) == ("", None, "")


def test_last_day_in_the_past_is_no_term(serving):
    appointment = serving()

    apply(previewed(row(end="1/6/2025"), headings=HEADINGS))

    assert facts(appointment) == ("confirmed", SINCE, dt.date(2025, 6, 1), "other")


def test_other_facts_are_a_correction_and_the_wrong_record_stays_readable(serving):
    appointment = serving(
        instrument="OLD/1", end_on=dt.date(2027, 1, 1), end_reason="term", end_note="By letter."
    )

    roster_import = apply(previewed(row(start="3/3/2025", letter="NEW/1"), headings=HEADINGS))

    assert facts(appointment)[0] == "revoked"
    right = Appointment.objects.exclude(pk=appointment.pk).get()
    assert (right.start_on, right.end_on, right.instrument) == (
        dt.date(2025, 3, 3),
        dt.date(2027, 1, 1),
        "NEW/1",
    )
    assert (right.end_reason, right.end_note) == ("term", "By letter.")
    # What was revoked cannot be confirmed again: undo writes it anew, with its own number.
    undo(roster_import)
    assert Appointment.objects.get().pk == appointment.pk
    assert facts(appointment) == ("confirmed", SINCE, dt.date(2027, 1, 1), "term")


def test_case_spaces_and_bin_are_no_difference(serving):
    serving(member=MemberFactory(full_name="Ali bin Abu", email=AMINAH), instrument="MDEC 1")

    roster_import = previewed(row(name="ALI B. ABU", letter="mdec  1"), headings=HEADINGS)

    assert plan_of(roster_import, 2)["outcome"] == "unchanged"


def test_end_before_the_known_start_is_refused(serving):
    known = serving()
    headings = (*HEADINGS, "Rujukan ahli", "Rujukan pelantikan")
    ended = row(start="", end="1/2/2025")

    roster_import = previewed((*ended, str(known.member.reference), str(known.reference)), headings=headings)

    assert refusals(roster_import) == [{"code": "end_before_start"}]


def test_end_before_the_start_that_is_answered_is_refused():
    roster_import = previewed(row(start="", end="1/2/2025"), headings=HEADINGS)
    assert open_keys(roster_import, 2) == ["start:"]

    answer(roster_import, {"start:": "2025-03-01"})

    assert refusals(roster_import) == [{"code": "end_before_start"}]


def test_missing_role_and_first_day_are_asked_and_a_wrong_answer_is_asked_again():
    roster_import = previewed(row(role="", start=""), headings=HEADINGS)

    answer(roster_import, {"role:": "queen", "start:": "2025-99-99"})
    asked = {q["key"]: q["problem"] for q in plan_of(roster_import, 2)["questions"] if q["is_open"]}
    assert asked == {"role:": "no_such_choice", "start:": "no_day"}

    apply(answer(roster_import, {"role:": "observer", "start:": "2025-03-01"}))
    made = Appointment.objects.get()
    assert (made.role, made.start_on) == ("observer", SINCE)


# --- another role ---------------------------------------------------------------------------------------

KEY = "role_change:member>rapporteur"


@pytest.fixture
def other_role(serving):
    """A member whom the file calls rapporteur."""
    appointment = serving()
    return appointment, previewed(row(role="Pelapor"), headings=HEADINGS)


def test_other_role_is_asked_and_may_be_a_change_from_a_day(other_role):
    appointment, roster_import = other_role
    assert open_keys(roster_import, 2) == [KEY]

    apply(answer(roster_import, {KEY: "change:2025-09-01"}))

    assert facts(appointment) == ("confirmed", SINCE, dt.date(2025, 8, 31), "role_change")
    new = Appointment.objects.exclude(pk=appointment.pk).get()
    assert (new.role, new.start_on, new.end_on) == ("rapporteur", dt.date(2025, 9, 1), None)
    undo(roster_import)
    assert facts(appointment) == ("confirmed", SINCE, None, "")
    assert Appointment.objects.count() == 1


def test_other_role_may_be_a_correction(other_role):
    appointment, roster_import = other_role

    apply(answer(roster_import, {KEY: "correct"}))

    assert facts(appointment)[::3] == ("revoked", "correction")
    assert Appointment.objects.exclude(pk=appointment.pk).get().role == "rapporteur"


def test_other_role_may_stay_as_it_is(other_role):
    _appointment, roster_import = other_role

    answer(roster_import, {KEY: "keep"})

    assert plan_of(roster_import, 2)["outcome"] == "unchanged"
    assert remarks(roster_import) == ["role_kept"]


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("change:2025-03-01", "day_outside"),
        ("change:soon", "no_day"),
        ("perhaps", "no_such_choice"),
    ],
)
def test_answer_about_a_role_that_does_not_fit_is_asked_again(other_role, given, problem):
    _appointment, roster_import = other_role

    answer(roster_import, {KEY: given})

    [question] = plan_of(roster_import, 2)["questions"]
    assert (question["is_open"], question["problem"]) == (True, problem)


# --- one chair at a time --------------------------------------------------------------------------------


@pytest.fixture
def second_chair(serving):
    """The group has a chair; the file names another one from 1 September."""
    chair = serving(role=Role.CHAIR, member=MemberFactory(full_name="Old Chair"))
    roster_import = previewed(row(role="Pengerusi", start="1/9/2025"), headings=HEADINGS)
    return chair, roster_import


def test_second_chair_succeeds_from_a_day(second_chair):
    chair, roster_import = second_chair
    assert open_keys(roster_import, 2) == ["chair:SAF"]

    apply(answer(roster_import, {"chair:SAF": "succeed:2025-10-01"}))

    assert facts(chair) == ("confirmed", SINCE, dt.date(2025, 9, 30), "replaced")
    assert Appointment.objects.exclude(pk=chair.pk).get().start_on == dt.date(2025, 10, 1)
    assert remarks(roster_import) == ["chair_succeeded"]
    undo(roster_import)
    assert facts(chair) == ("confirmed", SINCE, None, "")


def test_first_chair_may_have_been_a_mistake(second_chair):
    chair, roster_import = second_chair

    apply(answer(roster_import, {"chair:SAF": "revoke"}))

    assert facts(chair)[::3] == ("revoked", "correction")
    assert remarks(roster_import) == ["chair_revoked"]
    undo(roster_import)
    assert facts(chair) == ("confirmed", SINCE, None, "")


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("succeed:2025-03-01", "day_outside"),
        ("succeed:soon", "no_day"),
        ("both", "no_such_choice"),
    ],
)
def test_answer_about_a_chair_that_does_not_fit_is_asked_again(second_chair, given, problem):
    _chair, roster_import = second_chair

    answer(roster_import, {"chair:SAF": given})

    [question] = plan_of(roster_import, 2)["questions"]
    assert (question["is_open"], question["problem"]) == (True, problem)


def test_third_chair_in_the_way_is_named(serving, second_chair):
    chair, roster_import = second_chair
    chair.end_on, chair.end_reason = dt.date(2025, 12, 31), "term"
    chair.save()
    serving(role=Role.CHAIR, member=MemberFactory(full_name="Next Chair"), start_on=dt.date(2026, 1, 1))

    answer(roster_import, {"chair:SAF": "revoke"})

    [refusal] = refusals(roster_import)
    assert (refusal["code"], refusal["name"]) == ("chair_taken", "Next Chair")


def test_two_chairs_of_one_file_are_refused():
    roster_import = previewed(
        row(role="Pengerusi"),
        row(role="Pengerusi", name="Second Chair", email="second@universiti.example"),
        headings=HEADINGS,
    )

    assert refusals(roster_import, 2) == []
    assert refusals(roster_import, 3) == [{"code": "second_chair", "row": 2}]


def test_chair_who_becomes_a_member_makes_room_whatever_the_order(serving):
    chair = serving(role=Role.CHAIR)
    roster_import = previewed(
        row(role="Pengerusi", start="1/9/2025", name="New Chair", email="new@universiti.example"),
        row(role="Ahli"),
        headings=HEADINGS,
    )

    apply(answer(roster_import, {"role_change:chair>member": "change:2025-09-01"}))

    assert facts(chair)[2:] == (dt.date(2025, 8, 31), "role_change")
    assert sorted(Appointment.objects.exclude(pk=chair.pk).values_list("role", "start_on")) == [
        ("chair", dt.date(2025, 9, 1)),
        ("member", dt.date(2025, 9, 1)),
    ]


def test_chair_whose_term_the_file_ends_makes_room(serving):
    chair = serving(role=Role.CHAIR)
    roster_import = previewed(
        row(role="Pengerusi", start="1/9/2025", name="New Chair", email="new@universiti.example"),
        row(role="Pengerusi", end="31/8/2025"),
        headings=HEADINGS,
    )

    apply(roster_import)

    assert facts(chair)[2] == dt.date(2025, 8, 31)
    assert Appointment.objects.exclude(pk=chair.pk).get().role == "chair"


# --- rows that meet -------------------------------------------------------------------------------------


def test_repeated_row_is_noted_and_written_once():
    roster_import = apply(previewed(row(), row(), headings=HEADINGS))

    assert remarks(roster_import, 3) == ["same_as_row"]
    assert Appointment.objects.count() == 1


def test_rows_of_one_person_that_overlap_are_refused():
    roster_import = previewed(row(), row(role="Pemerhati", start="1/9/2025"), headings=HEADINGS)

    assert refusals(roster_import, 3) == [{"code": "overlaps_row", "row": 2}]


def test_row_that_overlaps_an_appointment_of_the_portal_is_refused(serving):
    first = serving(end_on=dt.date(2025, 12, 31), end_reason="term")
    serving(member=first.member, start_on=dt.date(2026, 1, 1))

    roster_import = previewed(row(end="1/2/2026"), headings=HEADINGS)

    [refusal] = refusals(roster_import)
    assert (refusal["code"], refusal["start"]) == ("overlaps", "2026-01-01")


def test_two_rows_about_one_appointment_may_only_say_the_same(serving):
    serving()
    roster_import = previewed(
        row(letter="MDEC/1"), row(letter="MDEC/1"), row(letter="MDEC/2"), headings=HEADINGS
    )

    assert remarks(roster_import, 3) == ["same_as_row"]
    assert refusals(roster_import, 4) == [{"code": "row_already", "row": 2}]


def test_proposed_appointment_stands_in_nobody_s_way(serving):
    proposed = serving(role=Role.CHAIR, state="proposed", member=MemberFactory(full_name="Proposed Chair"))

    apply(previewed(row(role="Pengerusi"), headings=HEADINGS))

    assert facts(proposed)[0] == "proposed"
    assert Appointment.objects.filter(role="chair", state="confirmed").count() == 1


# --- in words -------------------------------------------------------------------------------------------


def pages_of(client, roster_import, number=2) -> list[str]:
    """The questions, the list of rows and one row, as a page each."""
    client.force_login(roster_import.uploaded_by)
    row = reverse("groups:roster-import-row", args=[roster_import.pk, number])
    questions = reverse("groups:roster-import-questions", args=[roster_import.pk])
    return [client.get(url).text for url in (questions, roster_import.get_absolute_url(), row)]


def test_questions_about_roles_and_chairs_stand_in_words(client, second_chair):
    _chair, roster_import = second_chair
    questions, rows, row = pages_of(client, roster_import)
    assert (
        "Old Chair chairs SAF since 1 March 2025. The file names somebody else: Aminah Salleh." in questions
    )
    assert "Follows on the day given here; the other ends the day before" in row

    answer(roster_import, {"chair:SAF": "succeed:2025-10-01"})

    _questions, rows, row = pages_of(client, roster_import)
    assert "Old Chair" in row
    assert "SAF: Chair, from 1 Oct 2025" in rows
    for text in pages_of(client, roster_import):
        assert_valid_html(text)


def test_change_of_role_stands_in_words(client, other_role):
    _appointment, roster_import = other_role
    questions, _rows, row = pages_of(client, roster_import)
    assert "The portal has the role Member, the file says Rapporteur." in questions
    assert "The portal has the role Member since 1 March 2025, the file says Rapporteur." in row

    answer(roster_import, {KEY: "change:2025-09-01"})

    _questions, rows, row = pages_of(client, roster_import)
    assert "Rapporteur" in rows
    assert "1 September 2025" in row


def test_corrections_refusals_and_repeats_stand_in_words(client, serving):
    serving(instrument="OLD/1")
    roster_import = previewed(
        row(letter="NEW/1"), row(letter="NEW/1"), row(letter="NEW/2"), row(role="Ratu"), headings=HEADINGS
    )

    _questions, rows, first = pages_of(client, roster_import)
    asked = pages_of(client, roster_import, 5)

    assert "SAF: the record is corrected" in rows
    assert "OLD/1" in first
    assert "NEW/1" in first
    assert "Which role is “Ratu”?" in asked[0]


def test_two_rows_that_do_not_agree_are_asked_and_one_counts(client):
    roster_import = previewed(
        person(organisation="One"),
        (*person(organisation="Two")[:2], "REG", *person(organisation="Two")[3:]),
        headings=PERSON,
    )
    assert open_keys(roster_import, 3) == ["conflict:organisation"]
    assert "row 2 says “One”, this row says “Two”" in pages_of(client, roster_import, 3)[2]

    apply(answer(roster_import, {"conflict:organisation": "this"}))

    assert Member.objects.get().organisation == "Two"


def test_addresses_and_names_to_choose_stand_in_words(client, serving):
    serving()
    MemberFactory(full_name="Badrul Hisham", email="another@universiti.example", organisation="UTM")
    roster_import = previewed(
        person(name="Other Name"),
        person(name="Badrul Hisham", email=""),
        person(name="Cik Puan", email="no address"),
        person(name="Dato Dua", email="one@a.example; two@b.example"),
        headings=PERSON,
    )

    assert f"At the address {AMINAH} the portal has “Aminah Salleh”" in pages_of(client, roster_import, 2)[2]
    namesake = pages_of(client, roster_import, 3)[2]
    assert "In the portal: Badrul Hisham · another@universiti.example · UTM" in namesake
    assert "A new person" in namesake
    assert "“no address” is no address." in pages_of(client, roster_import, 4)[2]
    assert "The cell holds several addresses. Which one is meant?" in pages_of(client, roster_import, 5)[2]

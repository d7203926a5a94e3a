"""A file about people and appointments that the portal has: what is filled in, asked, corrected, refused."""

import datetime as dt

import pytest
from django.urls import reverse

from groups.enums import Role
from groups.models import Appointment
from members.models import Member
from naio_portal.dates import kl_today
from tests.factories.groups import AppointmentFactory, days_from_today
from tests.factories.imports import answer, apply, open_keys, plan_of, previewed, undo
from tests.factories.members import MemberFactory, TermFactory, UserFactory
from tests.markup import assert_valid_html

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seven_groups")]

HEADINGS = ("Nama penuh", "E-mel", "Kumpulan", "Peranan", "Mula", "Tamat", "No surat", "Kekananan")
SINCE = dt.date(2025, 3, 1)
AMINAH = "aminah@universiti.example"


@pytest.fixture
def serving(seven_groups):
    """`serving("SAF", role)`: Aminah serves in that group since 1 March 2025."""

    def serving(code="SAF", role=Role.MEMBER, **changes) -> Appointment:
        member = changes.pop("member", None) or MemberFactory(full_name="Aminah Salleh", email=AMINAH)
        return AppointmentFactory(
            group=seven_groups[code], member=member, role=role, **{"start_on": SINCE} | changes
        )

    return serving


def row(role="Ahli", start="1/3/2025", end="", letter="", place="", *, name="Aminah Salleh", email=AMINAH):
    return (name, email, "SAF", role, start, end, letter, place)


def facts(appointment: Appointment) -> tuple:
    appointment.refresh_from_db()
    return appointment.state, appointment.start_on, appointment.end_on, appointment.end_reason


def remarks(roster_import, number=2) -> list[str]:
    return [remark["code"] for remark in plan_of(roster_import, number).get("remarks", [])]


def refusals(roster_import, number=2) -> list[dict]:
    return plan_of(roster_import, number).get("refusals", [])


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


# --- people ---------------------------------------------------------------------------------------------

PERSON = ("Nama penuh", "E-mel", "Kumpulan", "Peranan", "Mula", "Organisasi", "Bahasa", "Zon masa", "Telefon")


def person(name="Aminah Salleh", email=AMINAH, organisation="", language="", zone="", phone=""):
    return (name, email, "SAF", "Ahli", "1/3/2025", organisation, language, zone, phone)


def test_person_is_changed_and_the_sign_in_with_them(serving):
    user = UserFactory(email=AMINAH, language="en")
    member = MemberFactory(full_name="Aminah Salleh", email=AMINAH, user=user, organisation="Old")
    serving(member=member)

    roster_import = apply(
        previewed(person(organisation="New", language="BM", zone="Europe/London"), headings=PERSON)
    )

    member.refresh_from_db()
    user.refresh_from_db()
    assert (member.organisation, member.language, member.time_zone) == ("New", "ms", "Europe/London")
    assert (user.language, user.time_zone) == ("ms", "Europe/London")
    undo(roster_import)
    member.refresh_from_db()
    user.refresh_from_db()
    assert (member.organisation, member.language, user.language) == ("Old", "en", "en")


def test_undo_is_refused_where_a_person_was_changed_since(serving):
    appointment = serving()
    roster_import = apply(previewed(person(organisation="New"), headings=PERSON))
    Member.objects.filter(pk=appointment.member_id).update(organisation="Newer")

    undo(roster_import)

    assert roster_import.state == "applied"
    assert "row 2 (Aminah Salleh) was changed or used" in str(roster_import.failure)


def test_undo_is_refused_where_something_new_refers_to_what_was_made(seven_groups):
    roster_import = apply(previewed(person(), headings=PERSON))
    AppointmentFactory(group=seven_groups["REG"], member=Member.objects.get())

    undo(roster_import)

    assert roster_import.state == "applied"
    assert Member.objects.count() == 1


def test_address_of_who_signs_in_is_not_changed(serving):
    member = MemberFactory(full_name="Aminah Salleh", email=AMINAH, user=UserFactory(email=AMINAH))
    serving(member=member)
    headings = (*PERSON, "Rujukan ahli", "Rujukan pelantikan")
    reference = str(member.reference)

    roster_import = previewed((*person(email="other@universiti.example"), reference, ""), headings=headings)

    assert remarks(roster_import) == ["address_of_sign_in"]
    assert plan_of(roster_import, 2)["outcome"] == "unchanged"


def test_address_of_another_person_is_refused(serving):
    member = serving().member
    MemberFactory(full_name="Badrul", email="badrul@universiti.example")
    headings = (*PERSON, "Rujukan ahli", "Rujukan pelantikan")

    roster_import = previewed(
        (*person(email="badrul@universiti.example"), str(member.reference), ""), headings=headings
    )

    [refusal] = refusals(roster_import)
    assert (refusal["code"], refusal["name"]) == ("address_taken", "Badrul")


def test_references_that_lead_elsewhere_are_remarked(serving):
    other = serving("REG", member=MemberFactory(full_name="Somebody"))
    serving()
    headings = (*PERSON, "Rujukan ahli", "Rujukan pelantikan")
    unknown = "00000000-0000-4000-8000-000000000000"

    roster_import = previewed((*person(), unknown, str(other.reference)), headings=headings)

    assert remarks(roster_import) == ["reference_unknown", "reference_elsewhere"]
    assert plan_of(roster_import, 2)["outcome"] == "unchanged"


def test_group_that_the_reference_knows_need_not_be_written(serving):
    appointment = serving()
    headings = (*PERSON, "Rujukan ahli", "Rujukan pelantikan")
    cells = list(person())
    cells[2] = ""

    roster_import = previewed(
        (*cells, str(appointment.member.reference), str(appointment.reference)), headings=headings
    )

    assert plan_of(roster_import, 2)["outcome"] == "unchanged"
    assert open_keys(roster_import, 2) == []


def test_other_name_at_a_known_address_is_asked(serving):
    appointment = serving()
    roster_import = previewed(person(name="Badrul Hisham"), headings=PERSON)
    assert open_keys(roster_import, 2) == ["name"]

    apply(answer(roster_import, {"name": "take"}))

    appointment.member.refresh_from_db()
    assert appointment.member.full_name == "Badrul Hisham"


def test_two_addresses_of_two_people_are_refused(serving):
    serving()
    MemberFactory(email="badrul@universiti.example")

    roster_import = previewed(person(email=f"{AMINAH}; badrul@universiti.example"), headings=PERSON)

    assert [refusal["code"] for refusal in refusals(roster_import)] == ["two_people"]


def test_address_that_is_none_is_asked_and_may_be_left_out():
    roster_import = previewed(person(email="not known"), headings=PERSON)
    assert open_keys(roster_import, 2) == ["address:rejected"]

    answer(roster_import, {"address:rejected": "7"})
    assert open_keys(roster_import, 2) == ["address:rejected"]
    apply(answer(roster_import, {"address:rejected": "none"}))

    assert not Member.objects.get().email


def test_namesake_in_the_portal_is_asked():
    known = MemberFactory(full_name="Aminah Salleh", email="another@universiti.example")
    roster_import = previewed(person(email=""), headings=PERSON)
    [question] = plan_of(roster_import, 2)["questions"]
    assert [token for token, _label in question["choices"]] == [f"m{known.pk}", "new"]

    answer(roster_import, {"person": "m0"})
    assert open_keys(roster_import, 2) == ["person"]
    apply(answer(roster_import, {"person": "only"}))

    assert Appointment.objects.get().member == known


# --- cells ----------------------------------------------------------------------------------------------


def test_cells_that_are_not_understood_are_said_and_left():
    places = ("Negara", "Negeri", "Zon masa")
    headings = ("Nama penuh", "Kumpulan", "Peranan", "Mula", *places, "Jantina", "Kekananan", "Telefon")

    roster_import = previewed(
        ("Aminah", "SAF", "Ahli", "1/3/2025", "Atlantis", "Nowhere", "Moon/Base", "x", "first", "12"),
        headings=headings,
    )

    said = [(remark["code"], remark.get("field")) for remark in plan_of(roster_import, 2)["remarks"]]
    assert set(said) == {
        *(("not_understood", name) for name in ("country", "state", "time_zone", "gender", "precedence")),
        ("phone_unusual", None),
    }
    member = apply(roster_import) and Member.objects.get()
    assert (member.country, member.state, member.time_zone, member.gender) == ("", "", "", "")


def test_terms_are_understood_or_asked():
    TermFactory(code="safety", name_en="Safety of models")
    TermFactory(code="law", name_en="Law")
    headings = ("Nama penuh", "Kumpulan", "Peranan", "Mula", "Kepakaran", "Latar belakang")
    roster_import = previewed(
        ("Aminah", "SAF", "Ahli", "1/3/2025", "Safety of models; Alchemy", "Sorcery"), headings=headings
    )
    assert open_keys(roster_import, 2) == ["background:sorcery", "expertise:alchemy"]

    apply(answer(roster_import, {"background:sorcery": "none", "expertise:alchemy": "law"}))

    member = Member.objects.get()
    assert (set(member.expertise), member.background) == ({"safety", "law"}, None)


def test_row_without_a_name_and_one_with_too_long_a_text_are_refused():
    roster_import = previewed(person(name=""), person(organisation="x" * 1000), headings=PERSON)

    assert [refusal["code"] for refusal in refusals(roster_import, 2)] == ["no_name"]
    assert [refusal["code"] for refusal in refusals(roster_import, 3)] == ["too_long"]


def test_end_before_start_in_one_row_is_refused():
    roster_import = previewed(row(end="1/2/2025"), headings=HEADINGS)

    assert refusals(roster_import) == [{"code": "end_before_start"}]


def test_today_is_the_day_of_the_answer_offered(serving):
    serving()

    [question] = plan_of(previewed(row(role="Pelapor", start=""), headings=HEADINGS), 2)["questions"]

    assert question["names"]["day"] == kl_today().isoformat()


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

"""People and cells of a file that speaks of those whom the portal knows."""

import pytest

from groups.models import Appointment
from members.models import Member
from naio_portal.dates import kl_today
from tests.factories.groups import AppointmentFactory
from tests.factories.imports import answer, apply, open_keys, plan_of, previewed, undo
from tests.factories.members import MemberFactory, TermFactory, UserFactory
from tests.groups.imports.rows import AMINAH, HEADINGS, PERSON, person, refusals, remarks, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seven_groups")]


# --- people ---------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("place", ["first", "9" * 5_000])
def test_cells_that_are_not_understood_are_said_and_left(place):
    places = ("Negara", "Negeri", "Zon masa")
    headings = ("Nama penuh", "Kumpulan", "Peranan", "Mula", *places, "Jantina", "Kekananan", "Telefon")

    roster_import = previewed(
        ("Aminah", "SAF", "Ahli", "1/3/2025", "Atlantis", "Nowhere", "Moon/Base", "x", place, "12"),
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

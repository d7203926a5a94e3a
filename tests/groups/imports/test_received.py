"""The file that an office sent, from upload to undo: what exactly comes out."""

import datetime as dt
from collections import Counter

import pytest

from groups.models import Appointment
from members.models import Member
from naio_portal.imports import services
from tests.factories.imports import (
    RECEIVED_ANSWERS,
    answer,
    apply,
    open_keys,
    outcomes,
    plan_of,
    received,
    undo,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seven_groups")]

CONVENED = dt.date(2025, 2, 28)
KESELAMATAN = [36, 59, 98, 107, 112, 133, 140, 148, 152, 190]
INFRASTRUKTUR = [137, 149, 160]
SPELLED = [41, 101, 106, 113, 114, 121, 135]
DOUBLED = [79, 94, 157, 184]
IMPOSSIBLE = [11, 69, 89, 191]
BLANK = [30, 56, 75, 82, 109, 138, 145, 153, 174]


def test_columns_are_guessed_and_the_sheet_said():
    roster_import = received()

    assert roster_import.mapping == {
        "title": 1,
        "full_name": 2,
        "email": 3,
        "phone": 4,
        "organisation": 5,
        "position": 6,
        "group": 7,
        "role": 8,
        "start": 9,
    }
    assert roster_import.header_row == 3
    assert roster_import.sheets == [
        {"name": "Senarai Ahli (terkini)", "is_hidden": False, "rows": 188, "header_row": 3},
        {"name": "Nota", "is_hidden": False, "rows": 1, "header_row": None},
    ]


def test_every_row_is_accounted_for():
    roster_import = received()

    assert roster_import.counts == {"create": 155, "decide": 25, "refused": 4, "left_out": 12, "list": 184}
    others = (
        roster_import.rows.exclude(kind="list").order_by("number").values_list("number", "kind", "outcome")
    )
    assert list(others) == [
        (1, "title", "left_out"),
        (2, "title", "left_out"),
        (3, "heading", ""),
        *[(number, "blank", "left_out") for number in BLANK],
        (197, "total", "left_out"),
    ]


def test_exactly_what_is_ambiguous_is_asked():
    roster_import = received()

    asked = {number: open_keys(roster_import, number) for number in outcomes(roster_import)}
    assert {number: keys for number, keys in asked.items() if keys} == {
        **{key: ["group:keselamatan ai"] for key in KESELAMATAN},
        **{key: ["group:ai infrastruktur"] for key in INFRASTRUKTUR},
        **{key: ["address:spelled"] for key in SPELLED},
        **{key: ["address:several"] for key in DOUBLED},
        143: ["person"],
    }


def test_impossible_dates_are_refused_with_the_reason():
    roster_import = received()

    refused = [number for number, outcome in outcomes(roster_import).items() if outcome == "refused"]
    assert refused == IMPOSSIBLE
    assert plan_of(roster_import, 11) == {
        "outcome": "refused",
        "name": "Dato' Yūko Hanamori",
        "refusals": [{"code": "date_impossible", "field": "start", "text": "32/13/2025"}],
    }


def test_a_person_without_an_address_may_be_any_namesake():
    question = plan_of(received(), 143)["questions"][0]

    assert [token for token, _label in question["choices"]] == ["r36", "r70", "r129", "new"]


def test_answers_for_all_and_for_one_row():
    roster_import = received()

    answer(roster_import, RECEIVED_ANSWERS)
    answer(roster_import, {"group:keselamatan ai": "SEC"}, row=36)
    answer(roster_import, {"person": "r36"}, row=143)
    # The two rows, now one person, name two employers.
    assert open_keys(roster_import, 143) == ["conflict:organisation", "conflict:position"]
    answer(roster_import, {"conflict:organisation": "first", "conflict:position": "this"}, row=143)

    assert roster_import.counts == {"create": 177, "refused": 4, "left_out": 15, "list": 184}
    assert plan_of(roster_import, 36)["appointment_writes"][0]["group"] == "SEC"
    assert plan_of(roster_import, 59)["appointment_writes"][0]["group"] == "SAF"
    assert plan_of(roster_import, 143)["person"] == "n36"
    assert plan_of(roster_import, 143)["member_writes"] == {"position": "Managing Director"}


def test_applied_roster_is_what_the_file_says():
    roster_import = apply(answer(received(), RECEIVED_ANSWERS))

    assert (roster_import.state, roster_import.failure) == ("applied", {})
    assert Member.objects.count() == 171
    pairs = Counter(Appointment.objects.values_list("role", "group__code"))
    by_role = {
        role: {code: count for (r, code), count in pairs.items() if r == role} for role, _code in pairs
    }
    one_each = dict.fromkeys(("SOV", "REG", "SEC", "GOV", "SAF", "TAL", "ADV"), 1)
    assert by_role == {
        "chair": one_each,
        "co-chair": one_each,
        "rapporteur": one_each,
        "member": {"SOV": 18, "REG": 17, "SEC": 19, "GOV": 20, "SAF": 28, "TAL": 21, "ADV": 19},
        "observer": {"SOV": 3, "GOV": 2, "SAF": 3},
        "alternate": {"SOV": 2, "REG": 1, "GOV": 1, "ADV": 2},
    }
    assert set(Appointment.objects.values_list("start_on", "end_on", "state")) == {
        (CONVENED, None, "confirmed")
    }


def test_people_come_out_clean():
    apply(answer(received(), RECEIVED_ANSWERS))

    def facts(address):
        return Member.objects.values_list("titles", "full_name", "phone", "language", "time_zone").get(
            email=address
        )

    assert facts("priscilla.mbekeani.9@example.org") == ("Datuk", "Priscilla Mbekeani", "", "ms", "")
    assert facts("shahrul.razif.bin.mahmud.16@example.org") == ("", "Shahrul Razif bin Mahmud", "", "ms", "")
    assert facts("zulaikha.nurul.binti.abdullah.2@example.org") == (
        "Dato'",
        "ZULAIKHA NURUL BINTI ABDULLAH",
        "+60 19-921 9265",
        "ms",
        "",
    )
    assert facts("lafur.rbergsson.68@example.org")[1] == "Ólafur Þórbergsson"
    assert facts("syafiq.zulkifli.bin.daud.34@example.org")[1] == "SYAFIQ ZULKIFLI BIN DAUD"
    assert not Member.objects.filter(full_name__contains="  ").exists()
    assert Member.objects.filter(email__isnull=True).count() == 5


def test_names_in_capitals_are_written_otherwise_only_when_a_person_says_so():
    answers = RECEIVED_ANSWERS | {"capitals": "offered"}
    apply(answer(received(), answers))

    capitals = [name for name in Member.objects.values_list("full_name", flat=True) if name.isupper()]
    assert capitals == []
    assert set(Member.objects.filter(full_name__contains="a/l").values_list("full_name", flat=True)) >= {
        "Kumar a/l Nadarajan",
        "Mohan a/l Arumugam",
    }


def test_one_person_in_two_groups_is_one_member():
    apply(answer(received(), RECEIVED_ANSWERS))

    groups = Appointment.objects.filter(member__email="dayang.kulai.57@example.org").order_by("group__code")
    assert list(groups.values_list("group__code", "role")) == [("REG", "member"), ("SAF", "member")]


def test_roster_of_27_and_of_28_february_differ():
    apply(answer(received(), RECEIVED_ANSWERS))

    assert Appointment.objects.in_force(dt.date(2025, 2, 27)).count() == 0
    assert Appointment.objects.in_force(dt.date(2025, 2, 28)).count() == 177


def test_the_same_file_again_changes_nothing():
    first = apply(answer(received(), RECEIVED_ANSWERS))

    again = answer(received(by=first.uploaded_by), RECEIVED_ANSWERS | {"person": "only"})
    # Four people of that name by now; of the other four without an address there is one each.
    assert open_keys(again, 143) == ["person"]
    unknown = Member.objects.get(full_name="Tomás O'Rahillane", email=None)
    answer(again, {"person": f"m{unknown.pk}"}, row=143)

    assert again.counts == {"unchanged": 177, "refused": 4, "left_out": 15, "list": 184}
    with pytest.raises(services.DomainError, match="Nothing would change"):
        services.start_applying(file_import=again, by=again.uploaded_by)


def test_undone_import_leaves_nothing_and_can_be_applied_again():
    roster_import = apply(answer(received(), RECEIVED_ANSWERS))

    undo(roster_import)

    assert (roster_import.state, roster_import.failure) == ("undone", {})
    assert (Member.objects.count(), Appointment.objects.count()) == (0, 0)
    apply(roster_import)
    assert roster_import.state == "applied"
    assert (Member.objects.count(), Appointment.objects.count()) == (171, 177)

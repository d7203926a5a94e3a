"""The file as an office sends it: title rows, Malay headings, merged cells, mixed dates, unknown owners, an
ambiguous group, a formula, blank rows, a total."""

import io

import pytest

from deliverables.models import Deliverable, Milestone
from tests.factories.groups import AppointmentFactory
from tests.factories.imports import answer, apply, outcomes, plan_of
from tests.factories.members import MemberFactory
from tests.factories.plan_imports import PLAN_ANSWERS, PLAN_RECEIVED, previewed_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def salmah(seven_groups):
    member = MemberFactory(full_name="Salmah binti Yusof", email="salmah.yusof@contoh.example")
    AppointmentFactory(group=seven_groups["SAF"], member=member, role="member")
    return member


@pytest.fixture
def rajendran(seven_groups):
    member = MemberFactory(full_name="Rajendran a/l Muthu", email="rajendran@contoh.example")
    AppointmentFactory(group=seven_groups["TAL"], member=member, role="member")
    return member


@pytest.fixture
def received(salmah, rajendran):
    return previewed_plan(file=io.BytesIO(PLAN_RECEIVED.read_bytes()), name=PLAN_RECEIVED.name)


def test_every_row_has_an_outcome_and_a_reason(received):
    found = outcomes(received)

    assert {number: found[number] for number in (6, 7, 8, 9, 10, 12, 13, 14, 17, 18, 19)} == {
        **dict.fromkeys((6, 7, 8, 9, 10), "decide"),  # whose group is “Keselamatan AI”?
        **dict.fromkeys((12, 13, 17, 18), "decide"),  # who is meant; which groups are these?
        14: "refused",  # “Disember 2027” is no day
        19: "refused",  # 31 February
    }
    left_out = dict(
        received.rows.filter(sheet=0, outcome="left_out").exclude(kind="list").values_list("number", "kind")
    )
    assert left_out == {1: "title", 2: "title", 3: "title", 4: "blank", 11: "blank", 20: "total"}
    assert plan_of(received, 17)["remarks"][0]["code"] == "formula"
    assert plan_of(received, 17)["name"].startswith("=CONCATENATE")


def test_dates_are_read_however_they_are_written(received):
    read = received.rows.filter(sheet=0, kind="list").values_list("number", "values__values__due")

    assert {number: due for number, due in read if due} == {
        7: "2027-09-30", 8: "2027-03-31", 9: "2027-06-30", 10: "2027-09-15", 12: "2027-04-03",
        13: "2027-02-15", 15: "2027-06-01", 16: "2027-08-01", 17: "2027-12-31", 18: "2027-07-01",
    }  # fmt: skip


def test_decided_file_is_applied_with_what_merged_cells_mean(received, salmah, rajendran):
    answer(received, PLAN_ANSWERS)
    assert [number for number, outcome in outcomes(received).items() if outcome == "decide"] == []
    apply(received)

    framework = Deliverable.objects.get(title="Rangka kerja ujian model")
    assert (framework.group.code, framework.owner, framework.objective.statement) == (
        "SAF",
        salmah,
        "Model diuji sebelum diguna oleh agensi",
    )
    assert list(framework.milestones.order_by("number").values_list("title", "owner")) == [
        ("Senarai risiko", None),
        ("Draf rangka kerja", salmah.pk),
        ("Bengkel agensi", None),
    ]
    syllabus = Deliverable.objects.get(title="Silibus latihan penjawat awam")
    assert (syllabus.owner, syllabus.milestones.get().owner) == (rajendran, rajendran)
    module = Deliverable.objects.get(title="Modul kendiri")
    assert (module.group.code, module.due_on.isoformat(), module.milestones.count()) == (
        "TAL",
        "2027-08-01",
        2,
    )
    assert set(Milestone.objects.values_list("state", flat=True)) == {"proposed"}


def test_same_file_again_changes_nothing(received):
    apply(answer(received, PLAN_ANSWERS))

    again = previewed_plan(file=io.BytesIO(PLAN_RECEIVED.read_bytes()), name=PLAN_RECEIVED.name)
    answer(again, PLAN_ANSWERS)

    assert set(outcomes(again).values()) == {"unchanged", "refused", "left_out"}

"""What comes of each row of a work plan: created, changed, asked for, asked, refused."""

import datetime as dt

import pytest
from django.utils import timezone

from deliverables.imports.fields import FIELDS
from deliverables.models import ChangeRequest, Deliverable, Milestone, WorkPlan
from deliverables.services import approve_change
from groups.models import Objective
from naio_portal.spreadsheets.headers import guess_columns, mapping_of
from tests.factories.deliverables import (
    ChangeRequestFactory,
    DeliverableFactory,
    MilestoneFactory,
    WorkPlanFactory,
    days,
)
from tests.factories.groups import AppointmentFactory, ObjectiveFactory
from tests.factories.imports import answer, apply, open_keys, outcomes, plan_of
from tests.factories.members import MemberFactory, UserFactory
from tests.factories.plan_imports import previewed_plan

pytestmark = pytest.mark.django_db
FULL = ("Kumpulan", "Objektif", "Hasil serahan", "Batu loncatan", "Pemilik", "Tarikh akhir", "Status")
IN_A_YEAR = days(365).isoformat()
SOON = days(20).isoformat()


def codes(plan_import, number: int, part: str) -> list[str]:
    return [said["code"] for said in plan_of(plan_import, number).get(part, [])]


def fields(plan_import, number: int) -> dict[str, tuple]:
    return {
        change["field"]: (change["old"], change["new"])
        for change in plan_of(plan_import, number).get("changes", [])
    }


# --- what is new ---------------------------------------------------------------------------------


def test_rows_of_a_group_are_proposed_by_who_applies_them(saf, aminah, chair):
    made = previewed_plan(
        ["SAF", "Garis panduan", "", "aminah@agency.example", IN_A_YEAR],
        ["SAF", "Garis panduan", "Draf pertama", "", "28/02/2027"],
        by=chair,
        group=saf,
    )
    assert outcomes(made) == {2: "create", 3: "create"}

    apply(made)

    deliverable = Deliverable.objects.get(group=saf)
    milestone = deliverable.milestones.get()
    assert (deliverable.code, deliverable.title, deliverable.owner) == ("SAF-D01", "Garis panduan", aminah)
    assert (deliverable.state, deliverable.created_by, deliverable.language) == ("proposed", chair, "ms")
    assert (milestone.state, milestone.due_on, milestone.owner) == ("proposed", dt.date(2027, 2, 28), None)
    assert (milestone.number, milestone.created_by, milestone.baseline_on) == (1, chair, None)


def test_deliverable_that_only_milestones_name_asks_its_due_date(saf, secretary):
    made = previewed_plan(
        ["SAF", "Garis panduan", "Draf pertama", "", SOON],
        ["", "", "Draf akhir", "", IN_A_YEAR],  # merged cells above
        by=secretary,
    )
    key = "due:deliverable:SAF:garis panduan"
    assert outcomes(made) == {2: "decide", 3: "decide"}
    assert plan_of(made, 3)["waits_for"] == 2
    assert plan_of(made, 2)["questions"][0]["names"]["day"] == IN_A_YEAR

    answer(made, {key: IN_A_YEAR})
    apply(made)

    deliverable = Deliverable.objects.get()
    assert (deliverable.due_on.isoformat(), deliverable.milestones.count()) == (IN_A_YEAR, 2)


def test_milestones_of_a_deliverable_that_is_refused_are_refused(saf, secretary):
    made = previewed_plan(
        ["SAF", "Garis panduan", "", "", "31/02/2027"],
        ["SAF", "Garis panduan", "Draf pertama", "", SOON],
        by=secretary,
    )

    assert outcomes(made) == {2: "refused", 3: "refused"}
    assert codes(made, 3, "refusals") == ["parent_not_made"]


def test_new_objective_is_made_with_the_deliverable_that_names_it(saf, chair):
    made = previewed_plan(
        ["SAF", "Uji model sebelum diguna", "Makmal ujian", "", "", IN_A_YEAR, ""],
        ["SAF", "Uji model sebelum diguna", "Panduan ujian", "", "", IN_A_YEAR, ""],
        headings=FULL,
        by=chair,
        group=saf,
    )

    apply(made)

    objective = saf.objectives.get(number=2)
    assert objective.statement == "Uji model sebelum diguna"
    assert [each.objective for each in Deliverable.objects.order_by("number")] == [objective, objective]


def test_rapporteur_writes_no_objective(saf, rapporteur):
    made = previewed_plan(
        ["SAF", "Uji model sebelum diguna", "Makmal ujian", "", "", IN_A_YEAR, ""],
        headings=FULL,
        by=rapporteur,
        group=saf,
    )

    assert codes(made, 2, "refusals") == ["objective_rights"]


def test_row_twice_is_a_repetition_or_refused(saf, secretary):
    made = previewed_plan(
        ["SAF", "Garis panduan", "", "", IN_A_YEAR],
        ["SAF", "GARIS  PANDUAN", "", "", IN_A_YEAR],
        ["SAF", "Garis panduan", "", "", SOON],
        by=secretary,
    )

    assert outcomes(made) == {2: "create", 3: "unchanged", 4: "refused"}
    assert codes(made, 4, "refusals") == ["row_already"]


# --- groups --------------------------------------------------------------------------------------


def test_group_that_two_share_is_asked(saf, secretary):
    made = previewed_plan(["Keselamatan AI", "Garis panduan", "", "", IN_A_YEAR], by=secretary)
    assert open_keys(made, 2) == ["group:keselamatan ai"]

    answer(made, {"group:keselamatan ai": "SAF"})

    assert (outcomes(made), plan_of(made, 2)["group"]) == ({2: "create"}, "SAF")


def test_row_of_another_group_than_the_imports_is_refused(saf, chair):
    made = previewed_plan(
        ["TAL", "Garis panduan", "", "", IN_A_YEAR],
        ["", "Panduan lain", "", "", IN_A_YEAR],
        by=chair,
        group=saf,
    )

    assert outcomes(made) == {2: "refused", 3: "refused"}  # an empty cell is as the one above
    assert codes(made, 2, "refusals") == ["other_group"]


def test_file_without_groups_is_for_the_group_of_the_import(saf, chair):
    made = previewed_plan(
        ["Garis panduan", IN_A_YEAR], headings=("Hasil serahan", "Tarikh akhir"), by=chair, group=saf
    )

    assert (outcomes(made), plan_of(made, 2)["group"]) == ({2: "create"}, "SAF")


# --- owners --------------------------------------------------------------------------------------


def test_owner_by_name_is_asked_and_one_answer_goes_for_all(saf, aminah, secretary):
    made = previewed_plan(
        ["SAF", "Garis panduan", "", "AMINAH BINTI ALI", IN_A_YEAR],
        ["SAF", "Panduan lain", "", "Dr. Aminah bt Ali", IN_A_YEAR],
        by=secretary,
    )
    assert (open_keys(made, 2), open_keys(made, 3)) == (["owner_name"], ["owner_name"])

    apply(answer(made, {"owner_name": "only"}))

    assert {each.owner for each in Deliverable.objects.all()} == {aminah}


def test_unknown_owner_asks_who_of_those_who_serve(saf, aminah, secretary):
    elsewhere = MemberFactory(email="zul@agency.example")
    made = previewed_plan(
        ["SAF", "Garis panduan", "", "Puan Zaleha", IN_A_YEAR],
        ["SAF", "Panduan lain", "", elsewhere.email, IN_A_YEAR],
        by=secretary,
    )
    assert outcomes(made) == {2: "decide", 3: "decide"}
    offered = [token for token, _label in plan_of(made, 2)["questions"][0]["choices"]]
    assert f"m{aminah.pk}" in offered
    assert f"m{elsewhere.pk}" not in offered

    answer(made, {open_keys(made, 2)[0]: f"m{aminah.pk}"})
    answer(made, {open_keys(made, 3)[0]: "none"})
    apply(made)

    assert [each.owner for each in Deliverable.objects.order_by("number")] == [aminah, None]


def test_two_of_one_name_are_asked_by_name(saf, aminah, secretary):
    other = MemberFactory(full_name="Aminah binti Ali")
    AppointmentFactory(group=saf, member=other, role="member")
    made = previewed_plan(["SAF", "Garis panduan", "", "Aminah binti Ali", IN_A_YEAR], by=secretary)

    question = plan_of(made, 2)["questions"][0]

    assert question["kind"] == "owner"
    assert {token for token, _label in question["choices"]} == {f"m{aminah.pk}", f"m{other.pk}"}


# --- what is known -------------------------------------------------------------------------------


def test_proposed_plan_is_changed_field_by_field(saf, aminah, rapporteur):
    deliverable = DeliverableFactory(group=saf, state="proposed", title="Garis panduan", due_on=days(60))
    milestone = MilestoneFactory(
        deliverable=deliverable, state="proposed", title="Draf pertama", due_on=days(30)
    )
    made = previewed_plan(
        ["SAF", "Garis Panduan", "", "aminah@agency.example", days(90).isoformat()],
        ["SAF", "Garis Panduan", "draf  pertama", "", days(40).isoformat()],
        by=rapporteur,
        group=saf,
    )
    assert fields(made, 2) == {
        "owner": ("", "Dr. Aminah binti Ali"),
        "due_on": (days(60).isoformat(), days(90).isoformat()),
    }

    apply(made)

    deliverable.refresh_from_db()
    milestone.refresh_from_db()
    assert (deliverable.due_on, deliverable.owner, deliverable.version) == (days(90), aminah, 2)
    assert (milestone.due_on, milestone.title) == (days(40), "Draf pertama")


def test_finished_deliverable_is_not_changed(saf, secretary):
    DeliverableFactory(group=saf, state="delivered", title="Garis panduan", due_on=days(-5))
    made = previewed_plan(
        ["SAF", "Garis panduan", "", "", IN_A_YEAR],
        ["SAF", "Garis panduan", "Semakan", "", IN_A_YEAR],
        by=secretary,
    )

    assert (codes(made, 2, "refusals"), codes(made, 3, "refusals")) == (["finished"], ["finished"])


def test_state_is_read_only(saf, secretary):
    DeliverableFactory(group=saf, state="active", title="Garis panduan", due_on=days(60))
    made = previewed_plan(
        ["SAF", "", "Garis panduan", "", "", days(60).isoformat(), "Aktif"],
        ["SAF", "", "Panduan lain", "", "", days(60).isoformat(), "Selesai"],
        headings=FULL,
        by=secretary,
    )

    assert (outcomes(made)[2], codes(made, 2, "remarks")) == ("unchanged", [])
    assert (outcomes(made)[3], codes(made, 3, "remarks")) == ("create", ["state"])


# --- dates of approved milestones ----------------------------------------------------------------


@pytest.fixture
def active(saf) -> Milestone:
    deliverable = DeliverableFactory(group=saf, title="Garis panduan", due_on=days(60))
    return MilestoneFactory(deliverable=deliverable, title="Draf pertama", due_on=days(30))


def moved(by, day: int = 45):
    return previewed_plan(["SAF", "Garis panduan", "Draf pertama", "", days(day).isoformat()], by=by)


def test_date_of_an_active_milestone_is_asked_for_with_a_reason(active, secretary):
    made = moved(secretary)
    assert (outcomes(made), open_keys(made, 2)) == ({2: "decide"}, ["approved"])

    apply(answer(made, {"approved": "ask:Agensi lewat."}))

    active.refresh_from_db()
    change = ChangeRequest.objects.get()
    assert (active.due_on, active.baseline_on) == (days(30), days(30))
    assert (change.milestone, change.new_due_on, change.state) == (active, days(45), "pending")
    assert (change.reason, change.requested_by) == ("Agensi lewat.", secretary)


def test_date_that_is_kept_changes_nothing(active, secretary):
    made = answer(moved(secretary), {"approved": "keep"})

    assert (outcomes(made), codes(made, 2, "remarks")) == ({2: "unchanged"}, ["kept"])


def test_reason_without_words_is_no_answer(active, secretary):
    assert outcomes(answer(moved(secretary), {"approved": "ask: "})) == {2: "decide"}


def test_date_in_the_past_is_refused(active, secretary):
    assert codes(moved(secretary, day=-3), 2, "refusals") == ["due_past"]


@pytest.mark.parametrize(("day", "outcome"), [(45, "unchanged"), (50, "refused")])
def test_request_that_waits_stands_alone(active, secretary, day, outcome):
    ChangeRequestFactory(
        milestone=active,
        old={"due_on": days(30).isoformat()},
        new={"due_on": days(45).isoformat()},
    )

    assert outcomes(moved(secretary, day=day)) == {2: outcome}


@pytest.mark.parametrize("state", ["achieved", "missed", "cancelled"])
def test_milestone_that_is_over_keeps_its_date(saf, secretary, state):
    deliverable = DeliverableFactory(group=saf, title="Garis panduan")
    MilestoneFactory(deliverable=deliverable, title="Draf pertama", state=state)

    assert codes(moved(secretary), 2, "refusals") == ["finished"]


def test_what_was_approved_of_a_deliverable_and_an_objective_is_asked_for(saf, aminah, chair):
    objective = saf.objectives.get()
    Objective.objects.filter(pk=objective.pk).update(approved_on=days(-9))
    other = ObjectiveFactory(group=saf, number=2, statement="Nilai risiko.")
    deliverable = DeliverableFactory(group=saf, number=4, title="Garis panduan", objective=objective)
    made = previewed_plan(
        ["SAF", "1", "Model diuji sebelum diguna.", "Sepuluh model", "", "", "", ""],
        ["SAF", "2", "", "", "SAF-D04", "Panduan agensi", aminah.email, days(70).isoformat()],
        headings=(
            *("Kumpulan", "No. objektif", "Objektif", "Cara diukur", "Kod hasil serahan", "Hasil serahan"),
            *("Pemilik", "Tarikh akhir"),
        ),
        by=chair,
        group=saf,
    )

    apply(answer(made, {"approved": "ask:Mandat berubah."}))

    deliverable.refresh_from_db()
    assert (deliverable.title, deliverable.owner) == ("Garis panduan", aminah)  # an owner is not approved
    of_objective, of_deliverable = ChangeRequest.objects.order_by("pk")
    assert (of_objective.objective, of_objective.new) == (objective, {"measure": "Sepuluh model"})
    assert of_deliverable.deliverable == deliverable
    assert of_deliverable.new == {
        "title": "Panduan agensi",
        "objective": other.number,
        "due_on": days(70).isoformat(),
    }
    approve_change(change=of_deliverable, by=UserFactory(secretariat=True))
    deliverable.refresh_from_db()
    assert (deliverable.title, deliverable.objective) == ("Panduan agensi", other)


@pytest.mark.parametrize(("state", "outcome"), [("draft", "change"), ("submitted", "refused")])
def test_plan_that_waits_for_approval_is_left_alone(saf, secretary, state, outcome):
    work_plan = WorkPlanFactory(group=saf, state=state)
    DeliverableFactory(
        group=saf, state="proposed", title="Garis panduan", due_on=days(60), work_plan=work_plan
    )
    WorkPlan.objects.filter(pk=work_plan.pk, state="submitted").update(submitted_at=timezone.now())

    made = previewed_plan(
        ["SAF", "Garis panduan", "", "", days(70).isoformat()],
        ["SAF", "Garis panduan", "Semakan", "", days(70).isoformat()],
        by=secretary,
    )

    assert outcomes(made) == {2: outcome, 3: "create" if state == "draft" else "refused"}


def test_what_is_new_belongs_to_the_plan_of_its_period(saf, secretary):
    work_plan = WorkPlanFactory(group=saf)
    apply(previewed_plan(["SAF", "Garis panduan", "", "", SOON], by=secretary))

    assert Deliverable.objects.get().work_plan == work_plan


def test_headings_of_offices_are_understood():
    headings = ("Bil", "Matlamat", "Inisiatif", "Aktiviti", "Pegawai Bertanggungjawab", "Tarikh Siap", "KPI")

    assert mapping_of(guess_columns(headings, FIELDS)) == {
        "objective": 1, "deliverable": 2, "milestone": 3, "owner": 4, "due": 5, "measure": 6
    }  # fmt: skip

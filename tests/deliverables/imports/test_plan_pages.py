"""The pages of an import of a work plan, and the way out and back of our own export."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from deliverables.models import ChangeRequest, Deliverable, Milestone, PlanImport
from groups.models import Objective
from naio_portal.dates import format_date
from naio_portal.notices.models import OutboxMessage
from tests.factories.deliverables import (
    ChangeRequestFactory,
    DeliverableFactory,
    MilestoneFactory,
    days,
)
from tests.factories.imports import answer, apply, csv_file, outcomes, plan_of, undo
from tests.factories.plan_imports import HEADINGS, previewed_plan
from tests.markup import assert_malay, assert_valid_html

pytestmark = pytest.mark.django_db
SOON = days(20).isoformat()
ROW = ["SAF", "Garis panduan", "", "", days(90).isoformat()]


def page(name: str, plan_import: PlanImport, *more) -> str:
    return reverse(f"deliverables:plan-import-{name}", args=[plan_import.pk, *more])


def upload(client, rows=(ROW,), **about):
    file = csv_file(*rows, headings=HEADINGS)
    file.name = "plan.csv"
    return client.post(reverse("deliverables:plan-import-upload"), {"file": file, "language": "ms", **about})


# --- who brings a file in ------------------------------------------------------------------------


@pytest.mark.parametrize("persona", ["own_chair", "own_rapporteur", "secretariat"])
def test_upload_is_for_a_group(world, saf, persona):
    response = upload(world.client(persona), group=saf.pk)

    made = PlanImport.objects.get()
    assert response.headers["Location"] == made.get_absolute_url()
    assert (made.group, made.language) == (saf, "ms")


def test_secretariat_may_leave_the_group_to_the_rows(world):
    upload(world.client("secretariat"), group="")

    assert PlanImport.objects.get().group is None


@pytest.mark.parametrize("persona", ["own_chair", "own_rapporteur"])
def test_who_runs_one_group_imports_for_no_other(world, persona):
    client = world.client(persona)

    empty, other = upload(client, group=""), upload(client, group=world.other_group.pk)

    assert PlanImport.objects.count() == 0
    assert "group" in empty.context["form"].errors
    assert "group" in other.context["form"].errors


def test_rapporteur_does_not_see_the_import_of_the_chair(world, saf, chair):
    made = previewed_plan(ROW, by=chair, group=saf)

    assert world.client("own_rapporteur").get(made.get_absolute_url()).status_code == 404


# --- out and back --------------------------------------------------------------------------------


@pytest.fixture
def plan(saf, aminah) -> list[Milestone]:
    """A plan in every state, with what a spreadsheet could spoil."""
    objective = saf.objectives.get()
    texts = ["=1+1", "+60 kaki", "Garis panduan", "2026-03-04", "'Petik", " Makmal  ujian"]
    made = []
    states = ["proposed", "active", "in_review", "suspended", "delivered", "withdrawn"]
    for number, (state, title) in enumerate(zip(states, texts, strict=True), start=1):
        deliverable = DeliverableFactory(
            group=saf,
            number=number,
            state=state,
            title=title.strip(),
            owner=aminah,
            objective=objective if number % 2 else None,
            due_on=days(60 + number),
        )
        made += [
            MilestoneFactory(
                deliverable=deliverable,
                state=milestone,
                title=f"Langkah {milestone}",
                owner=aminah if milestone == "active" else None,
                due_on=days(30),
            )
            for milestone in ("proposed", "active", "achieved", "missed", "cancelled")
        ]
    return made


@pytest.mark.parametrize("persona", ["secretariat", "own_chair", "own_rapporteur"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["ms", "en"])
def test_export_comes_back_with_no_change(world, saf, plan, persona, kind, language):
    client = world.client(persona)
    exported = client.get(
        reverse("deliverables:plan-export", args=[saf.slug, kind]), headers={"Accept-Language": language}
    )

    made = previewed_plan(
        file=io.BytesIO(exported.getvalue()), name=f"plan.{kind}", by=world.users[persona], group=saf
    )

    rows = outcomes(made)
    assert len(rows) == 1 + 6 + len(plan)
    assert set(rows.values()) == {"unchanged"}
    assert not any(plan_of(made, number).get("remarks") for number in rows)


def test_owners_go_out_by_address_to_who_may_see_addresses(world, saf, plan, aminah):
    url = reverse("deliverables:plan-export", args=[saf.slug, "csv"])

    chair, rapporteur = (
        world.client(persona).get(url).getvalue().decode() for persona in ("own_chair", "own_rapporteur")
    )

    assert (aminah.email in chair, aminah.email in rapporteur) == (True, False)
    assert aminah.formal_name in rapporteur


def test_export_takes_the_same_number_of_queries_for_any_plan(world, saf, plan):
    client, url = world.client("own_chair"), reverse("deliverables:plan-export", args=[saf.slug, "csv"])
    with CaptureQueriesContext(connection) as before:
        client.get(url).getvalue()
    DeliverableFactory.create_batch(5, group=saf)
    with CaptureQueriesContext(connection) as after:
        client.get(url).getvalue()

    assert len(before) == len(after) <= 12


def test_changed_export_changes_what_was_changed(world, saf, plan, chair):
    exported = world.client("own_chair").get(reverse("deliverables:plan-export", args=[saf.slug, "xlsx"]))
    book = load_workbook(io.BytesIO(exported.getvalue()))
    sheet = book.active
    assert sheet["F3"].value == "=1+1"
    assert sheet["F3"].data_type == "s"
    sheet["F3"], sheet["J3"] = "Panduan baharu", dt.date(2027, 3, 4)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)

    made = previewed_plan(file=file, name="plan.xlsx", by=chair, group=saf)
    assert [number for number, outcome in outcomes(made).items() if outcome != "unchanged"] == [3]
    apply(made)

    deliverable = Deliverable.objects.get(group=saf, number=1)
    assert (deliverable.title, deliverable.due_on) == ("Panduan baharu", dt.date(2027, 3, 4))


# --- apply and undo ------------------------------------------------------------------------------


@pytest.fixture
def applied(saf, chair) -> PlanImport:
    """One of each: objective, deliverable, milestone made and changed, a date asked for."""
    Objective.objects.filter(group=saf).update(measure="")
    deliverable = DeliverableFactory(group=saf, number=7, title="Garis panduan", due_on=days(60))
    MilestoneFactory(deliverable=deliverable, title="Draf", due_on=days(30))
    made = previewed_plan(
        ["SAF", "Model diuji sebelum diguna.", "Sepuluh model", "", "", ""],
        ["SAF", "Nilai risiko", "", "Makmal", "", days(99).isoformat()],
        ["SAF", "Nilai risiko", "", "Makmal", "Sewa", days(50).isoformat()],
        ["SAF", "", "", "Garis panduan", "", days(70).isoformat()],
        ["SAF", "", "", "Garis panduan", "Draf", days(45).isoformat()],
        headings=("Kumpulan", "Objektif", "KPI", "Hasil serahan", "Batu loncatan", "Tarikh akhir"),
        by=chair,
        group=saf,
    )
    return apply(answer(made, {"approved": "ask:Agensi lewat."}))


def everything() -> list:
    return [
        list(model.objects.order_by("pk").values())
        for model in (Objective, Deliverable, Milestone, ChangeRequest)
    ]


def test_applied_import_says_what_it_did_and_is_undone(world, saf, applied):
    client = world.client("own_chair")
    response = client.get(applied.get_absolute_url())
    assert [number for _label, number in response.context["done"]] == [1, 1, 1, 0, 1, 0, 2]
    assert "group=SAF" in response.text
    assert OutboxMessage.objects.count() == 0
    confirm = client.get(page("undo", applied))
    assert confirm.context["removed"] == "1 objective, 1 deliverable, 1 milestone, 2 requests"

    undone = undo(applied)

    assert undone.state == "undone"
    assert Objective.objects.get(group=saf).measure == ""
    deliverable = Deliverable.objects.get(group=saf)
    assert (deliverable.due_on, deliverable.version) == (days(60), 1)
    assert (Milestone.objects.count(), ChangeRequest.objects.count()) == (1, 0)


def test_import_whose_request_was_decided_is_not_undone(world, applied):
    change = ChangeRequest.objects.get(milestone__isnull=False)
    response = world.client("secretariat").post(
        reverse("deliverables:change-approve", args=[change.reference])
    )
    assert response.status_code == 302
    before = everything()

    refused = undo(applied)

    assert (refused.state, everything()) == ("applied", before)
    assert "6 (Draf)" in refused.failure["message"]


def test_import_is_applied_as_a_whole_or_not_at_all(saf, secretary, chair):
    made = previewed_plan(ROW, ["SAF", "Garis panduan", "Draf", "", SOON], by=secretary)
    before = everything()
    # Somebody makes the same deliverable between preview and apply.
    DeliverableFactory(group=saf, title="Garis panduan", due_on=days(10))

    refused = apply(made)

    assert (refused.state, Milestone.objects.count()) == ("failed", len(before[2]))
    assert "come out differently now" in refused.failure["message"]
    assert outcomes(refused) == {2: "decide", 3: "create"}


def test_request_that_came_meanwhile_stops_the_import(saf, secretary):
    deliverable = DeliverableFactory(group=saf, title="Garis panduan")
    milestone = MilestoneFactory(deliverable=deliverable, title="Draf", due_on=days(30))
    made = previewed_plan(["SAF", "Garis panduan", "Draf", "", SOON], by=secretary)
    answer(made, {"approved": "ask:Agensi lewat."})
    ChangeRequestFactory(milestone=milestone)

    assert apply(made).state == "failed"
    assert ChangeRequest.objects.count() == 1


# --- pages ---------------------------------------------------------------------------------------


def test_questions_take_a_reason(world, saf, secretary):
    deliverable = DeliverableFactory(group=saf, title="Garis panduan")
    MilestoneFactory(deliverable=deliverable, title="Draf", due_on=days(30))
    made = previewed_plan(["SAF", "Garis panduan", "Draf", "", SOON], by=secretary)
    client = world.client("secretariat")
    form = client.get(page("questions", made)).context["forms"][0]

    without = client.post(page("questions", made), {form.add_prefix("choice"): "ask"})
    client.post(
        page("questions", made),
        {form.add_prefix("choice"): "ask", form.add_prefix("text"): "Agensi lewat."},
    )

    assert "Give the reason." in without.text
    made.refresh_from_db()
    assert made.answers == {"approved": "ask:Agensi lewat."}
    shown = client.get(page("questions", made)).context["forms"][0]
    assert (shown.initial["choice"], shown.initial["text"]) == ("ask", "Agensi lewat.")


def test_milestones_that_no_row_names_are_listed(world, saf, chair):
    deliverable = DeliverableFactory(group=saf, title="Garis panduan")
    for title in ("Draf", "Semakan"):
        MilestoneFactory(deliverable=deliverable, title=title, due_on=days(20))
    made = previewed_plan(["SAF", "Garis panduan", "Draf", "", SOON], by=chair, group=saf)

    response = world.client("own_chair").get(page("absent", made))

    assert [milestone.title for milestone in response.context["page"]] == ["Semakan"]


def test_texts_of_the_file_and_of_the_portal_say_their_language(world, saf, secretary):
    deliverable = DeliverableFactory(group=saf, title="Guideline", language="en", state="proposed", number=3)
    headings = ("Kod hasil", "Hasil serahan", "Tarikh akhir")
    row = [deliverable.code, "Garis panduan", days(90).isoformat()]
    made = previewed_plan(row, headings=headings, by=secretary)
    client = world.client("secretariat")

    rows, one = client.get(made.get_absolute_url()).text, client.get(page("row", made, 2)).text

    for text in (rows, one):
        assert '<del class="diff" lang="en">Guideline</del>' in text
        assert '<ins class="diff" lang="ms">Garis panduan</ins>' in text
        assert f'<ins class="diff">{format_date(days(90))}</ins>' in text
    assert 'lang="ms">Garis panduan</a>' in rows
    assert '<span lang="ms">Hasil serahan</span>' in one
    assert '<span lang="ms">Kod hasil</span>' in client.get(page("columns", made)).text


@pytest.mark.parametrize(
    "name", ["list", "upload", "detail", "columns", "questions", "row", "absent", "undo"]
)
def test_pages_are_valid_html_and_malay(world, applied, name):
    client = world.client("own_chair")
    client.cookies["django_language"] = "ms"
    more = {"list": [], "upload": [], "row": [applied.pk, 6]}.get(name, [applied.pk])
    response = client.get(reverse(f"deliverables:plan-import-{name}", args=more), follow=True)

    assert_valid_html(response.text)
    assert_malay(response.text)

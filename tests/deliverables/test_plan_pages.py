"""Pages of a plan: writing it, two editors, moving it, its dates, updates, the board and the timeline."""

import uuid

import pytest
from django.urls import reverse

from deliverables.models import ChangeRequest, Deliverable, ProgressUpdate
from naio_portal.access import Persona as P
from naio_portal.dates import kl_today
from tests.deliverables import files
from tests.factories.deliverables import (
    ChangeRequestFactory,
    ContributorFactory,
    DeliverableFactory,
    DeliverableGrantFactory,
    MilestoneFactory,
    ProgressUpdateFactory,
    days,
)
from tests.factories.members import MemberFactory
from tests.markup import assert_valid_html
from tests.responses import errors_of, said

pytestmark = pytest.mark.django_db


def page_of(thing, name: str, *more) -> str:
    return reverse(f"deliverables:{name}", args=[thing.reference, *more])


# --- writing a plan -------------------------------------------------------------------------------------


def plan(*milestones: dict, initial: int = 0, **changes) -> dict:
    """What the form sends: the definition and rows of milestones."""
    rows = {
        f"milestones-{place}-{name}": value
        for place, row in enumerate(milestones)
        for name, value in row.items()
    }
    return {
        "title": "Register of incidents",
        "language": "en",
        "description": "Every incident in one place.",
        "acceptance_criteria": "Read by two members.",
        "due_on": days(90).isoformat(),
        "classification": "open",
        "version": 1,
        "milestones-TOTAL_FORMS": max(len(milestones), initial) + 2,
        "milestones-INITIAL_FORMS": initial,
        "milestones-MIN_NUM_FORMS": 0,
        "milestones-MAX_NUM_FORMS": 60,
    } | (rows | changes)


def test_one_group_is_gone_straight_to_and_several_are_offered(world):
    start = reverse("deliverables:deliverable-start")

    chair = world.client(P.OWN_CHAIR).get(start)
    secretary = world.client(P.SECRETARIAT).get(start)

    assert chair["Location"] == reverse("deliverables:deliverable-create", args=[world.group.slug])
    assert {group.code for group in secretary.context["groups"]} >= {"SAF", "TAL"}


def test_deliverable_is_proposed_with_milestones_and_people(world):
    client = world.client(P.OWN_CHAIR)
    address = reverse("deliverables:deliverable-create", args=[world.group.slug])
    assert_valid_html(client.get(address).text)

    response = client.post(
        address,
        plan(
            {"title": "Draft", "due_on": days(30).isoformat(), "owner": world.members[P.OWN_MEMBER].pk},
            {"title": "", "due_on": "", "owner": ""},
            owner=world.owner.pk,
            contributors=[world.members[P.OWN_MEMBER].pk],
        ),
    )

    made = Deliverable.objects.get()
    assert response["Location"] == made.get_absolute_url()
    assert said(response) == [f"{made.code} is proposed. It waits for approval."]
    assert (made.owner, made.title) == (world.owner, "Register of incidents")
    assert [(m.title, m.owner) for m in made.milestones.all()] == [("Draft", world.members[P.OWN_MEMBER])]
    assert [one.member for one in made.contributors.all()] == [world.members[P.OWN_MEMBER]]


def test_mistakes_of_the_plan_stand_beside_their_fields(world):
    client = world.client(P.SECRETARIAT)
    address = reverse("deliverables:deliverable-create", args=[world.group.slug])

    empty = client.post(address, plan(title=""))
    row = client.post(address, plan({"title": "Draft", "due_on": "soon"}))

    assert (empty.status_code, list(errors_of(empty))) == (422, ["title"])
    assert row.status_code == 422
    assert row.context["rows"].forms[0].errors == {"due_on": ["Enter a valid date."]}
    assert not Deliverable.objects.exists()


def test_readers_of_other_groups_are_named_by_name_or_address(world):
    client = world.client(P.SECRETARIAT)
    address = reverse("deliverables:deliverable-create", args=[world.group.slug])
    MemberFactory(full_name="Siti Twice")
    MemberFactory(full_name="Siti Twice")
    closed = {"classification": "restricted", "owner": world.owner.pk}

    unclear = client.post(address, plan(named_others="Siti Twice\nNobody\n", **closed))
    assert errors_of(unclear)["named_others"] == [
        "Nobody, or more than one person, is called: Siti Twice, Nobody. Give the e-mail address."
    ]

    other = world.members[P.OTHER_MEMBER]
    client.post(
        address,
        plan(
            named_others=f"\n{other.full_name}\n{world.members[P.OTHER_CHAIR].email}",
            named=[world.members[P.OWN_MEMBER].pk],
            **closed,
        ),
    )

    named = {grant.member for grant in Deliverable.objects.get().grants.all()}
    assert named == {other, world.members[P.OTHER_CHAIR], world.members[P.OWN_MEMBER]}


@pytest.fixture
def made(world):
    """Active, with a milestone in the plan and one proposed, a contributor and a named reader."""
    deliverable = DeliverableFactory(group=world.group, owner=world.owner, title="Register", number=7)
    MilestoneFactory(deliverable=deliverable, title="Draft")
    MilestoneFactory(deliverable=deliverable, title="Print", state="proposed", due_on=days(40))
    ContributorFactory(deliverable=deliverable, member=world.members[P.OWN_MEMBER])
    return deliverable


def as_it_stands(deliverable: Deliverable, **changes) -> dict:
    rows = [
        {"number": m.number, "title": m.title, "due_on": m.due_on.isoformat(), "owner": m.owner_id or ""}
        for m in deliverable.milestones.order_by("due_on", "number")
    ]
    return plan(
        *rows,
        initial=len(rows),
        title=deliverable.title,
        description=deliverable.description,
        acceptance_criteria=deliverable.acceptance_criteria,
        owner=deliverable.owner_id or "",
        due_on=deliverable.due_on.isoformat(),
        version=deliverable.version,
        contributors=[one.member_id for one in deliverable.contributors.all()],
        **changes,
    )


def test_plan_is_changed_and_a_proposed_milestone_taken_out(world, made):
    client = world.client(P.OWN_RAPPORTEUR)
    page = client.get(page_of(made, "deliverable-update"))
    assert_valid_html(page.text)
    assert page.context["form"].fields["due_on"].disabled is True  # the chair moves it
    changes = {"milestones-0-title": "First draft", "milestones-0-due_on": days(99).isoformat()}

    response = client.post(
        page_of(made, "deliverable-update"), as_it_stands(made) | changes | {"milestones-1-DELETE": "on"}
    )

    assert said(response) == ["SAF-D07 is saved."]
    [milestone] = made.milestones.all()
    assert (milestone.title, milestone.due_on) == ("Draft", days(30))  # what is approved: by request


def test_second_of_two_editors_sees_both_texts_and_may_save_again(world):
    made = DeliverableFactory(group=world.group, owner=world.owner, title="Register", state="proposed")
    client = world.client(P.SECRETARIAT)
    mine = as_it_stands(made) | {"title": "Mine", "language": "ms", "owner": ""}
    Deliverable.objects.filter(pk=made.pk).update(title="Theirs", version=made.version + 1)

    response = client.post(page_of(made, "deliverable-update"), mine)

    assert response.status_code == 409
    differing = {row["label"]: (row["theirs"], row["mine"]) for row in response.context["conflict"]}
    assert differing["Title"] == ("Theirs", "Mine")
    assert ("English", "Bahasa Melayu") in differing.values()
    assert (str(world.owner), "Nobody yet") in differing.values()
    assert Deliverable.objects.get().title == "Theirs"

    again = mine | {"version": response.context["form"]["version"].value()}
    assert client.post(page_of(made, "deliverable-update"), again).status_code == 302
    assert Deliverable.objects.get().title == "Mine"


def test_what_is_finished_is_not_edited(world):
    over = DeliverableFactory(group=world.group, state="delivered")

    response = world.client(P.SECRETARIAT).get(page_of(over, "deliverable-update"))

    assert response["Location"] == over.get_absolute_url()
    assert said(response) == ["What is finished is not edited any more."]


def test_refusal_of_a_row_is_shown_on_the_form(world, made):
    sent = as_it_stands(made) | {"milestones-0-number": 99}

    response = world.client(P.SECRETARIAT).post(page_of(made, "deliverable-update"), sent)

    assert response.status_code == 422
    assert errors_of(response) == {"__all__": ["Milestone 99 is gone."]}
    assert made.milestones.count() == 2


def test_a_number_that_no_row_can_have_is_refused(world, made):
    sent = as_it_stands(made) | {"milestones-0-number": "9" * 5_000}

    response = world.client(P.SECRETARIAT).post(page_of(made, "deliverable-update"), sent)

    assert response.status_code == 422
    assert made.milestones.count() == 2


# --- moves and colours ----------------------------------------------------------------------------------


def test_move_asks_for_its_reason_and_is_told(world, made):
    client = world.client(P.OWN_CHAIR)
    address = page_of(made, "deliverable-move", "suspend")
    assert_valid_html(client.get(address).text)

    empty = client.post(address, {"reason": ""})
    done = client.post(address, {"reason": "Waits for two agencies."})
    again = client.get(address)

    assert empty.status_code == 422
    assert said(done) == ["The deliverable is suspended."]
    assert said(again)[-1] == "“Suspend” is not possible now: the state is “Suspended”."
    made.refresh_from_db()
    assert (made.state, made.state_reason) == ("suspended", "Waits for two agencies.")


def test_move_that_does_not_exist_is_missing(world, made):
    client = world.client(P.SECRETARIAT)

    assert client.get(page_of(made, "deliverable-move", "burn")).status_code == 404
    assert client.get(page_of(made, "milestone-move", 1, "burn")).status_code == 404


def test_milestone_is_achieved_on_a_day_that_has_come(world, made):
    client = world.client(P.OWNER)
    address = page_of(made, "milestone-move", 1, "achieve")

    ahead = client.post(address, {"achieved_on": days(1).isoformat()})
    done = client.post(f"{address}?next=/deliverables/", {"achieved_on": kl_today().isoformat()})

    assert (ahead.status_code, list(errors_of(ahead))) == (422, ["achieved_on"])
    assert (said(done), done["Location"]) == (["The milestone is achieved."], "/deliverables/")
    assert made.milestones.get(number=1).state == "achieved"


def test_colour_is_overridden_with_a_reason_and_shown_computed_again(world, made):
    client = world.client(P.SECRETARIAT)
    address = page_of(made, "rag-override")
    assert client.get(address).context["form"].initial["colour"] == "green"

    assert client.post(address, {"colour": "red", "reason": ""}).status_code == 422
    set_ = client.post(address, {"colour": "red", "reason": "The ministry said no."})
    cleared = client.post(page_of(made, "rag-override-clear"))

    assert said(set_) == ["The colour is set by override."]
    assert said(cleared)[-1] == "The computed colour is shown again."


def test_colour_of_what_does_not_run_is_refused(world):
    resting = DeliverableFactory(group=world.group, state="suspended")

    response = world.client(P.SECRETARIAT).post(
        page_of(resting, "rag-override"), {"colour": "red", "reason": "So."}
    )

    assert len(said(response)) == 1
    assert Deliverable.objects.get().rag_override == ""


# --- due dates ------------------------------------------------------------------------------------------


def test_new_date_is_asked_for_once(world, made):
    client = world.client(P.OWNER)
    address = page_of(made, "milestone-change-create", 1)
    page = client.get(address)
    title = page.context["form"].initial["title"]
    assert page.context["form"].initial["due_on"] == days(30)

    same = client.post(address, {"title": title, "due_on": days(30).isoformat(), "reason": "Because."})
    asked = client.post(
        address, {"title": title, "due_on": days(50).isoformat(), "reason": "Two hospitals wait."}
    )
    other = world.client(P.OWN_RAPPORTEUR).post(
        address, {"title": title, "due_on": days(60).isoformat(), "reason": "More."}
    )

    assert (same.status_code, list(errors_of(same))) == (422, ["title"])
    assert said(asked) == ["The change is asked for. It counts once it is approved."]
    assert (other.status_code, list(errors_of(other))) == (422, ["__all__"])
    assert ChangeRequest.objects.get().new_due_on == days(50)


@pytest.fixture
def change(world, made):
    return ChangeRequestFactory(milestone=made.milestones.get(number=1), requested_by=world.user(P.OWNER))


def test_new_date_is_approved_with_one_click_and_only_once(world, change):
    client = world.client(P.OWN_CHAIR)
    page = client.get(reverse("deliverables:approvals"))
    assert change.milestone.title in page.text

    done = client.post(page_of(change, "change-approve"), {"next": "https://elsewhere.example/"})
    again = client.post(page_of(change, "change-approve"))

    assert said(done)[0].startswith(f"Approved: “{change.milestone.title}”: ")
    assert done["Location"] == change.get_absolute_url()  # of another site: not followed
    assert said(again)[-1] == "This request was dealt with already: Approved."


def test_new_date_is_declined_with_a_reason_and_only_once(world, change):
    client = world.client(P.OWN_CHAIR)
    address = page_of(change, "change-decline")
    assert_valid_html(client.get(address).text)

    assert client.post(address, {"reason": ""}).status_code == 422
    done = client.post(address, {"reason": "The report is awaited."})
    again = client.post(address, {"reason": "Again."})

    assert said(done) == ["Declined: it stays as it is."]
    assert said(again)[-1] == "This request was dealt with already: Declined."


def test_who_asked_takes_the_request_back_once(world, change):
    client = world.client(P.OWNER)

    done = client.post(page_of(change, "change-withdraw"))
    again = client.post(page_of(change, "change-withdraw"))

    assert said(done) == ["The request is withdrawn."]
    assert said(again)[-1] == "This request was dealt with already: Withdrawn."
    assert ChangeRequest.objects.get().state == "withdrawn"


def test_approvals_show_each_what_they_may_decide(world, change, made):
    waiting = DeliverableFactory(group=world.group, state="proposed", title="Waiting plan")
    result = DeliverableFactory(group=world.group, state="in_review", title="Finished work")
    own = DeliverableFactory(
        group=world.group, state="in_review", title="The chair's own", owner=world.members[P.OWN_CHAIR]
    )

    chair = world.client(P.OWN_CHAIR).get(reverse("deliverables:approvals")).text
    secretary = world.client(P.SECRETARIAT).get(reverse("deliverables:approvals")).text

    assert all(thing.title in chair for thing in (waiting, result, change.milestone))
    assert own.title not in chair
    # The secretariat approves plans; a result is the chairs' while there is one.
    assert waiting.title in secretary
    assert result.title not in secretary


# --- updates --------------------------------------------------------------------------------------------


def update(**changes) -> dict:
    return {"percent": 45, "note": "Draft agreed.", "reference": uuid.uuid4()} | changes


def test_update_is_filed_and_leads_to_what_is_next(world, made):
    client = world.client(P.OWNER)
    second = DeliverableFactory(group=world.group, owner=world.owner, last_update_on=days(-60))
    MilestoneFactory(deliverable=second, due_on=days(-2))
    address = page_of(made, "progress-update-create")
    assert_valid_html(client.get(f"{address}?milestone=1").text)

    first = client.post(address, update())
    last = client.post(page_of(second, "progress-update-create"), update())

    assert said(first)[0].startswith("Your update of SAF-D07 is saved.")
    assert str(second.reference) in first["Location"]
    assert last["Location"] == reverse("home:home")
    assert ProgressUpdate.objects.count() == 2


def test_hundred_percent_and_a_later_day_are_asked_about_once(world, made):
    client = world.client(P.OWNER)
    address = f"{page_of(made, 'progress-update-create')}?milestone=1"
    full = update(percent=100, forecast_on=days(45).isoformat())

    asked = client.post(address, full)
    assert asked.context["asks_again"] is True
    assert not ProgressUpdate.objects.exists()
    client.post(address, full | {"asked_achieved": "on", "asked_new_date": "on", "asks_new_date": "on"})

    assert ProgressUpdate.objects.get().percent == 100
    assert made.milestones.get(number=1).state == "active"  # not ticked
    assert ChangeRequest.objects.get().new_due_on == days(45)


def test_update_that_is_refused_says_why(world, made):
    client = world.client(P.OWNER)
    address = page_of(made, "progress-update-create")

    empty = client.post(address, update(note=""))
    program = client.post(address, update(evidence_file=files.upload("tool.exe", b"MZ")))

    assert (empty.status_code, list(errors_of(empty))) == (422, ["note"])
    assert (program.status_code, list(errors_of(program))) == (422, ["evidence_file"])
    assert not ProgressUpdate.objects.exists()


def test_secretariat_files_for_the_owner(world, made):
    client = world.client(P.SECRETARIAT)
    address = page_of(made, "progress-update-create")
    assert client.get(address).context["form"].fields["on_behalf_of"].initial == world.owner.pk

    client.post(address, update(on_behalf_of=world.owner.pk))

    assert ProgressUpdate.objects.get().on_behalf_of == world.owner


def test_update_of_a_milestone_that_is_over_is_of_the_deliverable(world, made):
    client = world.client(P.OWNER)
    address = page_of(made, "progress-update-create")
    MilestoneFactory(deliverable=made, number=9, state="achieved")

    over = client.get(f"{address}?milestone=9")
    unknown = client.get(f"{address}?milestone=77")

    assert said(over) == ["Milestone 9 is not open any more (Achieved): this updates the deliverable."]
    assert over.context["milestone"] is None
    assert (said(unknown), unknown.context["milestone"]) == ([], None)


def test_no_update_is_taken_of_what_rests(world):
    resting = DeliverableFactory(group=world.group, owner=world.owner, state="suspended")

    response = world.client(P.OWNER).get(page_of(resting, "progress-update-create"))

    assert response["Location"] == resting.get_absolute_url()
    assert said(response) == ["No update is taken now: the deliverable's state is “Suspended”."]


def test_page_of_a_deliverable_offers_what_each_may_do(world, made, change):
    ProgressUpdateFactory(deliverable=made, note="Text agreed.")
    DeliverableGrantFactory(deliverable=made, member=world.members[P.OTHER_MEMBER])

    chair = world.client(P.OWN_CHAIR).get(made.get_absolute_url())
    owner = world.client(P.OWNER).get(made.get_absolute_url())
    other = world.client(P.OTHER_MEMBER).get(made.get_absolute_url())

    def line(page):
        return next(line for line in page.context["detail"].lines if line.change is not None)

    assert_valid_html(chair.text)
    assert (line(chair).decides, line(chair).takes_back) == (True, False)
    assert (line(owner).decides, line(owner).takes_back) == (False, True)
    assert set(chair.context["acts"]) >= {"suspend", "withdraw"}
    assert other.context["acts"] == {}
    assert (owner.context["files_updates"], other.context["files_updates"]) == (True, False)


def test_history_of_a_deliverable_tells_of_its_parts(world, made):
    world.client(P.OWNER).post(page_of(made, "progress-update-create"), update(note="Told in full."))

    page = world.client(P.SECRETARIAT).get(page_of(made, "deliverable-history"))

    assert page.status_code == 200
    assert "Told in full." in page.text


def test_update_without_a_file_has_none_to_download(world, made):
    filed = ProgressUpdateFactory(deliverable=made)

    assert world.client(P.OWN_CHAIR).get(page_of(filed, "evidence-file")).status_code == 404

"""Pages of meetings: the form with its clocks, two editors, the moves, the files and the list."""

import csv
import datetime as dt
import io
import json

import pytest
import time_machine
from django.urls import reverse

from meetings.forms import initial_of
from meetings.models import Meeting
from meetings.services.meetings import snapshot_of, values_of
from tests.factories.groups import WorkingGroupFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, PresenterFactory, in_days
from tests.factories.personas import sign_in
from tests.markup import assert_valid_html
from tests.meetings.pages import page_of
from tests.responses import errors_of, said

pytestmark = pytest.mark.django_db
CREATE = reverse("meetings:meeting-create")


@pytest.fixture
def as_chair(client, chair):
    sign_in(client, chair)
    return client


def entered(**changes) -> dict:
    """What somebody types for a new meeting in a week."""
    day = in_days(7).strftime("%Y-%m-%d")
    return {
        "title": "Third meeting",
        "language": "en",
        "time_zone": "Asia/Kuala_Lumpur",
        "starts_local": f"{day}T09:00",
        "ends_local": f"{day}T11:00",
        "place": "Room 2",
    } | changes


def shown(meeting: Meeting) -> dict:
    """What the form of an existing meeting sends back when nothing is changed."""
    initial = {**initial_of(values_of(meeting)), "base": json.dumps(snapshot_of(meeting))}
    for field in ("starts_local", "ends_local"):
        initial[field] = initial[field].strftime("%Y-%m-%dT%H:%M")
    return {name: value for name, value in initial.items() if value not in (False, None)}


# --- the form -------------------------------------------------------------------------------------------


def test_chair_of_one_group_finds_it_ticked_and_calls_a_meeting(as_chair, group):
    page = as_chair.get(CREATE)
    assert page.context["form"].fields["groups"].initial == [group]
    assert "is_plenary" not in page.context["form"].fields

    response = as_chair.post(CREATE, entered(groups=[group.pk]), follow=True)

    meeting = Meeting.objects.get()
    assert said(response) == ["The draft is saved. Now write its agenda, then notify."]
    assert response.redirect_chain == [(page_of(meeting, "meeting-agenda"), 302)]
    assert (meeting.title, meeting.starts_at, list(meeting.groups.all())) == (
        "Third meeting",
        in_days(7),
        [group],
    )


def test_group_of_the_address_is_ticked(office, group, other_group):
    assert office.get(f"{CREATE}?group={other_group.slug}").context["form"].initial["groups"] == [other_group]
    assert office.get(f"{CREATE}?group=none").context["form"].initial["groups"] == []


def test_chair_cannot_call_a_meeting_of_another_group(as_chair, other_group):
    response = as_chair.post(CREATE, entered(groups=[other_group.pk]))

    assert "groups" in errors_of(response)
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field", "error"),
    [
        ({"groups": []}, "groups", "Choose at least one group, or all of them."),
        ({"starts_local": "soon"}, "starts_local", "Give a day and a time."),
        ({"starts_local": ""}, "starts_local", "This field is required."),
        ({"ends_local": "2020-01-01T09:00"}, "ends_local", "The end must be after the start."),
    ],
)
def test_mistake_stands_beside_its_field(office, group, changes, field, error):
    response = office.post(CREATE, entered(groups=[group.pk]) | changes)

    assert errors_of(response)[field] == [error]
    assert_valid_html(response.content.decode())
    assert not Meeting.objects.exists()


def test_refusal_of_the_service_stands_beside_the_form_s_field(office, group):
    long = {"starts_local": "2027-01-04T09:00", "ends_local": "2028-01-04T09:00"}

    response = office.post(CREATE, entered(groups=[group.pk]) | long)

    assert list(errors_of(response)) == ["ends_local"]
    assert not Meeting.objects.exists()


LONDON = {"time_zone": "Europe/London"}


@time_machine.travel("2026-09-01T01:00:00Z", tick=False)
def test_time_that_clocks_leap_over_is_refused_with_the_next(office, group):
    times = {"starts_local": "2027-03-28T01:30", "ends_local": "2027-03-28T04:00"}

    response = office.post(CREATE, entered(groups=[group.pk]) | LONDON | times)

    [error] = errors_of(response)["starts_local"]
    assert error == "Clocks go forward that night: 01:30 does not exist there. The next is 02:30."


@time_machine.travel("2026-09-01T01:00:00Z", tick=False)
@pytest.mark.parametrize(("reading", "hour"), [("1", 0), ("2", 1)])
def test_time_that_clocks_show_twice_is_asked_for(office, group, reading, hour):
    times = {"starts_local": "2026-10-25T01:30", "ends_local": "2026-10-25T04:00"}
    sent = entered(groups=[group.pk]) | LONDON | times

    asked = office.post(CREATE, sent)
    assert "choose which is meant" in errors_of(asked)["starts_reading"][0]
    labels = [label for _value, label in asked.context["form"].fields["starts_reading"].choices]
    assert labels == ["01:30, first time, BST (UTC+1)", "01:30, second time, GMT (UTC)"]

    office.post(CREATE, sent | {"starts_reading": reading})

    assert Meeting.objects.get().starts_at == dt.datetime(2026, 10, 25, hour, 30, tzinfo=dt.UTC)


# --- changing, and two editors --------------------------------------------------------------------------


def test_saving_without_a_change_changes_nothing(office, meeting):
    before = values_of(meeting)

    response = office.post(page_of(meeting, "meeting-update"), shown(meeting), follow=True)

    assert said(response) == ["Saved."]
    assert values_of(Meeting.objects.get()) == before


def test_wrong_change_is_refused_on_the_form(office, meeting):
    response = office.post(page_of(meeting, "meeting-update"), shown(meeting) | {"title": ""})
    assert (response.status_code, list(errors_of(response))) == (422, ["title"])

    late = {"starts_local": "2027-01-04T09:00", "ends_local": "2028-01-04T09:00"}
    response = office.post(page_of(meeting, "meeting-update"), shown(meeting) | late)
    assert (response.status_code, list(errors_of(response))) == (422, ["ends_local"])


def test_change_of_a_meeting_that_was_held_is_told(office, group):
    held = MeetingFactory(groups=[group], state="held")

    response = office.post(page_of(held, "meeting-update"), shown(held) | {"title": "Another"}, follow=True)

    assert said(response) == ["This meeting is over or cancelled: its details no longer change."]


def test_spoilt_base_counts_as_none(office, meeting):
    """Every field then counts as changed: what stands the same in both is no conflict."""
    for base in ("{", "[]", "", "[" * 3_000 + "]" * 3_000):
        response = office.post(page_of(meeting, "meeting-update"), shown(meeting) | {"base": base})

        assert response.status_code == 302


def test_two_editors_of_one_field_the_second_sees_both_texts(office, meeting, other_group):
    mine = shown(meeting) | {"title": "Mine", "place": "My room", "groups": [other_group.pk]}
    theirs = {
        "title": "Theirs",
        "language": "ms",
        "description": "By them.",
        "is_plenary": True,
        "starts_at": meeting.starts_at + dt.timedelta(minutes=30),
    }
    Meeting.objects.filter(pk=meeting.pk).update(**theirs)
    mine |= {"starts_local": "2027-01-04T09:00", "ends_local": "2027-01-04T11:00"}

    response = office.post(page_of(meeting, "meeting-update"), mine)

    assert response.status_code == 409
    clashes = {str(clash["label"]): clash for clash in response.context["clashes"]}
    assert clashes["title"]["theirs"] == "Theirs"
    assert clashes["title"]["mine"] == "Mine"
    assert "January 2027" in clashes["starts"]["mine"]
    fields = response.context["form"].initial
    assert (fields["title"], fields["place"], fields["description"]) == ("Mine", "My room", "By them.")
    assert Meeting.objects.get().title == "Theirs"

    again = mine | {"base": json.dumps(fields["base"]), "is_plenary": "on", "language": "ms"}
    assert office.post(page_of(meeting, "meeting-update"), again).status_code == 302
    assert Meeting.objects.get().title == "Mine"


def test_values_that_both_changed_are_shown_in_words(office, meeting, other_group):
    third = WorkingGroupFactory(code="TRD", name_en="Third")
    mine = shown(meeting) | {"language": "ms", "groups": [third.pk], "is_plenary": "on"}
    # What was seen differs from what stands now in each of them.
    seen = json.loads(mine["base"]) | {"language": "", "groups": [other_group.pk], "is_plenary": None}

    response = office.post(page_of(meeting, "meeting-update"), mine | {"base": json.dumps(seen)})

    assert response.status_code == 409
    words = [(clash["theirs"], clash["mine"]) for clash in response.context["clashes"]]
    assert sorted(words) == sorted(
        [
            ("English", "Bahasa Melayu"),
            ("No", "Yes"),
            (meeting.groups.get().name, "Third"),
        ]
    )


def test_chair_leaves_the_groups_of_others_as_they_are(as_chair, group, other_group):
    joint = MeetingFactory(groups=[group, other_group])

    page = as_chair.get(page_of(joint, "meeting-update"))
    as_chair.post(page_of(joint, "meeting-update"), shown(joint) | {"groups": [group.pk], "title": "Joint"})

    assert page.context["form"].fixed_groups == [other_group]
    assert "Also meeting, by the secretariat:" in page.content.decode()
    joint.refresh_from_db()
    assert (joint.title, joint.group_ids) == ("Joint", {group.pk, other_group.pk})


def test_chair_cannot_unmake_a_plenary(as_chair, group, other_group):
    plenary = MeetingFactory(groups=[group, other_group], is_plenary=True)

    page = as_chair.get(page_of(plenary, "meeting-update"))
    as_chair.post(page_of(plenary, "meeting-update"), shown(plenary) | {"place": "Hall"})

    assert not {"groups", "is_plenary"} & set(page.context["form"].fields)
    plenary.refresh_from_db()
    assert (plenary.place, plenary.is_plenary, len(plenary.group_ids)) == ("Hall", True, 2)


# --- moves ----------------------------------------------------------------------------------------------


def test_meeting_goes_all_its_way_by_its_pages(office, group, serve):
    serve(group)
    meeting = MeetingFactory(groups=[group], starts_at=in_days(0, 23))

    for route, state, done in [
        ("notify", "notified", "The meeting is notified. The mails are on their way."),
        ("start", "in_progress", "The meeting is in progress."),
        ("hold", "held", "The meeting is recorded as held."),
        ("close", "closed", "The meeting is closed."),
    ]:
        address = page_of(meeting, f"meeting-{route}")
        assert_valid_html(office.get(address).content.decode())
        with time_machine.travel(
            meeting.starts_at - dt.timedelta(hours=1) if route == "notify" else meeting.starts_at
        ):
            response = office.post(address, follow=True)
        meeting.refresh_from_db()
        assert (said(response), meeting.state) == ([done], state)


def test_move_that_is_refused_is_told(office, group):
    nowhere = MeetingFactory(groups=[group], place="")

    response = office.post(page_of(nowhere, "meeting-notify"), follow=True)

    assert said(response) == ["Give a place or a link before people are told."]


def test_meeting_is_cancelled_with_a_reason(office, meeting):
    address = page_of(meeting, "meeting-cancel")
    assert errors_of(office.post(address, {"reason": ""}))["reason"] == ["Say why the meeting is cancelled."]

    response = office.post(address, {"reason": "The hall burnt down."}, follow=True)

    assert said(response) == ["The meeting is cancelled."]
    assert response.redirect_chain == [(meeting.get_absolute_url(), 302)]
    assert "The hall burnt down." in response.content.decode()


def test_chair_who_cancels_a_draft_sees_it_no_more(as_chair, group):
    draft = MeetingFactory(groups=[group])

    response = as_chair.post(page_of(draft, "meeting-cancel"), {"reason": "Not needed."})

    assert response["Location"] == reverse("meetings:meeting-list")


def test_held_change_is_sent_now(office, meeting, group, serve):
    serve(group)
    office.post(page_of(meeting, "meeting-update"), shown(meeting) | {"place": "Another room"})
    page = office.get(meeting.get_absolute_url())
    assert 0 < page.context["seconds_left"] <= 600

    response = office.post(page_of(meeting, "meeting-send-now"), follow=True)

    assert said(response) == ["The change is on its way to those concerned."]
    assert response.context["seconds_left"] == 0


# --- files and the list ---------------------------------------------------------------------------------


@pytest.fixture
def agenda(meeting):
    item = AgendaItemFactory(meeting=meeting, title="Red teaming", minutes=90, kind="decision")
    PresenterFactory(item=item, member=None, name="Guest")
    AgendaItemFactory(meeting=meeting, title="Secret", minutes=60, visibility="restricted")
    return meeting


def test_agenda_as_text_says_when_what_and_whether_it_fits(office, agenda):
    text = office.get(page_of(agenda, "agenda-text")).content.decode()

    assert text.startswith(f"{agenda.title}\n")
    assert "1. Red teaming (For decision, 1 h 30 min): Guest" in text
    assert "2. Secret" in text
    assert text.endswith("Items take 2 h 30 min of 2 h: 30 min too long.\n")


def test_closed_item_keeps_its_place_for_who_may_not_read_it(client, agenda, other_group, serve):
    sign_in(client, serve(other_group))

    text = client.get(page_of(agenda, "agenda-text")).content.decode()
    page = client.get(page_of(agenda, "agenda-print")).content.decode()

    assert "2. Closed item, 1 h" in text
    assert "Secret" not in text + page


def test_text_of_a_cancelled_meeting_without_items_says_so(office, group):
    cancelled = MeetingFactory(groups=[group], state="cancelled", place="")

    text = office.get(page_of(cancelled, "agenda-text")).content.decode()
    calendar = office.get(page_of(cancelled, "meeting-calendar"))

    assert "CANCELLED: The chair is ill." in text
    assert "No items yet." in text
    assert "METHOD:CANCEL" in calendar.content.decode()
    assert calendar["Content-Disposition"] == (
        f'attachment; filename="SAF-{cancelled.starts_at:%Y-%m-%d}.ics"'
    )


def titles(response) -> list[str]:
    return [meeting.title for meeting in response.context["page"].object_list]


def test_filters_of_the_list(office, group, other_group):
    MeetingFactory(groups=[group], title="Alpha", starts_at=in_days(9))
    MeetingFactory(groups=[other_group], title="Beta", starts_at=in_days(3), notified=True)
    MeetingFactory(groups=[group], title="Old", starts_at=in_days(-9), state="held")
    MeetingFactory(groups=[group], title="Older", starts_at=in_days(-19), state="closed")
    address = reverse("meetings:meeting-list")

    assert titles(office.get(address)) == ["Beta", "Alpha"]
    assert titles(office.get(address, {"sort": "title"})) == ["Alpha", "Beta"]
    assert titles(office.get(address, {"tab": "past"})) == ["Old", "Older"]
    assert titles(office.get(address, {"tab": "past", "sort": "starts"})) == ["Older", "Old"]
    assert titles(office.get(address, {"group": "SAF"})) == ["Alpha"]
    assert titles(office.get(address, {"state": "notified"})) == ["Beta"]
    assert titles(office.get(address, {"q": " alph "})) == ["Alpha"]
    # What is no value counts as not given.
    assert titles(office.get(address, {"group": "XXX", "state": "lost", "sort": "x"})) == ["Beta", "Alpha"]
    assert office.get(address, {"q": "nothing"}).context["filters"].is_narrowed is True
    assert office.get(address).context["filters"].is_narrowed is False


def test_export_is_the_filtered_list(office, group, other_group):
    MeetingFactory(groups=[group], title="=Alpha", time_zone="Europe/London", starts_at=in_days(9, 18))
    MeetingFactory(groups=[other_group], title="Beta")

    answer = office.get(reverse("meetings:meeting-export", args=["csv"]), {"group": "SAF"})
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    book = office.get(reverse("meetings:meeting-export", args=["xlsx"]), {"group": "SAF"})

    assert len(rows) == 2
    title, codes, start, _end, zone, *_rest = rows[1]
    assert (title, codes, zone) == ("'=Alpha", "SAF", "Europe/London")
    assert start.endswith(("10:00", "11:00"))  # 18:00 in Kuala Lumpur
    assert book["Content-Type"].endswith("spreadsheetml.sheet")
    assert book.getvalue().startswith(b"PK")
    book.close()

"""The agenda builder in Chromium: keyboard, dragging, two editors, no connection, telephones."""

import re

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from groups.enums import Role
from meetings.models import AgendaItem
from tests.browser.checks import assert_accessible, assert_fits, focused, press_until
from tests.factories.groups import WorkingGroupFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, PresenterFactory
from tests.factories.members import MemberFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def meeting(group):
    meeting = MeetingFactory(groups=[group], title="Second meeting", notified=True)
    for title, minutes in (("Welcome", 10), ("Red teaming", 60), ("Next steps", 20)):
        AgendaItemFactory(meeting=meeting, title=title, minutes=minutes)
    return meeting


@pytest.fixture
def builder(browser_page, sign_in, chair, meeting):
    """The page, open for the chair."""
    sign_in(chair)
    browser_page.goto(reverse("meetings:meeting-agenda", args=[meeting.reference]))
    return browser_page


def titles(page):
    return [
        re.sub(r"^\d+\. ", "", text.strip())
        for text in page.locator("[data-agenda-list] .agenda-title").all_inner_texts()
    ]


def times(page):
    return page.locator("[data-agenda-list] .agenda-time time").all_inner_texts()


def stored(meeting):
    return list(meeting.items.order_by("position").values_list("title", flat=True))


def open_item(page, title):
    """Open the form of that item inside the builder."""
    link = page.get_by_role("link", name=f"Edit {title}")
    reference = link.get_attribute("id").removeprefix("edit-")
    link.click()
    return page.locator(f"#item-form-{reference}")


def test_item_moves_by_keyboard_and_its_new_place_is_said(builder, meeting):
    press_until(builder, "Move down: Welcome")
    builder.keyboard.press("Enter")

    expect(builder.locator("#agenda-live")).to_have_text("“Welcome” is now item 2 of 3.")
    assert titles(builder) == ["Red teaming", "Welcome", "Next steps"]
    assert times(builder) == ["09:00", "10:00", "10:10"]
    assert focused(builder) == "Move down: Welcome"
    builder.keyboard.press("Enter")
    expect(builder.locator("#agenda-live")).to_have_text("“Welcome” is now item 3 of 3.")
    # Nowhere further to go: the button stays, so the focus does too.
    builder.keyboard.press("Enter")
    assert focused(builder) == "Move down: Welcome"
    assert stored(meeting) == ["Red teaming", "Next steps", "Welcome"]


def test_item_moves_by_dragging(builder, meeting):
    handle = builder.locator("[data-agenda-handle]").nth(2).bounding_box()
    first = builder.locator("[data-agenda-list] > li").first.bounding_box()
    builder.mouse.move(handle["x"] + 5, handle["y"] + 10)
    builder.mouse.down()
    for step in range(1, 11):
        builder.mouse.move(handle["x"] + 5, handle["y"] + 10 + step * (first["y"] - handle["y"] - 5) / 10)
    builder.mouse.up()

    expect(builder.locator("#agenda-live")).to_have_text("“Next steps” is now item 1 of 3.")
    assert titles(builder) == stored(meeting) == ["Next steps", "Welcome", "Red teaming"]
    assert times(builder) == ["09:00", "09:20", "09:30"]


def test_item_is_saved_as_it_is_written(builder, meeting):
    form = open_item(builder, "Red teaming")
    form.get_by_label("Minutes").fill("95")

    expect(form.locator(".save-state")).to_contain_text("Saved, ")
    expect(builder.locator("#agenda-fit")).to_contain_text("Items take 2 h 5 min of 2 h: 5 min too long")
    assert times(builder) == ["09:00", "09:10", "10:45"]
    form.get_by_label("Title").press("End")
    form.get_by_label("Title").press_sequentially(" of models")
    expect(form.locator(".save-state")).to_contain_text("Not saved yet")
    expect(form.locator(".save-state")).to_contain_text("Saved, ")
    assert AgendaItem.objects.get(position=2).title == "Red teaming of models"
    builder.get_by_role("link", name="Done").click()
    expect(builder.locator("[data-autosave]")).to_have_count(0)
    assert focused(builder).startswith("Edit")


def test_error_stands_next_to_its_field_and_the_rest_of_the_text_stays(builder, meeting):
    form = open_item(builder, "Red teaming")
    form.get_by_label("Minutes").fill("0")

    expect(form.locator(".save-state")).to_contain_text("Not saved: Minutes:")
    expect(form.locator("[id$=minutes_error]")).not_to_be_empty()
    form.get_by_label("Minutes").fill("5")
    expect(form.locator(".save-state")).to_contain_text("Saved, ")
    expect(form.locator("[id$=minutes_error]")).to_be_empty()


def test_nothing_is_lost_without_a_connection(builder, meeting, browser_context):
    form = open_item(builder, "Red teaming")
    browser_context.set_offline(True)
    form.get_by_label("Title").fill("Red teams")
    expect(form.locator(".save-state")).to_contain_text("Not saved: no connection.")
    expect(form.get_by_label("Title")).to_have_value("Red teams")

    browser_context.set_offline(False)

    expect(form.locator(".save-state")).to_contain_text("Saved, ", timeout=15_000)
    assert AgendaItem.objects.get(position=2).title == "Red teams"


def test_nothing_is_lost_when_the_session_ends(builder, meeting, browser_context, sign_in, chair):
    form = open_item(builder, "Red teaming")
    browser_context.clear_cookies(name=django_settings.SESSION_COOKIE_NAME)
    form.get_by_label("Title").fill("Red teams")
    expect(form.locator(".save-state")).to_contain_text("Not saved: you are signed out.")

    sign_in(chair)

    expect(form.locator(".save-state")).to_contain_text("Saved, ", timeout=15_000)
    assert AgendaItem.objects.get(position=2).title == "Red teams"


def test_order_is_put_back_without_a_connection(builder, meeting, browser_context):
    browser_context.set_offline(True)
    builder.get_by_role("button", name="Move down: Welcome").click()

    expect(builder.get_by_text("Not moved: no connection.")).to_be_visible()
    assert titles(builder) == stored(meeting) == ["Welcome", "Red teaming", "Next steps"]
    browser_context.set_offline(False)


@pytest.fixture
def second_builder(chromium, live_server, group, serve, meeting):
    """The same page in another browser, open for the rapporteur."""
    client = Client()
    client.force_login(serve(group, Role.RAPPORTEUR))
    context = chromium.new_context(base_url=live_server.url, locale="en-GB")
    context.set_default_timeout(10_000)
    session = client.cookies[django_settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": session.key, "value": session.value, "url": live_server.url}])
    page = context.new_page()
    page.goto(reverse("meetings:meeting-agenda", args=[meeting.reference]))
    yield page
    context.close()


def test_two_editors_of_one_text_the_second_is_shown_both(builder, second_builder, meeting):
    mine, theirs = open_item(builder, "Red teaming"), open_item(second_builder, "Red teaming")
    theirs.get_by_label("Title").fill("Red teams of NAIO")
    expect(theirs.locator(".save-state")).to_contain_text("Saved, ")

    mine.get_by_label("Title").fill("Testing by red teams")

    clash = builder.get_by_role("alert").filter(has_text="Somebody else changed this item")
    expect(clash).to_contain_text("Red teams of NAIO")
    expect(clash).to_contain_text("Testing by red teams")
    assert AgendaItem.objects.get(position=2).title == "Red teams of NAIO"
    form = builder.locator("[data-autosave]")
    form.get_by_label("Title").fill("Testing by red teams of NAIO")
    form.get_by_role("button", name="Save mine").click()
    expect(form.locator(".save-state")).to_contain_text("Saved, ")
    assert AgendaItem.objects.get(position=2).title == "Testing by red teams of NAIO"


def test_two_editors_of_one_text_the_second_may_take_theirs(builder, second_builder, meeting):
    mine, theirs = open_item(builder, "Red teaming"), open_item(second_builder, "Red teaming")
    theirs.get_by_label("Title").fill("Red teams of NAIO")
    expect(theirs.locator(".save-state")).to_contain_text("Saved, ")
    mine.get_by_label("Title").fill("Testing by red teams")

    builder.get_by_role("link", name="Take theirs").click()

    expect(builder.locator("[data-autosave]").get_by_label("Title")).to_have_value("Red teams of NAIO")
    expect(builder.locator(".clashes")).to_have_count(0)


def test_two_editors_of_two_fields_are_joined(builder, second_builder, meeting):
    mine, theirs = open_item(builder, "Red teaming"), open_item(second_builder, "Red teaming")
    theirs.get_by_label("Minutes").fill("45")
    expect(theirs.locator(".save-state")).to_contain_text("Saved, ")

    mine.get_by_label("Title").fill("Red teams")

    expect(builder.get_by_text("Somebody else changed other parts of this item.")).to_be_visible()
    expect(builder.locator("[data-autosave]").get_by_label("Minutes")).to_have_value("45")
    item = AgendaItem.objects.get(position=2)
    assert (item.title, item.minutes) == ("Red teams", 45)


def test_two_editors_of_the_order_the_second_is_shown_both(builder, second_builder, meeting):
    second_builder.get_by_role("button", name="Move up: Next steps").click()
    expect(second_builder.locator("#agenda-live")).to_contain_text("item 2 of 3")

    builder.get_by_role("button", name="Move down: Welcome").click()

    clash = builder.get_by_role("alert").filter(has_text="Somebody else moved items")
    expect(clash.locator("ol").nth(0).locator("li")).to_have_text(["Welcome", "Next steps", "Red teaming"])
    expect(clash.locator("ol").nth(1).locator("li")).to_have_text(["Red teaming", "Welcome", "Next steps"])
    assert stored(meeting) == ["Welcome", "Next steps", "Red teaming"]
    clash.get_by_role("button", name="Use my order").click()
    expect(builder.locator(".clashes")).to_have_count(0)
    assert titles(builder) == stored(meeting) == ["Red teaming", "Welcome", "Next steps"]


def test_open_form_keeps_its_text_while_items_move(builder, meeting, browser_context):
    form = open_item(builder, "Red teaming")
    form.get_by_label("Title").fill("")
    expect(form.locator(".save-state")).to_contain_text("Not saved: Title:")
    form.get_by_label("Note").press_sequentially("A long thought")

    builder.get_by_role("button", name="Move down: Welcome").click()

    expect(builder.locator("#agenda-live")).to_have_text("“Welcome” is now item 2 of 3.")
    expect(builder.locator("[data-autosave]").get_by_label("Note")).to_have_value("A long thought")


def test_item_is_added_and_the_next_one_can_be_written_at_once(builder, meeting):
    add = builder.locator("#agenda-add")
    add.get_by_label("Title").fill("Any other business")
    add.get_by_label("Minutes").fill("15")
    add.get_by_role("button", name="Add").click()

    expect(builder.locator("#agenda-live")).to_have_text("“Any other business” is on the agenda.")
    expect(add.get_by_label("Title")).to_have_value("")
    assert titles(builder)[-1] == "Any other business"
    add.get_by_role("button", name="Add").click()
    expect(add.locator("#id_title_error")).to_have_text("This field is required.")
    assert AgendaItem.objects.count() == 4


def test_presenters_are_found_among_members_or_written_by_name(builder, meeting, group, serve):
    aminah = serve(group, user={"name": "Aminah binti Hassan"})
    serve(WorkingGroupFactory(), user={"name": "Aminah of another group"})
    open_item(builder, "Red teaming")
    people = builder.locator(".item-people")
    people.get_by_role("searchbox").press_sequentially("aminah", delay=40)
    expect(people.locator(".found .title")).to_have_text(["Aminah binti Hassan"])
    people.get_by_role("button", name="Add Aminah binti Hassan").click()
    expect(people.get_by_role("button", name="Remove Aminah binti Hassan")).to_be_visible()
    people.get_by_role("searchbox").press_sequentially("Dr. Guest", delay=40)
    people.get_by_role("button", name="Add “Dr. Guest” as a guest").click()

    expect(people.locator(".rows > li")).to_have_count(2)
    item = AgendaItem.objects.get(position=2)
    assert [(p.member, p.name) for p in item.presenters.all()] == [(aminah.member, ""), (None, "Dr. Guest")]
    line = builder.locator("li", has_text="Red teaming").locator(".agenda-what")
    expect(line).to_contain_text("Aminah binti Hassan, Dr. Guest")


def test_readers_are_named_once_an_item_is_restricted(builder, meeting, serve):
    reader = serve(WorkingGroupFactory(), user={"name": "Lim Wei Ming"})
    form = open_item(builder, "Red teaming")
    form.get_by_label("Who may read it").select_option("restricted")
    people = builder.locator(".item-people")
    people.get_by_label("Find a person who serves").press_sequentially("lim wei", delay=40)
    people.get_by_role("button", name="Add Lim Wei Ming").click()

    expect(people.get_by_role("button", name="Remove Lim Wei Ming")).to_be_visible()
    assert AgendaItem.objects.get(position=2).grants.get().member == reader.member


def test_builder_is_accessible_and_fits_a_telephone(builder, meeting):
    PresenterFactory(
        item=meeting.items.get(position=2), member=MemberFactory(full_name="Aminah binti Hassan")
    )
    builder.reload()
    open_item(builder, "Red teaming")
    expect(builder.get_by_role("button", name="Remove Aminah binti Hassan")).to_be_visible()

    assert_accessible(builder)
    assert_fits(builder)


def test_conflict_is_accessible_and_fits_a_telephone(builder, second_builder, meeting):
    mine, theirs = open_item(builder, "Red teaming"), open_item(second_builder, "Red teaming")
    theirs.get_by_label("Title").fill("Red teams of NAIO")
    expect(theirs.locator(".save-state")).to_contain_text("Saved, ")
    mine.get_by_label("Title").fill("Testing by red teams")
    expect(builder.locator(".clash")).to_be_visible()

    assert_accessible(builder)
    assert_fits(builder)

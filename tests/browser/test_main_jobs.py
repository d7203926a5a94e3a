"""The three main jobs by keyboard alone: an expert's update, a secretary's meeting, a chair's approval."""

import datetime as dt
import re

import pytest
import time_machine
from playwright.sync_api import Page, expect

from deliverables.enums import ChangeState
from deliverables.models import ProgressUpdate
from groups.enums import Role
from meetings.enums import MeetingState
from meetings.models import Meeting
from naio_portal.notices.models import OutboxMessage
from naio_portal.notices.services.delivery import deliver_due
from naio_portal.notices.services.rules import ensure_default_rules
from naio_portal.notices.services.sweep import sweep_reminders
from tests.browser.checks import assert_fits, focused, press_until
from tests.factories.deliverables import ChangeRequestFactory, DeliverableFactory, MilestoneFactory, days
from tests.factories.groups import AppointmentFactory, WorkingGroupFactory
from tests.factories.members import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def tuesday_morning():
    """24 November 2026, 09:05 in Kuala Lumpur: reminders go, and the clock runs."""
    with time_machine.travel("2026-11-24T01:05:00Z"):
        yield


@pytest.fixture
def group(tuesday_morning):
    return WorkingGroupFactory(code="SAF", slug="ai-safety", name_en="AI Safety")


@pytest.fixture
def serve(group):
    """`serve(role)`: a user who serves in the group in that role and reads English."""

    def serve(role=Role.MEMBER):
        user = UserFactory(language="en", time_zone="Asia/Kuala_Lumpur")
        AppointmentFactory(
            group=group, role=role, user=user, member__email=user.email, member__language="en",
            member__time_zone="Asia/Kuala_Lumpur", start_on=days(-400),
        )  # fmt: skip
        return user

    return serve


def fill(page: Page, label: str, text: str) -> None:
    """Go on to the field by Tab, take what stands in it away, and type."""
    press_until(page, label)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def press(page: Page, name: str, *, most: int = 60) -> None:
    """Go on to the button or link by Tab and press Enter."""
    press_until(page, name, most=most)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [1280, 360])
def test_expert_files_an_update_from_a_reminder_in_four_inputs(
    browser_page, sign_in, group, serve, smtp_server, width
):
    expert = serve()
    deliverable = DeliverableFactory(
        group=group, owner=expert.member, activated_on=days(-100), last_update_on=days(0)
    )
    milestone = MilestoneFactory(
        deliverable=deliverable, title="First thirty entries", due_on=days(7), activated_on=days(-100)
    )
    ensure_default_rules()
    sweep_reminders()
    deliver_due()
    [mail] = smtp_server.sent_to(expert.email)
    text = mail.get_body(("plain",)).get_content()
    path = re.search(r"https?://[^/\s]+(/deliverables/\S+/update/\S*)", text)[1]
    page = browser_page
    page.set_viewport_size({"width": width, "height": 740})
    sign_in(expert)

    page.goto(path)
    assert_fits(page)
    asked = page.locator("main form").locator("input, textarea, select").filter(visible=True)
    names = {each.get_attribute("name") for each in asked.all()}
    # Evidence is one input: a link, or a file.
    assert names == {"percent", "forecast_on", "note", "evidence_url", "evidence_file"}
    fill(page, "How far is it?", "60")
    fill(page, "What happened", "Twenty entries are checked; two hospitals answer on Monday.")
    fill(page, "Link", "https://example.org/register")
    press(page, "Save the update")

    page.wait_for_url("**/home/")
    filed = ProgressUpdate.objects.get(deliverable=deliverable)
    assert (filed.percent, filed.author, filed.milestone) == (60, expert, milestone)
    assert filed.note.startswith("Twenty entries")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def same_numbers_ahead() -> dt.date:
    """A coming day whose day and month are the same number: typed alike in every order of a date field."""
    day = days(30)
    while day.day != day.month or day.weekday() >= 5:
        day += dt.timedelta(days=1)
    return day


def type_start(page: Page, day: dt.date) -> None:
    """09:00 of that day into the field's parts; an a.m. for browsers that ask for it."""
    press_until(page, "Start")
    page.keyboard.type(f"{day:%d%m%Y}")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("0900")
    page.keyboard.type("a")


def test_secretary_calls_a_meeting_writes_its_agenda_and_notifies(
    browser_page, sign_in, in_language, group, serve
):
    member = serve()
    page = browser_page
    in_language("en")
    sign_in(UserFactory(secretariat=True, language="en"))
    page.goto("/home/")
    press(page, "New meeting")
    page.wait_for_url("**/meetings/new/")
    fill(page, "Title", "Second meeting")
    press_until(page, "AI Safety")
    page.keyboard.press("Space")
    day = same_numbers_ahead()
    type_start(page, day)
    fill(page, "Place", "Meeting room 1, Putrajaya")
    press(page, "Save the draft")
    page.wait_for_url("**/agenda/")
    meeting = Meeting.objects.get()
    assert f"{meeting.starts_at:%Y-%m-%dT%H:%M}" == f"{day}T01:00"
    assert meeting.ends_at - meeting.starts_at == dt.timedelta(hours=2)

    for number, title in enumerate(("Welcome", "Red teaming", "Next steps"), start=1):
        if not focused(page).startswith("Title"):
            press_until(page, "Title", most=80)
        page.keyboard.type(title)
        page.keyboard.press("Enter")
        expect(page.locator("[data-agenda-list] > li")).to_have_count(number)
    assert list(meeting.items.order_by("position").values_list("title", flat=True)) == [
        "Welcome", "Red teaming", "Next steps",
    ]  # fmt: skip

    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    press(page, "See the meeting", most=80)
    page.wait_for_url(f"**{meeting.get_absolute_url()}")
    press(page, "Notify")
    page.wait_for_url("**/notify/")
    press(page, "Notify")
    page.wait_for_url(f"**{meeting.get_absolute_url()}")

    meeting.refresh_from_db()
    assert meeting.state == MeetingState.NOTIFIED
    assert member.email in set(OutboxMessage.objects.values_list("to_address", flat=True))


def test_chair_approves_a_new_date_with_one_press(browser_page, sign_in, in_language, group, serve):
    milestone = MilestoneFactory(deliverable=DeliverableFactory(group=group), title="First thirty entries")
    change = ChangeRequestFactory(milestone=milestone)
    chair = serve(Role.CHAIR)
    page = browser_page
    in_language("en")
    sign_in(chair)
    page.goto("/home/")

    press(page, "Approve")

    expect(page.locator("main")).not_to_contain_text("Waiting for your approval")
    assert page.url.endswith("/home/")
    change.refresh_from_db()
    milestone.refresh_from_db()
    assert (change.state, change.decided_by) == (ChangeState.APPROVED, chair)
    assert milestone.due_on == change.new_due_on

"""The reminder rules and days off, as the secretariat edits them."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from naio_portal.errors import NotAllowed
from naio_portal.notices.explanations import explain_rule
from naio_portal.notices.models import ExtraHoliday, ReminderRule
from naio_portal.notices.services.days import add_day_off
from naio_portal.notices.services.rules import change_rule, create_rule, fingerprint
from naio_portal.notices.services.sweep import sweep_reminders
from tests.factories.deliverables import days
from tests.factories.members import UserFactory
from tests.factories.notices import ExtraHolidayFactory, ReminderRuleFactory
from tests.markup import assert_malay, assert_valid_html

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(client):
    user = UserFactory(secretariat=True, name="Sofia Setia")
    client.force_login(user)
    return user


@pytest.fixture
def rule(db):
    return ReminderRuleFactory(code="owner", stages=[-7, 0], name_en="Owner", name_ms="Pemilik")


def form(rule=None, **changes) -> dict:
    data = {
        "audience": "owner",
        "name_en": "Our own rule",
        "name_ms": "Pemilik",
        "before": "7",
        "on_the_day": "on",
        "after": "",
        "repeat_every": "",
        "is_active": "on",
        "seen": fingerprint(rule) if rule else "",
    }
    return {name: value for name, value in {**data, **changes}.items() if value is not None}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"stages": [-30, -14, -1, 0, 3, 7], "repeat_every": 7},
         "30, 14 and 1 days before the date, on the day itself, 3 and 7 days after the date, then every 7 "
         "days as long as nothing changes. To the owner."),
        ({"stages": [-1], "audience": "chair"}, "1 day before the date. To the chair of the group"),
        ({"stages": [30], "subject_kind": "deliverable_stale"}, "30 days after the last update. To the"),
        ({"stages": [-1], "subject_kind": "disposition_due"},
         "1 day before the date. To the editor of the round. Where that is nobody who serves"),
        ({"is_active": False}, "Not in use: nothing is sent. 7 days before the date, on the day itself."),
        ({"subject_kind": "gone"}, "This rule is about something that the portal does not know any more"),
    ],
)  # fmt: skip
def test_rule_is_said_in_plain_words(fields, says):
    assert explain_rule(ReminderRuleFactory.build(**fields)).startswith(says)


def test_change_counts_from_the_next_sweep_and_stands_in_the_history(client, secretary, team):
    rule = ReminderRule.objects.get(code="milestone-owner")
    team.milestone(due_in=10)

    answer = client.post(rule.get_absolute_url(), form(rule, before="10, 5", on_the_day=None), follow=True)

    assert "The rule is saved" in answer.text
    assert ReminderRule.objects.get(pk=rule.pk).stages == [-10, -5]
    assert sweep_reminders().mails == 1
    history = client.get(reverse("notices:rule-history", args=[rule.code])).text
    assert "Sofia Setia" in history
    assert "-10, -5" in history


def test_preview_says_what_would_be_sent_and_saves_nothing(client, secretary, team):
    rule = ReminderRule.objects.get(code="milestone-owner")
    team.milestone(due_in=40, title="Far away")

    text = client.post(rule.get_absolute_url(), form(rule, before="40", preview="1")).text

    assert "1 reminder in the next 14 days." in text
    assert "As it is now: 1." in text  # thirty days before
    assert "Far away" in text
    assert ReminderRule.objects.get(pk=rule.pk).stages == rule.stages


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"before": "7, soon"}, "“soon” is no number of days"),
        ({"before": "0"}, "“0” is no number of days"),
        ({"before": "731"}, "“731” is no number of days"),
        ({"before": "9" * 5_000}, "“99999999999999999999” is no number of days"),
        ({"before": "", "on_the_day": None}, "Name at least one day"),
        ({"on_the_day": None, "repeat_every": "7"}, "A repeat goes on from the day itself"),
        ({"name_ms": ""}, "This field is required."),
    ],
)
def test_bad_input_is_said_beside_its_field_and_kept(client, secretary, rule, changes, error):
    answer = client.post(rule.get_absolute_url(), form(rule, after="", name_en="Kept text", **changes))

    assert answer.status_code == 422
    assert error in answer.text
    assert "Kept text" in answer.text


def test_silence_has_no_days_before_it(client, secretary):
    answer = client.post(reverse("notices:rule-create"), form(subject_kind="deliverable_stale"))

    assert "Days are counted from the last update: name days after it only" in answer.text


def test_two_editors_do_not_overwrite_one_another(client, secretary, rule):
    mine = form(rule, before="3")
    change_rule(rule=rule, seen=fingerprint(rule), by=secretary, stages=[-5, 0])

    answer = client.post(rule.get_absolute_url(), mine)

    assert answer.status_code == 409
    assert "Somebody else saved this in the meantime" in answer.text
    assert ReminderRule.objects.get().stages == [-5, 0]
    again = client.post(rule.get_absolute_url(), form(ReminderRule.objects.get(), before="3"))
    assert again.status_code == 302
    assert ReminderRule.objects.get().stages == [-3, 0]


def test_new_rules_of_one_name_have_codes_of_their_own(client, secretary):
    for _number in range(2):
        client.post(reverse("notices:rule-create"), form(subject_kind="milestone_due"))

    assert list(ReminderRule.objects.values_list("code", "position")) == [
        ("our-own-rule", 1),
        ("our-own-rule-2", 2),
    ]


@pytest.mark.parametrize("stages", [[], [-731], ["7"], "7"])
def test_model_refuses_stages_that_are_none(stages):
    with pytest.raises(ValidationError):
        ReminderRuleFactory.build(stages=stages).clean()


def test_services_ask_who_acts(rule):
    for act in (
        lambda by: create_rule(subject_kind="milestone_due", by=by),
        lambda by: change_rule(rule=rule, seen="", by=by),
        lambda by: add_day_off(on=days(1), country="MY", state="", name="x", by=by),
    ):
        with pytest.raises(NotAllowed):
            act(UserFactory())


# --- days off ---------------------------------------------------------------------------------------


def test_day_off_is_added_and_removed_with_its_history(client, secretary):
    data = {"on": "2026-12-02", "name": "Cuti Khas", "country": "MY", "state": "SGR"}
    client.post(reverse("notices:day-create"), data)
    day = ExtraHoliday.objects.get()
    assert "Selangor" in client.get("/secretariat/days-off/").text

    twice = client.post(reverse("notices:day-create"), data)
    assert twice.status_code == 422
    abroad = client.post(reverse("notices:day-create"), data | {"country": "GB"})
    assert "Only days off in Malaysia are of one state." in abroad.text

    path = reverse("notices:day-remove", args=[day.pk])
    assert "Cuti Khas" in client.get(path).text
    client.post(path)
    assert not ExtraHoliday.objects.exists()
    assert client.get("/secretariat/days-off/history/").text.count("Cuti Khas") >= 2


def test_weekends_and_holidays_of_a_state_are_shown(client, secretary):
    text = client.get("/secretariat/days-off/?state=KDH&year=2027").text

    without_times = re.sub(r"</?time.*?>", "", text)
    weekends = re.findall(r"<td>(.*?)</td><td>(.*?)</td><td>(.*?)</td></tr>", without_times)
    assert weekends == [
        *3 * [("Friday and Saturday", "–", "–")],
        ("Saturday and Sunday", "1 Jan 2025", "–"),
        ("Friday and Saturday", "1 Jan 2014", "31 Dec 2024"),
        ("Saturday and Sunday", "–", "31 Dec 2013"),
    ]
    assert "Saturday, 25 December 2027" in text


@pytest.mark.parametrize("language", ["en", "ms"])
def test_pages_are_valid_and_malay(client, secretary, rules, language):
    client.cookies["django_language"] = language
    day = ExtraHolidayFactory(on=dt.date(2026, 12, 2))
    rule = rules["milestone-owner"]
    answers = [
        client.get("/secretariat/reminder-rules/"),
        client.get("/secretariat/reminder-rules/new/"),
        client.get(rule.get_absolute_url()),
        client.post(rule.get_absolute_url(), form(rule, preview="1")),
        client.post(rule.get_absolute_url(), form(rule, seen="old")),
        client.get("/secretariat/days-off/"),
        client.get("/secretariat/days-off/new/"),
        client.get(f"/secretariat/days-off/{day.pk}/remove/"),
    ]

    for answer in answers:
        assert_valid_html(answer.text)
        if language == "ms":
            assert_malay(answer.text)

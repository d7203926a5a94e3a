"""What the forecast and the plan say is what the sweep then does."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from naio_portal.notices.enums import LedgerState
from naio_portal.notices.explanations import shift_of
from naio_portal.notices.forecast import Forecast, Question, rules_in_use
from naio_portal.notices.instants import Clock
from naio_portal.notices.models import OutboxMessage, ReminderLedger, SweptDay
from naio_portal.notices.services.sweep import sweep_reminders
from naio_portal.notices.subjects import SUBJECTS
from naio_portal.notices.workdays import Place, WorkCalendar
from tests.factories.deliverables import (
    ChangeRequestFactory,
    ContributorFactory,
    DeliverableFactory,
    VersionFactory,
    WorkPlanFactory,
    days,
)
from tests.factories.liaison import LiaisonRequestFactory
from tests.factories.members import UserFactory
from tests.factories.notices import ContactFactory, ExtraHolidayFactory
from tests.factories.recommendations import AuthorityFactory, RecommendationFactory
from tests.factories.reviews import CommentFactory, ReviewerFactory, ReviewRoundFactory, hours
from tests.markup import assert_malay, assert_valid_html

pytestmark = pytest.mark.django_db
TUESDAY = dt.datetime(2026, 11, 24, 1, 5, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
KL = Clock(WorkCalendar(Place("MY", "KUL")))


@pytest.fixture
def secretary(client, clock):
    user = UserFactory(secretariat=True, name="Sofia Setia")
    client.force_login(user)
    return user


def ahead(**question) -> list[tuple[dt.date, int | None]]:
    forecast = Forecast.ahead(timezone.now(), Question(rules=rules_in_use(), **question))
    return [(line.day, line.stage) for line in forecast]


def test_forecast_is_what_the_sweeps_of_the_coming_days_do(team, clock):
    chair = team.serves("chair")
    ContributorFactory(deliverable=team.deliverable, member=team.serves(), since=days(-300))
    for due_in in (-12, -4, 1, 4, 9, 16, 33, 40):
        team.milestone(due_in=due_in)
    team.milestone(due_in=3, owner=chair, owner_since=days(-300))
    foretold = sorted(
        (line.day, line.stage, line.rule.pk, line.key)
        for line in Forecast.ahead(TUESDAY, Question(rules=rules_in_use(), with_digests=False))
    )

    done = []
    for day in range(15):
        clock.move_to(TUESDAY + day * DAY)
        before = set(ReminderLedger.objects.values_list("pk", flat=True))
        sweep_reminders()
        new = ReminderLedger.objects.filter(state=LedgerState.QUEUED).exclude(pk__in=before)
        done += [(days(0), row.stage_days, row.rule_id, row.member_id) for row in new]

    assert len(foretold) > 15
    assert foretold == sorted(done)


def test_what_was_sent_is_not_foretold_again(team):
    team.milestone(due_in=7)
    assert (days(0), -7) in ahead()

    sweep_reminders()

    assert [stage for _day, stage in ahead()] == [-1, 0, 3, 7]


def test_filters_by_person_group_and_rule(client, secretary, team, rules):
    other = team.serves(full_name="Zainab binti Yusof")
    team.milestone(due_in=7, title="Of the owner")
    team.milestone(due_in=7, title="Of Zainab", owner=other, owner_since=days(-300))
    found = {
        query: {title for title in ("Of the owner", "Of Zainab") if title in client.get(
            f"/secretariat/forecast/?{query}").text}
        for query in ("", "person=zainab", f"person={team.owner.email}", f"group={team.group.code}",
                      "rule=milestone-owner", "rule=milestone-chair", "person=nobody")
    }  # fmt: skip

    both = {"Of the owner", "Of Zainab"}
    assert list(found.values()) == [both, {"Of Zainab"}, {"Of the owner"}, both, both, set(), set()]


def test_page_costs_the_same_for_one_line_and_for_many(
    client, secretary, team, django_assert_max_num_queries
):
    team.milestone(due_in=7)
    with django_assert_max_num_queries(12) as one:
        assert client.get("/secretariat/forecast/").status_code == 200
    for number in range(5):
        team.milestone(due_in=number, owner=team.serves(), owner_since=days(-300))
    with django_assert_max_num_queries(len(one)):
        client.get("/secretariat/forecast/")


def test_page_asks_one_query_more_for_each_kind_of_thing_that_is_due(
    client, secretary, team, django_assert_max_num_queries
):
    """Nine, and one for each kind: what a milestone and a request are called is kept in different tables."""
    for _each in range(2):
        one_of_each_kind(team)

    with django_assert_max_num_queries(9 + len(SUBJECTS)):
        page = client.get("/secretariat/forecast/").context["page"]

    assert {line.rule.subject_kind for line in page.object_list if line.rule} == set(SUBJECTS)


def one_of_each_kind(team):
    """Something of each kind of subject that is due within days, of people who serve."""
    team.milestone(due_in=7)
    DeliverableFactory(group=team.group, owner=team.owner, activated_on=days(-400), last_update_on=days(-60))
    waiting = ChangeRequestFactory(milestone=team.milestone(due_in=300), requested_by=UserFactory())
    type(waiting).objects.filter(pk=waiting.pk).update(requested_at=hours(-24))
    WorkPlanFactory(state="submitted", submitted_at=hours(-24))
    terms = {"editor": team.owner, "opens_at": hours(-24 * 30)}
    ReviewerFactory(
        round=ReviewRoundFactory(closes_at=hours(24 * 7), **terms),
        member=team.serves(),
        group=team.group,
        added_at=hours(-24 * 30),
    )
    over = VersionFactory(deliverable=DeliverableFactory(group=team.group, state="in_review"))
    CommentFactory(round=ReviewRoundFactory(version=over, closes_at=hours(-24), **terms))
    LiaisonRequestFactory(
        to_group=team.group, owner_to=team.owner, owned_since=days(-50), sent_on=days(-60), due_on=days(3)
    )
    RecommendationFactory(
        state="submitted",
        consent_on=days(-62),
        adopted_on=days(-61),
        submitted_on=days(-60),
        response_due_on=days(5),
        addressee=AuthorityFactory(contact=ContactFactory()),
    )


def test_object_without_owner_says_so(client, secretary, team):
    chair = team.serves("chair")
    team.deliverable.owner = None
    team.deliverable.save()
    team.milestone(due_in=7)

    text = client.get(f"/secretariat/forecast/?person={chair.email}").text

    assert "Has no owner" in text


@pytest.mark.parametrize(
    ("stage_day", "is_overdue", "day", "says"),
    [
        (dt.date(2026, 11, 27), False, dt.date(2026, 11, 27), ""),
        (dt.date(2026, 11, 28), False, dt.date(2026, 11, 27),
         "Moved forward from Saturday, 28 November 2026: weekend."),
        (dt.date(2026, 12, 25), False, dt.date(2026, 12, 24),
         "Moved forward from Friday, 25 December 2026: Christmas Day."),
        (dt.date(2026, 11, 28), True, dt.date(2026, 11, 30),
         "Moved back from Saturday, 28 November 2026: weekend."),
        (dt.date(2026, 11, 25), True, dt.date(2026, 11, 30),
         "It was open since Wednesday, 25 November 2026 and goes with the next mail."),
    ],
)  # fmt: skip
def test_moved_day_is_explained(stage_day, is_overdue, day, says):
    assert shift_of(stage_day, is_overdue, KL, day) == says


def test_added_day_off_is_explained_by_its_name(client, secretary, team):
    ExtraHolidayFactory(on=days(7), name="Cuti Khas", state="KUL")
    team.milestone(due_in=7)

    assert (
        "Moved forward from Tuesday, 1 December 2026: Cuti Khas." in client.get("/secretariat/forecast/").text
    )


def test_export_is_the_list(client, secretary, team):
    milestone = team.milestone(due_in=7)

    lines = b"".join(client.get("/secretariat/forecast/export.csv").streaming_content).decode().splitlines()

    assert len(lines) == 6
    assert milestone.title in lines[1]


@pytest.mark.parametrize("language", ["en", "ms"])
def test_pages_are_valid_and_malay(client, secretary, team, language):
    client.cookies["django_language"] = language
    for empty in (True, False):
        if not empty:
            team.milestone(due_in=4)
            ContributorFactory(deliverable=team.deliverable, member=team.serves(), since=days(-300))
        text = client.get("/secretariat/forecast/").text
        assert_valid_html(text)
        if language == "ms":
            assert_malay(text)


# --- manage.py sweep_reminders -------------------------------------------------------------------


def told(*arguments) -> str:
    out = StringIO()
    call_command("sweep_reminders", *arguments, stdout=out)
    return out.getvalue()


def test_plan_prints_and_writes_nothing(team):
    team.milestone(due_in=7, title="Protocol draft")

    text = told("--plan")

    assert "Protocol draft" in text
    assert "1 mails with 1 entries. Nothing was written." in text
    written = (OutboxMessage, ReminderLedger, SweptDay)
    assert [model for model in written if model.objects.exists()] == []


def test_plan_says_why_a_mail_goes_on_that_day_in_full(team):
    team.milestone(due_in=5)

    row = told("--plan").splitlines()[-2]

    assert row.endswith("was open since Sunday, 22 November 2026 and goes with the next mail.")


def test_command_queues_what_the_plan_says_once(team):
    team.milestone(due_in=14)

    assert "1 mails with 1 entries" in told("--now", "2026-12-01T09:05", "--plan")
    assert "1 mails queued with 1 stages; 2 earlier" in told("--now", "2026-12-01T09:05")
    assert "0 mails queued" in told("--now", "2026-12-01T01:05Z")


def test_time_that_is_none_is_refused(db):
    with pytest.raises(CommandError, match="no ISO time"):
        told("--now", "tomorrow")

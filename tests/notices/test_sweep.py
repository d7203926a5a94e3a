"""Which reminders a sweep queues, for whom and when."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from naio_portal.notices.enums import DigestRhythm, LedgerState, OutboxState
from naio_portal.notices.models import NoticePreference, OutboxMessage, ReminderLedger
from naio_portal.notices.services.sweep import Swept, sweep_reminders
from tests.factories.deliverables import ContributorFactory, DeliverableFactory, days
from tests.factories.notices import ExtraHolidayFactory
from tests.notices.conftest import Team

pytestmark = pytest.mark.django_db
TUESDAY = dt.datetime(2026, 11, 24, 1, 5, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def stages(state=LedgerState.QUEUED, **found) -> list[int]:
    return list(
        ReminderLedger.objects.filter(state=state, **found)
        .order_by("created_at", "stage_days")
        .values_list("stage_days", flat=True)
    )


def told() -> set[str]:
    """Addresses of the mails."""
    return set(OutboxMessage.objects.values_list("to_address", flat=True))


def test_owner_gets_one_mail_of_ids_a_week_before(team):
    milestone = team.milestone(due_in=7)

    assert sweep_reminders() == Swept(mails=1, stages=1, superseded=2)

    mail = OutboxMessage.objects.get()
    assert (mail.state, mail.to_address, mail.member, mail.text) == (
        OutboxState.QUEUED, team.owner.email, team.owner, "",
    )  # fmt: skip
    assert mail.payload["items"] == [[mail.ledger.get().rule_id, milestone.pk, "2026-12-01", -7]]
    assert stages(LedgerState.SUPERSEDED) == [-30, -14]


@pytest.mark.parametrize(
    ("due_in", "stage"),
    [(31, None), (30, -30), (29, -30), (15, -30), (14, -14), (7, -7), (2, -7), (1, -1), (0, 0), (-2, 0),
     (-3, 3), (-7, 7), (-14, 14), (-21, 21), (-27, 21), (-28, 28), (-35, 35), (-200, 196)],
)  # fmt: skip
def test_latest_stage_that_is_open_goes(team, due_in, stage):
    team.milestone(due_in=due_in)

    sweep_reminders()

    assert stages(member=team.owner) == ([] if stage is None else [stage])


def test_every_stage_goes_once_from_a_month_before_to_a_month_after(team, clock, rules):
    team.milestone(due_in=31)
    went = []
    for day in range(70):
        clock.move_to(TUESDAY + day * DAY)
        for hours in (0, 1):
            clock.shift(hours * 3600)
            if sweep_reminders().mails:
                went.append((stages(rule=rules["milestone-owner"])[-1], days(0)))

    # Due on Friday, 25 December 2026: a holiday. Weekends and holidays move days, never drop one.
    assert went == [
        (-30, dt.date(2026, 11, 25)),
        (-14, dt.date(2026, 12, 11)),
        (-7, dt.date(2026, 12, 18)),
        (0, dt.date(2026, 12, 24)),
        (3, dt.date(2026, 12, 28)),
        (7, dt.date(2027, 1, 4)),
        (14, dt.date(2027, 1, 8)),
        (21, dt.date(2027, 1, 15)),
        (28, dt.date(2027, 1, 25)),  # Thaipusam is on Friday
        (35, dt.date(2027, 1, 29)),
    ]
    assert stages(LedgerState.SUPERSEDED) == [-1]


def test_same_sweep_twice_sends_nothing_twice(team):
    team.milestone()
    sweep_reminders()

    assert sweep_reminders() == Swept()
    assert sweep_reminders(is_scheduled=False) == Swept()
    assert OutboxMessage.objects.count() == 1


def test_two_days_of_silence_miss_nothing_and_send_the_latest_only(team, clock):
    team.milestone(due_in=8)
    team.milestone(due_in=1)
    team.milestone(due_in=2)
    clock.move_to(TUESDAY + 2 * DAY)

    assert sweep_reminders().mails == 1

    assert sorted(stages()) == [-7, 0, 0]


def test_nothing_goes_before_nine(team, clock):
    team.milestone()
    clock.move_to(TUESDAY - dt.timedelta(minutes=6))

    assert sweep_reminders() == Swept()


def test_nothing_goes_on_a_weekend_and_what_was_missed_goes_after_it(team, clock):
    team.milestone(due_in=4)
    clock.move_to(TUESDAY + 4 * DAY)
    assert sweep_reminders() == Swept()

    clock.move_to(TUESDAY + 6 * DAY)
    assert sweep_reminders().mails == 1
    assert stages() == [0]


def test_stage_on_a_saturday_goes_on_friday(team, clock):
    team.milestone(due_in=4)
    clock.move_to(TUESDAY + 3 * DAY)

    sweep_reminders()

    assert stages() == [0]
    assert days(0) == dt.date(2026, 11, 27)


def test_stage_goes_at_nine_of_the_recipients_zone(rules, clock):
    team = Team(time_zone="America/Los_Angeles", country="US", state="")
    team.milestone(due_in=7)
    # 09:00 on Monday there is Tuesday, 01:00, in Kuala Lumpur.
    clock.move_to("2026-11-23T16:59:59Z")
    assert sweep_reminders() == Swept()
    clock.move_to("2026-11-23T17:00:00Z")
    assert sweep_reminders().mails == 1


def test_nine_stays_nine_when_the_clocks_change(rules, clock):
    clock.move_to("2026-10-30T00:00:00Z")
    team = Team(time_zone="America/New_York", country="US", state="")
    milestone = team.milestone(due_in=1)  # Saturday the 31st; the clocks change on Sunday
    clock.move_to("2026-10-30T12:59:59Z")
    assert sweep_reminders() == Swept()
    clock.move_to("2026-10-30T13:00:00Z")
    assert sweep_reminders().mails == 1
    assert stages() == [0]

    milestone.due_on = dt.date(2026, 11, 3)
    milestone.save()
    clock.move_to("2026-11-02T13:59:59Z")
    assert sweep_reminders() == Swept()
    clock.move_to("2026-11-02T14:00:00Z")
    assert sweep_reminders().mails == 1


def test_leap_day(rules, clock):
    clock.move_to("2024-01-31T01:05:00Z")
    team = Team(country="XX", state="")
    team.milestone(due_on=dt.date(2024, 2, 29))
    went = []
    for day in range(32):
        clock.move_to(dt.datetime(2024, 1, 29, 1, 5, tzinfo=dt.UTC) + day * DAY)
        if sweep_reminders().mails:
            went.append((stages()[-1], days(0)))

    assert went == [
        (-30, dt.date(2024, 1, 30)),
        (-14, dt.date(2024, 2, 15)),
        (-7, dt.date(2024, 2, 22)),
        (-1, dt.date(2024, 2, 28)),
        (0, dt.date(2024, 2, 29)),
    ]


def test_person_without_country_and_zone_counts_as_in_kuala_lumpur(rules, clock):
    team = Team(country="", state="", time_zone="")
    team.milestone()

    assert sweep_reminders().mails == 1


def test_kedah_works_on_sunday(rules, clock):
    team = Team(state="KDH")
    team.milestone(due_in=5)
    clock.move_to("2026-11-29T01:00:00Z")

    sweep_reminders()

    assert stages() == [0]


@pytest.mark.parametrize("state", ["achieved", "missed", "cancelled", "proposed"])
def test_milestone_that_is_not_active_is_not_reminded_of(team, state):
    team.milestone(state=state)

    assert sweep_reminders() == Swept()


@pytest.mark.parametrize("state", ["suspended", "withdrawn", "delivered", "published", "proposed"])
def test_milestone_of_a_deliverable_that_rests_is_not_reminded_of(team, state):
    deliverable = DeliverableFactory(group=team.group, owner=team.owner, state=state)
    team.milestone(deliverable=deliverable)

    assert sweep_reminders() == Swept()


def test_new_due_date_begins_a_new_cycle(team, clock):
    milestone = team.milestone(due_in=7)
    sweep_reminders()
    milestone.due_on = days(8)
    milestone.save()
    clock.move_to(TUESDAY + DAY)

    sweep_reminders()

    assert stages() == [-7, -7]


def test_date_moved_back_is_not_told_again(team, clock):
    milestone = team.milestone(due_in=7)
    first = milestone.due_on
    sweep_reminders()
    for due_on in (days(60), first):
        milestone.due_on = due_on
        milestone.save()
    clock.move_to(TUESDAY + DAY)

    assert sweep_reminders() == Swept()


def test_stage_before_the_milestone_became_active_is_not_sent(team):
    team.milestone(due_in=6, activated_on=days(0))

    assert sweep_reminders() == Swept()


def test_stage_of_the_day_it_became_active_is_sent(team):
    team.milestone(due_in=7, activated_on=days(0))

    assert sweep_reminders() == Swept(mails=1, stages=1)


def test_stage_before_the_owner_had_a_part_is_not_sent(team, clock):
    team.milestone(due_in=2, owner=team.owner, owner_since=days(0))
    assert sweep_reminders() == Swept()
    clock.move_to(TUESDAY + DAY)
    assert sweep_reminders() == Swept(mails=1, stages=1)


def test_stage_before_the_owner_was_appointed_is_not_sent(team):
    newcomer = team.serves(start_on=days(-1))
    team.milestone(due_in=5, owner=newcomer, owner_since=days(-30))

    assert sweep_reminders() == Swept()


def test_milestones_own_owner_comes_before_the_deliverables(team):
    other = team.serves()
    team.milestone(owner=other, owner_since=days(-300))

    sweep_reminders()

    assert told() == {other.email}


def test_contributors_are_told_a_week_before_and_three_days_after(team, clock):
    contributor = ContributorFactory(deliverable=team.deliverable, member=team.serves(), since=days(-300))
    NoticePreference.objects.create(member=contributor.member, digest=DigestRhythm.WEEKLY)
    team.milestone(due_in=31)
    for day in range(60):
        clock.move_to(TUESDAY + day * DAY)
        sweep_reminders()

    assert stages(member=contributor.member) == [-7, 3]


def test_contributor_who_wants_no_digest_is_left_in_peace(team):
    contributor = ContributorFactory(deliverable=team.deliverable, member=team.serves(), since=days(-300))
    NoticePreference.objects.create(member=contributor.member, digest=DigestRhythm.NEVER)
    team.milestone(due_in=7)

    sweep_reminders()

    assert told() == {team.owner.email}


@pytest.mark.parametrize(
    ("digest", "mornings"),
    [
        (DigestRhythm.WEEKLY, [30]),
        (DigestRhythm.DAILY, [24, 25, 26, 27, 30]),
        (DigestRhythm.NEVER, []),
    ],
)
def test_digest_of_what_somebody_contributes_to(team, clock, digest, mornings):
    contributor = ContributorFactory(deliverable=team.deliverable, member=team.serves(), since=days(-300))
    NoticePreference.objects.create(member=contributor.member, digest=digest)
    team.milestone(due_in=13, owner=None)
    found = []
    for day in range(7):
        clock.move_to(TUESDAY + day * DAY)
        sweep_reminders()
        mail = OutboxMessage.objects.filter(member=contributor.member, created_at=TUESDAY + day * DAY)
        found += [days(0).day for row in mail if row.payload["digest"]]

    assert found == mornings


def test_digest_and_reminders_of_one_day_are_one_mail(team, clock):
    other = team.serves()
    ContributorFactory(deliverable=team.deliverable, member=other, since=days(-300))
    team.milestone(due_in=15)
    team.milestone(due_in=7, owner=other, owner_since=days(-300))
    clock.move_to("2026-11-30T01:00:00Z")

    sweep_reminders()

    mail = OutboxMessage.objects.get(member=other)
    assert mail.payload["digest"] is True
    assert [stage for *_about, stage in mail.payload["items"]] == [-1]


def test_all_that_falls_on_one_person_in_one_day_is_one_mail(team):
    team.milestone(due_in=7)
    team.milestone(due_in=1)
    DeliverableFactory(group=team.group, owner=team.owner, activated_on=days(-100), last_update_on=days(-30))

    assert sweep_reminders().stages == 3
    assert OutboxMessage.objects.count() == 1


def test_what_arises_after_nine_waits_for_the_next_working_day(team, clock):
    team.milestone(due_in=7)
    sweep_reminders()
    other = team.serves()
    team.milestone(due_in=7, owner=other, owner_since=days(-300))
    team.milestone(due_in=7)
    clock.shift(900)

    assert sweep_reminders() == Swept()
    clock.move_to(TUESDAY + DAY)
    assert sweep_reminders().mails == 2


def test_sweep_that_a_person_starts_looks_again_but_never_mails_twice_a_day(team, clock):
    team.milestone(due_in=7)
    sweep_reminders()
    other = team.serves()
    team.milestone(due_in=7, owner=other, owner_since=days(-300))
    team.milestone(due_in=7)

    assert sweep_reminders(is_scheduled=False).mails == 1
    assert told() == {team.owner.email, other.email}


def test_deliverable_without_update_for_thirty_days(team, clock):
    deliverable = team.deliverable
    for ago, mails in ((29, 0), (30, 1)):
        deliverable.last_update_on = days(-ago)
        deliverable.save()
        clock.shift(86400)
        clock.shift(-86400)
        assert sweep_reminders(is_scheduled=False).mails == mails


def test_deliverable_that_never_had_an_update_counts_from_its_start(team):
    DeliverableFactory(group=team.group, owner=team.owner, activated_on=days(-30), last_update_on=None)

    assert sweep_reminders().stages == 1


def test_rule_that_is_not_in_use_sends_nothing(team, rules):
    rules["milestone-owner"].is_active = False
    rules["milestone-owner"].save()
    team.milestone()

    assert sweep_reminders() == Swept()


def test_added_holiday_moves_the_stage(team, clock):
    ExtraHolidayFactory(on=days(0), state="KUL", country="MY")
    team.milestone(due_in=7)
    assert sweep_reminders() == Swept()
    clock.move_to(TUESDAY + DAY)
    assert sweep_reminders().mails == 1


def test_simulated_sweep_says_for_which_instant(team):
    team.milestone(due_in=37)

    sweep_reminders(now=TUESDAY + 30 * DAY, is_scheduled=False)

    assert OutboxMessage.objects.get().payload["as_of"] == "2026-12-24T01:05:00+00:00"


def test_thousand_milestones_take_as_many_queries_as_one(team, django_assert_max_num_queries):
    for number in range(30):
        team.milestone(due_in=number % 8)

    with django_assert_max_num_queries(12):
        assert sweep_reminders().mails == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_nothing_twice(clock, rules):
    team = Team()
    for number in range(20):
        team.milestone(due_in=7, owner=team.serves(), owner_since=days(-300), number=number + 1)

    def run(_number):
        try:
            return sweep_reminders(is_scheduled=_number % 2 == 0).mails
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        mails = list(pool.map(run, range(4)))

    assert sorted(mails) == [0, 0, 0, 20]
    assert OutboxMessage.objects.count() == 20
    assert ReminderLedger.objects.filter(state=LedgerState.QUEUED).count() == 20


def test_ledger_and_outbox_are_written_together_or_not_at_all(team):
    team.milestone()

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert sweep_reminders().mails / 0

    assert (ReminderLedger.objects.count(), OutboxMessage.objects.count()) == (0, 0)
    assert sweep_reminders().mails == 1

"""How far the reckoning looks ahead, and what it leaves out when it looks at some objects only."""

import datetime as dt

import pytest
from django.utils import timezone

from naio_portal.dates import kl_today
from naio_portal.notices.enums import DigestRhythm
from naio_portal.notices.models import NoticePreference, OutboxMessage
from naio_portal.notices.reckoning import (
    AUTHOR_COLUMNS,
    CONTRIBUTOR_COLUMNS,
    OBJECT_COLUMNS,
    ROSTER_COLUMNS,
    Morning,
    Reckoning,
    Rule,
)
from naio_portal.notices.services.sweep import rules_in_use, sweep_reminders
from naio_portal.notices.sql import Sql, compiled, compiled_once
from naio_portal.notices.subjects import ROSTER, SUBJECTS
from tests.factories.deliverables import ContributorFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 24)


def rule(subject: str, *stages: int) -> Rule:
    return Rule(1, subject, "owner", list(stages), None)


def morning(due_reach: dt.date, overdue_reach: dt.date = TODAY) -> Morning:
    return Morning("MY", "14", "Asia/Kuala_Lumpur", TODAY, due_reach, overdue_reach, False)


@pytest.mark.parametrize(
    ("subject", "rules", "mornings", "horizon"),
    [
        # A digest speaks of two weeks, whatever the rules.
        ("milestone_due", [], [], dt.date(2026, 12, 8)),
        ("milestone_due", [rule("milestone_due", -7, 3)], [], dt.date(2026, 12, 8)),
        ("milestone_due", [rule("milestone_due", -30, 0)], [], dt.date(2026, 12, 24)),
        ("milestone_due", [rule("deliverable_stale", -60)], [], dt.date(2026, 12, 8)),
        # A rule that is still without a day asks for nothing.
        ("deliverable_stale", [rule("deliverable_stale")], [], TODAY),
        # The anchor of silence lies in the past.
        ("deliverable_stale", [rule("deliverable_stale", 30)], [], dt.date(2026, 10, 25)),
        # A Friday that reaches over the weekend.
        ("deliverable_stale", [], [morning(dt.date(2026, 11, 26))], dt.date(2026, 11, 26)),
        ("deliverable_stale", [], [morning(TODAY, dt.date(2026, 11, 25))], dt.date(2026, 11, 25)),
        ("deliverable_stale", [], [morning(dt.date(2026, 11, 20), dt.date(2026, 11, 20))], TODAY),
    ],
)
def test_horizon_is_the_last_anchor_that_can_be_asked_for(subject, rules, mornings, horizon):
    reckoning = Reckoning(TODAY, mornings, rules)

    assert reckoning._horizon(SUBJECTS[subject]) == horizon


@pytest.mark.parametrize(("due_in", "is_told"), [(13, True), (14, True), (15, False)])
def test_digest_speaks_of_the_coming_two_weeks(team, due_in, is_told):
    contributor = ContributorFactory(
        deliverable=team.deliverable, member=team.serves(), since=dt.date(2026, 1, 1)
    )
    NoticePreference.objects.create(member=contributor.member, digest=DigestRhythm.DAILY)
    team.milestone(due_in=due_in)

    sweep_reminders()

    assert OutboxMessage.objects.filter(member=contributor.member).exists() == is_told


def test_digest_is_of_what_somebody_contributes_to_not_of_what_they_own(team):
    NoticePreference.objects.create(member=team.owner, digest=DigestRhythm.DAILY)
    team.milestone(due_in=7)

    sweep_reminders()

    assert OutboxMessage.objects.get(member=team.owner).payload["digest"] is False


def parts(**narrowed) -> set[tuple[str, str, int]]:
    sql = Sql("WITH ").append(Reckoning(kl_today(), (), rules_in_use(), **narrowed).parts())
    return {
        (row["subject"], row["audience"], row["object_id"]) for row in sql.add(" SELECT * FROM part").rows()
    }


def test_objects_alone_are_looked_at_when_they_are_named(team):
    kinds = [subject.kind for subject in Reckoning(TODAY, objects={"milestone_due": [1]}).subjects]

    assert kinds == ["milestone_due"]
    assert [subject.kind for subject in Reckoning(TODAY).subjects] == list(SUBJECTS)
    assert Reckoning(TODAY, objects={"milestone_due": []}).subjects == []
    assert parts(objects={"milestone_due": []}) == set()


def test_part_of_an_owner_is_theirs_alone_when_they_are_named(team):
    milestone, other = team.milestone(), team.milestone()
    chair = team.serves(role="chair")

    assert parts(objects={"milestone_due": [milestone.pk]}) == {
        ("milestone_due", "owner", milestone.pk),
        ("milestone_due", "chair", milestone.pk),
    }
    assert parts(objects={"milestone_due": [milestone.pk, other.pk]}, keys=[chair.pk]) == {
        ("milestone_due", "chair", milestone.pk),
        ("milestone_due", "chair", other.pk),
    }
    assert parts(groups=[team.group.pk + 1]) == set()


def parts_of_the_text() -> list[tuple]:
    """(rows, columns, day) of every part that the apps give."""
    parts = [(in_force, ROSTER_COLUMNS, kl_today()) for in_force in ROSTER]
    for subject in SUBJECTS.values():
        parts.append((subject.objects, OBJECT_COLUMNS))
        parts += [(subject.contributors, CONTRIBUTOR_COLUMNS)] if subject.contributors else []
        parts += [(subject.authors, AUTHOR_COLUMNS)] if subject.authors else []
    return parts


def test_a_text_that_is_kept_asks_for_the_day_and_the_instant_of_each_call(clock):
    for at in (dt.datetime(2026, 11, 24, 1, tzinfo=dt.UTC), dt.datetime(2027, 2, 28, 17, tzinfo=dt.UTC)):
        clock.move_to(at)
        for rows, columns, *day in parts_of_the_text():
            kept, anew = compiled_once(rows, columns, *day), compiled(rows(*day), columns)

            assert (kept.text, kept.params) == (anew.text, anew.params), rows


@pytest.mark.parametrize(
    "instant",
    [timezone.now, lambda: dt.datetime.combine(kl_today(), dt.time(), dt.UTC)],
    ids=["its own", "of today"],
)
def test_a_text_that_would_keep_an_instant_is_refused(instant):
    def rows():
        return NoticePreference.objects.filter(member__created_at__lt=instant()).values("member_id")

    with pytest.raises(ValueError, match="would keep it"):
        compiled_once(rows, ["member_id"])

"""Recommendations through their services: text, consent, adoption, submission, answer, what came of it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from deliverables import services
from deliverables.models import Recommendation, RecommendationLink, Response
from deliverables.services import Consent, Evidence, Place
from naio_portal.access import Persona as P
from naio_portal.dates import kl_today
from naio_portal.errors import DomainError, EditConflict, IllegalMove, NotAllowed
from naio_portal.notices.kinds import KINDS
from naio_portal.notices.models import OutboxMessage
from naio_portal.notices.recipients import recipient_of
from tests.factories.deliverables import DeliverableFactory, VersionFactory, days
from tests.factories.meetings import MeetingFactory, in_days
from tests.factories.recommendations import (
    AuthorityFactory,
    InstrumentFactory,
    RecommendationContributorFactory,
    RecommendationFactory,
    RecommendationPlaceFactory,
)
from tests.mails import mail_of

pytestmark = pytest.mark.django_db
TEXTS = {
    name: f"Text of {name}"
    for name in ("title_en", "title_ms", "text_en", "text_ms", "rationale_en", "rationale_ms")
}


@pytest.fixture
def made(world):
    """A draft by a member, that feeds an instrument, with the owner as its contributor."""
    made = RecommendationFactory(group=world.group, created_by=world.users[P.OWN_MEMBER])
    RecommendationPlaceFactory(recommendation=made)
    RecommendationContributorFactory(recommendation=made, member=world.owner)
    return made


def consent(**changes):
    return Consent(**{"method": "consensus", "on": kl_today(), **changes})


def stored(recommendation):
    return Recommendation.objects.get(pk=recommendation.pk)


def told():
    rows = OutboxMessage.objects.filter(kind="deliverables.recommendation_moved").order_by("pk")
    return [(row.to_address, row.payload["state"]) for row in rows]


def test_a_draft_keeps_all_that_was_written(world):
    chapter, addressee = InstrumentFactory(), AuthorityFactory()
    version = VersionFactory(deliverable__group=world.group)

    made = services.create_recommendation(
        group=world.group,
        values={**TEXTS, "addressee": addressee, "priority": "high"},
        places=[Place(chapter, "Clause 3.2")],
        evidence=[Evidence(version.deliverable, version, "Shows the need.")],
        contributors=[world.owner],
        by=world.users[P.OWN_MEMBER],
    )

    assert (made.code, made.state, made.priority) == (f"SAF-{kl_today().year}-01", "draft", "high")
    assert [(row.instrument, row.place) for row in made.places.all()] == [(chapter, "Clause 3.2")]
    assert [row.deliverable_version for row in made.evidence.all()] == [version]
    assert {row.member for row in made.contributors.all()} == {world.owner, world.members[P.OWN_MEMBER]}


def test_an_edit_replaces_parts_and_forgets_the_consent(world, made):
    services.record_consent(recommendation=made, consent=consent(), by=world.users[P.OWN_CHAIR])
    chapter, deliverable = InstrumentFactory(), DeliverableFactory(group=world.group)

    services.update_recommendation(
        recommendation=made,
        version=made.version,
        values={"text_en": "Agencies report within 48 hours."},
        places=[Place(chapter)],
        evidence=[Evidence(deliverable)],
        contributors=[],
        by=world.users[P.OWN_MEMBER],
    )

    now = stored(made)
    assert (now.consent_method, now.consent_on) == ("", None)
    assert [row.instrument for row in now.places.all()] == [chapter]
    assert [row.deliverable for row in now.evidence.all()] == [deliverable]
    assert now.contributors.count() == 0


def test_a_change_of_priority_keeps_the_consent(world, made):
    services.record_consent(recommendation=made, consent=consent(), by=world.users[P.OWN_CHAIR])

    services.update_recommendation(
        recommendation=made, version=1, values={"priority": "low"}, by=world.users[P.OWN_MEMBER]
    )

    assert stored(made).consent_on == kl_today()


def test_who_saves_second_loses_nothing_and_overwrites_nothing(world, made):
    services.update_recommendation(
        recommendation=made, version=1, values={"priority": "low"}, by=world.users[P.OWN_MEMBER]
    )

    with pytest.raises(EditConflict) as raised:
        services.update_recommendation(
            recommendation=made, version=1, values={"priority": "high"}, by=world.users[P.OWN_CHAIR]
        )

    assert raised.value.theirs.priority == "low"
    assert stored(made).priority == "low"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on": kl_today() + dt.timedelta(days=1)}, "on"),
        ({"method": "shouting"}, "method"),
        ({"method": "vote"}, "votes_for"),
        ({"method": "vote", "votes_for": 3, "votes_against": 3}, "votes_for"),
    ],
)
def test_a_consent_that_is_none_is_refused(world, made, changes, field):
    with pytest.raises(ValidationError) as raised:
        services.record_consent(recommendation=made, consent=consent(**changes), by=world.users[P.OWN_CHAIR])

    assert list(raised.value.error_dict) == [field]
    assert stored(made).consent_on is None


def test_a_consent_names_the_meeting(world, made):
    meeting = MeetingFactory(groups=[world.group], state="held", starts_at=in_days(-2))

    services.record_consent(
        recommendation=made, consent=consent(meeting=meeting, on=days(-2)), by=world.users[P.OWN_CHAIR]
    )

    assert stored(made).meeting == meeting


@pytest.mark.parametrize(
    ("sitting", "field"),
    [
        ({"state": "held", "other": True}, "meeting"),
        ({"state": "notified"}, "meeting"),
        ({"state": "cancelled"}, "meeting"),
        ({"state": "held", "starts_at": in_days(-1)}, "on"),
    ],
)
def test_a_meeting_that_cannot_have_consented_is_refused(world, made, sitting, field):
    group = world.other_group if sitting.get("other") else world.group
    meeting = MeetingFactory(
        groups=[group], state=sitting["state"], starts_at=sitting.get("starts_at", in_days(-3))
    )

    with pytest.raises(ValidationError) as raised:
        services.record_consent(
            recommendation=made, consent=consent(meeting=meeting, on=days(-2)), by=world.users[P.OWN_CHAIR]
        )

    assert list(raised.value.error_dict) == [field]
    assert stored(made).meeting is None


def test_a_vote_keeps_its_figures(world, made):
    vote = consent(method="vote", votes_for=7, votes_against=2)

    services.record_consent(recommendation=made, consent=vote, by=world.users[P.OWN_CHAIR])

    now = stored(made)
    assert (now.votes_for, now.votes_against, now.votes_abstaining) == (7, 2, 0)


def test_the_chair_adopts_what_the_group_consented_to(world, made):
    services.record_consent(recommendation=made, consent=consent(), by=world.users[P.OWN_CHAIR])

    services.adopt_recommendation(recommendation=made, by=world.users[P.OWN_CHAIR])

    now = stored(made)
    assert (now.state, now.adopted_on) == ("adopted_by_group", kl_today())
    assert now.adopted_by == world.users[P.OWN_CHAIR]


def test_nothing_is_adopted_without_consent(world, made):
    with pytest.raises(DomainError, match="consent first"):
        services.adopt_recommendation(recommendation=made, by=world.users[P.OWN_CHAIR])


@pytest.mark.parametrize("lacking", ["text_ms", "places"])
def test_nothing_is_adopted_that_is_not_complete(world, made, lacking):
    services.record_consent(recommendation=made, consent=consent(), by=world.users[P.OWN_CHAIR])
    if lacking == "places":
        made.places.all().delete()
    else:
        Recommendation.objects.filter(pk=made.pk).update(text_ms="")

    with pytest.raises(DomainError):
        services.adopt_recommendation(recommendation=made, by=world.users[P.OWN_CHAIR])


def test_the_author_does_not_adopt_though_chair(world, made):
    Recommendation.objects.filter(pk=made.pk).update(created_by=world.users[P.OWN_CHAIR])
    services.record_consent(recommendation=made, consent=consent(), by=world.users[P.OWN_CHAIR])

    with pytest.raises(NotAllowed, match="another person adopts"):
        services.adopt_recommendation(recommendation=made, by=world.users[P.OWN_CHAIR])
    with pytest.raises(NotAllowed):
        services.adopt_recommendation(recommendation=made, by=world.users[P.SECRETARIAT])
    services.adopt_recommendation(recommendation=made, by=world.users[P.OWN_CO_CHAIR])

    assert stored(made).state == "adopted_by_group"


def test_what_is_returned_needs_consent_again(world):
    made = RecommendationFactory(group=world.group, state="adopted_by_group")

    services.return_recommendation(
        recommendation=made, reason="A clause is unclear.", by=world.users[P.OWN_CHAIR]
    )

    now = stored(made)
    assert (now.state, now.state_reason) == ("draft", "A clause is unclear.")
    assert (now.consent_on, now.adopted_on, now.adopted_by) == (None, None, None)


def test_the_response_period_begins_with_the_letter(world, settings):
    settings.RESPONSE_PERIOD_DAYS = 45
    made = RecommendationFactory(group=world.group, state="adopted_by_group")

    services.submit_recommendation(
        recommendation=made, letter_number=" NAIO/7 ", submitted_on=days(-5), by=world.users[P.SECRETARIAT]
    )

    now = stored(made)
    assert (now.letter_number, now.response_due_on) == ("NAIO/7", days(40))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"letter_number": " "}, "letter_number"),
        ({"submitted_on": days(1)}, "submitted_on"),
        ({"submitted_on": days(-30)}, "submitted_on"),
    ],
)
def test_a_letter_that_cannot_be_is_refused(world, given, field):
    made = RecommendationFactory(group=world.group, state="adopted_by_group")

    with pytest.raises(ValidationError) as raised:
        services.submit_recommendation(
            recommendation=made, **{"letter_number": "N/1", **given}, by=world.users[P.SECRETARIAT]
        )

    assert list(raised.value.error_dict) == [field]


def test_a_later_answer_counts_and_the_earlier_one_stays(world):
    made = RecommendationFactory(group=world.group, state="submitted")
    by = world.users[P.SECRETARIAT]

    for outcome, on in (("noted", days(-4)), ("accepted_in_part", days(-1))):
        services.enter_response(
            recommendation=made, outcome=outcome, reason="So.", responded_on=on, language="en", by=by
        )

    now = stored(made)
    assert (now.state, now.outcome, now.responded_on) == ("responded", "accepted_in_part", days(-1))
    assert [row.outcome for row in now.responses.all()] == ["accepted_in_part", "noted"]


def test_an_answer_before_the_letter_is_refused(world):
    made = RecommendationFactory(group=world.group, state="submitted")

    with pytest.raises(ValidationError):
        services.enter_response(
            recommendation=made,
            outcome="noted",
            reason="So.",
            responded_on=days(-11),
            by=world.users[P.SECRETARIAT],
        )
    assert Response.objects.count() == 0


def test_a_hundred_percent_needs_evidence_and_ends_it(world):
    made = RecommendationFactory(group=world.group, state="responded")
    report = {"recommendation": made, "note": "In force.", "by": world.users[P.SECRETARIAT]}

    services.report_implementation(percent=60, **report)
    assert (stored(made).state, stored(made).percent) == ("responded", 60)
    with pytest.raises(ValidationError) as raised:
        services.report_implementation(percent=100, **report)
    services.report_implementation(percent=100, evidence_url="https://gazette.example/1", **report)

    assert list(raised.value.error_dict) == ["evidence_url"]
    assert (stored(made).state, stored(made).percent) == ("implemented", 100)


def test_giving_up_and_taking_back_need_a_reason(world):
    answered = RecommendationFactory(group=world.group, state="responded")
    draft = RecommendationFactory(group=world.group)
    by = world.users[P.SECRETARIAT]

    for service, thing in (
        (services.abandon_recommendation, answered),
        (services.withdraw_recommendation, draft),
    ):
        with pytest.raises(ValidationError):
            service(recommendation=thing, reason=" ", by=by)
        service(recommendation=thing, reason="No budget.", by=by)

    assert (stored(answered).state, stored(draft).state) == ("not_implemented", "withdrawn")
    assert stored(draft).state_reason == "No budget."


@pytest.mark.parametrize("kind", ["supersedes", "merges"])
def test_a_successor_is_linked_both_ways(world, kind):
    old = RecommendationFactory(group=world.group, state="submitted")
    new = RecommendationFactory(group=world.group, state="adopted_by_group")

    services.supersede_recommendation(
        recommendation=old, successor=new, kind=kind, by=world.users[P.SECRETARIAT]
    )

    link = RecommendationLink.objects.get()
    assert stored(old).state == "superseded"
    assert (new.links_out.get(), old.links_in.get(), link.kind) == (link, link, kind)


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_no_draft_takes_anothers_place(world, state):
    old = RecommendationFactory(group=world.group, state="submitted")

    with pytest.raises(DomainError, match="adopted by its group"):
        services.supersede_recommendation(
            recommendation=old,
            successor=RecommendationFactory(group=world.group, state=state),
            by=world.users[P.SECRETARIAT],
        )
    with pytest.raises(DomainError, match="its own place"):
        services.supersede_recommendation(recommendation=old, successor=old, by=world.users[P.SECRETARIAT])
    assert stored(old).state == "submitted"


@pytest.mark.parametrize(
    ("service", "state", "arguments"),
    [
        (services.record_consent, "adopted_by_group", {"consent": consent()}),
        (services.adopt_recommendation, "submitted", {}),
        (services.return_recommendation, "submitted", {"reason": "x"}),
        (services.submit_recommendation, "draft", {"letter_number": "1"}),
        (services.report_implementation, "submitted", {"percent": 1, "note": "x"}),
        (services.abandon_recommendation, "submitted", {"reason": "x"}),
        (services.withdraw_recommendation, "responded", {"reason": "x"}),
        (services.send_response_link, "responded", {}),
    ],
)
def test_no_move_out_of_turn(world, service, state, arguments):
    made = RecommendationFactory(group=world.group, state=state)

    with pytest.raises(IllegalMove):
        service(recommendation=made, **arguments, by=None)

    assert stored(made).state == state


# --- mails ----------------------------------------------------------------------------------------------


def test_each_contributor_is_told_once_of_each_move_but_not_who_did_it(world, made):
    RecommendationContributorFactory(recommendation=made, member=world.members[P.OWN_CHAIR])
    RecommendationContributorFactory(recommendation=made, member=world.members[P.FORMER_MEMBER])
    services.record_consent(recommendation=made, consent=consent(), by=world.users[P.OWN_CHAIR])

    services.adopt_recommendation(recommendation=made, by=world.users[P.OWN_CHAIR])
    services.submit_recommendation(recommendation=made, letter_number="NAIO/7", by=world.users[P.SECRETARIAT])

    owner, chair = world.users[P.OWNER].email, world.users[P.OWN_CHAIR].email
    assert sorted(told()) == sorted([(owner, "adopted_by_group"), (owner, "submitted"), (chair, "submitted")])


def test_the_mail_says_what_happened_why_and_what_next(world, made):
    services.withdraw_recommendation(
        recommendation=made, reason="The law changed.", by=world.users[P.OWN_CHAIR]
    )

    mail = mail_of(OutboxMessage.objects.get())

    assert mail.subject == f"Withdrawn: {made.code}"
    for words in (f"{made.code} is withdrawn.", "Why: The law changed.", "Nothing more follows"):
        assert words in mail.text
    assert f"/recommendations/{made.reference}/" in mail.text


@pytest.mark.parametrize("state", ["draft", "adopted_by_group", "submitted", "responded", "superseded"])
def test_every_state_has_its_words(world, state):
    made = RecommendationFactory(group=world.group, state=state)
    RecommendationContributorFactory(recommendation=made, member=world.owner)
    payload = {"recommendation": made.pk, "state": state}

    mail = KINDS["deliverables.recommendation_moved"].build(payload, "en", recipient_of(member=world.owner))

    assert made.code in mail.text
    assert "Next:" in mail.text


def test_a_mail_overtaken_by_the_next_move_is_dropped(world, made):
    services.withdraw_recommendation(recommendation=made, reason="x", by=world.users[P.OWN_CHAIR])
    payload = {"recommendation": made.pk, "state": "draft"}

    build = KINDS["deliverables.recommendation_moved"].build

    assert build(payload, "en", recipient_of(member=world.owner)) is None


def test_a_restricted_text_stays_behind_the_link(world):
    made = RecommendationFactory(group=world.group, restricted=True, title_en="Secret title")
    RecommendationContributorFactory(recommendation=made, member=world.owner)
    services.withdraw_recommendation(recommendation=made, reason="Secret reason", by=world.users[P.OWN_CHAIR])

    mail = mail_of(OutboxMessage.objects.get())

    assert "Secret" not in mail.text + mail.subject + mail.html

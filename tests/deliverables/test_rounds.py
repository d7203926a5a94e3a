"""Review rounds through their services: who is asked, when it is open, who is told, what follows."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from deliverables import services
from deliverables.enums import REVIEW_LINK, RoundPhase
from deliverables.models import Comment, ReviewRound, Version
from deliverables.services import Asked
from naio_portal.access import CHAIRS, OWN_GROUP, STAFF
from naio_portal.access import Persona as P
from naio_portal.errors import DomainError, IllegalMove, NotAllowed
from naio_portal.notices.kinds import KINDS
from naio_portal.notices.models import ActionLink, OutboxMessage
from naio_portal.notices.recipients import recipient_of
from naio_portal.notices.services import LinkEnded, revoke_links
from tests.deliverables.test_moves import attempt
from tests.factories.deliverables import DeliverableFactory, VersionFactory, VersionReaderFactory
from tests.factories.groups import AppointmentFactory
from tests.factories.liaison import SectoralTeamFactory, SectorOfficerFactory
from tests.factories.members import MemberFactory, UserFactory
from tests.factories.reviews import CommentFactory, ReviewerFactory, ReviewRoundFactory, hours

pytestmark = pytest.mark.django_db
# Who writes in the group, without the owner, who is the editor.
WRITING = CHAIRS | {P.OWN_RAPPORTEUR, P.OWN_MEMBER}


@pytest.fixture
def version(world):
    return VersionFactory(deliverable=DeliverableFactory(group=world.group, owner=world.owner))


def call(world, version, *, by=P.OWNER, **changes):
    terms = {
        "purpose": "Read the scope first.",
        "language": "en",
        "opens_at": None,
        "closes_at": hours(24 * 14),
        "editor": world.owner,
        "asked": Asked(groups=[world.group]),
    }
    return services.call_round(version=version, by=by and world.user(by), **(terms | changes))


def mail(message, **person):
    return KINDS[message.kind].build(message.payload, "en", recipient_of(**person))


def addresses(kind) -> set[str]:
    return set(OutboxMessage.objects.filter(kind=kind).values_list("to_address", flat=True))


# --- calling ---


def test_who_calls_a_round(world, version):
    terms = {"purpose": "", "language": "en", "opens_at": None, "closes_at": hours(24), "editor": world.owner}
    terms["asked"] = Asked(groups=[world.group])

    who = {p for p in P if attempt("call_round", world.user(p), version=version, **terms) == "done"}

    assert who == CHAIRS | STAFF | {P.OWNER, P.OWN_RAPPORTEUR}


def test_a_round_asks_those_who_write_in_the_group_and_sends_the_deliverable_to_review(world, version):
    made = call(world, version)

    asked = {reviewer.member for reviewer in made.reviewers.select_related("member")}
    assert asked == {world.members[persona] for persona in WRITING}
    version.deliverable.refresh_from_db()
    assert version.deliverable.state == "in_review"
    assert made.phase == RoundPhase.OPEN
    assert addresses("deliverables.round_opened") == {world.members[p].email for p in WRITING}
    assert addresses("deliverables.round_closed") == {world.owner.email}


def test_it_opens_and_closes_by_the_clock_alone(world, version):
    opens, closes = hours(24), hours(48)
    made = call(world, version, opens_at=opens, closes_at=closes)
    one = dt.timedelta(microseconds=1)

    phases = [made.phase_at(at) for at in (opens - one, opens, closes - one, closes)]

    assert phases == [RoundPhase.SCHEDULED, RoundPhase.OPEN, RoundPhase.OPEN, RoundPhase.COMPLETED]
    CommentFactory(round=made)
    assert ReviewRound.objects.get().phase_at(closes) == RoundPhase.CLOSED
    assert ReviewRound.objects.with_counts().get().phase_at(closes) == RoundPhase.CLOSED
    assert ReviewRound.objects.get().state == "called"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"closes_at": hours(-1)}, "closes_at"),
        ({"opens_at": hours(48), "closes_at": hours(24)}, "closes_at"),
        ({"asked": Asked()}, "__all__"),
    ],
)
def test_terms_that_make_no_sense_are_refused(world, version, changes, field):
    with pytest.raises(ValidationError) as refused:
        call(world, version, **changes)

    assert field in getattr(refused.value, "error_dict", {"__all__": 1})
    assert not ReviewRound.objects.exists()


def test_the_editor_serves_in_the_group_and_signs_in(world, version):
    stranger, without = world.members[P.OTHER_MEMBER], AppointmentFactory(group=world.group).member

    for editor in (stranger, without):
        with pytest.raises(ValidationError) as refused:
            call(world, version, editor=editor)
        assert list(refused.value.error_dict) == ["editor"]


def test_one_round_at_a_time(world, version):
    call(world, version)
    second = VersionFactory(deliverable=version.deliverable)

    with pytest.raises(DomainError, match="Another review round"):
        call(world, second)


def test_a_round_that_closed_without_a_comment_is_over_by_the_clock(world, version):
    first = call(world, version, closes_at=hours(1))

    with time_machine.travel(hours(2)):
        phase = call(world, version, closes_at=hours(24)).phase

    first.refresh_from_db()
    assert (first.state, phase) == ("completed", RoundPhase.OPEN)


@pytest.mark.parametrize("state", ["proposed", "suspended", "delivered", "published"])
def test_no_round_on_what_does_not_run(world, state):
    version = VersionFactory(deliverable__group=world.group, deliverable__state=state)

    with pytest.raises(IllegalMove):
        call(world, version, by=P.OWN_CHAIR)


def test_no_round_on_a_file_that_is_not_checked(world):
    version = VersionFactory(
        deliverable__group=world.group,
        file="versions/x",
        file_name="x.pdf",
        file_size=9,
        scan_state="quarantined",
    )

    with pytest.raises(DomainError, match="not checked"):
        call(world, version, by=P.OWN_CHAIR)


def test_two_called_rounds_of_a_version_are_refused_by_the_database(world, version):
    ReviewRoundFactory(version=version)

    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewRoundFactory(version=version)


# --- who reads ---


def readers(world, review_round):
    return {p for p in P if ReviewRound.objects.visible_to(world.user(p)).filter(pk=review_round.pk)}


def test_who_reads_a_round(world, version):
    assert readers(world, call(world, version)) == OWN_GROUP | STAFF | {P.LEADERSHIP}


def test_reviewers_of_another_group_read_the_version_from_the_opening_on(world, version):
    opens = hours(24)
    made = call(world, version, opens_at=opens, asked=Asked(groups=[world.other_group]))
    other = world.user(P.OTHER_MEMBER)

    assert not Version.objects.visible_to(other).exists()

    with time_machine.travel(opens):
        assert Version.objects.visible_to(world.user(P.OTHER_MEMBER)).get() == version
        assert readers(world, made) == OWN_GROUP | STAFF | {P.LEADERSHIP, P.OTHER_CHAIR, P.OTHER_MEMBER}
        services.cancel_round(review_round=made, reason="Because.", by=world.user(P.OWN_CHAIR))
        assert not Version.objects.visible_to(world.user(P.OTHER_MEMBER)).exists()


def test_who_came_to_the_group_later_reads_it_when_asked_again(world, version):
    made = call(world, version, asked=Asked(groups=[world.other_group]))
    newcomer = MemberFactory(user=UserFactory())
    AppointmentFactory(member=newcomer, group=world.other_group)

    assert not ReviewRound.objects.visible_to(newcomer.user).exists()

    added = services.invite_reviewers(
        review_round=made, asked=Asked(groups=[world.other_group]), by=world.user(P.OWNER)
    )

    assert [reviewer.member for reviewer in added] == [newcomer]
    user = type(newcomer.user).objects.get(pk=newcomer.user_id)
    assert ReviewRound.objects.visible_to(user).get() == made


def test_who_left_the_group_they_were_asked_through_reads_nothing_more(world, version):
    made = call(world, version, asked=Asked(groups=[world.other_group]))
    reviewer = made.reviewers.get(member=world.members[P.OTHER_MEMBER])
    world.other_group.appointments.filter(member=reviewer.member).update(
        end_on=dt.date(2025, 12, 31), end_reason="term"
    )

    assert not ReviewRound.objects.visible_to(world.user(P.OTHER_MEMBER)).exists()


def test_a_restricted_version_is_sent_to_its_readers_alone(world):
    version = VersionFactory(
        deliverable=DeliverableFactory(group=world.group, owner=world.owner), restricted=True
    )
    for persona in (P.OWNER, P.OWN_MEMBER):
        VersionReaderFactory(version=version, member=world.members[persona])

    made = call(world, version, asked=Asked(groups=[world.group, world.other_group]))

    asked = {reviewer.member for reviewer in made.reviewers.select_related("member")}
    assert asked == {world.members[persona] for persona in CHAIRS | {P.OWN_MEMBER}}
    assert readers(world, made) == CHAIRS | STAFF | {P.OWNER, P.OWN_MEMBER}
    with pytest.raises(ValidationError, match="grant it first"):
        services.invite_reviewers(
            review_round=made,
            asked=Asked(people=[world.members[P.OWN_RAPPORTEUR]]),
            by=world.user(P.OWN_CHAIR),
        )
    with pytest.raises(ValidationError, match="not sent to sectoral teams"):
        services.invite_reviewers(
            review_round=made, asked=Asked(teams=[SectoralTeamFactory()]), by=world.user(P.OWN_CHAIR)
        )
    written = mail(OutboxMessage.objects.filter(kind="deliverables.round_opened").first(),
                   member=world.members[P.OWN_MEMBER])  # fmt: skip
    assert version.deliverable.title not in written.text + written.subject
    assert "Read the scope first." not in written.text


# --- sectoral teams ---


def test_officers_read_and_comment_with_a_sign_in_or_by_a_link(world, version):
    signs_in = SectorOfficerFactory(user=world.users[P.SECTOR_OFFICER])
    by_mail = SectorOfficerFactory(team=signs_in.team, by_mail=True)
    made = call(world, version, asked=Asked(teams=[signs_in.team]))

    assert readers(world, made) == OWN_GROUP | STAFF | {P.LEADERSHIP, P.SECTOR_OFFICER}
    assert not Version.objects.visible_to(world.user(P.SECTOR_OFFICER)).exists()
    services.add_comment(
        review_round=made, paragraph=None, kind="question", text="Why?", language="en",
        by=world.user(P.SECTOR_OFFICER),
    )  # fmt: skip
    link = ActionLink.objects.get(purpose=REVIEW_LINK)
    services.add_comment_by_link(link=link, paragraph=2, kind="must_fix", text="Say who.", language="ms")

    assert [comment.writer for comment in made.comments.order_by("number")] == [signs_in.name, by_mail.name]
    assert made.reviewers.unanswered().count() == 0
    event = Comment.pgh_event_model.objects.get(officer=by_mail)
    assert event.pgh_context["contact"] == by_mail.contact_id
    opened = OutboxMessage.objects.get(kind="deliverables.round_opened", contact=by_mail.contact)
    assert mail(opened, contact=by_mail.contact) is None  # has answered


def test_a_link_taken_back_while_its_page_was_open_acts_no_more(world, version):
    made = call(world, version, asked=Asked(teams=[SectorOfficerFactory(by_mail=True).team]))
    held = ActionLink.objects.get(purpose=REVIEW_LINK)
    revoke_links(purpose=REVIEW_LINK, object_id=held.object_id)

    with pytest.raises(LinkEnded):
        services.add_comment_by_link(link=held, paragraph=None, kind="question", text="Why?", language="en")
    with pytest.raises(LinkEnded):
        services.say_no_comments_by_link(link=held)

    assert not made.comments.exists()
    assert made.reviewers.unanswered().count() == 1


def test_a_link_opens_nothing_once_the_officer_has_left(world, version):
    by_mail = SectorOfficerFactory(by_mail=True)
    made = call(world, version, asked=Asked(teams=[by_mail.team]))
    by_mail.end_on = dt.date(2025, 12, 31)
    by_mail.start_on = dt.date(2025, 1, 1)
    by_mail.save()

    with pytest.raises(DomainError, match="no longer an officer"):
        services.say_no_comments_by_link(link=ActionLink.objects.get(purpose=REVIEW_LINK))

    assert made.reviewers.unanswered().count() == 1


def test_a_team_without_an_officer_is_refused(world, version):
    with pytest.raises(ValidationError, match="no officer in force"):
        call(world, version, asked=Asked(teams=[SectoralTeamFactory()]))


# --- times, calling off ---


def test_other_times_are_told_and_the_earlier_mails_say_nothing(world, version):
    made = call(world, version, opens_at=hours(24))
    old = OutboxMessage.objects.filter(kind="deliverables.round_opened").first()
    opens = hours(48)

    services.reschedule_round(
        review_round=made, opens_at=opens, closes_at=hours(96), by=world.user(P.OWN_RAPPORTEUR)
    )

    with time_machine.travel(opens):
        assert mail(old, member=old.member) is None
        told = OutboxMessage.objects.filter(kind="deliverables.round_opened", member=old.member)
        new = told.order_by("created_at").last()
        assert "You are asked to comment" in mail(new, member=new.member).text


def test_what_has_opened_keeps_its_beginning(world, version):
    made = call(world, version)
    closes = hours(96)

    moved = services.reschedule_round(
        review_round=made, opens_at=hours(48), closes_at=closes, by=world.user(P.OWNER)
    )

    assert (moved.opens_at, moved.closes_at) == (made.opens_at, closes)
    message = OutboxMessage.objects.filter(kind="deliverables.round_moved").first()
    assert "are now taken until" in mail(message, member=message.member).text
    closed = OutboxMessage.objects.filter(kind="deliverables.round_closed").order_by("created_at").first()
    CommentFactory(round=made)
    with time_machine.travel(closes):
        assert mail(closed, member=world.owner) is None  # spoke of the earlier time


def test_a_round_is_called_off_with_a_reason_and_the_deliverable_is_active_again(world, version):
    made = call(world, version)

    with pytest.raises(ValidationError):
        services.cancel_round(review_round=made, reason=" ", by=world.user(P.OWNER))
    services.cancel_round(review_round=made, reason="The text changes.", by=world.user(P.OWNER))

    version.deliverable.refresh_from_db()
    assert (version.deliverable.state, version.deliverable.state_reason) == ("active", "The text changes.")
    message = OutboxMessage.objects.filter(kind="deliverables.round_cancelled").first()
    assert "The text changes." in mail(message, member=message.member).text
    opened = OutboxMessage.objects.filter(kind="deliverables.round_opened").first()
    assert mail(opened, member=opened.member) is None
    with pytest.raises(IllegalMove):
        services.reschedule_round(
            review_round=made, opens_at=hours(1), closes_at=hours(2), by=world.user(P.OWNER)
        )


def test_a_closed_round_takes_nobody_more(world, version):
    made = ReviewRoundFactory(version=version, closed=True, editor=world.owner)
    CommentFactory(round=made)

    for act in (
        lambda: services.cancel_round(review_round=made, reason="No.", by=world.user(P.OWNER)),
        lambda: services.invite_reviewers(
            review_round=made, asked=Asked(groups=[world.group]), by=world.user(P.OWNER)
        ),
    ):
        with pytest.raises(IllegalMove):
            act()


@pytest.mark.parametrize("persona", [P.OWN_MEMBER, P.OTHER_MEMBER, P.LEADERSHIP])
def test_reviewers_do_not_run_the_round(world, version, persona):
    made = ReviewRoundFactory(version=version)
    ReviewerFactory(round=made, member=world.members.get(persona, world.owner))

    with pytest.raises(NotAllowed):
        services.cancel_round(review_round=made, reason="No.", by=world.user(persona))


# --- the deliverable meanwhile ---


def test_during_a_round_nothing_is_accepted_or_returned(world, version):
    call(world, version)

    for act in (services.accept_deliverable, services.return_deliverable):
        with pytest.raises(DomainError, match="review round is not over"):
            act(
                deliverable=version.deliverable,
                by=world.user(P.OWN_CHAIR),
                **({"reason": "No."} if act is services.return_deliverable else {}),
            )

"""Comments and dispositions: who, when, threads, two windows at once, what the authors are told."""

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from deliverables import services
from naio_portal.access import CHAIRS, STAFF
from naio_portal.access import Persona as P
from naio_portal.errors import EditConflict, IllegalMove, NotAllowed
from naio_portal.history import history_of
from naio_portal.notices.models import OutboxMessage
from tests.deliverables.test_moves import attempt
from tests.deliverables.test_rounds import mail
from tests.factories.deliverables import DeliverableFactory, VersionFactory
from tests.factories.reviews import CommentFactory, ReviewerFactory, ReviewRoundFactory, hours

pytestmark = pytest.mark.django_db
ASKED = CHAIRS | {P.OWN_RAPPORTEUR, P.OWN_MEMBER}


@pytest.fixture
def review_round(world):
    """Open for a week, edited by the owner; those who write in the group are asked."""
    deliverable = DeliverableFactory(group=world.group, owner=world.owner, state="in_review")
    made = ReviewRoundFactory(version=VersionFactory(deliverable=deliverable), editor=world.owner)
    for persona in ASKED:
        ReviewerFactory(round=made, member=world.members[persona], group=world.group)
    return made


def comment(world, review_round, *, by=P.OWN_MEMBER, **changes):
    said = {"paragraph": 2, "kind": "suggestion", "text": "Say who reports.", "language": "en"} | changes
    return services.add_comment(review_round=review_round, by=world.user(by), **said)


def dispose(world, made, disposition="accepted", reason="", *, by=P.OWNER, version=None):
    return services.dispose_comment(
        comment=made,
        disposition=disposition,
        reason=reason,
        version=version or made.version,
        by=world.user(by),
    )


@pytest.fixture
def closed(review_round):
    with time_machine.travel(review_round.closes_at, tick=False):
        yield review_round


# --- comments ---


def test_who_comments(world, review_round):
    said = {"paragraph": 2, "kind": "suggestion", "text": "Say who reports.", "language": "en"}

    who = {
        persona
        for persona in P
        if attempt("add_comment", world.user(persona), review_round=review_round, **said) == "done"
    }

    assert who == ASKED


def test_comments_are_numbered_and_are_the_answer_of_their_author(world, review_round):
    first = comment(world, review_round)
    second = comment(world, review_round, paragraph=None, kind="question", by=P.OWN_CHAIR)

    assert (first.number, second.number, second.paragraph) == (1, 2, None)
    answered = review_round.reviewers.filter(answered_at__isnull=False).values_list("member", flat=True)
    assert set(answered) == {world.members[P.OWN_MEMBER].pk, world.members[P.OWN_CHAIR].pk}


def test_nothing_to_say_is_an_answer_and_hinders_no_comment(world, review_round):
    services.say_no_comments(review_round=review_round, by=world.user(P.OWN_MEMBER))
    reviewer = review_round.reviewers.get(member=world.members[P.OWN_MEMBER])
    at = reviewer.answered_at

    comment(world, review_round)

    reviewer.refresh_from_db()
    assert (reviewer.answered_at, review_round.comments.count()) == (at, 1)


@pytest.mark.parametrize("paragraph", [0, 3, 9999])
def test_a_comment_is_on_a_paragraph_that_there_is(world, review_round, paragraph):
    with pytest.raises(ValidationError) as refused:
        comment(world, review_round, paragraph=paragraph)

    assert list(refused.value.error_dict) == ["paragraph"]


@pytest.mark.parametrize(("hours_away", "is_open"), [(-25, False), (-24, True), (167, True), (169, False)])
def test_comments_are_taken_between_the_times(world, review_round, hours_away, is_open):
    with time_machine.travel(hours(hours_away)):
        if is_open:
            assert comment(world, review_round).pk
        else:
            with pytest.raises(IllegalMove):
                comment(world, review_round)


def test_the_database_knows_a_comment_from_an_answer(review_round):
    made = CommentFactory(round=review_round)

    for wrong in ({"number": 1}, {"kind": ""}, {"author": None}, {"parent": made, "kind": "question"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CommentFactory(round=review_round, **wrong)


def test_answers_make_a_thread_until_the_round_ends(world, closed):
    made = CommentFactory(round=closed)

    answer = services.add_answer(comment=made, text="Which clause?", language="en", by=world.user(P.OWNER))
    again = services.add_answer(comment=answer, text="Clause 3.", language="en", by=world.user(P.OWN_MEMBER))
    dispose(world, made)

    assert list(made.answers.all()) == [answer, again]
    with pytest.raises(IllegalMove):
        services.add_answer(comment=made, text="Too late.", language="en", by=world.user(P.OWNER))


def test_one_corrects_ones_own_comment_and_two_windows_do_not_overwrite(world, review_round):
    made = comment(world, review_round)
    author = world.user(P.OWN_MEMBER)

    services.update_comment(comment=made, kind="must_fix", text="Say who.", version=1, by=author)
    with pytest.raises(EditConflict) as conflict:
        services.update_comment(comment=made, kind="suggestion", text="Say when.", version=1, by=author)

    assert conflict.value.theirs.text == "Say who."
    services.update_comment(comment=made, kind="suggestion", text="Say when.", version=2, by=author)
    made.refresh_from_db()
    assert (made.text, made.version) == ("Say when.", 3)
    with pytest.raises(NotAllowed):
        services.update_comment(
            comment=made, kind="suggestion", text="No.", version=3, by=world.user(P.OWN_CHAIR)
        )


# --- dispositions ---


def test_who_disposes(world, closed):
    act = {"comment": CommentFactory(round=closed), "disposition": "noted", "reason": "", "version": 1}

    who = {p for p in P if attempt("dispose_comment", world.user(p), **act) == "done"}

    assert who == CHAIRS | STAFF | {P.OWNER}


def test_an_open_round_has_no_dispositions(world, review_round):
    made = CommentFactory(round=review_round)

    with pytest.raises(IllegalMove):
        dispose(world, made)


@pytest.mark.parametrize("disposition", ["rejected", "accepted_in_part"])
def test_rejecting_and_accepting_in_part_ask_for_the_reason(world, closed, disposition):
    made = CommentFactory(round=closed)

    with pytest.raises(ValidationError) as refused:
        dispose(world, made, disposition, "  ")

    assert list(refused.value.error_dict) == ["reason"]


def test_an_answer_has_no_disposition(world, closed):
    made = CommentFactory(parent=CommentFactory(round=closed))

    with pytest.raises(ValidationError):
        dispose(world, made)


def test_two_who_dispose_at_once_both_see_what_the_other_wrote(world, closed):
    made = CommentFactory(round=closed)
    CommentFactory(round=closed)
    dispose(world, made, "rejected", "Outside the scope.")

    with pytest.raises(EditConflict) as conflict:
        dispose(world, made, "accepted", "Done in 2.1.", by=P.OWN_CHAIR, version=1)

    assert conflict.value.theirs.disposition_reason == "Outside the scope."
    made.refresh_from_db()
    assert (made.disposition, made.disposition_reason) == ("rejected", "Outside the scope.")
    assert dispose(world, made, "rejected", "Outside the scope.", by=P.OWN_CHAIR, version=1).version == 2


def test_the_last_disposition_ends_the_round_and_tells_each_author_once(world, closed):
    member, chair = world.users[P.OWN_MEMBER], world.users[P.OWN_CHAIR]
    mine = CommentFactory(round=closed, author=member, text="Say who.")
    also = CommentFactory(round=closed, author=member, text="Say when.")
    other = CommentFactory(round=closed, author=chair, text="Say why.")

    dispose(world, mine)
    dispose(world, also, "noted")
    assert not OutboxMessage.objects.exists()
    dispose(world, other, "rejected", "Outside the scope.")

    closed.refresh_from_db()
    assert closed.state == "completed"
    messages = {m.member: m for m in OutboxMessage.objects.filter(kind="deliverables.round_completed")}
    assert set(messages) == {world.members[P.OWN_MEMBER], world.members[P.OWN_CHAIR]}
    text = mail(messages[world.members[P.OWN_MEMBER]], member=world.members[P.OWN_MEMBER]).text
    assert ("Say who." in text, "Say when." in text, "Say why." in text) == (True, True, False)
    with pytest.raises(IllegalMove):
        dispose(world, mine, "noted", version=2)


@pytest.mark.parametrize(
    ("dispositions", "state"),
    [(("accepted", "noted"), "active"), (("accepted_in_part", "rejected"), "active"),
     (("noted", "rejected"), "in_review")],
)  # fmt: skip
def test_accepted_comments_send_the_deliverable_back_to_work(world, closed, dispositions, state):
    CommentFactory.create_batch(len(dispositions), round=closed)
    for made, disposition in zip(closed.comments.all(), dispositions, strict=True):
        dispose(world, made, disposition, "Because.")

    closed.deliverable.refresh_from_db()
    assert closed.deliverable.state == state
    reason = "Reviewed: 1 comment on version 1 is to be worked in." if state == "active" else ""
    assert closed.deliverable.state_reason == reason


def test_authors_who_left_are_not_told(world, closed):
    made = CommentFactory(round=closed, author=world.users[P.FORMER_MEMBER])

    dispose(world, made)

    assert not OutboxMessage.objects.filter(kind="deliverables.round_completed").exists()


# --- several at once ---


def dispose_all(world, review_round, comments, disposition="noted", reason="", *, by=P.OWNER):
    return services.dispose_comments(
        review_round=review_round,
        comments=comments,
        disposition=disposition,
        reason=reason,
        by=world.user(by),
    )


def test_who_disposes_of_several(world, closed):
    act = {"comments": [CommentFactory(round=closed)], "disposition": "noted", "reason": ""}

    who = {p for p in P if attempt("dispose_comments", world.user(p), review_round=closed, **act) == "done"}

    assert who == CHAIRS | STAFF | {P.OWNER}


def test_several_get_one_disposition_in_as_many_queries_as_one(world, closed):
    left, first, *others = CommentFactory.create_batch(7, round=closed)
    with CaptureQueriesContext(connection) as for_one:
        dispose_all(world, closed, [first], "rejected", " Outside the scope. ")
    with CaptureQueriesContext(connection) as for_five:
        assert dispose_all(world, closed, others, "rejected", " Outside the scope. ") == 5

    assert len(for_five) == len(for_one)
    for made in (first, *others):
        made.refresh_from_db()
        assert (made.disposition, made.disposition_reason) == ("rejected", "Outside the scope.")
        assert (made.disposed_by, made.version) == (world.users[P.OWNER], 2)
    left.refresh_from_db()
    assert (left.disposition, left.version) == ("", 1)


def test_each_of_several_has_its_event(world, closed):
    made = CommentFactory.create_batch(2, round=closed)

    dispose_all(world, closed, made)

    for comment in made:
        changes = [
            change for act in history_of([comment], world.user(P.SECRETARIAT)).acts for change in act.changes
        ]
        [told] = [change for change in changes if change.kind == "update"]
        assert "Noted" in {field.new for field in told.fields}


def test_what_somebody_disposed_of_meanwhile_is_left(world, closed):
    mine, theirs, _open = CommentFactory.create_batch(3, round=closed)
    dispose(world, theirs, "rejected", "Outside the scope.", by=P.OWN_CHAIR)

    assert dispose_all(world, closed, [mine, theirs], "accepted") == 1

    theirs.refresh_from_db()
    assert (theirs.disposition, theirs.disposed_by) == ("rejected", world.users[P.OWN_CHAIR])


def test_answers_and_comments_of_other_rounds_get_none(world, closed):
    answer = CommentFactory(parent=CommentFactory(round=closed))
    other = CommentFactory()

    assert dispose_all(world, closed, [answer, other]) == 0

    other.refresh_from_db()
    assert other.disposition == ""


@pytest.mark.parametrize(
    ("disposition", "reason", "field"),
    [
        ("rejected", "", "reason"),
        ("accepted_in_part", "  ", "reason"),
        ("perhaps", "", "disposition"),
        ("", "", "disposition"),
    ],
)
def test_several_need_a_disposition_and_its_reason(world, closed, disposition, reason, field):
    made = CommentFactory(round=closed)

    with pytest.raises(ValidationError) as refused:
        dispose_all(world, closed, [made], disposition, reason)

    assert list(refused.value.error_dict) == [field]


def test_several_are_disposed_of_only_while_the_round_is_closed(world, review_round):
    with pytest.raises(IllegalMove):
        dispose_all(world, review_round, [CommentFactory(round=review_round)])


def test_the_last_of_several_ends_the_round_and_tells_each_author_once(world, closed):
    member, chair = world.users[P.OWN_MEMBER], world.users[P.OWN_CHAIR]
    made = [CommentFactory(round=closed, author=author) for author in (member, member, chair)]

    dispose_all(world, closed, made, "accepted")

    closed.refresh_from_db()
    assert closed.state == "completed"
    told = OutboxMessage.objects.filter(kind="deliverables.round_completed").values_list("member", flat=True)
    assert sorted(told) == sorted([world.members[P.OWN_MEMBER].pk, world.members[P.OWN_CHAIR].pk])

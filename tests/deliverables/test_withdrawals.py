"""A comment that its author takes back; answers and withdrawals by the link in a mail."""

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from deliverables import services
from deliverables.enums import REVIEW_LINK, RoundPhase
from deliverables.models import ReviewRound
from deliverables.round_exports import table_lines
from deliverables.selectors import text_of
from naio_portal.access import Persona as P
from naio_portal.errors import DomainError, IllegalMove
from naio_portal.history import history_of
from naio_portal.notices.models import OutboxMessage
from naio_portal.notices.services import LinkEnded, issue_link, revoke_links, token_of
from tests.deliverables.test_moves import attempt
from tests.factories.deliverables import DeliverableFactory, VersionFactory
from tests.factories.liaison import SectorOfficerFactory
from tests.factories.reviews import CommentFactory, ReviewerFactory, ReviewRoundFactory, hours
from tests.markup import assert_malay, assert_valid_html

pytestmark = pytest.mark.django_db


@pytest.fixture
def review_round(world):
    deliverable = DeliverableFactory(group=world.group, owner=world.owner, state="in_review")
    made = ReviewRoundFactory(version=VersionFactory(deliverable=deliverable), editor=world.owner)
    for persona in (P.OWN_MEMBER, P.OWN_CHAIR):
        ReviewerFactory(round=made, member=world.members[persona], group=world.group)
    return made


@pytest.fixture
def mine(world, review_round):
    return CommentFactory(round=review_round, author=world.users[P.OWN_MEMBER], kind="must_fix")


def withdraw(world, comment, by=P.OWN_MEMBER):
    return services.withdraw_comment(comment=comment, by=world.user(by))


def test_the_author_alone_withdraws(world, mine):
    who = {p for p in P if attempt("withdraw_comment", world.user(p), comment=mine) == "done"}

    assert who == {P.OWN_MEMBER}


@pytest.mark.parametrize(("hours_away", "is_open"), [(167, True), (169, False)])
def test_while_the_round_is_open(world, mine, hours_away, is_open):
    with time_machine.travel(hours(hours_away)):
        if is_open:
            assert withdraw(world, mine).withdrawn_at
        else:
            with pytest.raises(IllegalMove):
                withdraw(world, mine)


def test_once_and_then_it_is_not_edited_nor_is_an_answer_withdrawn(world, mine):
    answer = CommentFactory(parent=mine, author=world.users[P.OWN_MEMBER])
    with pytest.raises(DomainError, match="not withdrawn"):
        withdraw(world, answer)
    withdraw(world, mine)

    with pytest.raises(IllegalMove):
        withdraw(world, mine)
    with pytest.raises(IllegalMove):
        services.update_comment(
            comment=mine, kind="question", text="Who?", version=2, by=world.user(P.OWN_MEMBER)
        )


def test_it_stands_in_the_history(world, mine):
    withdraw(world, mine)

    changes = [c for act in history_of([mine], world.user(P.SECRETARIAT)).acts for c in act.changes]
    [told] = [change for change in changes if change.kind == "update"]
    assert "Withdrawn" in {str(field.label) for field in told.fields}


def test_it_gets_no_disposition_and_hinders_no_end(world, review_round, mine):
    other = CommentFactory(round=review_round, author=world.users[P.OWN_CHAIR])
    withdraw(world, mine)
    with time_machine.travel(review_round.closes_at, tick=False):
        found = ReviewRound.objects.with_counts().get(pk=review_round.pk)
        passages, _whole = text_of(found)
        assert (found.open_comments, found.comment_count, passages[1].tally.undisposed) == (1, 2, 1)
        said = {"disposition": "noted", "reason": "", "by": world.user(P.OWNER)}
        mine.refresh_from_db()
        with pytest.raises(ValidationError):
            services.dispose_comment(comment=mine, version=mine.version, **said)
        assert services.dispose_comments(review_round=review_round, comments=[mine], **said) == 0

        services.dispose_comment(comment=other, version=1, **said)

        review_round.refresh_from_db()
        assert review_round.state == "completed"
        told = OutboxMessage.objects.filter(kind="deliverables.round_completed")
        assert [message.member for message in told] == [world.members[P.OWN_CHAIR]]
    assert [line[6] for line in table_lines(review_round)] == ["Withdrawn", "Noted"]


def test_a_round_whose_comments_are_all_withdrawn_ends_as_it_closes(world, review_round, mine):
    withdraw(world, mine)

    assert review_round.phase_at(review_round.closes_at) == RoundPhase.COMPLETED


def test_the_database_refuses_a_disposition_of_what_was_withdrawn(world, mine):
    withdraw(world, mine)

    with pytest.raises(IntegrityError, match="comment_withdrawn_has_no_disposition"):
        type(mine).objects.filter(pk=mine.pk).update(
            disposition="noted", disposed_by=world.users[P.OWNER], disposed_at=hours(0)
        )


def test_the_page_offers_it_and_shows_it_with_its_thread(world, client, review_round, mine):
    CommentFactory(parent=mine, text="Which clause?")
    client.force_login(world.users[P.OWN_MEMBER])
    address = reverse("reviews:comment-withdraw", args=[mine.reference])
    page = client.get(mine.get_absolute_url()).text
    assert address in page
    assert_valid_html(page)

    text = client.post(address, follow=True).text

    assert "The comment is withdrawn." in text
    assert "Which clause?" in text
    assert mine.text in text
    assert address not in text
    assert "This comment is withdrawn." in client.post(address, follow=True).text
    listed = client.get(reverse("reviews:comment-list", args=[review_round.reference])).text
    assert "is-withdrawn" in listed
    assert_valid_html(listed)


# --- by the link in a mail ---


@pytest.fixture
def officer(review_round):
    return ReviewerFactory(round=review_round, member=None, officer=SectorOfficerFactory(by_mail=True))


@pytest.fixture
def link(officer):
    return issue_link(
        purpose=REVIEW_LINK, object_id=officer.pk, contact=officer.officer.contact, expires_at=hours(24 * 30)
    )


@pytest.fixture
def theirs(review_round, officer):
    return CommentFactory(round=review_round, author=None, officer=officer.officer)


def answer(link, comment, text="Clause 3."):
    return services.add_answer_by_link(link=link, comment=comment, text=text, language="en")


def test_the_officer_answers_in_the_thread_of_an_own_comment(review_round, link, officer, theirs):
    CommentFactory(parent=theirs, text="Which clause?")

    made = answer(link, theirs)

    assert (made.parent, made.officer, made.author) == (theirs, officer.officer, None)
    assert made.writer == officer.officer.name
    with time_machine.travel(review_round.closes_at, tick=False):
        assert answer(link, theirs, "Clause 4.").parent == theirs


def test_not_in_the_thread_of_others_nor_of_another_round(link, officer, mine):
    elsewhere = CommentFactory(author=None, officer=officer.officer)

    for comment in (mine, elsewhere):
        with pytest.raises(DomainError):
            answer(link, comment)
        with pytest.raises(DomainError):
            services.withdraw_comment_by_link(link=link, comment=comment)

    assert not mine.answers.exists()


def test_not_by_a_link_that_ended_nor_once_the_round_is_over(review_round, link, officer, theirs):
    with time_machine.travel(review_round.closes_at, tick=False):
        type(theirs).objects.filter(pk=theirs.pk).update(withdrawn_at=hours(-1))
        with pytest.raises(IllegalMove):
            answer(link, theirs)
    revoke_links(purpose=REVIEW_LINK, object_id=officer.pk)
    with pytest.raises(LinkEnded):
        answer(link, theirs)


def test_the_page_behind_the_link_takes_answers_and_withdrawals(client, link, theirs, mine):
    address = reverse("reviews:review-by-link", args=[token_of(link)])
    page = client.get(address).text
    assert_valid_html(page)
    assert mine.text not in page

    wrong = client.post(address, {"act": "answer", "comment": theirs.number, "text": " "})
    assert wrong.status_code == 422
    assert_valid_html(wrong.text)
    assert client.post(address, {"act": "answer", "comment": mine.number, "text": "No."}).status_code == 422
    text = client.post(
        address, {"act": "answer", "comment": theirs.number, "text": "Clause 3."}, follow=True
    ).text
    assert "Your answer is kept." in text
    assert "Clause 3." in text
    refused = client.post(address, {"act": "withdraw", "comment": mine.number}, follow=True).text
    assert "You did not write this comment." in refused
    text = client.post(address, {"act": "withdraw", "comment": theirs.number}, follow=True).text

    assert "The comment is withdrawn." in text
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.withdrawn_at, theirs.withdrawn_at is not None) == (None, True)
    client.cookies["django_language"] = "ms"
    type(theirs).objects.update(text="Nyatakan siapa.", language="ms")
    assert_malay(client.get(address).text)

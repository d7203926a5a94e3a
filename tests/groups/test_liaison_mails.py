"""What the mails about a liaison request say, to whom, and which are dropped when no longer true."""

import pytest

from groups import services
from groups.enums import Role
from naio_portal.notices.models import OutboxMessage
from naio_portal.notices.services import token_of
from naio_portal.notices.services.delivery import deliver_due
from tests.factories.groups import AppointmentFactory, WorkingGroupFactory, days_from_today
from tests.factories.liaison import LiaisonRequestFactory, SectoralTeamFactory, SectorOfficerFactory
from tests.factories.members import MemberFactory, UserFactory
from tests.groups.test_liaison_requests import link_of

pytestmark = pytest.mark.django_db


def serves(group, role=Role.MEMBER, **member):
    user = UserFactory(language=member.get("language", "en"))
    return AppointmentFactory(group=group, role=role, member=MemberFactory(user=user, **member)).member


@pytest.fixture
def between():
    """A draft of one group to another: the owner who asks, both chairs, one who may answer."""
    asking, asked = WorkingGroupFactory(name_en="Safety"), WorkingGroupFactory(name_en="Registry")

    class Sides:
        owner, chair = serves(asking), serves(asking, Role.CHAIR)
        other_chair, answerer = serves(asked, Role.CHAIR), serves(asked)
        draft = LiaisonRequestFactory(
            from_group=asking,
            to_group=asked,
            owner_from=owner,
            state="draft",
            subject="Draft of the register",
        )

    return Sides()


def letters(smtp_server, address: str) -> list[tuple[str, str]]:
    """Deliver what is queued: subject and plain text of what that address got."""
    deliver_due()
    return [
        (letter["Subject"], letter.get_body(("plain",)).get_content())
        for letter in smtp_server.sent_to(address)
    ]


def subjects(smtp_server, address: str) -> list[str]:
    return [subject.partition("] ")[2] or subject for subject, _text in letters(smtp_server, address)]


def test_every_step_is_told_to_the_other_side(between, smtp_server):
    request = services.send_request(request=between.draft, by=between.chair.user)
    [(subject, text)] = letters(smtp_server, between.other_chair.user.email)
    assert "Draft of the register" in subject
    assert "Safety asks Registry: please answer by" in text
    assert request.get_absolute_url() in text
    assert request.text in text

    services.assign_answering_owner(request=request, owner=between.answerer, by=between.other_chair.user)
    assert subjects(smtp_server, between.answerer.user.email) == ["Yours now: Draft of the register"]

    services.acknowledge_request(request=request, by=between.answerer.user)
    deliver_due()
    services.add_message(request=request, text="Which page?", language="en", by=between.answerer.user)
    deliver_due()
    services.answer_request(request=request, answer="Page 2.", language="en", by=between.answerer.user)

    told = letters(smtp_server, between.owner.user.email)
    for (subject, text), (begins, says) in zip(
        told,
        [
            ("Acknowledged:", "has received your request and answers by"),
            ("Message:", "Which page?"),
            ("Answered:", "Page 2."),
        ],
        strict=True,
    ):
        assert f"{begins} Draft of the register" in subject
        assert says in text
    assert f"{between.answerer} wrote about the request" in told[1][1]

    services.close_request(request=request, by=between.owner.user)
    assert subjects(smtp_server, between.answerer.user.email)[-1] == "Closed: Draft of the register"


def test_mail_speaks_the_reader_s_language(between, smtp_server):
    between.other_chair.user.language = "ms"
    between.other_chair.user.save()

    services.send_request(request=between.draft, by=between.chair.user)

    [(_subject, text)] = letters(smtp_server, between.other_chair.user.email)
    assert "please answer" not in text
    assert "sila jawab" in text.lower()


def test_mails_that_are_no_longer_true_are_dropped(between, smtp_server):
    request = services.send_request(request=between.draft, by=between.chair.user)
    services.assign_answering_owner(request=request, owner=between.answerer, by=between.other_chair.user)
    services.acknowledge_request(request=request, by=between.answerer.user)
    services.add_message(request=request, text="Which page?", language="en", by=between.answerer.user)
    services.answer_request(request=request, answer="Page 2.", language="en", by=between.answerer.user)
    services.close_request(request=request, by=between.owner.user)

    deliver_due()

    assert smtp_server.sent_to(between.other_chair.user.email) == []
    assert smtp_server.sent_to(between.owner.user.email) == []
    assert subjects(smtp_server, between.answerer.user.email) == ["Closed: Draft of the register"]
    assert set(
        OutboxMessage.objects.exclude(kind="groups.request_closed").values_list("state", flat=True)
    ) == {"dropped"}


def test_restricted_text_stays_behind_the_link(between, smtp_server):
    between.draft.classification = "restricted"
    between.draft.save()

    request = services.send_request(request=between.draft, by=between.chair.user)

    [(_subject, text)] = letters(smtp_server, between.other_chair.user.email)
    assert request.text not in text
    assert request.get_absolute_url() in text


def test_long_text_is_cut(between, smtp_server):
    between.draft.text = "word " * 400 + "end"
    between.draft.save()

    services.send_request(request=between.draft, by=between.chair.user)

    [(_subject, text)] = letters(smtp_server, between.other_chair.user.email)
    assert "word …" in text
    assert "end" not in text.split()


@pytest.fixture
def to_team():
    """A draft to a team whose one officer has only an address."""
    team = SectoralTeamFactory()
    officer = SectorOfficerFactory(team=team, by_mail=True)
    request = LiaisonRequestFactory(to_team=team, state="draft")
    chair = serves(request.from_group, Role.CHAIR)
    return services.send_request(request=request, by=chair.user), officer


def test_officer_with_only_an_address_gets_a_link_of_their_own(to_team, smtp_server):
    request, officer = to_team

    [(_subject, text)] = letters(smtp_server, officer.contact.email)

    assert f"/requests/by-link/{token_of(link_of(request))}/" in text
    assert "do not pass it on" in text


def test_officer_whose_link_was_revoked_is_asked_nothing(to_team, smtp_server):
    request, officer = to_team

    services.revoke_request_links(request=request, by=UserFactory(secretariat=True))

    assert letters(smtp_server, officer.contact.email) == []
    assert OutboxMessage.objects.get().state == "dropped"


def test_officer_whose_term_ended_is_written_to_no_more(to_team, smtp_server):
    _request, officer = to_team
    officer.end_on = days_from_today(-1)
    officer.save()

    assert letters(smtp_server, officer.contact.email) == []


def test_message_is_told_without_a_link_where_none_is_good(to_team, smtp_server):
    request, officer = to_team
    services.revoke_request_links(request=request, by=UserFactory(secretariat=True))
    OutboxMessage.objects.all().delete()

    services.add_message(request=request, text="By Friday?", language="en", by=UserFactory(secretariat=True))

    [(_subject, text)] = letters(smtp_server, officer.contact.email)
    assert "By Friday?" in text
    assert str(request.reference) not in text

"""The addressee's link: who answers by it, and what ends it."""

import pytest

from deliverables import services
from deliverables.enums import RESPONSE_LINK
from deliverables.models import Recommendation
from naio_portal.access import Persona as P
from naio_portal.dates import kl_today
from naio_portal.errors import DomainError
from naio_portal.notices.models import ActionLink, OutboxMessage
from naio_portal.notices.services.action_links import LinkEnded
from tests.factories.notices import ContactFactory
from tests.factories.recommendations import AuthorityFactory, RecommendationFactory
from tests.mails import mail_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(world):
    """Submitted to an authority that has a contact; its link is out."""
    made = RecommendationFactory(
        group=world.group, state="adopted_by_group", addressee=AuthorityFactory(contact=ContactFactory())
    )
    services.submit_recommendation(recommendation=made, letter_number="1", by=world.users[P.SECRETARIAT])
    return Recommendation.objects.get(pk=made.pk)


def link_of(recommendation):
    return ActionLink.objects.get(purpose=RESPONSE_LINK, object_id=recommendation.pk, revoked_at__isnull=True)


ANSWER = {"outcome": "accepted", "reason": "We will.", "signed_by": "", "language": "en"}


def test_the_contact_gets_a_link_and_answers_once(sent):
    link = link_of(sent)
    mail = mail_of(OutboxMessage.objects.get(kind="deliverables.recommendation_sent"))
    assert mail.secret
    assert mail.secret in mail.text

    services.respond_by_link(link=link, **ANSWER)

    now = Recommendation.objects.get(pk=sent.pk)
    answer = now.responses.get()
    assert (now.state, now.outcome, answer.entered_by) == ("responded", "accepted", None)
    assert answer.signed_by == sent.addressee.contact.name
    with pytest.raises(DomainError):
        services.respond_by_link(link=link, **ANSWER)


def test_a_new_link_ends_the_first_and_a_revoked_one_opens_nothing(world, sent):
    first = link_of(sent)
    services.send_response_link(recommendation=sent, by=world.users[P.SECRETARIAT])
    second = link_of(sent)
    assert second != first
    services.revoke_response_link(recommendation=sent, by=world.users[P.SECRETARIAT])

    for link in (first, second):
        with pytest.raises(LinkEnded):
            services.respond_by_link(link=link, **ANSWER)
    with pytest.raises(DomainError, match="No link"):
        services.revoke_response_link(recommendation=sent, by=world.users[P.SECRETARIAT])
    assert Recommendation.objects.get(pk=sent.pk).state == "submitted"


def test_a_contact_who_left_the_authority_answers_no_more(sent):
    link = link_of(sent)
    sent.addressee.contact = ContactFactory()
    sent.addressee.save()

    with pytest.raises(DomainError, match="no longer answer"):
        services.respond_by_link(link=link, **ANSWER)


def test_what_is_answered_otherwise_takes_the_link_back(world, sent):
    services.enter_response(
        recommendation=sent,
        outcome="noted",
        reason="By post.",
        responded_on=kl_today(),
        by=world.users[P.SECRETARIAT],
    )

    assert not ActionLink.objects.filter(revoked_at__isnull=True).exists()


def test_no_link_goes_where_no_contact_is_known(world):
    made = RecommendationFactory(group=world.group, state="submitted")

    with pytest.raises(DomainError, match="no contact"):
        services.send_response_link(recommendation=made, by=world.users[P.SECRETARIAT])

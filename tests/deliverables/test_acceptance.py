"""Acceptance of a deliverable: who is asked by mail, what the owner hears, that no tick is lost."""

import pytest
from django.urls import reverse

from deliverables import services
from naio_portal.access import Persona as P
from naio_portal.notices.kinds import KINDS
from naio_portal.notices.models import OutboxMessage
from naio_portal.notices.recipients import recipient_of
from tests.factories.deliverables import DeliverableFactory, MilestoneFactory
from tests.mails import mail_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(world):
    return DeliverableFactory(
        group=world.group, owner=world.owner, title="Register", acceptance_criteria="Read by two.\nSigned."
    )


def asked():
    rows = OutboxMessage.objects.filter(kind="deliverables.acceptance_asked")
    return {row.member_id for row in rows}


def test_chairs_are_asked_to_accept(world, made):
    services.submit_deliverable(deliverable=made, by=world.user(P.OWNER))

    mail = mail_of(OutboxMessage.objects.filter(kind="deliverables.acceptance_asked").first())
    assert asked() == {world.members[P.OWN_CHAIR].pk, world.members[P.OWN_CO_CHAIR].pk}
    assert (mail.subject, "Register" in mail.text) == (f"Please accept: {made.code}", True)
    assert made.get_absolute_url() in mail.text


def test_the_owner_who_chairs_is_not_asked(world, made):
    made.owner = world.members[P.OWN_CHAIR]
    made.save()

    services.submit_deliverable(deliverable=made, by=world.user(P.OWN_CHAIR))

    assert asked() == {world.members[P.OWN_CO_CHAIR].pk}


def test_the_owner_hears_why_it_came_back_and_that_it_is_accepted(world, made):
    services.submit_deliverable(deliverable=made, by=world.user(P.OWNER))
    services.return_deliverable(
        deliverable=made, reason="Two figures lack a source.", by=world.user(P.OWN_CHAIR)
    )
    returned = OutboxMessage.objects.get(kind="deliverables.acceptance_decided")
    mail = mail_of(returned)

    assert (returned.member, mail.subject) == (world.owner, f"Returned: {made.code}")
    assert "Two figures lack a source." in mail.text
    services.submit_deliverable(deliverable=made, by=world.user(P.OWNER))
    services.accept_deliverable(deliverable=made, met=["Read by two.", "Signed."], by=world.user(P.OWN_CHAIR))
    assert mail_of(returned) is None  # overtaken
    latest = OutboxMessage.objects.get(payload__state="delivered")
    assert mail_of(latest).subject == f"Accepted: {made.code}"


def test_mails_on_a_restricted_one_name_its_code_alone(world, made):
    made.classification = "restricted"
    made.save()
    services.submit_deliverable(deliverable=made, by=world.user(P.OWNER))
    question = mail_of(OutboxMessage.objects.filter(kind="deliverables.acceptance_asked").first())
    services.return_deliverable(deliverable=made, reason="Leaked.", by=world.user(P.OWN_CHAIR))
    answer = mail_of(OutboxMessage.objects.get(kind="deliverables.acceptance_decided"))

    for mail in (question, answer):
        assert made.code in mail.text
        assert [word for word in ("Register", "Leaked.") if word in mail.text + mail.html] == []


def test_a_question_that_was_answered_meanwhile_is_dropped(world, made):
    services.submit_deliverable(deliverable=made, by=world.user(P.OWNER))
    services.return_deliverable(deliverable=made, reason="No.", by=world.user(P.OWN_CHAIR))

    build = KINDS["deliverables.acceptance_asked"].build
    assert build({"deliverable": made.pk}, "en", recipient_of(member=world.members[P.OWN_CHAIR])) is None


def test_ticks_stay_when_a_milestone_is_still_open(world, made):
    MilestoneFactory(deliverable=made)
    services.submit_deliverable(deliverable=made, by=world.user(P.OWNER))
    address = reverse("deliverables:deliverable-move", args=[made.reference, "accept"])

    page = world.client(P.OWN_CHAIR).post(address, {"met": ["Read by two.", "Signed."]})

    assert page.status_code == 422
    assert "1 milestone is still open" in page.text
    assert page.text.count(" checked") == 2

"""Links in mails that do one thing without a sign-in."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from naio_portal.audit import acting, history_of
from naio_portal.notices.enums import OutboxState
from naio_portal.notices.models import ActionLink, Contact, OutboxMessage
from naio_portal.notices.recipients import recipient_of
from naio_portal.notices.services import (
    LinkEnded,
    find_link,
    issue_link,
    open_link_for,
    queue_message,
    revoke_links,
    token_of,
    use_link,
)
from naio_portal.notices.services.delivery import deliver_due
from tests.factories.members import UserFactory
from tests.factories.notices import ContactFactory

pytestmark = pytest.mark.django_db
PURPOSE = "tests.answer"


def in_days(days: int) -> dt.datetime:
    return timezone.now() + dt.timedelta(days=days)


@pytest.fixture
def officer():
    return ContactFactory(language="ms")


@pytest.fixture
def link(officer):
    return issue_link(purpose=PURPOSE, object_id=7, contact=officer, expires_at=in_days(30))


def test_link_is_found_by_its_token_and_kept_as_a_hash(link, officer):
    token = token_of(link)

    found = find_link(purpose=PURPOSE, token=token)

    assert (found, found.person, found.object_id) == (link, officer, 7)
    assert token not in str(ActionLink.objects.values().get())
    assert not any(token in str(row) for row in ActionLink.pgh_event_model.objects.values())


@pytest.mark.parametrize("token", ["", "0" * 64, "../../etc"])
def test_forged_token_opens_nothing(link, token):
    with pytest.raises(LinkEnded):
        find_link(purpose=PURPOSE, token=token)


def test_link_serves_one_purpose(link):
    with pytest.raises(LinkEnded):
        find_link(purpose="tests.other", token=token_of(link))


def test_link_ends_at_its_instant(link, time_machine):
    time_machine.move_to(link.expires_at - dt.timedelta(seconds=1), tick=False)
    assert find_link(purpose=PURPOSE, token=token_of(link)) == link

    time_machine.move_to(link.expires_at, tick=False)
    with pytest.raises(LinkEnded):
        find_link(purpose=PURPOSE, token=token_of(link))
    with pytest.raises(LinkEnded):
        use_link(link=link)


def test_used_link_acts_once_and_may_still_show(link):
    use_link(link=link)

    with pytest.raises(LinkEnded, match="has been done"):
        use_link(link=link)
    with pytest.raises(LinkEnded, match="has been done"):
        find_link(purpose=PURPOSE, token=token_of(link))
    assert find_link(purpose=PURPOSE, token=token_of(link), also_used=True) == link


def test_revoked_link_opens_nothing(link, officer):
    assert revoke_links(purpose=PURPOSE, object_id=7, contact=ContactFactory()) == 0
    assert revoke_links(purpose=PURPOSE, object_id=7, contact=officer) == 1

    with pytest.raises(LinkEnded):
        find_link(purpose=PURPOSE, token=token_of(link), also_used=True)


def test_new_link_ends_the_one_before(link, officer):
    newer = issue_link(purpose=PURPOSE, object_id=7, contact=officer, expires_at=in_days(30))

    with pytest.raises(LinkEnded):
        find_link(purpose=PURPOSE, token=token_of(link))
    assert find_link(purpose=PURPOSE, token=token_of(newer)) == newer


def test_change_of_address_closes_the_old_mailbox(link, officer):
    token = token_of(link)
    officer.email = "elsewhere@agency.example"
    officer.save()

    with pytest.raises(LinkEnded):
        find_link(purpose=PURPOSE, token=token)


def test_link_of_a_closed_account_opens_nothing():
    user = UserFactory()
    link = issue_link(purpose=PURPOSE, object_id=7, user=user, expires_at=in_days(1))
    user.is_active = False
    user.save()

    with pytest.raises(LinkEnded):
        find_link(purpose=PURPOSE, token=token_of(link))


def test_link_is_for_exactly_one_person(officer):
    with pytest.raises(IntegrityError), transaction.atomic():
        issue_link(purpose=PURPOSE, object_id=7, expires_at=in_days(1))
    with pytest.raises(IntegrityError), transaction.atomic():
        issue_link(purpose=PURPOSE, object_id=7, contact=officer, user=UserFactory(), expires_at=in_days(1))


def test_builder_of_a_mail_finds_the_open_link_of_its_recipient(link, officer):
    assert open_link_for(purpose=PURPOSE, object_id=7, recipient=recipient_of(contact=officer)) == link
    other = recipient_of(contact=ContactFactory())
    assert open_link_for(purpose=PURPOSE, object_id=7, recipient=other) is None
    bare = recipient_of(address=officer.email)
    assert open_link_for(purpose=PURPOSE, object_id=7, recipient=bare) is None
    use_link(link=link)
    assert open_link_for(purpose=PURPOSE, object_id=7, recipient=recipient_of(contact=officer)) is None


def test_mail_to_a_contact_goes_to_the_address_of_the_moment(officer, note_kind, smtp_server):
    queue_message(kind="tests.note", payload={"note": 1}, contact=officer)
    officer.email = "new@agency.example"
    officer.save()

    assert deliver_due().sent == 1

    mail = OutboxMessage.objects.get()
    assert (mail.contact, mail.to_address, mail.language) == (officer, "new@agency.example", "ms")
    [letter] = smtp_server.sent_to("new@agency.example")
    assert letter["List-Unsubscribe"].startswith("<mailto:")


def test_mail_to_a_contact_who_is_gone_is_dropped(officer, note_kind, smtp_server):
    queue_message(kind="tests.note", payload={"note": 1}, contact=officer)
    officer.delete()

    assert deliver_due().dropped == 1
    assert OutboxMessage.objects.get().state == OutboxState.DROPPED


def test_history_names_the_contact_who_came_by_a_link(officer):
    with acting(contact=officer):
        Contact.objects.filter(pk=officer.pk).update(name="Puan Contoh")

    viewer = UserFactory(secretariat=True)
    act = history_of([officer], viewer).acts[0]
    assert (act.who, act.role) == ("Puan Contoh", "by the link in a mail")

"""Another address on the secretariat's word: at once without a sign-in, else proven from the new mailbox."""

import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.urls import reverse

from members.models import User
from members.services import ask_for_address, change_address
from members.services.addresses import address_token
from naio_portal.errors import NotAllowed
from naio_portal.notices.models import OutboxMessage
from naio_portal.notices.services.delivery import deliver_due
from tests.factories.members import MemberFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def link_in(message) -> str:
    return re.search(r"https?://[^/]+(/members/address/\S+)", message.get_body(("plain",)).get_content())[1]


def test_address_of_a_person_without_sign_in_changes_at_once(secretary):
    member = MemberFactory()

    assert ask_for_address(member=member, address="New@Example.org", by=secretary) is True

    member.refresh_from_db()
    assert member.email == "new@example.org"


def test_address_of_a_sign_in_changes_when_the_new_mailbox_says_yes(secretary, smtp_server, client):
    member = MemberFactory(with_user=True, email="old@example.org")

    assert ask_for_address(member=member, address="new@example.org", by=secretary) is False
    deliver_due()

    link = link_in(smtp_server.sent_to("new@example.org")[0])
    warning = smtp_server.sent_to("old@example.org")[0]
    assert "did not ask for this" in warning.get_body(("plain",)).get_content()
    assert "o…@example.org" in client.get(link).content.decode()
    assert User.objects.get(pk=member.user_id).email == "old@example.org"

    client.post(link)

    member.refresh_from_db()
    assert (member.email, member.user.email) == ("new@example.org", "new@example.org")
    assert EmailAddress.objects.get(user=member.user).verified is True


@pytest.mark.parametrize(
    ("has_sign_in", "said"),
    [(False, "The address was changed."), (True, "A link went to the new address.")],
)
def test_the_page_says_whether_the_address_stands(secretary, client, has_sign_in, said):
    member = MemberFactory(with_user=has_sign_in)
    client.force_login(secretary)

    page = client.post(
        reverse("members:address-edit", args=[member.reference]), {"email": "new@example.org"}, follow=True
    )

    assert said in page.text


def test_the_page_keeps_an_address_of_somebody_else_and_says_so(secretary, client):
    member, other = MemberFactory(), MemberFactory(email="taken@example.org")
    client.force_login(secretary)

    page = client.post(reverse("members:address-edit", args=[member.reference]), {"email": other.email})

    assert page.context["form"].errors.keys() == {"email"}
    assert 'value="taken@example.org"' in page.text
    member.refresh_from_db()
    assert member.email != other.email


def test_link_works_once(secretary, client):
    member = MemberFactory(with_user=True)
    link = reverse(
        "members:address-confirm", args=[address_token(user=member.user, address="new@example.org")]
    )
    client.post(link)

    assert client.get(link).status_code == 410


def test_link_ends_after_three_days(client):
    member = MemberFactory(with_user=True)
    with time_machine.travel("2026-03-02 09:00 +0800", tick=False):
        token = address_token(user=member.user, address="new@example.org")
    with time_machine.travel("2026-03-05 09:01 +0800", tick=False):
        assert client.get(reverse("members:address-confirm", args=[token])).status_code == 410


def test_link_that_is_forged_opens_nothing(client):
    assert client.get(reverse("members:address-confirm", args=["W10:x:y"])).status_code == 410


def test_link_to_an_address_taken_since_changes_nothing(client):
    member, other = MemberFactory(with_user=True), MemberFactory()
    link = reverse(
        "members:address-confirm", args=[address_token(user=member.user, address="new@example.org")]
    )
    change_address(member=other, address="new@example.org", by=None)

    answer = client.post(link)

    member.user.refresh_from_db()
    assert answer.status_code == 410
    assert member.user.email != "new@example.org"


def test_address_of_another_person_is_refused_with_a_sentence(secretary):
    member, other = MemberFactory(with_user=True), MemberFactory()

    with pytest.raises(ValidationError, match="Somebody else has this e-mail address"):
        ask_for_address(member=member, address=other.email, by=secretary)

    assert OutboxMessage.objects.count() == 0


def test_address_of_staff_is_not_for_the_secretariat_to_change(secretary):
    member = MemberFactory(user=UserFactory(administrator=True))

    with pytest.raises(NotAllowed):
        ask_for_address(member=member, address="new@example.org", by=secretary)

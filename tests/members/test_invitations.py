"""Invitations: in bulk, by mail through the outbox, accepted once from the link."""

import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.urls import reverse

from members.enums import InvitationState
from members.models import Invitation, Member, User
from members.services import change_address
from members.services.invitations import (
    accept_invitation,
    invite_members,
    invite_user,
    open_invitation_of,
    token_of,
)
from naio_portal.errors import DomainError, NotAllowed
from naio_portal.notices.models import OutboxMessage
from naio_portal.notices.services.delivery import deliver_due
from tests.factories.members import MemberFactory, UserFactory
from tests.factories.personas import sign_in
from tests.smtp import Mood

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

PASSWORD = "satu dua tiga empat lima"


def state_of(member: Member) -> str:
    return Member.objects.with_invitation_state().get(pk=member.pk).invitation_state


def link_of(member: Member) -> str:
    member.refresh_from_db()
    invitation = open_invitation_of(member.user_id)
    return reverse("members:invitation-accept", args=[invitation.pk, token_of(invitation)])


def test_invite_members_makes_sign_ins_and_queues_one_mail_each(secretary):
    members = [MemberFactory(language="ms"), MemberFactory(language="en")]

    done = invite_members(members=[m.pk for m in members], by=secretary)

    assert (done.new, done.reminded) == (2, 0)
    assert [state_of(member) for member in members] == [InvitationState.INVITED] * 2
    queued = OutboxMessage.objects.order_by("language").values_list("kind", "to_address", "language")
    assert list(queued) == [
        ("members.invited", members[1].email, "en"),
        ("members.invited", members[0].email, "ms"),
    ]


def test_invite_members_again_reminds_with_the_same_link(secretary):
    member = MemberFactory()
    invite_members(members=[member.pk], by=secretary)
    link = link_of(member)

    done = invite_members(members=[member.pk], by=secretary)

    assert (done.new, done.reminded) == (0, 1)
    assert link_of(member) == link
    assert list(OutboxMessage.objects.order_by("created_at").values_list("kind", flat=True)) == [
        "members.invited",
        "members.reminded",
    ]


def test_invite_members_after_expiry_makes_a_new_link_that_ends_the_old(secretary, client):
    member = MemberFactory()
    with time_machine.travel("2026-03-02 09:00 +0800", tick=False):
        invite_members(members=[member.pk], by=secretary)
        old = link_of(member)
    with time_machine.travel("2026-03-20 09:00 +0800", tick=False):
        assert state_of(member) == InvitationState.EXPIRED
        assert client.get(old).status_code == 410
        invite_members(members=[member.pk], by=secretary)
        assert state_of(member) == InvitationState.INVITED
        assert link_of(member) != old


def test_invite_members_leaves_out_and_counts_who_cannot_be_invited(secretary):
    people = [
        MemberFactory(email=None),
        MemberFactory(user=UserFactory(last_login="2026-01-01T00:00Z")),
        MemberFactory(email="taken@example.org"),
    ]
    UserFactory(email="taken@example.org")

    done = invite_members(members=[m.pk for m in people], by=secretary)

    assert (done.mails, done.without_address, done.already_in, done.taken) == (0, 1, 1, 1)
    assert OutboxMessage.objects.count() == 0


def test_invite_members_dry_run_changes_nothing(secretary):
    member = MemberFactory()

    done = invite_members(members=[member.pk], by=secretary, dry_run=True)

    assert done.new == 1
    assert (User.objects.count(), Invitation.objects.count(), OutboxMessage.objects.count()) == (1, 0, 0)


@pytest.mark.parametrize("role", ["leadership", "sector_officer"])
def test_invite_members_by_another_role_is_refused(role):
    with pytest.raises(NotAllowed):
        invite_members(members=[MemberFactory().pk], by=UserFactory(**{role: True}))


@pytest.mark.parametrize("count", [1, 30])
def test_invite_members_costs_the_same_for_many(secretary, count, django_assert_num_queries):
    ids = [MemberFactory().pk for _n in range(count)]

    with django_assert_num_queries(10):
        invite_members(members=ids, by=secretary)


def test_invitation_mail_carries_a_link_that_the_kept_copy_does_not(secretary, smtp_server):
    member = MemberFactory()
    invite_members(members=[member.pk], by=secretary)
    link = link_of(member)

    deliver_due()

    sent = smtp_server.sent_to(member.email)[0]
    body = sent.get_body(("plain",)).get_content()
    kept = OutboxMessage.objects.get()
    assert link in body
    assert kept.state == "sent"
    token = link.rstrip("/").rsplit("/", 1)[1]
    assert token not in kept.text
    assert token not in kept.html


def test_invitation_mail_refused_for_good_shows_as_bounced(secretary, smtp_server):
    member = MemberFactory()
    invite_members(members=[member.pk], by=secretary)
    smtp_server.mood = Mood.REFUSE

    deliver_due()

    assert state_of(member) == InvitationState.BOUNCED


def test_accept_page_changes_nothing_by_get_and_signs_in_by_post(secretary, client):
    member = MemberFactory(email="ali@example.org")
    invite_members(members=[member.pk], by=secretary)
    link = link_of(member)

    page = client.get(link)
    assert page.status_code == 200
    assert "ali@example.org" in page.content.decode()
    assert state_of(member) == InvitationState.INVITED

    answer = client.post(link, {"way": "password", "password1": PASSWORD, "password2": PASSWORD})

    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("home:home"))
    assert client.session["_auth_user_id"] == str(member.user_id)
    assert state_of(member) == InvitationState.SIGNED_IN
    assert EmailAddress.objects.get(user=member.user_id).verified is True
    assert User.objects.get(pk=member.user_id).check_password(PASSWORD)


@pytest.mark.parametrize(("way", "target"), [("passkey", "mfa_add_webauthn"), ("code", "home:home")])
def test_accept_without_a_password_goes_on_by_the_chosen_way(secretary, client, way, target):
    member = MemberFactory()
    invite_members(members=[member.pk], by=secretary)
    link = link_of(member)

    answer = client.post(link, {"way": way})

    assert answer.headers["Location"] == reverse(target)
    assert not User.objects.get(pk=member.user_id).has_usable_password()


def test_accept_works_once(secretary, client, django_user_model):
    member = MemberFactory()
    invite_members(members=[member.pk], by=secretary)
    link = link_of(member)
    client.post(link, {"way": "code"})
    client.logout()

    again = client.post(link, {"way": "code"})

    assert again.status_code == 410
    assert "_auth_user_id" not in client.session


def test_accept_of_a_weak_password_says_why_and_keeps_the_link(secretary, client):
    member = MemberFactory()
    invite_members(members=[member.pk], by=secretary)
    link = link_of(member)

    answer = client.post(link, {"way": "password", "password1": "12345", "password2": "12345"})

    assert answer.status_code == 200
    assert "too short" in answer.content.decode()
    assert state_of(member) == InvitationState.INVITED


def test_accept_after_a_change_of_address_is_refused(secretary, client):
    member = MemberFactory()
    invite_members(members=[member.pk], by=secretary)
    link = link_of(member)
    change_address(member=member, address="new@example.org", by=secretary)

    assert client.get(link).status_code == 410
    assert open_invitation_of(member.user_id) is None


@pytest.mark.parametrize("spoil", ["token", "key", "inactive"])
def test_accept_of_a_spoiled_link_tells_nothing(secretary, client, spoil):
    member = MemberFactory(email="ali@example.org")
    invite_members(members=[member.pk], by=secretary)
    link = link_of(member)
    if spoil == "inactive":
        User.objects.filter(pk=member.user_id).update(is_active=False)
    else:
        old, new = {
            "token": (r"/[0-9a-f]{64}/", f"/{'0' * 64}/"),
            "key": (r"/invitation/\d+/", "/invitation/999999/"),
        }[spoil]
        link = re.sub(old, new, link)

    answer = client.get(link)

    assert answer.status_code == 410
    assert "ali@example.org" not in answer.content.decode()


def test_accept_twice_at_once_signs_in_one(secretary):
    member = MemberFactory()
    invite_members(members=[member.pk], by=secretary)
    member.refresh_from_db()
    invitation = open_invitation_of(member.user_id)
    token = token_of(invitation)
    accept_invitation(pk=invitation.pk, token=token)

    with pytest.raises(DomainError):
        accept_invitation(pk=invitation.pk, token=token)


def test_only_the_hash_of_the_token_is_stored(secretary):
    user = UserFactory()

    token = invite_user(user=user, by=secretary)

    invitation = Invitation.objects.get()
    assert token == token_of(invitation)
    assert invitation.token_hash != token


# --- the secretariat's page ---------------------------------------------------------------------------


@pytest.fixture
def office(client, secretary, settings):
    settings.REQUIRE_STAFF_MFA = False
    sign_in(client, secretary)
    return client


def test_list_shows_states_and_filters_by_them(office, secretary):
    invited, new = MemberFactory(full_name="Invited One"), MemberFactory(full_name="New One")
    invite_members(members=[invited.pk], by=secretary)

    everybody = office.get(reverse("members:invitation-list")).content.decode()
    only_new = office.get(reverse("members:invitation-list") + "?state=not_invited").content.decode()

    assert "Invited One" in everybody
    assert "New One" in everybody
    assert "Invited One" not in only_new
    assert new.full_name in only_new


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_many(office, count, django_assert_num_queries):
    for _n in range(count):
        MemberFactory()

    with django_assert_num_queries(8):
        office.get(reverse("members:invitation-list"))


def test_send_says_first_what_it_will_do(office):
    member = MemberFactory()
    url = reverse("members:invitation-send")

    first = office.post(url, {"member": member.pk})
    assert first.status_code == 200
    assert OutboxMessage.objects.count() == 0

    second = office.post(url, {"member": member.pk, "confirmed": "1"})
    assert second.status_code == 302
    assert OutboxMessage.objects.count() == 1


def test_send_to_all_of_a_filter(office):
    MemberFactory(full_name="Zainab")
    MemberFactory(full_name="Ali")

    office.post(reverse("members:invitation-send"), {"all": "1", "query": "q=zainab", "confirmed": "1"})

    assert OutboxMessage.objects.count() == 1


def test_send_to_nobody_says_so(office):
    answer = office.post(reverse("members:invitation-send"), {}, follow=True)

    assert "Nobody was chosen" in answer.content.decode()


# --- from the command line -----------------------------------------------------------------------------


def test_invite_administrator_makes_an_account_and_prints_the_link(capsys, client, settings):
    call_command("invite_administrator", "Boss@Example.org")

    user = User.objects.get()
    link = re.search(r"http\S+", capsys.readouterr().out)[0]
    assert (user.email, user.is_administrator, user.is_superuser) == ("boss@example.org", True, True)
    assert OutboxMessage.objects.get().to_address == "boss@example.org"
    assert client.get(link.removeprefix(settings.SITE_URL)).status_code == 200


@pytest.mark.parametrize("address", ["nobody", "staff@example.org"])
def test_invite_administrator_refuses_in_one_line(address):
    UserFactory(email="staff@example.org", secretariat=True)

    with pytest.raises(CommandError):
        call_command("invite_administrator", address)

"""Accounts and portal roles: by administrators, audited, told to the person, never without a last one."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.utils import timezone

from members.models import Invitation, User
from members.services.staff import (
    change_account,
    close_account,
    invite_again,
    invite_staff,
    remove_second_step,
    reopen_account,
    set_portal_role,
)
from naio_portal.audit import acting
from naio_portal.errors import DomainError, NotAllowed
from naio_portal.history import history_of
from naio_portal.notices.models import OutboxMessage
from naio_portal.notices.services.delivery import deliver_due
from tests.factories.members import MemberFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def administrator():
    return UserFactory(administrator=True, name="Adi Pentadbir", last_login=timezone.now())


def kinds() -> list[tuple[str, str]]:
    return list(OutboxMessage.objects.order_by("created_at").values_list("kind", "to_address"))


def test_invite_staff_makes_an_account_without_a_password_and_invites(administrator):
    user = invite_staff(
        email=" New.Staff@naio.example ", name="Nur Staf", portal_role="secretariat", by=administrator
    )

    assert (user.email, user.portal_role, user.is_superuser) == (
        "new.staff@naio.example",
        "secretariat",
        False,
    )
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified is False
    assert Invitation.objects.get(user=user).invited_by == administrator
    assert kinds() == [("members.invited", "new.staff@naio.example")]


@pytest.mark.parametrize(
    ("field", "value"),
    [("email", "not an address"), ("name", " "), ("portal_role", ""), ("portal_role", "king")],
)
def test_invite_staff_with_a_wrong_value_says_which(administrator, field, value):
    values = {"email": "a@naio.example", "name": "Nur", "portal_role": "leadership"} | {field: value}

    with pytest.raises(ValidationError) as error:
        invite_staff(**values, by=administrator)

    assert field in error.value.error_dict
    assert not User.objects.filter(email="a@naio.example").exists()


def test_invite_staff_to_the_address_of_a_member_is_refused(administrator):
    MemberFactory(email="taken@naio.example")

    with pytest.raises(ValidationError, match="Somebody else has this"):
        invite_staff(email="taken@naio.example", name="Nur", portal_role="leadership", by=administrator)


def test_set_portal_role_is_audited_with_its_actor_and_told(administrator):
    user = UserFactory(email="staf@naio.example", language="en")

    with acting(actor=administrator):
        set_portal_role(user=user, portal_role="secretariat", by=administrator)

    act = history_of([user], administrator).acts[0]
    assert (act.who, [(f.label, f.new) for f in act.changes[0].fields]) == (
        "Adi Pentadbir",
        [("Portal role", "Secretariat")],
    )
    assert kinds() == [("members.role_changed", "staf@naio.example")]


def test_role_of_administrator_gives_and_takes_django_s_own_mark(administrator):
    user = UserFactory()

    assert set_portal_role(user=user, portal_role="administrator", by=administrator).is_superuser
    assert not set_portal_role(user=user, portal_role="", by=administrator).is_superuser


def test_same_role_again_writes_and_mails_nothing(administrator):
    user = UserFactory(leadership=True)

    set_portal_role(user=user, portal_role="leadership", by=administrator)

    assert kinds() == []


def test_last_administrator_keeps_the_role_and_the_account(administrator):
    UserFactory(administrator=True, last_login=None)  # invited, never came
    UserFactory(administrator=True, last_login=timezone.now(), is_active=False)

    for act in (
        lambda: set_portal_role(user=administrator, portal_role="secretariat", by=administrator),
        lambda: close_account(user=administrator, by=administrator),
    ):
        with pytest.raises(DomainError, match="At least one administrator"):
            act()

    administrator.refresh_from_db()
    assert (administrator.portal_role, administrator.is_active) == ("administrator", True)


def test_administrator_steps_down_when_another_remains(administrator):
    UserFactory(administrator=True, last_login=timezone.now())

    assert set_portal_role(user=administrator, portal_role="", by=administrator).portal_role == ""


def test_close_account_ends_its_sessions_and_tells(administrator, account, enter, client, smtp_server):
    user = account(language="en")
    enter(user)
    client.get("/accounts/sessions/")

    close_account(user=user, by=administrator)
    deliver_due()

    assert "_auth_user_id" not in client.session
    enter(user)
    assert "_auth_user_id" not in client.session
    assert [mail["Subject"] for mail in smtp_server.sent_to(user.email)] == [
        "[NAIO] Your account in the portal was closed"
    ]


def test_closed_account_is_opened_again(administrator):
    user = UserFactory(is_active=False)

    assert reopen_account(user=user, by=administrator).is_active
    assert kinds() == [("members.account_reopened", user.email)]


@pytest.mark.parametrize("again", [close_account, reopen_account])
def test_closing_and_opening_twice_is_once(administrator, again):
    user = UserFactory(is_active=again is reopen_account)

    again(user=user, by=administrator)

    assert kinds() == []


def test_change_account_changes_the_member_too(administrator):
    member = MemberFactory(user=UserFactory(language="ms"), language="ms")

    change_account(user=member.user, by=administrator, language="en", name="Nama")

    member.refresh_from_db()
    assert (member.language, member.user.language, member.user.name) == ("en", "en", "Nama")


def test_change_account_takes_no_other_field(administrator):
    with pytest.raises(TypeError, match="portal_role"):
        change_account(user=UserFactory(), by=administrator, portal_role="administrator")


def test_invite_again_replaces_the_invitation(administrator):
    user = invite_staff(email="n@naio.example", name="Nur", portal_role="leadership", by=administrator)

    invite_again(user=user, by=administrator)

    assert Invitation.objects.filter(user=user).count() == 2
    assert kinds() == [("members.invited", "n@naio.example")] * 2


@pytest.mark.parametrize("fields", [{"is_active": False}, {"last_login": timezone.now()}])
def test_invite_again_is_for_open_accounts_that_never_signed_in(administrator, fields):
    with pytest.raises(DomainError):
        invite_again(user=UserFactory(**fields), by=administrator)


def test_remove_second_step_is_audited_and_told_and_signs_out(administrator, account, client, enter):
    user = account()
    enter(user)
    client.get("/accounts/sessions/")
    Authenticator.objects.create(user=user, type="totp", data={})

    with acting(actor=administrator):
        assert remove_second_step(user=user, by=administrator) == 1

    assert "_auth_user_id" not in client.session
    assert kinds() == [("members.second_step_removed", user.email)]
    change = history_of([user], administrator).acts[0].changes[0]
    assert [field.label for field in change.fields] == ["Second step removed by an administrator"]


def test_remove_second_step_of_oneself_is_refused(administrator):
    Authenticator.objects.create(user=administrator, type="totp", data={})

    with pytest.raises(DomainError, match="Another administrator"):
        remove_second_step(user=administrator, by=administrator)

    assert Authenticator.objects.filter(user=administrator).exists()


@pytest.mark.parametrize("role", [{}, {"secretariat": True}, {"leadership": True}, {"sector_officer": True}])
def test_nobody_but_administrators_runs_accounts(role):
    by, user = UserFactory(**role), UserFactory()

    for act in (
        lambda: invite_staff(email="a@naio.example", name="A", portal_role="leadership", by=by),
        lambda: change_account(user=user, by=by, name="X"),
        lambda: set_portal_role(user=user, portal_role="administrator", by=by),
        lambda: close_account(user=user, by=by),
        lambda: reopen_account(user=user, by=by),
        lambda: invite_again(user=user, by=by),
        lambda: remove_second_step(user=user, by=by),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize("language", ["en", "ms"])
def test_mails_about_accounts_are_written_in_the_person_s_language(administrator, language, smtp_server):
    user = UserFactory(language=language)
    set_portal_role(user=user, portal_role="leadership", by=administrator)
    Authenticator.objects.create(user=user, type="totp", data={})
    remove_second_step(user=user, by=administrator)
    deliver_due()
    close_account(user=user, by=administrator)
    deliver_due()
    reopen_account(user=user, by=administrator)
    deliver_due()

    assert sorted(mail["Subject"] for mail in smtp_server.sent_to(user.email)) == sorted(SUBJECTS[language])


SUBJECTS = {
    "en": [
        "[NAIO] Your role in the portal was changed",
        "[NAIO] Your second step at sign-in was removed",
        "[NAIO] Your account in the portal was closed",
        "[NAIO] Your account in the portal is open again",
    ],
    "ms": [
        "[NAIO] Peranan anda dalam portal telah ditukar",
        "[NAIO] Langkah kedua log masuk anda telah dibuang",
        "[NAIO] Akaun anda dalam portal telah ditutup",
        "[NAIO] Akaun anda dalam portal dibuka semula",
    ],
}

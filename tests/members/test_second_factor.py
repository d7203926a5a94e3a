"""The second step: set up, used, required of staff on every way in."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse

from members.adapters import SecondFactorAdapter
from members.middleware import OPEN_BEFORE
from tests.members.conftest import PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STAFF = [{"secretariat": True}, {"leadership": True}, {"administrator": True}]
OTHERS = [{}, {"sector_officer": True}]


@pytest.fixture(autouse=True)
def required(settings):
    settings.REQUIRE_STAFF_MFA = True


def code(secret: str = SECRET) -> str:
    """What the app on the telephone shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def with_app(user):
    """Give the account an authenticator app and recovery codes, as the pages do."""
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


# --- with a factor --------------------------------------------------------------------------------------


def test_password_alone_does_not_sign_in(account, enter, client):
    response = enter(with_app(account()))
    assert (response.url, is_in(client)) == ("/accounts/2fa/authenticate/", False)


def test_code_of_the_app_signs_in(account, enter, client):
    enter(with_app(account(secretariat=True)), follow="/accounts/sessions/")
    response = client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert (response.url, is_in(client)) == ("/accounts/sessions/", True)
    assert client.get("/accounts/sessions/").status_code == 200


def test_wrong_code_does_not_sign_in(account, enter, client):
    enter(with_app(account()))
    response = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert (response.status_code, is_in(client)) == (200, False)


def test_mailed_code_needs_the_second_step_too(account, client, smtp_server, mailed_code):
    user = with_app(account())
    client.post("/accounts/login/code/", {"email": user.email})
    response = client.post("/accounts/login/code/confirm/", {"code": mailed_code(user.email)})
    assert (response.url, is_in(client)) == ("/accounts/2fa/authenticate/", False)


def test_recovery_code_works_once(account):
    user = with_app(account())
    recovery = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    one = recovery.wrap().get_unused_codes()[0]
    answers = []
    for client in (Client(), Client()):
        client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
        client.post("/accounts/2fa/authenticate/", {"code": one})
        answers.append(is_in(client))
    assert answers == [True, False]


def test_secret_is_encrypted_in_the_database(account, settings):
    user = with_app(account())
    stored = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data["secret"]
    assert SECRET not in stored
    assert SecondFactorAdapter().decrypt(stored) == SECRET


def test_secret_is_read_after_the_key_was_changed(settings):
    stored = SecondFactorAdapter().encrypt(SECRET)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret key"
    assert SecondFactorAdapter().decrypt(stored) == SECRET


# --- required of staff ------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", STAFF)
def test_staff_without_a_factor_reach_only_its_set_up(account, enter, client, role):
    user = account(**role)
    enter(user)

    for path in ("/", "/accounts/sessions/", "/accounts/email/", "/admin/", "/admin/members/user/"):
        assert client.get(path).headers.get("Location") == "/accounts/2fa/", path
        assert client.post(path).headers.get("Location") == "/accounts/2fa/", path
    assert client.get("/accounts/2fa/").status_code == 200


@pytest.mark.parametrize("role", OTHERS)
def test_experts_choose_for_themselves(account, enter, client, role):
    enter(account(**role))
    assert client.get("/accounts/sessions/").status_code == 200


def test_gate_is_open_where_the_setting_is_off(account, enter, client, settings):
    settings.REQUIRE_STAFF_MFA = False
    enter(account(secretariat=True))
    assert client.get("/accounts/sessions/").status_code == 200


def test_open_routes_of_the_gate_exist():
    for name in OPEN_BEFORE:
        assert reverse(name)


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_opens_the_gate(account, enter, client, smtp_server):
    user = account(secretariat=True)
    enter(user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret

    client.post("/accounts/2fa/totp/activate/", {"code": code(secret)})

    assert client.get("/accounts/sessions/").status_code == 200
    subjects = [mail["Subject"] for mail in smtp_server.sent_to(user.email)]
    assert "Authenticator app switched on" in subjects


def test_session_from_before_the_factor_must_prove_it(account, enter, client):
    user = account(secretariat=True)
    enter(user)
    with_app(user)

    assert client.get("/accounts/sessions/").url == ("/accounts/2fa/reauthenticate/?next=/accounts/sessions/")
    client.post("/accounts/2fa/reauthenticate/", {"code": code()})
    assert client.get("/accounts/sessions/").status_code == 200


def test_recovery_codes_alone_are_no_factor(account, enter, client):
    user = account(secretariat=True)
    RecoveryCodes.activate(user)
    enter(user)
    assert client.get("/accounts/sessions/").url == "/accounts/2fa/"


@pytest.mark.parametrize(("role", "is_kept"), [({"secretariat": True}, True), ({}, False)])
def test_last_factor_of_staff_stays(account, enter, client, role, is_kept, smtp_server):
    user = with_app(account(**role))
    enter(user)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    client.post("/accounts/2fa/totp/deactivate/")

    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists() == is_kept


# --- the Django admin ---------------------------------------------------------------------------------------


def test_admin_has_no_sign_in_of_its_own(client, db):
    assert client.get("/admin/login/?next=/admin/").url.startswith("/accounts/login/?next=")
    assert client.post("/admin/login/", {"username": "a", "password": "b"}).url.startswith("/accounts/login/")


def test_administrator_with_a_factor_enters_the_admin(account, enter, client):
    enter(with_app(account(administrator=True)), follow="/admin/")
    assert client.post("/accounts/2fa/authenticate/", {"code": code()}).url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_secretary_does_not_enter_the_admin(account, enter, client):
    enter(with_app(account(secretariat=True)))
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert client.get("/admin/", follow=True).status_code == 403


@pytest.mark.parametrize(
    ("path", "target"),
    [("/admin/logout/", "/accounts/logout/"), ("/admin/password_change/", "/accounts/password/change/")],
)
def test_admin_leaves_accounts_to_the_portal(account, enter, client, path, target):
    enter(with_app(account(administrator=True)))
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert client.post(path).url == target

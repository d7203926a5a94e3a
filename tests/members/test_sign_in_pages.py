"""Every page and mail of sign-in: our template, valid HTML, wholly in Malay under `ms`."""

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as django_settings
from django.template import engines
from django.template.loader import render_to_string
from django.utils import translation

from tests.markup import assert_malay, assert_valid_html
from tests.members.conftest import PASSWORD

ALLAUTH = Path(engines["django"].get_template("account/base_entrance.html").origin.name).parent.parent
OPEN = [
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/3rdparty/login/cancelled/",
]
OWN = [
    "/accounts/logout/",
    "/accounts/reauthenticate/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/sessions/",
    "/accounts/3rdparty/",
    "/accounts/2fa/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/recovery-codes/generate/",
]


def assert_good(response, *, status: int = 200) -> None:
    """One page of ours: the frame, valid, Malay; nothing of allauth's own templates in it."""
    assert response.status_code == status
    origins = {Path(template.origin.name) for template in response.templates if template.origin}
    assert [origin for origin in origins if origin.is_relative_to(ALLAUTH)] == []
    assert django_settings.BASE_DIR / "templates" / "base.html" in origins
    assert_valid_html(response.text)
    assert_malay(response.text)


@pytest.fixture
def malay(client):
    client.cookies["django_language"] = "ms"
    return client


@pytest.fixture
def person(account, malay):
    """Signed in, and has just proved it."""
    user = account()
    malay.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    malay.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return user


@pytest.mark.parametrize("path", OPEN)
def test_page_for_visitors(db, malay, path):
    assert_good(malay.get(path))


def test_page_of_a_failed_sign_in_service(db, malay):
    assert_good(malay.get("/accounts/3rdparty/login/error/"), status=401)


@pytest.mark.parametrize("path", OWN)
def test_page_of_ones_own(person, malay, path):
    assert_good(malay.get(path))


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/accounts/login/", {"login": "", "password": ""}),
        ("/accounts/login/", {"login": "nobody@naio.example", "password": "wrong"}),
        ("/accounts/login/", {"login": "no address", "password": "wrong"}),
        ("/accounts/login/code/", {"email": ""}),
        ("/accounts/password/reset/", {"email": "no address"}),
    ],
)
def test_errors_for_visitors(db, malay, path, data):
    assert_good(malay.post(path, data))


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/accounts/reauthenticate/", {"password": "wrong"}),
        ("/accounts/password/change/", {"oldpassword": "wrong", "password1": "short", "password2": "other"}),
        (
            "/accounts/password/change/",
            {"oldpassword": PASSWORD, "password1": "password1", "password2": ""},
        ),
        ("/accounts/email/", {"email": "no address", "action_add": "1"}),
        ("/accounts/2fa/totp/activate/", {"code": "000000"}),
        ("/accounts/2fa/webauthn/add/", {"name": "", "credential": ""}),
    ],
)
def test_errors_of_ones_own(person, malay, path, data):
    assert_good(malay.post(path, data))


def test_too_many_tries(db, malay):
    for _ in range(7):
        response = malay.post("/accounts/login/", {"login": "nobody@naio.example", "password": "wrong"})
    assert_good(response)


def test_present_address_is_no_new_one(person, malay):
    assert_good(malay.post("/accounts/email/", {"email": person.email, "action_add": "1"}))


def test_page_of_the_mailed_code(account, malay, smtp_server):
    malay.post("/accounts/login/code/", {"email": account().email})
    assert_good(malay.get("/accounts/login/code/confirm/"))
    assert_good(malay.post("/accounts/login/code/confirm/", {"code": "000000"}))


def test_pages_of_a_forgotten_password(account, malay, smtp_server, mailed_code):
    user = account()
    malay.post("/accounts/password/reset/", {"email": user.email})
    assert_good(malay.get("/accounts/password/reset/confirm/"))
    malay.post("/accounts/password/reset/confirm/", {"code": mailed_code(user.email)})
    assert_good(malay.get("/accounts/password/reset/complete/"))
    assert_good(malay.post("/accounts/password/reset/complete/", {"password1": "a", "password2": "b"}))


def test_page_of_a_new_address(person, malay, smtp_server):
    malay.post("/accounts/email/", {"email": "new@naio.example", "action_add": "1"})
    assert_good(malay.get("/accounts/confirm-email/"))


def test_page_to_set_a_first_password(person, malay):
    person.set_unusable_password()
    person.save()
    malay.force_login(person)
    assert_good(malay.get("/accounts/password/set/"))


def test_pages_of_the_second_step(account, malay):
    user = account()
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    malay.post("/accounts/login/", {"login": user.email, "password": PASSWORD})

    assert_good(malay.get("/accounts/2fa/authenticate/"))
    assert_good(malay.post("/accounts/2fa/authenticate/", {"code": "000000"}))


def test_pages_of_factors(person, malay):
    assert_good(malay.get("/accounts/2fa/totp/activate/"))
    TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)
    key = Authenticator.objects.create(
        user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefon", "credential": {}}
    )

    for path in (
        "",
        "totp/deactivate/",
        "recovery-codes/",
        "recovery-codes/generate/",
        "webauthn/",
        f"webauthn/keys/{key.pk}/edit/",
        f"webauthn/keys/{key.pk}/remove/",
    ):
        assert_good(malay.get(f"/accounts/2fa/{path}"))


def test_pages_to_prove_a_factor_once_more(person, malay):
    TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    assert_good(malay.get("/accounts/2fa/reauthenticate/?next=/"))
    assert_good(malay.post("/accounts/2fa/reauthenticate/", {"code": "000000"}))


def test_staff_are_told_why_they_must_set_up_a_factor(account, malay, settings):
    settings.REQUIRE_STAFF_MFA = True
    user = account(secretariat=True)
    malay.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    page = malay.get("/accounts/2fa/")
    assert_good(page)
    assert "Sediakan langkah kedua untuk meneruskan" in page.text


def test_bound_sign_in_service_is_listed(person, malay, settings):
    settings.OIDC_ID, settings.OIDC_NAME = "oidc-test", "MyDigital ID"
    SocialAccount.objects.create(user=person, provider="oidc-test", uid="person-1")
    page = malay.get("/accounts/3rdparty/")
    assert_good(page)
    assert "MyDigital ID" in page.text


def test_recovery_codes_download_as_text(person, malay):
    TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(person).get_unused_codes()
    answer = malay.get("/accounts/2fa/recovery-codes/download/")
    assert answer["Content-Type"] == "text/plain"
    assert answer.text.split()[-len(codes) :] == codes
    assert "Kod pemulihan" in answer.text


def test_qr_code_stands_in_the_page(person, malay):
    page = malay.get("/accounts/2fa/totp/activate/")
    assert "<svg" in page.context["totp_svg"]
    assert page.context["totp_svg"] in page.text
    assert "data:image" not in page.text


# --- texts that no page above shows ---------------------------------------------------------------

OURS = django_settings.BASE_DIR / "templates"
MAILS = sorted(
    path.relative_to(OURS).as_posix()
    for app in ("account", "mfa", "socialaccount", "usersessions")
    for folder in ("email", "messages")
    for path in (OURS / app / folder).glob("*.txt")
)
SENT = {
    "user_agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/126.0",
    "code": "123456",
    "email": "a@naio.example",
    "from_email": "a@naio.example",
    "to_email": "b@naio.example",
    "deleted_email": "a@naio.example",
    "ip": "10.0.0.1",
    "timestamp_text": "",
}


@pytest.mark.parametrize("name", MAILS)
def test_mail_and_message_are_malay(name, rf):
    with translation.override("ms"):
        text = render_to_string(name, SENT, rf.get("/"))
    for line in text.splitlines():
        assert_malay(f"<p>{line}</p>")


@pytest.mark.parametrize(
    "name",
    sorted(
        path.relative_to(ALLAUTH).as_posix()
        for app in ("account", "mfa", "socialaccount", "usersessions")
        for path in (ALLAUTH / app / "messages").glob("*.txt")
        if "phone" not in path.name
    ),
)
def test_no_message_is_allauths_own(name):
    assert Path(engines["django"].get_template(name).origin.name).is_relative_to(OURS)

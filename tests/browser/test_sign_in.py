"""Signing in as people do: by keyboard alone, with a code from the mailbox, with a passkey."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from tests.browser.checks import assert_accessible, assert_fits, press_until
from tests.factories.members import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long and unlikely phrase"
AFTER = "/accounts/sessions/"
ARRIVED = re.compile(rf":\d+{AFTER}$")


@pytest.fixture
def person():
    user = UserFactory(password=PASSWORD, email="aminah@naio.example")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


@pytest.fixture
def page(browser_page, in_language):
    in_language("en")
    return browser_page


@pytest.fixture
def authenticator(page):
    """A telephone that says yes to every passkey."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_in_with_password(page, user) -> None:
    page.goto(f"/accounts/login/?next={AFTER}")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(ARRIVED)


def prove(page) -> None:
    """The password once more, where a page asks for it."""
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def test_password_by_keyboard_alone(page, person):
    page.goto(f"/accounts/login/?next={AFTER}")
    press_until(page, "E-mail address")
    page.keyboard.type(person.email)
    press_until(page, "Password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(ARRIVED)
    assert page.get_by_role("heading", level=1).inner_text() == "Where you are signed in"


def test_mailed_code_by_keyboard_alone(page, person, smtp_server):
    page.goto(f"/accounts/login/?next={AFTER}")
    press_until(page, "Send me a code by e-mail")
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/login/code/**")
    press_until(page, "E-mail address")
    page.keyboard.type(person.email)
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/login/code/confirm/**")
    assert_accessible(page)
    assert_fits(page)
    code = re.search(r"^(\d{6})", smtp_server.sent_to(person.email)[-1].get_content(), re.M)[1]
    press_until(page, "Code")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.wait_for_url(ARRIVED)


def test_wrong_password_is_said_and_focused(page, person):
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("The address or the password is not right.")
    assert_accessible(page)


def test_passkey_is_added_and_signs_in_alone(page, person, authenticator, smtp_server):
    sign_in_with_password(page, person)
    page.goto("/accounts/2fa/webauthn/add/")
    prove(page)
    page.wait_for_url("**/accounts/2fa/webauthn/add/")
    assert_accessible(page)
    page.get_by_label("Name of the key").fill("Telephone")
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/accounts/2fa/recovery-codes/")
    assert Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).wrap().is_passwordless

    page.context.clear_cookies(name="sessionid")
    page.goto(f"/accounts/login/?next={AFTER}")
    page.get_by_role("button", name="Use a passkey").click()

    page.wait_for_url(ARRIVED)
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_role("rowheader", name="Telephone")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)


def test_passkey_that_fails_is_said_on_the_page(page, person):
    page.goto("/accounts/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('cancelled')); }")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("The passkey was not used")).to_be_visible()
    assert_accessible(page)


def test_pages_of_ones_own_are_accessible_and_fit(page, person, smtp_server):
    sign_in_with_password(page, person)
    page.goto("/accounts/reauthenticate/")
    assert_accessible(page)
    assert_fits(page)
    prove(page)
    for path in (
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/",
        "/accounts/password/change/",
        "/accounts/email/",
        "/accounts/sessions/",
        "/accounts/logout/",
    ):
        page.goto(path)
        assert page.url.endswith(path)
        assert_accessible(page)
        assert_fits(page)

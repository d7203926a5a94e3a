import re

import pytest
from allauth.account.models import EmailAddress
from django.utils import translation

from tests.factories.members import UserFactory

PASSWORD = "a long and unlikely phrase"


@pytest.fixture
def account(db):
    """Make an account with a password and a proved address: `account(secretariat=True)`."""

    def account(**fields):
        user = UserFactory(password=PASSWORD, **fields)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        return user

    return account


@pytest.fixture
def enter(client):
    """Post the sign-in form: `enter(user)`, `enter(user, password="wrong", address="10.0.0.2")`."""

    def enter(user, *, password=PASSWORD, address="10.0.0.1", follow=""):
        url = "/accounts/login/" + (f"?next={follow}" if follow else "")
        data = {"login": getattr(user, "email", user), "password": password} | (
            {"next": follow} if follow else {}
        )
        return client.post(url, data, REMOTE_ADDR=address)

    return enter


@pytest.fixture
def mailed_code(smtp_server):
    """The six digits of the last mail to an address."""

    def mailed_code(address: str) -> str:
        return re.search(r"^(\d{6})\r?$", smtp_server.sent_to(address)[-1].get_content(), re.M)[1]

    return mailed_code


@pytest.fixture
def in_english():
    """Services speak English."""
    with translation.override("en"):
        yield


@pytest.fixture
def secretary(db):
    return UserFactory(secretariat=True, name="Sofia Setia")

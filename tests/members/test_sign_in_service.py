"""OpenID Connect with a real server on loopback: bound once by invitation, then by issuer and `sub`."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from members.models import User
from members.sign_in import INVITED_USER


class Provider(ThreadingHTTPServer):
    """Says who `sub` is to whoever brings a code. `claims` are added to the identity."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.sub = "person-1"
        self.claims: dict = {}


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def log_message(self, *args) -> None:
        pass

    def do_GET(self) -> None:
        self.answer(
            {
                "issuer": self.server.url,
                "authorization_endpoint": f"{self.server.url}/authorize",
                "token_endpoint": f"{self.server.url}/token",
                "jwks_uri": f"{self.server.url}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        )

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        now = int(time.time())
        identity = {"iss": self.server.url, "aud": "portal", "sub": self.server.sub, "iat": now}
        identity |= {"exp": now + 300} | self.server.claims
        token = jwt.encode(identity, "a secret of the provider, long enough", algorithm="HS256")
        self.answer({"access_token": "access", "token_type": "Bearer", "id_token": token})

    def answer(self, data: dict) -> None:
        body = json.dumps(data).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def provider(settings):
    server = Provider()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    settings.OIDC_ID, settings.OIDC_NAME = "oidc-test", "MyDigital ID"
    app = {
        "provider_id": "oidc-test",
        "name": "MyDigital ID",
        "client_id": "portal",
        "secret": "hush",
        "settings": {"server_url": server.url, "fetch_userinfo": False},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"SCOPE": ["openid"], "APPS": [app]}}
    yield server
    server.shutdown()
    server.server_close()


def visit(client: Client, *, process: str = "login"):
    """Go to the provider and come back, as a browser does. Returns the portal's answer."""
    out = client.get(f"/accounts/oidc/oidc-test/login/?process={process}&next=/accounts/sessions/")
    state = parse_qs(urlsplit(out.url).query)["state"][0]
    return client.get("/accounts/oidc/oidc-test/login/callback/", {"code": "abc", "state": state})


def invited(user) -> Client:
    """A browser in which the link of the user's invitation was opened."""
    client = Client()
    session = client.session
    session[INVITED_USER] = user.pk
    session.save()
    return client


def is_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_invitation_binds_once_then_the_identity_signs_in(account, provider, smtp_server):
    user = account()
    visit(invited(user))
    later = Client()

    response = visit(later)

    assert (response.url, is_in_as(later)) == ("/accounts/sessions/", str(user.pk))
    assert SocialAccount.objects.get().uid == "person-1"


def test_identity_without_invitation_opens_nothing(db, client, provider):
    response = visit(client)
    assert (response.status_code, is_in_as(client)) == (403, None)
    assert (User.objects.count(), SocialAccount.objects.count()) == (0, 0)


def test_address_alone_never_matches(account, client, provider):
    provider.claims = {"email": account().email, "email_verified": True}
    visit(client)
    assert (is_in_as(client), SocialAccount.objects.count()) == (None, 0)


def test_second_identity_is_not_bound_by_the_same_invitation(account, provider, smtp_server):
    user = account()
    visit(invited(user))
    provider.sub = "person-2"

    response = visit(invited(user))

    assert response.status_code == 403
    assert [row.uid for row in SocialAccount.objects.all()] == ["person-1"]


def test_signed_in_person_cannot_bind_without_invitation(account, client, provider):
    client.force_login(account())
    assert visit(client, process="connect").status_code == 403
    assert SocialAccount.objects.count() == 0


def test_nothing_but_the_subject_is_kept(account, provider, smtp_server):
    provider.claims = {"nric": "800101-14-5555", "name": "Somebody", "email": "somebody@elsewhere.example"}
    user = account()
    visit(invited(user))
    visit(Client())

    assert SocialAccount.objects.get().extra_data == {}
    assert SocialToken.objects.count() == 0
    user.refresh_from_db()
    assert user.email != "somebody@elsewhere.example"


def test_closed_account_stays_closed(account, provider, smtp_server):
    user = account()
    visit(invited(user))
    User.objects.filter(pk=user.pk).update(is_active=False)
    client = Client()

    assert visit(client).url == "/accounts/inactive/"
    assert is_in_as(client) is None


def test_other_issuer_is_another_identity(account, provider, settings, smtp_server):
    user = account()
    visit(invited(user))
    SocialAccount.objects.update(provider="oidc-of-another-issuer")
    client = Client()

    assert visit(client).status_code == 403
    assert is_in_as(client) is None


def test_token_of_another_issuer_is_refused(account, provider, smtp_server):
    provider.claims = {"iss": "https://another.example"}
    client = invited(account())
    visit(client)
    assert (is_in_as(client), SocialAccount.objects.count()) == (None, 0)


def test_sign_in_page_offers_the_service_and_keeps_next(db, client, provider):
    page = client.get("/accounts/login/?next=/meetings/")
    assert 'href="/accounts/oidc/oidc-test/login/?next=%2Fmeetings%2F"' in page.text

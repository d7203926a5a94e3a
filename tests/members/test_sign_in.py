"""Signing in: password, mailed code, sessions, guessing."""

import datetime as dt

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from members.models import User
from tests.factories.members import MemberFactory
from tests.members.conftest import PASSWORD
from tests.smtp import Mood


def signed_in_as(client) -> int | None:
    user_id = client.session.get("_auth_user_id")
    return int(user_id) if user_id else None


def test_password_signs_in_and_keeps_next(account, enter, client):
    user = account()

    response = enter(user, follow="/groups/?page=2")

    assert (response.status_code, response.url) == (302, "/groups/?page=2")
    assert signed_in_as(client) == user.pk


def test_next_to_another_site_is_dropped(account, enter):
    assert enter(account(), follow="https://evil.example/").url == "/home/"


def test_address_is_taken_without_regard_to_case(account, enter, client):
    user = account()
    enter(user.email.upper())
    assert signed_in_as(client) == user.pk


def test_wrong_password_says_the_same_as_unknown_address(account, enter):
    errors = [
        enter(email, password="wrong").context["form"].non_field_errors()
        for email in (account().email, "nobody@naio.example")
    ]
    assert errors[0] == errors[1]
    assert len(errors[0]) == 1


def test_closed_account_does_not_sign_in(account, enter, client):
    response = enter(account(is_active=False))
    assert (response.url, signed_in_as(client)) == ("/accounts/inactive/", None)


def test_sign_up_is_closed(client, db):
    page = client.get("/accounts/signup/")
    answer = client.post("/accounts/signup/", {"email": "new@naio.example", "password1": PASSWORD})

    assert "By invitation" in page.text or "Melalui jemputan" in page.text
    assert answer.status_code == 200
    assert User.objects.count() == 0


# --- mailed code -----------------------------------------------------------------------------------


def test_mailed_code_signs_in_and_keeps_next(account, client, smtp_server, mailed_code):
    user = account()

    client.post("/accounts/login/code/", {"email": user.email, "next": "/meetings/"})
    code = mailed_code(user.email)
    response = client.post("/accounts/login/code/confirm/", {"code": code, "next": "/meetings/"})

    assert (response.url, signed_in_as(client)) == ("/meetings/", user.pk)


def test_mail_of_the_code_is_in_the_language_of_the_person(account, client, smtp_server):
    user = account(language="ms")

    client.post("/accounts/login/code/", {"email": user.email}, headers={"accept-language": "en"})

    mail = smtp_server.sent_to(user.email)[-1]
    assert mail["Subject"].endswith("ialah kod anda untuk log masuk")
    assert "Kod anda untuk log masuk:" in mail.get_content()
    assert mail["Auto-Submitted"] == "auto-generated"


def test_wrong_code_three_times_ends_the_try(account, client, smtp_server, mailed_code):
    user = account()
    client.post("/accounts/login/code/", {"email": user.email})

    for _ in range(3):
        response = client.post("/accounts/login/code/confirm/", {"code": "000000"})

    assert response.url == "/accounts/login/code/"
    client.post("/accounts/login/code/confirm/", {"code": mailed_code(user.email)})
    assert signed_in_as(client) is None


def test_code_older_than_ten_minutes_is_refused(account, client, smtp_server, mailed_code):
    user = account()
    with time_machine.travel("2025-02-28T01:00:00Z", tick=False) as clock:
        client.post("/accounts/login/code/", {"email": user.email})
        clock.shift(dt.timedelta(minutes=10, seconds=1))
        client.post("/accounts/login/code/confirm/", {"code": mailed_code(user.email)})
        assert signed_in_as(client) is None


def test_unknown_address_sees_the_same_page_and_gets_a_mail_without_code(client, db, smtp_server):
    response = client.post("/accounts/login/code/", {"email": "nobody@naio.example"})

    assert response.url == "/accounts/login/code/confirm/"
    assert client.get(response.url).status_code == 200
    assert len(smtp_server.sent_to("nobody@naio.example")) == 1


def test_mail_server_away_is_told_to_the_person(account, client, smtp_server):
    smtp_server.mood = Mood.REFUSE_TEXT

    response = client.post("/accounts/login/code/", {"email": account().email}, follow=True)

    assert response.status_code == 200
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_demo_account_gets_no_mail_through_a_real_server(account, client, smtp_server, settings):
    settings.MAIL_SINK = False
    user = account(is_demo=True)

    client.post("/accounts/login/code/", {"email": user.email})

    assert smtp_server.attempts == []


# --- sessions ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "age"),
    [
        ({}, dt.timedelta(days=30)),
        ({"sector_officer": True}, dt.timedelta(days=30)),
        ({"secretariat": True}, dt.timedelta(hours=12)),
        ({"leadership": True}, dt.timedelta(hours=12)),
        ({"administrator": True}, dt.timedelta(hours=12)),
    ],
)
def test_session_lasts_by_role(account, enter, client, role, age):
    with time_machine.travel("2025-02-28T01:00:00Z", tick=False):
        enter(account(**role))
        assert client.session.get_expiry_date() == timezone.now() + age
        assert Session.objects.get().expire_date == timezone.now() + age


@pytest.mark.parametrize(("hours", "is_in"), [(11.99, True), (12, False)])
def test_somebody_made_staff_keeps_no_long_session(account, enter, client, hours, is_in):
    with time_machine.travel("2025-02-28T01:00:00Z", tick=False) as clock:
        user = account()
        enter(user)
        User.objects.filter(pk=user.pk).update(portal_role="secretariat")
        clock.shift(dt.timedelta(hours=hours))
        client.get("/accounts/sessions/")
        assert (signed_in_as(client) == user.pk) == is_in


def test_old_session_is_sent_to_sign_in_with_the_way_back(account, enter, client):
    with time_machine.travel("2025-02-28T01:00:00Z", tick=False) as clock:
        user = account()
        enter(user)
        User.objects.filter(pk=user.pk).update(portal_role="secretariat")
        clock.shift(dt.timedelta(hours=13))
        assert client.get("/accounts/sessions/?page=2").url == (
            "/accounts/login/?next=/accounts/sessions/%3Fpage%3D2"
        )


def test_list_of_sessions_ends_the_others(account, enter, client):
    user, other = account(), Client()
    other.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    enter(user)

    page = client.get("/accounts/sessions/")
    client.post("/accounts/sessions/")

    assert page.context["session_count"] == 2
    assert (signed_in_as(client), signed_in_as(other)) == (user.pk, None)


# --- guessing ---------------------------------------------------------------------------------------


def test_five_wrong_passwords_shut_the_guesser_out_but_not_the_owner(account, enter, client):
    user = account()
    for _ in range(5):
        enter(user, password="wrong", address="10.6.6.6")

    assert enter(user, address="10.6.6.6").status_code == 200
    assert signed_in_as(client) is None
    assert enter(user, address="10.0.0.1").status_code == 302
    assert signed_in_as(client) == user.pk


def test_guesser_is_shut_out_for_five_minutes(account, enter):
    user = account()
    with time_machine.travel("2025-02-28T01:00:00Z", tick=False) as clock:
        for _ in range(5):
            enter(user, password="wrong")
        clock.shift(dt.timedelta(minutes=4, seconds=59))
        assert enter(user).status_code == 200
        clock.shift(dt.timedelta(seconds=2))
        assert enter(user).status_code == 302


def test_guessing_from_many_devices_leaves_code_and_passkey(account, enter, client, smtp_server, mailed_code):
    user = account()
    for number in range(60):
        enter(user, password="wrong", address=f"10.1.{number}.1")

    assert enter(user, address="10.0.0.1").status_code == 200
    client.post("/accounts/login/code/", {"email": user.email})
    client.post("/accounts/login/code/confirm/", {"code": mailed_code(user.email)})
    assert signed_in_as(client) == user.pk


def test_codes_are_not_mailed_without_end(account, smtp_server):
    user = account()
    for _ in range(7):
        Client().post("/accounts/login/code/", {"email": user.email})
    assert len(smtp_server.sent_to(user.email)) == 6


# --- password, address ---------------------------------------------------------------------------------


def test_forgotten_password_is_set_anew_by_code(account, enter, client, smtp_server, mailed_code):
    user = account()
    new = "another long and unlikely phrase"

    client.post("/accounts/password/reset/", {"email": user.email})
    client.post("/accounts/password/reset/confirm/", {"code": mailed_code(user.email)})
    client.post("/accounts/password/reset/complete/", {"password1": new, "password2": new})

    assert signed_in_as(client) is None
    assert enter(user, password=new).status_code == 302


def test_password_change_needs_the_present_one_and_tells_by_mail(account, enter, client, smtp_server):
    user = account()
    enter(user)
    new = "another long and unlikely phrase"
    wrong = client.post(
        "/accounts/password/change/", {"oldpassword": "wrong", "password1": new, "password2": new}
    )
    right = client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    assert (wrong.status_code, right.status_code) == (200, 302)
    mail = smtp_server.sent_to(user.email)[-1]
    assert mail["Subject"] == "Your password was changed"
    assert "10.0.0.1" not in mail.get_content()
    assert "127.0.0.1" in mail.get_content()


def reauthenticate(client) -> None:
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def test_new_address_counts_everywhere_once_proved(account, enter, client, smtp_server, mailed_code):
    user = account()
    member = MemberFactory(user=user, email=user.email)
    old, new = user.email, "new@naio.example"
    enter(user)
    reauthenticate(client)

    client.post("/accounts/email/", {"email": new, "action_add": "1"})
    user.refresh_from_db()
    assert user.email == old
    client.post("/accounts/confirm-email/", {"code": mailed_code(new)})

    user.refresh_from_db()
    member.refresh_from_db()
    assert (user.email, member.email) == (new, new)
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(new, True, True)]
    assert smtp_server.sent_to(old)[-1]["Subject"] == "Your address was changed"


def test_address_of_another_member_is_refused_when_proved(account, enter, client, smtp_server, mailed_code):
    user = account()
    enter(user)
    reauthenticate(client)
    client.post("/accounts/email/", {"email": "new@naio.example", "action_add": "1"})
    MemberFactory(email="new@naio.example")

    client.post("/accounts/confirm-email/", {"code": mailed_code("new@naio.example")})

    old = user.email
    user.refresh_from_db()
    assert user.email == old


def test_address_that_the_secretariat_entered_is_proved_at_sign_in(
    account, enter, client, smtp_server, mailed_code
):
    user = account()
    EmailAddress.objects.filter(user=user).update(verified=False)

    response = enter(user)
    assert (response.url, signed_in_as(client)) == ("/accounts/confirm-email/", None)
    client.post("/accounts/confirm-email/", {"code": mailed_code(user.email)})

    assert signed_in_as(client) == user.pk


def test_sign_out_by_post(account, enter, client):
    enter(account())
    assert client.get("/accounts/logout/").status_code == 200
    assert client.post("/accounts/logout/").url == "/"
    assert signed_in_as(client) is None

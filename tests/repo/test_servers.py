"""The servers that all other tests stand on."""

import smtplib

import pytest
from django.core.cache import cache
from django.core.mail import send_mail
from django.db import connection

from tests.smtp import Mood


@pytest.mark.django_db
def test_database_is_postgresql_15_or_newer():
    assert connection.vendor == "postgresql"
    assert connection.pg_version >= 15_00_00


def test_cache_is_redis():
    cache.set("key", "value")

    assert cache.get("key") == "value"


def test_smtp_server_keeps_what_is_sent(smtp_server):
    send_mail("Subject", "Text", "from@naio.example", ["to@naio.example"])

    (message,) = smtp_server.sent_to("to@naio.example")
    assert message["Subject"] == "Subject"


@pytest.mark.parametrize(
    ("mood", "error"),
    [
        (Mood.REFUSE, smtplib.SMTPRecipientsRefused),
        (Mood.GREYLIST, smtplib.SMTPRecipientsRefused),
        (Mood.REFUSE_FOR_NOW, smtplib.SMTPDataError),
        (Mood.REFUSE_TEXT, smtplib.SMTPDataError),
        (Mood.HANG, smtplib.SMTPServerDisconnected),
        (Mood.ACCEPT_THEN_DROP, smtplib.SMTPServerDisconnected),
    ],
)
def test_smtp_server_misbehaves_on_request(smtp_server, settings, mood, error):
    settings.EMAIL_TIMEOUT = 0.5
    smtp_server.mood = mood

    with pytest.raises(error):
        send_mail("Subject", "Text", "from@naio.example", ["to@naio.example"])

    assert len(smtp_server.messages) == (1 if mood == Mood.ACCEPT_THEN_DROP else 0)


def test_greylisted_mail_passes_at_the_second_try(smtp_server):
    smtp_server.mood = Mood.GREYLIST
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send_mail("Subject", "Text", "from@naio.example", ["to@naio.example"])

    send_mail("Subject", "Text", "from@naio.example", ["to@naio.example"])

    assert len(smtp_server.messages) == 1


@pytest.mark.browser
@pytest.mark.django_db
def test_browser_reaches_the_live_server(browser_page):
    response = browser_page.goto("/livez")

    assert response.status == 200
    assert response.json() == {"status": "ok"}

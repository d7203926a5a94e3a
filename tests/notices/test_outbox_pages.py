"""The secretariat's outbox: list, one mail, and what can be done with it."""

import base64
import hashlib
import re

import pytest
from django.urls import reverse

from members.services.invitations import invite_user
from naio_portal.errors import IllegalMove, NotAllowed
from naio_portal.notices.enums import OutboxState
from naio_portal.notices.models import OutboxMessage
from naio_portal.notices.services import queue_message
from naio_portal.notices.services.delivery import deliver_due
from naio_portal.notices.services.handling import cancel_message, resend_message, send_now
from naio_portal.notices.views.outbox import STYLE
from tests.factories.members import MemberFactory, UserFactory
from tests.factories.notices import OutboxMessageFactory
from tests.markup import assert_malay, assert_valid_html
from tests.smtp import Mood

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("note_kind")]


@pytest.fixture
def secretary(client):
    user = UserFactory(secretariat=True, name="Sofia Setia")
    client.force_login(user)
    return user


@pytest.fixture
def sent(smtp_server):
    """A mail that went, to Aminah, who has a preferences link in it."""
    message = queue_message(
        kind="tests.note",
        payload={"note": 7},
        member=MemberFactory(full_name="Aminah binti Salleh", email="aminah@naio.example"),
    )
    deliver_due()
    message.refresh_from_db()
    return message


def act(client, message, name, follow=True):
    return client.post(reverse(f"notices:message-{name}", args=[message.pk]), follow=follow)


def test_list_filters_by_state_kind_group_person_and_day(client, secretary):
    wanted = OutboxMessageFactory(
        state=OutboxState.REFUSED,
        group_code="SAF, SEC",
        member=MemberFactory(full_name="Dato' Aminah binti Salleh"),
        subject="[SAF, SEC] Wanted",
    )
    OutboxMessageFactory(subject="[TAL] Other", group_code="TAL")
    queries = ["state=refused", "kind=tests.note&state=refused", "group=SEC", "person=aminah+salleh",
               f"person={wanted.to_address}"]  # fmt: skip

    for query in queries:
        text = client.get(f"/secretariat/outbox/?{query}").text
        assert ("Wanted" in text, "Other" in text) == (True, False), query
    assert "Wanted" not in client.get("/secretariat/outbox/?until=2020-01-01").text
    assert (
        "Wanted" in client.get("/secretariat/outbox/?since=2020-01-01&state=nonsense&until=9999-12-31").text
    )


@pytest.mark.parametrize("state", ["", "refused"])
def test_list_costs_the_same_for_many(client, secretary, state, django_assert_max_num_queries):
    OutboxMessageFactory(state=OutboxState.REFUSED, member=MemberFactory())
    with django_assert_max_num_queries(12) as one:
        client.get(f"/secretariat/outbox/?state={state}")
    for _number in range(3):
        OutboxMessageFactory(state=OutboxState.REFUSED, member=MemberFactory(with_user=True))
    with django_assert_max_num_queries(len(one)):
        client.get(f"/secretariat/outbox/?state={state}")


def test_export_has_no_texts_of_mails(client, secretary, sent):
    lines = b"".join(client.get("/secretariat/outbox/export.csv").streaming_content).decode()

    assert "aminah@naio.example" in lines
    assert "Please read note 7" not in lines
    book = client.get("/secretariat/outbox/export.xlsx")
    assert b"".join(book.streaming_content)[:2] == b"PK"
    assert client.get("/secretariat/outbox/export.pdf").status_code == 404


def test_mail_shows_its_full_text_and_attempts_but_no_key_of_its_reader(client, secretary, sent):
    text = client.get(sent.get_absolute_url()).text

    assert "Please read note 7." in text
    assert "Taken by the mail server" in text
    assert f"{sent.pk}@naio.example" in text
    assert re.findall(r"/preferences/([^/\s]+)/", sent.text + sent.html) == ["…", "…"]


def test_link_of_an_invitation_goes_out_whole_and_is_kept_blanked(smtp_server):
    user = UserFactory(email="new@naio.example")
    token = invite_user(user=user, by=None)

    deliver_due()

    [mail] = smtp_server.sent_to("new@naio.example")
    kept = OutboxMessage.objects.get(user=user)
    assert token in mail.get_body(("plain",)).get_content()
    assert token not in kept.text + kept.html
    assert "…" in kept.text


def test_html_is_shut_in_and_styled_by_hash(client, secretary, sent):
    answer = client.get(reverse("notices:message-html", args=[sent.pk]))

    [style] = STYLE.findall(sent.html)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert answer["Content-Security-Policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'self'; sandbox"
    )
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer.text == sent.html


def test_sent_mail_goes_again_as_a_new_one(client, secretary, sent, smtp_server):
    answer = act(client, sent, "resend")

    again = OutboxMessage.objects.exclude(pk=sent.pk).get()
    assert answer.redirect_chain[-1][0] == again.get_absolute_url()
    assert (again.resend_of, again.handled_by, again.state) == (sent, secretary, OutboxState.QUEUED)
    deliver_due()
    first, second = smtp_server.sent_to("aminah@naio.example")
    assert first["Message-ID"] != second["Message-ID"]
    assert first["References"] == second["References"]


def test_refused_mail_goes_again_under_its_own_id(client, secretary, smtp_server):
    smtp_server.mood = Mood.REFUSE
    message = queue_message(kind="tests.note", payload={"note": 1}, user=UserFactory())
    deliver_due()
    smtp_server.mood = Mood.ACCEPT

    act(client, message, "resend")
    deliver_due()

    message.refresh_from_db()
    assert (message.state, message.attempt_count, message.handled_by) == (OutboxState.SENT, 1, secretary)
    assert list(message.attempts.values_list("outcome", flat=True)) == ["permanent", "sent"]


def test_many_refused_mails_go_again_ticked_or_all_of_the_list(client, secretary):
    refused = [
        OutboxMessageFactory(state=OutboxState.REFUSED, group_code=code) for code in ("SAF", "SAF", "SEC")
    ]
    gone = OutboxMessageFactory(state=OutboxState.SENT)
    path = reverse("notices:outbox-resend")

    client.post(path, {"message": [refused[0].pk, gone.pk, "nonsense"]})
    assert OutboxMessage.objects.filter(state=OutboxState.QUEUED).get() == refused[0]

    client.post(path, {"all": "1", "query": "state=refused&group=SAF"})
    assert set(OutboxMessage.objects.filter(state=OutboxState.QUEUED)) == set(refused[:2])

    assert "Nothing was chosen" in client.post(path, {}, follow=True).text


def test_cancelled_mail_is_not_sent_until_somebody_sends_it(client, secretary, smtp_server):
    message = queue_message(kind="tests.note", payload={"note": 1}, user=UserFactory())

    act(client, message, "cancel")
    deliver_due()
    assert smtp_server.attempts == []

    act(client, message, "resend")
    deliver_due()
    assert len(smtp_server.messages) == 1


def test_held_burst_is_shown_and_goes_whole(client, secretary, smtp_server):
    for _number in range(2):
        message = queue_message(
            kind="tests.note",
            payload={"note": 1},
            member=MemberFactory(),
            hold_seconds=600,
            burst_key="note:1",
        )
    assert "Send all 2 mails now" in client.get(message.get_absolute_url()).text

    act(client, message, "send-now")
    deliver_due()

    assert len(smtp_server.messages) == 2


@pytest.mark.parametrize(
    ("service", "state"),
    [
        (cancel_message, OutboxState.CLAIMED), (cancel_message, OutboxState.SENT),
        (resend_message, OutboxState.CLAIMED), (resend_message, OutboxState.DROPPED),
        (resend_message, OutboxState.QUEUED), (send_now, OutboxState.QUEUED), (send_now, OutboxState.SENT),
    ],
)  # fmt: skip
def test_act_that_the_state_does_not_allow_is_refused_with_a_sentence(client, secretary, service, state):
    message = OutboxMessageFactory(state=state)
    name = {cancel_message: "cancel", resend_message: "resend", send_now: "send-now"}[service]

    with pytest.raises(IllegalMove):
        service(message=message, by=secretary)

    assert "A message in the state" in act(client, message, name).text


@pytest.mark.parametrize("service", [cancel_message, resend_message, send_now])
def test_services_ask_who_acts(service):
    message = OutboxMessageFactory(state=OutboxState.HELD)

    with pytest.raises(NotAllowed):
        service(message=message, by=UserFactory())


@pytest.mark.parametrize("language", ["en", "ms"])
def test_pages_are_valid_and_malay(client, secretary, sent, language):
    client.cookies["django_language"] = language
    OutboxMessageFactory(state=OutboxState.REFUSED, last_error="550 No such mailbox")
    held = OutboxMessageFactory(state=OutboxState.HELD, burst_key="x")
    review = OutboxMessageFactory(state=OutboxState.REVIEW)
    paths = [f"/secretariat/outbox/{query}" for query in ("", "?state=refused", "?person=nobody")]
    paths += [message.get_absolute_url() for message in (sent, held, review)]

    for path in paths:
        text = client.get(path).text
        assert_valid_html(text)
        if language == "ms":
            assert_malay(text)

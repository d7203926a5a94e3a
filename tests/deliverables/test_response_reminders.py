"""Answers of authorities are reminded of through the one engine; reports come by a link of their own."""

import pytest
from django.core.exceptions import ValidationError

from deliverables.services import (
    abandon_recommendation,
    ask_report,
    report_by_link,
    respond_by_link,
    revoke_response_link,
    save_authority,
)
from deliverables.services.response_links import give_link, give_report_link
from naio_portal.access import Persona as P
from naio_portal.errors import DomainError, IllegalMove
from naio_portal.history import history_of
from naio_portal.notices.models import OutboxMessage, ReminderLedger
from naio_portal.notices.services import LinkEnded, token_of
from naio_portal.notices.services.delivery import deliver_due
from naio_portal.notices.services.rules import ensure_default_rules
from naio_portal.notices.services.sweep import sweep_reminders
from tests.factories.deliverables import days
from tests.factories.members import UserFactory
from tests.factories.notices import ContactFactory
from tests.factories.recommendations import AuthorityFactory, RecommendationFactory
from tests.markup import assert_malay, assert_valid_html

pytestmark = pytest.mark.django_db


@pytest.fixture
def a_working_morning(time_machine):
    """Wednesday, 2 December 2026, 09:05 in Kuala Lumpur."""
    ensure_default_rules()
    time_machine.move_to("2026-12-02T01:05:00+00:00", tick=False)


def waiting(due_in: int, *, contact=True, **changes):
    return RecommendationFactory(
        state="submitted",
        submitted_on=days(due_in - 60),
        adopted_on=days(due_in - 61),
        consent_on=days(due_in - 62),
        response_due_on=days(due_in),
        addressee=AuthorityFactory(contact=ContactFactory() if contact else None),
        **changes,
    )


def told() -> set[str]:
    return set(OutboxMessage.objects.filter(kind="notices.reminders").values_list("to_address", flat=True))


@pytest.mark.parametrize(
    ("due_in", "addressee_too", "office_too"),
    [(15, 0, 0), (14, 1, 0), (3, 1, 0), (2, 0, 0), (0, 0, 0), (-1, 1, 1), (-14, 1, 1), (-44, 1, 1)],
)
def test_the_addressee_then_also_the_secretariat_is_reminded(
    a_working_morning, due_in, addressee_too, office_too
):
    secretary = UserFactory(secretariat=True)
    made = waiting(due_in)
    give_link(made, by=None)

    sweep_reminders()

    on_this_day = ReminderLedger.objects.filter(state="queued", stage_days=-due_in)
    expected = ({made.addressee.contact} if addressee_too else set()) | ({secretary} if office_too else set())
    assert {row.contact or row.user for row in on_this_day} == expected


def test_once_a_stage_however_often_the_sweep_runs(a_working_morning):
    UserFactory(secretariat=True)
    give_link(waiting(-1), by=None)
    sweep_reminders()
    sweep_reminders(is_scheduled=False)

    assert OutboxMessage.objects.filter(kind="notices.reminders").count() == 2
    assert ReminderLedger.objects.filter(state="queued").count() == 2


def test_the_mail_opens_the_very_form(a_working_morning, smtp_server):
    made = waiting(-1)
    link = give_link(made, by=None)
    OutboxMessage.objects.all().delete()

    sweep_reminders()
    deliver_due()

    [letter] = smtp_server.sent_to(made.addressee.contact.email)
    text = letter.get_body(("plain",)).get_content()
    assert f"/recommendations/answer/{token_of(link)}/" in text
    assert made.title_en in text or made.title_ms in text
    kept = OutboxMessage.objects.get(kind="notices.reminders")
    assert token_of(link) not in kept.text + kept.html


def test_a_restricted_one_is_named_by_its_code_alone(a_working_morning, smtp_server):
    made = waiting(-1, restricted=True)
    give_link(made, by=None)
    OutboxMessage.objects.all().delete()

    sweep_reminders()
    deliver_due()

    [letter] = smtp_server.sent_to(made.addressee.contact.email)
    text = letter["Subject"] + letter.get_body(("plain",)).get_content()
    assert made.code in text
    assert made.title_en not in text
    assert made.title_ms not in text


def test_without_a_contact_the_secretariat_stands_in(a_working_morning):
    secretary = UserFactory(secretariat=True)
    waiting(14, contact=False)

    sweep_reminders()

    assert told() == {secretary.email}


@pytest.mark.parametrize("state", ["draft", "adopted_by_group", "responded", "implemented", "withdrawn"])
def test_nobody_is_reminded_where_no_answer_is_owed(a_working_morning, state):
    UserFactory(secretariat=True)
    RecommendationFactory(state=state, addressee=AuthorityFactory(contact=ContactFactory()))

    sweep_reminders()

    assert told() == set()


def test_an_answer_before_the_mail_goes_stops_it(a_working_morning, smtp_server):
    made = waiting(-1)
    link = give_link(made, by=None)
    OutboxMessage.objects.all().delete()
    sweep_reminders()

    respond_by_link(link=link, outcome="noted", reason="Read.", signed_by="", language="en")
    deliver_due()

    assert smtp_server.sent_to(made.addressee.contact.email) == []


# --- how far it is, by the addressee's link -------------------------------------------------------------


@pytest.fixture
def answered(world):
    return RecommendationFactory(
        group=world.group, state="responded", addressee=AuthorityFactory(contact=ContactFactory())
    )


def report(link, percent, **changes):
    return report_by_link(
        link=link, **{"percent": percent, "note": "Guideline issued.", "language": "en", **changes}
    )


def test_the_addressee_reports_until_it_is_implemented(world, answered):
    link = give_report_link(answered, by=None)

    report(link, 40)
    report(link, 70)
    with pytest.raises(ValidationError, match="evidence"):
        report(link, 100)
    report(link, 100, evidence_url="https://example.org/gazette")

    answered.refresh_from_db()
    assert (answered.state, answered.percent) == ("implemented", 100)
    assert [row.percent for row in answered.reports.all()] == [100, 70, 40]
    with pytest.raises((LinkEnded, IllegalMove)):
        report(link, 50)


def test_a_report_names_the_contact_in_the_history(world, answered):
    made = report(give_report_link(answered, by=None), 40)

    act = history_of([made], world.user(P.SECRETARIAT)).acts[0]
    assert answered.addressee.contact.name in act.who


@pytest.mark.parametrize("ended", ["revoked", "expired", "replaced", "abandoned", "another contact"])
def test_a_link_that_is_over_takes_no_report(world, answered, time_machine, ended):
    secretary = world.user(P.SECRETARIAT)
    link = give_report_link(answered, by=None)
    if ended == "revoked":
        revoke_response_link(recommendation=answered, by=secretary)
    elif ended == "expired":
        time_machine.move_to(days(91))
    elif ended == "replaced":
        ask_report(recommendation=answered, by=secretary)
    elif ended == "abandoned":
        abandon_recommendation(recommendation=answered, reason="No budget.", by=secretary)
    else:
        authority = answered.addressee
        values = {name: getattr(authority, name) for name in ("slug", "name_en", "name_ms")}
        save_authority(
            authority=authority,
            values=values,
            contact_name="Siti",
            contact_email="siti@agency.example",
            by=None,
        )

    with pytest.raises(DomainError):
        report(link, 40)

    assert not answered.reports.exists()


def test_the_secretariat_asks_and_the_mail_brings_the_link(world, answered, smtp_server, client):
    secretary = world.client(P.SECRETARIAT)
    page = f"/recommendations/{answered.reference}/"
    assert "moves/ask-report/" in secretary.get(page).text

    secretary.post(f"{page}moves/ask-report/")
    deliver_due()

    [letter] = smtp_server.sent_to(answered.addressee.contact.email)
    [address] = [
        word
        for word in letter.get_body(("plain",)).get_content().split()
        if "/recommendations/report/" in word
    ]
    path = "/recommendations/" + address.split("/recommendations/")[1]
    assert client.get(path).status_code == 200
    wrong = client.post(path, {"percent": "100", "note": "Done.", "language": "en"})
    assert wrong.status_code == 422
    assert "Done." in wrong.text
    assert client.post(path, {"percent": "60", "note": "Half.", "language": "en"}).status_code == 302
    assert "60%" in client.get(path).text
    assert "reported by the addressee" in secretary.get(page).text


def test_without_a_contact_nobody_can_be_asked(world):
    made = RecommendationFactory(group=world.group, state="responded")

    with pytest.raises(DomainError, match="no contact"):
        ask_report(recommendation=made, by=world.user(P.SECRETARIAT))


def test_a_report_link_answers_nothing_and_an_answer_link_reports_nothing(world, answered, client):
    token = token_of(give_report_link(answered, by=None))

    assert client.get(f"/recommendations/answer/{token}/").status_code == 410
    assert client.get(f"/recommendations/report/{token}/").status_code == 200


def test_the_page_is_valid_and_malay(world, answered, client):
    type(answered).objects.update(title_en="", title_ms="Laporkan")
    url = f"/recommendations/report/{token_of(give_report_link(answered, by=None))}/"
    client.cookies["django_language"] = "ms"

    page = client.get(url)

    assert_valid_html(page.text)
    assert_malay(page.text)


def test_homes_show_what_is_overdue(world):
    waiting(-5, group=world.group)

    assert "?group=SAF&amp;state=overdue" in world.client(P.SECRETARIAT).get("/home/").text
    assert "Responses overdue" in world.client(P.LEADERSHIP).get("/home/").text

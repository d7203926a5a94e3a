"""Every text of every model, and what erasing a person does to it: a new one is decided here, or fails."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models

from deliverables.models import PlanImportRow
from deliverables.services import respond_by_link
from deliverables.services.response_links import give_link
from naio_portal.home import erasure
from naio_portal.home.erasure import ERASED, erase_contact, erase_member
from naio_portal.notices.models import ActionLink, Contact
from tests.factories.deliverables import days
from tests.factories.liaison import LiaisonMessageFactory, LiaisonRequestFactory, SectorOfficerFactory
from tests.factories.members import MemberFactory, UserFactory
from tests.factories.notices import ContactFactory, OutboxMessageFactory
from tests.factories.plan_imports import uploaded_plan
from tests.factories.recommendations import AuthorityFactory, RecommendationFactory
from tests.home.test_erasure import tables_with

# Who a person is: blanked, in rows and in events, or the row is deleted.
GONE = {
    "members.User": "email name time_zone password",
    "members.Member": "titles full_name preferred_name email phone organisation position country time_zone"
    " biography photo sort_key name_key search_text",
    "members.Invitation": "token_hash",
    "groups.Appointment": "end_note",
    "groups.SectorOfficer": "post",
    "groups.RosterImportRow": "cells values plan search_text",
    "groups.RosterImportEffect": "label before after",
    "deliverables.PlanImportRow": "cells values plan search_text",
    "deliverables.Response": "signed_by",
    "notices.Contact": "name email",
    "notices.ActionLink": "token_hash",
    "notices.OutboxMessage": "payload to_address subject text html calendar last_error",
    "notices.DeliveryAttempt": "answer",
    "account.EmailAddress": "email",
    "mfa.Authenticator": "data",
    "socialaccount.SocialAccount": "uid extra_data",
    "usersessions.UserSession": "ip session_key user_agent data",
}
# What people wrote as part of the work: stays under the erased name, and is looked through by hand.
WORDS = {
    "deliverables.Deliverable": "title description acceptance_criteria state_reason rag_override_reason",
    "deliverables.SectorApplication": "title tried place result lessons",
    "deliverables.ApplicationFigure": "name source",
    "deliverables.Version": "note text file file_name",
    "deliverables.Draft": "text",
    "deliverables.Recommendation": "title_en title_ms text_en text_ms rationale_en rationale_ms state_reason",
    "deliverables.RecommendationEvidence": "note",
    "deliverables.Response": "reason",
    "deliverables.ImplementationReport": "note evidence_url",
    # As it was sent; who signed for the secretariat stands in it.
    "deliverables.Letter": "file",
    "deliverables.Milestone": "title state_reason",
    "deliverables.ChangeRequest": "old new reason decision_note",
    "deliverables.AcceptanceCheck": "criterion",
    "deliverables.Dependency": "note",
    "deliverables.WorkPlan": "state_reason",
    "deliverables.ReviewRound": "purpose state_reason",
    "deliverables.Comment": "text disposition_reason",
    "deliverables.ProgressUpdate": "note evidence_url evidence_file evidence_name",
    "meetings.Meeting": "title place link description cancel_reason announced",
    "meetings.AgendaItem": "title note",
    # Of somebody from outside: where a member presents, the name is the member's.
    "meetings.Presenter": "name",
    "groups.Call": "title_en title_ms summary_en summary_ms when_en when_ms",
    "groups.Announcement": "title_en title_ms body_en body_ms place issued_by_en issued_by_ms",
    "groups.Objective": "statement measure",
    "groups.LiaisonRequest": "subject text answer",
    "groups.LiaisonMessage": "text",
    "groups.RosterImport": "file_name failure answers",
    "deliverables.PlanImport": "file_name failure answers",
    "deliverables.PlanImportEffect": "label before after",
}
# Says nothing of a person.
NOTHING = {
    "deliverables.ApplicationFigure": "unit",
    "deliverables.Version": "scan_note sha256",
    "deliverables.Instrument": "slug label name_en name_ms",
    "deliverables.Authority": "slug name_en name_ms address",
    "deliverables.Recommendation": "letter_number",
    "deliverables.RecommendationPlace": "place",
    "deliverables.Letter": "sha256",
    "deliverables.ProgressUpdate": "evidence_sha256",
    "meetings.Meeting": "time_zone",
    "groups.Call": "slug",
    "groups.Announcement": "slug",
    "groups.WorkingGroup": "code slug name_en name_ms mandate_en mandate_ms scope_en scope_ms"
    " decision_rule_en decision_rule_ms reporting_line_en reporting_line_ms",
    # The letter of the appointment: a number of the office.
    "groups.Appointment": "instrument",
    "groups.RosterImport": "sha256 source sheets mapping options counts",
    "deliverables.PlanImport": "sha256 source sheets mapping options counts",
    "deliverables.PlanImportRow": "kind decisions",
    "deliverables.PlanImportEffect": "model",
    "groups.RosterImportRow": "kind decisions",
    "groups.RosterImportEffect": "model",
    "groups.Sector": "code name_en name_ms",
    "groups.SectoralTeam": "code slug name_en name_ms lead_agency",
    "members.Term": "code name_en name_ms",
    "notices.ActionLink": "purpose",
    "notices.ExtraHoliday": "country state name",
    "notices.SweptDay": "country state time_zone",
    "notices.OutboxMessage": "kind burst_key group_code claimed_by message_id thread calendar_method",
    "notices.ReminderRule": "code subject_kind name_en name_ms stages",
    "socialaccount.SocialAccount": "provider",
}
# Models that no part of the portal writes to, or that keep no person: sign-in's own, permissions.
UNUSED = {
    "account.EmailConfirmation", "socialaccount.SocialApp", "socialaccount.SocialToken", "sessions.Session",
    "admin.LogEntry", "auth.Permission", "auth.Group", "contenttypes.ContentType", "pghistory.Context",
    "pghistory.MiddlewareEvents", "pghistory.Events",
}  # fmt: skip
TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField, models.GenericIPAddressField)


def texts() -> dict[str, set[str]]:
    """Label of each model -> its fields that hold words of whatever kind; a choice or a language is none."""
    found = {}
    for model in apps.get_models():
        if model._meta.label in UNUSED or hasattr(model, "pgh_tracked_model"):
            continue
        names = {
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, TEXTS) and not field.choices and not field.name.endswith("language")
        }
        if names:
            found[model._meta.label] = names
    return found


def decided(*tables: dict[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for table in tables:
        for label, names in table.items():
            found.setdefault(label, set()).update(names.split())
    return found


def test_every_text_of_every_model_is_decided_once():
    assert decided(GONE, WORDS, NOTHING) == texts()
    for one, other in ((GONE, WORDS), (GONE, NOTHING), (WORDS, NOTHING)):
        twice = {
            (label, name)
            for label in one.keys() & other.keys()
            for name in decided(one)[label] & decided(other)[label]
        }
        assert twice == set()


def test_what_is_said_to_go_is_what_erasure_blanks():
    columns = {
        "members.Member": {*erasure.OF_MEMBER},
        "members.User": {*erasure.OF_USER, "email", "password"},
        "groups.Appointment": {*erasure.OF_APPOINTMENT},
        "groups.SectorOfficer": {*erasure.OF_OFFICER},
        "deliverables.Response": {*erasure.OF_RESPONSE},
        "groups.RosterImportRow": {*erasure.OF_IMPORT_ROW},
        "groups.RosterImportEffect": {*erasure.OF_IMPORT_EFFECT},
        "notices.OutboxMessage": {*erasure.OF_MAIL, "to_address"},
    }
    # Made anew of the name, or no words.
    derived = {"sort_key", "name_key", "search_text"}
    for label, blanked in columns.items():
        assert decided(GONE)[label] - derived <= blanked, label


# --- outside contacts and officers ----------------------------------------------------------------------


@pytest.fixture
def contact(db) -> Contact:
    """An officer by mail until yesterday, who also answered for an authority: a trace in every table."""
    made = ContactFactory(name="Puan Unik", email="unik@agency.example")
    made.name = "Puan Unik binti Unik"
    made.save()
    officer = SectorOfficerFactory(
        contact=made, user=None, post="Meja Unik", start_on=days(-90), end_on=days(-1)
    )
    LiaisonMessageFactory(
        request=LiaisonRequestFactory(to_team=officer.team), author=None, officer=officer, text="Sedia."
    )
    authority = AuthorityFactory(contact=made)
    answered = RecommendationFactory(state="submitted", addressee=authority)
    link = give_link(answered, by=None)
    respond_by_link(link=link, outcome="noted", reason="Dibaca.", signed_by="Puan Unik", language="ms")
    give_link(RecommendationFactory(state="submitted", addressee=authority), by=None)
    authority.contact = None
    authority.save()
    OutboxMessageFactory(contact=made, to_address=made.email, subject="Unik", text="Unik", state="sent")
    return made


def test_an_erased_contact_is_in_no_table_any_more(contact, as_owner):
    assert {"notices_contact", "notices_contactevent", "groups_sectorofficerevent"} <= set(
        tables_with("unik")
    )

    with as_owner():
        call_command("erase_member", contact.email, "--erase")

    assert tables_with("unik") == []
    contact.refresh_from_db()
    assert contact.name == ERASED
    assert contact.sector_offices.get().end_on == days(-1)
    assert not ActionLink.objects.filter(contact=contact).exists()


def test_a_contact_is_counted_before_it_is_erased(contact, as_owner, capsys):
    with as_owner():
        call_command("erase_member", contact.email)

    assert "Would erase Puan Unik binti Unik" in capsys.readouterr().out
    contact.refresh_from_db()
    assert contact.email == "unik@agency.example"


def test_the_same_name_of_another_contact_stays(contact, as_owner):
    other = ContactFactory(name="Puan Unik", email="other@agency.example")
    made = RecommendationFactory(state="submitted", addressee=AuthorityFactory(contact=other))
    response = respond_by_link(
        link=give_link(made, by=None), outcome="noted", reason="Dibaca.", signed_by="", language="ms"
    )

    with as_owner():
        erase_contact(contact=contact)

    response.refresh_from_db()
    assert response.signed_by == "Puan Unik"


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        (lambda contact: contact.sector_offices.update(end_on=None), "officer of a team"),
        (lambda contact: AuthorityFactory(contact=contact), "answers for an authority"),
    ],
)
def test_a_contact_who_answers_is_not_erased(contact, as_owner, prepare, reason):
    prepare(contact)

    with as_owner(), pytest.raises(CommandError, match=reason):
        call_command("erase_member", contact.email, "--erase")


def test_a_member_is_erased_as_officer_and_as_contact_too(contact, as_owner):
    user = UserFactory(email="unik@home.example", name="Unik")
    member = MemberFactory(user=user, full_name="Unik", email="unik@agency.example")
    officer = SectorOfficerFactory(user=user, post="Pejabat Unik")
    with as_owner(), pytest.raises(CommandError, match="officer of a team"):
        call_command("erase_member", str(member.reference), "--erase")
    officer.end_on = days(-1)
    officer.save()

    with as_owner():
        call_command("erase_member", str(member.reference), "--erase")

    assert tables_with("unik") == []


@pytest.mark.django_db
def test_rows_of_a_work_plan_that_name_a_member_are_blanked(as_owner):
    member = MemberFactory(full_name="Unik binti Unik", email="unik@home.example")
    uploaded = uploaded_plan(["SAF", "Daftar", "Draf", "Unik binti Unik", "2027-02-28"])
    cells = ["SAF", "Daftar", "Draf", "UNIK@home.example", "2027-02-28"]
    named = PlanImportRow.objects.create(file_import=uploaded, number=90, cells=cells)
    other = PlanImportRow.objects.create(file_import=uploaded, number=91, cells=["SAF", "Puan Lain"])

    with as_owner():
        erase_member(member=member)

    named.refresh_from_db()
    other.refresh_from_db()
    assert (named.cells, other.cells) == ([], ["SAF", "Puan Lain"])

"""Every table of the domain is in the audit, or stands here with the reason why not."""

import json

import pytest
from django.apps import apps
from django.utils import translation

from members.models import Member
from naio_portal.access import Persona
from naio_portal.audit import AuditEvent
from naio_portal.history.reader import UNTOLD, label_of
from tests.factories.personas import World

OURS = {"members", "groups", "meetings", "deliverables", "notices", "home"}
# Words that are the same in both languages.
SAME = {"SHA-256", "Unit"}
# Tables without triggers.
EXEMPT = {
    "notices.OutboxMessage": "a log: each mail with its states, never changed by hand without `handled_by`",
    "notices.DeliveryAttempt": "a log of the mail server's answers",
    "notices.ReminderLedger": "a log, written by the sweep in one statement",
    "notices.SweptDay": "a log of the sweep",
    "groups.RosterImportRow": "the cells of a file; what the import does to people is in their events",
    "groups.RosterImportEffect": "a log of what an import did, kept to undo it",
    "deliverables.PlanImportRow": "the cells of a file; what the import does to a plan is in its events",
    "deliverables.PlanImportEffect": "a log of what an import did, kept to undo it",
    "members.User_groups": "Django's own rights: nothing here reads them, no page writes them",
    "members.User_user_permissions": "Django's own rights: nothing here reads them, no page writes them",
}
# Columns that events leave out.
LEFT_OUT = {
    "password": "secret",
    "token_hash": "secret",
    "link_number": "secret: what a link is made of",
    "last_login": "each sign-in is a session's, not a change",
    "version": "counts saves",
    "search_text": "made of other columns",
    "sort_key": "made of other columns",
    "name_key": "made of other columns",
    "next_due_on": "made of the milestones",
    "milestone_slip_days": "made of the milestones",
    "notice_due_at": "when a held mail goes: the outbox says it",
    "announced": "what the last mail said: the outbox has it",
    "evidence_file": "a random name on the disk; SHA-256 and name are kept",
    "file": "a random name on the disk; SHA-256 and name are kept",
    **dict.fromkeys(
        ("source", "sheets", "mapping", "options", "answers", "counts", "failure"),
        "steps of an import on its way",
    ),
}


def models_of_ours() -> list:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in OURS and not issubclass(model, AuditEvent) and not model._meta.proxy
    ]


AUDITED = [model for model in models_of_ours() if hasattr(model, "pgh_event_model")]


def test_every_model_is_audited_or_exempt_with_a_reason():
    assert {model._meta.label for model in models_of_ours()} - {m._meta.label for m in AUDITED} == set(EXEMPT)


@pytest.mark.parametrize("model", AUDITED, ids=lambda model: model._meta.label)
def test_every_column_is_in_the_events_or_left_out_with_a_reason(model):
    tracked = {column.name for column in model.pgh_event_model._meta.concrete_fields}
    left_out = {column.name for column in model._meta.concrete_fields} - tracked

    assert left_out - set(LEFT_OUT) == set()


@pytest.mark.parametrize("model", AUDITED, ids=lambda model: model._meta.label)
def test_columns_have_words_in_both_languages(model):
    """The history names each column as people do: in Malay nothing is left of a Python name."""
    tracked = {column.name for column in model.pgh_event_model._meta.concrete_fields}
    untranslated = []
    for column in model._meta.concrete_fields:
        if column.name in UNTOLD or column.name not in tracked:
            continue
        labels = {}
        for language in ("en", "ms"):
            with translation.override(language):
                labels[language] = label_of(column)
        if labels["en"] == labels["ms"] and labels["en"] not in SAME:
            untranslated.append(labels["en"])

    assert untranslated == []


@pytest.mark.django_db
def test_request_leaves_actor_and_request_id_and_nothing_else():
    """No path and no query: they may carry tokens."""
    world = World()
    member = world.members[Persona.OWNER]
    client = world.client(Persona.OWNER)

    response = client.post(f"/members/{member.reference}/listing/?token=very-secret", {"consents": "yes"})

    assert response.status_code == 302
    event = Member.pgh_event_model.objects.filter(pgh_obj=member).latest("pgh_id")
    assert event.listing_consent_on is not None
    assert event.pgh_context == {
        "actor": world.users[Persona.OWNER].pk,
        "request_id": response["X-Request-ID"],
    }
    assert "secret" not in json.dumps(event.pgh_context)

"""Erasure of a person: personal fields go from rows and events, facts stay, and the act is in the audit."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import connection

from groups.models import RosterImportEffect, RosterImportRow
from members.models import Member
from members.services import update_member
from naio_portal.history import history_of
from naio_portal.home.erasure import ERASED, OF_MEMBER
from naio_portal.notices.models import OutboxMessage
from tests.factories.groups import AppointmentFactory
from tests.factories.members import MemberFactory, TermFactory, UserFactory
from tests.factories.notices import OutboxMessageFactory
from tests.security.admin_rows import roster_import

pytestmark = pytest.mark.django_db
ADDRESS = "siti.unik@naio.example"


@pytest.fixture
def person() -> Member:
    """Somebody who served until yesterday, with a word in every field and a trace in every table."""
    TermFactory(code="ethics")
    user = UserFactory(email=ADDRESS, name="Siti Unik")
    EmailAddress.objects.create(user=user, email=ADDRESS, primary=True, verified=True)
    member = MemberFactory(
        user=user,
        titles="Dr Unik",
        full_name="Siti Unik",
        preferred_name="Unik",
        gender="F",
        email=ADDRESS,
        phone="+60 12-999 Unik",
        organisation="Universiti Unik",
        position="Profesor Unik",
        expertise=["ethics"],
        country="MY",
        state="SGR",
        time_zone="Asia/Kuala_Lumpur",
        biography="Unik.",
        listing_consent_on=dt.date(2025, 2, 28),
    )
    update_member(member=member, by=None, position="Dekan Unik")
    AppointmentFactory(member=member, ended=True, end_note="Unik is ill")
    made = roster_import()
    RosterImportRow.objects.create(
        file_import=made, number=7, cells=["Siti Unik"], search_text="siti unik", plan={"a": "Unik"}
    )
    RosterImportEffect.objects.create(
        file_import=made,
        row_number=7,
        model="members.member",
        object_id=member.pk,
        kind="created",
        label="Siti Unik",
        after={"full_name": "Siti Unik"},
    )
    OutboxMessageFactory(to_address=ADDRESS, subject="Siti Unik", text="Siti Unik", state="sent")
    OutboxMessageFactory(to_address=ADDRESS, user=user, payload={"name": "Siti Unik"})
    return Member.objects.get(pk=member.pk)


def tables_with(word: str) -> list[str]:
    """Every table of the database in which some row has the word."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        found = []
        for name in sorted(names):
            cursor.execute(f'SELECT 1 FROM "{name}" t WHERE t::text ILIKE %s LIMIT 1', [f"%{word}%"])
            if cursor.fetchone():
                found.append(name)
    return found


def test_erased_person_is_in_no_table_any_more(person, as_owner):
    before = tables_with("unik")
    assert {"members_member", "members_memberevent", "members_userevent", "notices_outboxmessage"} <= set(
        before
    )

    with as_owner():
        call_command("erase_member", str(person.reference), "--erase")

    assert tables_with("unik") == []


def test_erased_person_keeps_the_facts_of_service(person, as_owner):
    with as_owner():
        call_command("erase_member", ADDRESS, "--erase")

    person.refresh_from_db()
    assert (person.full_name, person.email, person.user.is_active) == (ERASED, None, False)
    assert person.appointments.get().start_on
    assert all(getattr(person, name) in (value, None) for name, value in OF_MEMBER.items())
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {"sent", "cancelled"}


def test_erasure_is_in_the_audit_by_its_name(person, as_owner):
    with as_owner():
        call_command("erase_member", ADDRESS, "--erase")

    act = history_of([person], UserFactory(secretariat=True)).acts[0]
    fields = {f.label: (f.old, f.new) for f in act.changes[0].fields}
    assert act.who == "Automatic: erasure of a person"
    assert list(fields) == ["Erased on"]


def test_dry_run_counts_and_changes_nothing(person, as_owner, capsys):
    before = tables_with("unik")

    with as_owner():
        call_command("erase_member", ADDRESS)

    said = capsys.readouterr().out
    assert "members_memberevent: 2" in said
    assert "Would erase Dr Unik Siti Unik. Nothing was changed" in said
    assert tables_with("unik") == before


def test_running_app_cannot_erase(person):
    with pytest.raises(CommandError, match="USE_OWNER_ROLE=1"):
        call_command("erase_member", ADDRESS, "--erase")

    assert Member.objects.get(pk=person.pk).full_name == "Siti Unik"


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        (lambda person: AppointmentFactory(member=person), "serves today"),
        (lambda person: set_role(person, "secretariat"), "has a portal role"),
        (lambda person: Member.objects.filter(pk=person.pk).update(erased_on="2026-01-01"), "erased already"),
    ],
)
def test_person_who_is_needed_is_not_erased(person, as_owner, prepare, reason):
    prepare(person)

    with as_owner(), pytest.raises(CommandError, match=reason):
        call_command("erase_member", ADDRESS, "--erase")

    assert Member.objects.get(pk=person.pk).full_name == "Siti Unik"


def set_role(person: Member, role: str) -> None:
    person.user.portal_role = role
    person.user.save()


def test_nobody_is_told_so(db):
    with pytest.raises(CommandError, match="Nobody has"):
        call_command("erase_member", "nobody@naio.example")


def test_every_column_of_a_member_is_blanked_or_says_nothing_of_the_person():
    kept = {
        "id",
        "reference",
        "user",
        "language",
        "erased_on",
        "is_demo",
        "version",
        "created_at",
        "updated_at",
        "sort_key",
        "name_key",
        "search_text",
    }

    assert {column.name for column in Member._meta.concrete_fields} == set(OF_MEMBER) | kept

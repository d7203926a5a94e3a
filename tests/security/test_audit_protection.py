"""The audit: every way of changing a row appears in it, and the running app cannot alter it."""

import pgtrigger
import psycopg
import pytest
from celery import shared_task
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from members.models import Member
from naio_portal import protection
from naio_portal.audit import acting
from naio_portal.errors import DomainError
from tests.factories.members import MemberFactory, UserFactory
from tests.servers import APP

EVENTS = Member._meta.get_field("events").related_model
DENIED = "permission denied"


def events(member: Member) -> list:
    return list(EVENTS.objects.filter(pgh_obj=member).order_by("pgh_id"))


def execute(statement: str, *parameters) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


@pytest.fixture
def app_connection(database_url):
    """A connection beside Django's, signed in as the running app signs in."""
    with psycopg.connect(database_url, autocommit=True) as opened:
        yield opened


@shared_task(name="tests.rename")
def rename(pk: int) -> None:
    Member.objects.filter(pk=pk).update(full_name="By a task")


# --- every way of changing a row appears --------------------------------------------------------


def test_tests_act_as_the_running_app(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (APP,)


def test_update_of_a_queryset_appears_with_its_actor(db):
    member, person = MemberFactory(full_name="Before"), UserFactory()

    with acting(actor=person, request_id="r1"):
        Member.objects.filter(pk=member.pk).update(full_name="After")

    inserted, updated = events(member)
    assert (inserted.pgh_label, inserted.full_name) == ("insert", "Before")
    assert (updated.pgh_label, updated.full_name) == ("update", "After")
    assert updated.pgh_context == {"actor": person.pk, "request_id": "r1"}


def test_delete_of_a_queryset_appears_and_keeps_the_row(db):
    member = MemberFactory(full_name="Gone")

    Member.objects.filter(pk=member.pk).delete()

    assert [(event.pgh_label, event.full_name) for event in events(member)] == [
        ("insert", "Gone"),
        ("delete", "Gone"),
    ]


def test_raw_sql_appears_with_the_database_role_that_signed_in(app_connection):
    member = MemberFactory()

    app_connection.execute("UPDATE members_member SET full_name = 'By hand' WHERE id = %s", [member.pk])

    event = events(member)[-1]
    assert (event.pgh_label, event.full_name) == ("update", "By hand")
    assert event.pgh_role == app_connection.info.user
    assert event.pgh_context is None


def test_task_appears_with_its_name(db):
    member = MemberFactory()

    rename.apply(args=[member.pk], throw=True)

    event = events(member)[-1]
    assert event.full_name == "By a task"
    assert event.pgh_context["task"] == "tests.rename"


def test_change_that_changes_nothing_leaves_no_event(db):
    member = MemberFactory(full_name="Same")

    Member.objects.filter(pk=member.pk).update(full_name="Same")

    assert [event.pgh_label for event in events(member)] == ["insert"]


# --- the running app cannot alter it ------------------------------------------------------------


@pytest.mark.parametrize("table", sorted(protection.event_tables()))
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET pgh_label = 'x'", "DELETE FROM {}", "TRUNCATE {}", "INSERT INTO {} DEFAULT VALUES"],
)
def test_events_are_read_only_for_the_app(db, table, statement):
    with pytest.raises(ProgrammingError, match=DENIED), transaction.atomic():
        execute(statement.format(table))

    execute(f"SELECT count(*) FROM {table}")


def test_tables_of_the_domain_cannot_be_emptied_at_once(db):
    with pytest.raises(ProgrammingError, match=DENIED), transaction.atomic():
        execute("TRUNCATE members_member CASCADE")


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE members_member DISABLE TRIGGER ALL",
        "DROP TABLE members_memberevent",
        "CREATE TABLE mine (id int)",
        "ALTER FUNCTION {function}() SECURITY INVOKER",
        "CREATE TRIGGER mine AFTER INSERT ON members_member EXECUTE FUNCTION {function}()",
    ],
)
def test_triggers_and_tables_cannot_be_changed_by_the_app(db, statement):
    function = min(protection.audit_functions())
    with pytest.raises(ProgrammingError, match=r"must be owner|permission denied"), transaction.atomic():
        execute(statement.format(function=function))


def test_trigger_function_cannot_be_hung_on_a_table_of_the_apps_own(db):
    function = min(protection.audit_functions())
    execute("CREATE TEMP TABLE mine (id int)")
    with pytest.raises(ProgrammingError, match=DENIED), transaction.atomic():
        execute(f"CREATE TRIGGER forge AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION {function}()")


def test_triggers_cannot_be_ignored_by_a_setting(db):
    member = MemberFactory()
    names = ",".join(sorted(protection.audit_functions()))
    execute("SELECT set_config('pgtrigger.ignore', %s, true)", f"{{{names}}}")

    Member.objects.filter(pk=member.pk).update(full_name="Unseen?")

    assert events(member)[-1].full_name == "Unseen?"


def test_other_schemas_do_not_catch_what_the_triggers_write(db):
    """A temporary table of the same name comes first in a search path: not in that of the functions."""
    member = MemberFactory()
    execute("CREATE TEMP TABLE members_memberevent (LIKE public.members_memberevent INCLUDING ALL)")

    Member.objects.filter(pk=member.pk).update(full_name="Caught?")

    with connection.cursor() as cursor:
        cursor.execute("SELECT full_name FROM public.members_memberevent ORDER BY pgh_id DESC LIMIT 1")
        assert cursor.fetchone() == ("Caught?",)


def test_migrations_are_read_only_for_the_app(db):
    with pytest.raises(ProgrammingError, match=DENIED), transaction.atomic():
        execute("DELETE FROM django_migrations")


# --- giving the rights --------------------------------------------------------------------------


def test_securing_again_changes_nothing(db, as_owner):
    with as_owner():
        first = protection.secure_database(app_role=APP)
        again = protection.secure_database(app_role=APP)

    assert first == again
    assert again["event tables"] == len(protection.event_tables())


def test_role_that_does_not_exist_is_refused(db, as_owner):
    with as_owner(), pytest.raises(DomainError, match="has no role naio_nobody"):
        protection.secure_database(app_role="naio_nobody")


def test_role_with_the_owners_rights_is_refused(db, as_owner):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        owner = cursor.fetchone()[0]
        with pytest.raises(DomainError, match="has the owner's rights"):
            protection.secure_database(app_role=owner)


def test_missing_trigger_is_refused(db, as_owner):
    name = next(trigger.get_pgid(model) for model, trigger in pgtrigger.registered() if model is Member)
    with as_owner():
        execute(f"DROP TRIGGER {name} ON members_member")
        with pytest.raises(DomainError, match=r"Triggers are missing in the database: members_member\."):
            protection.secure_database(app_role=APP)


def test_command_names_what_it_did(db, as_owner, settings, capsys):
    settings.DATABASE_URL = f"postgresql://{APP}@/naio"
    settings.DATABASE_OWNER_URL = "postgresql://naio_owner@/naio"
    settings.USE_OWNER_ROLE = True

    with as_owner():
        call_command("secure_database")

    assert capsys.readouterr().out.startswith(f"secure_database: {APP} may not alter the audit (")


def test_command_refuses_to_run_as_the_app(db, settings):
    settings.DATABASE_URL = f"postgresql://{APP}@/naio"
    settings.DATABASE_OWNER_URL = "postgresql://naio_owner@/naio"
    settings.USE_OWNER_ROLE = False

    with pytest.raises(CommandError, match="USE_OWNER_ROLE=1"):
        call_command("secure_database")


def test_command_refuses_one_role_in_production(db, settings):
    settings.DATABASE_OWNER_URL = settings.DATABASE_URL
    settings.IS_PRODUCTION = True

    with pytest.raises(CommandError, match="must name another role"):
        call_command("secure_database")


def test_command_warns_of_one_role_in_a_demonstration(db, settings, capsys):
    settings.DATABASE_OWNER_URL = settings.DATABASE_URL

    call_command("secure_database")

    assert "not protected from itself" in capsys.readouterr().out

"""What the app's database role may do, so that nobody can alter the audit through it.

The owner's role migrates and owns every table. The app's role reads and writes the tables of the domain
and only reads the event tables: their rows come from trigger functions that run with the owner's rights.
Run as the owner after every migration (`manage.py secure_database`); running it again changes nothing.
"""

from collections.abc import Iterator

import pghistory.models
import pghistory.trigger
import pgtrigger
from django.apps import apps
from django.db import connection, transaction
from psycopg import sql

from naio_portal.errors import DomainError

READ = sql.SQL("SELECT")
READ_AND_WRITE = sql.SQL("SELECT, INSERT, UPDATE, DELETE")
# Read by the app, written by migrations or by nobody.
READ_ONLY_TABLES = {"django_migrations", "pghistory_context"}


def event_tables() -> set[str]:
    """Tables of audit events."""
    return {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if issubclass(model, pghistory.models.Event) and model._meta.managed and not model._meta.proxy
    }


def audit_functions() -> set[str]:
    """Trigger functions that write events."""
    return {
        trigger.get_pgid(model)
        for model, trigger in pgtrigger.registered()
        if isinstance(trigger, pghistory.trigger.Event)
    }


def state_functions() -> set[str]:
    """Trigger functions that write nothing: they refuse illegal moves."""
    return {trigger.get_pgid(model) for model, trigger in pgtrigger.registered()} - audit_functions()


@transaction.atomic
def secure_database(*, app_role: str) -> dict[str, int]:
    """Give `app_role` its rights and no more; answers how many tables and functions of each kind.

    Raises DomainError when the role is missing, when it could help itself to the owner's rights, or when an
    audit trigger that the code declares is not in the database.
    """
    check_role(app_role)
    check_triggers()
    with connection.cursor() as cursor:
        for statement in statements(app_role):
            cursor.execute(statement)
    return {
        "event tables": len(event_tables()),
        "audit functions": len(audit_functions()),
        "state functions": len(state_functions()),
    }


def check_role(app_role: str) -> None:
    """Raise DomainError unless the role exists and is neither superuser nor the owner nor a member of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, pg_has_role(oid, current_user::name, 'MEMBER')"
            " FROM pg_roles WHERE rolname = %s",
            [app_role],
        )
        row = cursor.fetchone()
    if row is None:
        raise DomainError(f"The database has no role {app_role}: create it first.")
    if any(row):
        raise DomainError(f"The role {app_role} has the owner's rights: the audit is not safe from it.")


def check_triggers() -> None:
    """Raise DomainError when a declared trigger is not installed and enabled."""
    declared = {(model._meta.db_table, trigger.get_pgid(model)) for model, trigger in pgtrigger.registered()}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE c.relnamespace = current_schema()::regnamespace AND t.tgenabled IN ('O', 'A')"
        )
        missing = declared - set(cursor.fetchall())
    if missing:
        names = ", ".join(sorted(f"{table}.{name}" for table, name in missing))
        raise DomainError(f"Triggers are missing in the database: {names}. Run `manage.py migrate`.")


def statements(app_role: str) -> Iterator[sql.Composable]:
    """The statements, in order; all of them in one transaction, so that a running app notices nothing."""
    role = sql.Identifier(app_role)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        name = cursor.fetchone()[0]
        cursor.execute(
            "SELECT relname, relkind FROM pg_class"
            " WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm')"
        )
        relations = sorted(cursor.fetchall())
    schema = sql.Identifier(name)
    read_only = event_tables() | READ_ONLY_TABLES
    yield sql.SQL("REVOKE CREATE ON SCHEMA {} FROM PUBLIC, {}").format(schema, role)
    yield sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(schema, role)
    yield sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA {} FROM PUBLIC, {}").format(schema, role)
    for relation, kind in relations:
        rights = READ if relation in read_only or kind in "vm" else READ_AND_WRITE
        yield sql.SQL("GRANT {} ON {}.{} TO {}").format(rights, schema, sql.Identifier(relation), role)
    yield sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {} TO {}").format(schema, role)
    # A table of a later migration: readable at once, writable when this has run again.
    yield sql.SQL("ALTER DEFAULT PRIVILEGES IN SCHEMA {} GRANT SELECT ON TABLES TO {}").format(schema, role)
    search_path = sql.SQL("SET search_path = pg_catalog, {}, pg_temp").format(schema)
    for functions, security in ((audit_functions(), "DEFINER"), (state_functions(), "INVOKER")):
        for function in sorted(functions):
            signature = sql.SQL("{}.{}()").format(schema, sql.Identifier(function))
            yield sql.SQL("ALTER FUNCTION {} SECURITY {} {}").format(
                signature, sql.SQL(security), search_path
            )
            # Else the role could hang the function on a table of its own and write events at will.
            yield sql.SQL("REVOKE ALL ON FUNCTION {} FROM PUBLIC, {}").format(signature, role)
    # pgtrigger lets any session name triggers to skip; here nobody may skip the audit.
    yield sql.SQL(
        "CREATE OR REPLACE FUNCTION {}._pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN"
        " LANGUAGE sql IMMUTABLE AS 'SELECT false'"
    ).format(schema)

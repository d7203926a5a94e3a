"""The test database: migrated once for each state of the migrations, copied for each process.

Tests run as the app's role, so that a right it lacks shows at once; migrations and the emptying of tables
after a transactional test run as the owner.
"""

import hashlib
import os
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.core.management import call_command
from django.db import connection
from django.db.backends.signals import connection_created
from django.test import TransactionTestCase
from psycopg import sql

from naio_portal import protection
from tests.servers import APP, locked

ROOT = Path(__file__).resolve().parent.parent
state = {"as_app": False}


def schema_state() -> str:
    """A name for what the database is made of: another one means another template."""
    digest = hashlib.sha256()
    for path in sorted(ROOT.glob("**/migrations/*.py")):
        if ".venv" not in path.parts:
            digest.update(path.read_bytes())
    digest.update(Path(protection.__file__).read_bytes())
    return digest.hexdigest()[:10]


def maintenance() -> psycopg.Connection:
    """A connection to the server beside the test databases."""
    parameters = connection.get_connection_params() | {"dbname": "postgres"}
    known = ("dbname", "user", "password", "host", "port")
    return psycopg.connect(
        autocommit=True, **{name: parameters[name] for name in known if name in parameters}
    )


def exists(server: psycopg.Connection, name: str) -> bool:
    return bool(server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())


def run(server: psycopg.Connection, statement: str, *names: str) -> None:
    server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def use(name: str) -> None:
    """Django's connection goes to that database from now on."""
    connection.close()
    connection.settings_dict["NAME"] = name


def make_template(server: psycopg.Connection, template: str) -> None:
    """Migrate and secure a database under another name; only a finished one gets its name."""
    making = f"{template}_making"
    run(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", making)
    run(server, "CREATE DATABASE {} TEMPLATE template0", making)
    use(making)
    call_command("migrate", verbosity=0, interactive=False)
    protection.secure_database(app_role=APP)
    connection.close()
    run(server, "ALTER DATABASE {} RENAME TO {}", making, template)


def make_database() -> None:
    """A fresh copy of the template for this process; old templates go."""
    folder = Path(os.environ["TEST_STATE"])
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    template = f"naio_template_{schema_state()}"
    name = f"test_naio_{os.environ['TEST_SLOT']}{worker}"
    with maintenance() as server, locked(folder / "template.lock"):
        if not exists(server, template):
            make_template(server, template)
            old = server.execute(
                r"SELECT datname FROM pg_database WHERE datname ~ '^naio_template_' AND datname <> %s",
                [template],
            )
            for (other,) in old.fetchall():
                run(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", other)
        run(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        run(server, "CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", name, template)
    use(name)
    state["as_app"] = True


def drop_database() -> None:
    """Remove this process's copy."""
    name = connection.settings_dict["NAME"]
    connection.close()
    with maintenance() as server:
        run(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def act_as_app(connection, **kwargs) -> None:
    """Each new connection acts as the role of the running app."""
    if state["as_app"]:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {APP}")


connection_created.connect(act_as_app)


def url() -> str:
    """The address of this process's database, signed in as the app; on another server as given there."""
    given = urlsplit(os.environ["DATABASE_URL"])
    host = given.netloc.rpartition("@")[2]
    user = APP if os.environ["TEST_OWN_POSTGRESQL"] else given.netloc.rpartition("@")[0]
    return urlunsplit(given._replace(netloc=f"{user}@{host}", path=f"/{connection.settings_dict['NAME']}"))


@contextmanager
def owner_role():
    """Inside, the connection acts as the owner of the tables, as migrations do."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
    try:
        yield
    finally:
        if connection.connection is not None and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(f"SET ROLE {APP}")


# Made with the template, from the models: no test changes them.
KEPT = {"django_content_type", "auth_permission", "django_migrations"}


def empty_tables(test: TransactionTestCase) -> None:
    """Empty the tables that a transactional test wrote to.

    Django's `flush` empties all two hundred of them, and then makes every content type and permission anew:
    most of the time of a short test.
    """
    names = sorted(set(connection.introspection.django_table_names(include_views=False)) - KEPT)
    filled = sql.SQL(" UNION ALL ").join(
        sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(sql.Literal(name), sql.Identifier(name))
        for name in names
    )
    with owner_role(), connection.cursor() as cursor:
        cursor.execute(filled)
        written = [sql.Identifier(name) for (name,) in cursor.fetchall()]
        if written:
            cursor.execute(sql.SQL("TRUNCATE {} CASCADE").format(sql.SQL(", ").join(written)))


TransactionTestCase._fixture_teardown = empty_tables
